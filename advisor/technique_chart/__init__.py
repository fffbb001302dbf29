"""The exposure chart of one unit: its times, at the receptor, beside the maker's, after another receptor."""
