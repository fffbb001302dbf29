"""What is asked: the closed vocabularies, patient, visit, setup and case, exams, teeth, and a practice's unit.

model: the nouns of a case, and those of a published statement. vocabulary, body: every closed list of words.
settings: the one table of settings. exams: data/exams.toml. teeth: notations. unit: a practice's own. day: whole, or
month or year alone. spelling: the nearest right word.
"""
