"""Published statements, the editions in force, the rules that judge a case by them, and opinions side by side."""
