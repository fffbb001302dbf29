"""Words that several screens and sheets share: names of the trade, labels, figures, the six steps, the verdict.

What only one screen says stands beside that screen; what a source says is in data/.
"""
