"""Check, at the chair: age, image and settings; verdict, steps, what to change and what that saves."""
