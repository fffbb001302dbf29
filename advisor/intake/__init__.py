"""What comes from outside -> nouns: cases, and exposures out of a practice's files; each repair and refusal named."""
