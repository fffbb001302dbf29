"""Cases to practise on: a lesson's file, what is right about it today by the engine, how an answer is marked."""
