"""Every sentence of the interface, grouped by part of the screen and by reader; what a source says is not here.

names: one word a thing. figures: numbers as people say them. check, verdict: the Check page for clinicians and
students. parent: the same page in plain words. pictures: what the charts say. settings: the practice's own units.
evidence, evidence_tables: the Evidence page. handout, handout_parent: the printed sheets. sheet: their buttons.
"""
