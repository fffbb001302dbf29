"""The X-ray unit of a practice: its file in and out, a case on it, settings known to be good.

reading, writing: its file. known_good: the nearest setting that images well. makers: a maker's unit to start from.
on_case: a case asked on a unit.
"""
