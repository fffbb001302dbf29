"""What comes from outside -> nouns: cases, and exposures out of a practice's files; each repair and refusal named.

refusal, repair: the nouns. text: the one reader of text. case: a mapping to a checked case (contract, equivalents,
plausible). files: a practice's files to exposures, by dicom, table (cells, columns, as_written, teeth_told,
recognised) and generator (exposure_service asks it). telling: the command.
"""

__all__ = [
    "as_written",
    "case",
    "cells",
    "columns",
    "contract",
    "days",
    "dicom",
    "equivalents",
    "exposure",
    "exposure_service",
    "files",
    "generator",
    "plausible",
    "recognised",
    "refusal",
    "repair",
    "settings",
    "table",
    "teeth_told",
    "telling",
    "text",
]
