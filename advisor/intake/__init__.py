"""From outside to nouns: exposures out of files of the practice, each repair and each refusal named."""
