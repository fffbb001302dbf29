"""Words that several screens and sheets share; what one screen says stands beside it, what a source says is in data/.

names: of the trade. labels: of settings and choices. figures: numbers with units. steps, verdict: the six steps and
the headline. remedies, change_words: what to do.
"""
