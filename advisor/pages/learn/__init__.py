"""Learn: cases to practise, a bench for the dose, a primer on background, an exam."""
