"""The exposure chart of one unit.

chart: its times, with the warnings of cautions. receptor_dose: what reaches the receptor. makers, comparison: the
maker's beside it. receptor_change: after another receptor. in_words, words: as page and sheet say it. as_csv: as a
table, and the command.
"""
