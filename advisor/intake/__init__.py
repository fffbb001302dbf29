"""What comes from outside -> nouns of the case; each refusal is one sentence with the remedy."""
