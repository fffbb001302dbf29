"""Technique chart: the practice's own unit for every region and patient size, for the wall."""
