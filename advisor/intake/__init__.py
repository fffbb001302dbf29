"""What comes from outside -> nouns: cases, and exposures out of a practice's files; each repair and refusal named.

refusal, repair, exposure: the nouns. text: the one reader of text. case: a mapping to a checked case (contract,
equivalents, plausible). files: a practice's files to exposures, by dicom (header, settings), table (cells, columns,
as_written, days, teeth_told, recognised), patient (days and ages) and generator (exposure_service asks it). telling:
the command.
"""
