"""From tube settings to effective dose and days of background: pure functions, every result a range.

beam: settings to air kerma. exposure_time: settings to the time to set. dose: a case to its estimate; dose_tables:
the numbers of it. factors, saving: what a change is worth. display: what a unit shows. spectra, spread, estimate,
background: their nouns.
"""
