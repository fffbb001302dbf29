"""The X-ray unit of a practice: the noun, its file in and out, a case on it, settings known to be good."""
