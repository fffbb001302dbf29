"""The imaging record of one person: what was imaged, when, where, why; a file and a card that the family keeps.

entry: the nouns. reading, writing: its file. card_text: the lines of its card. joining: two records. made: entries of a
case and of exposures read. earlier: what was imaged before, and when the next may be considered. telling: the command.
"""

from advisor.record.entry import Entry, Estimate, Record, Side
from advisor.record.joining import joined
from advisor.record.reading import RECORD_TEXT, read_record, record_from_text
from advisor.record.writing import record_json, record_text

__all__ = [
    "RECORD_TEXT",
    "Entry",
    "Estimate",
    "Record",
    "Side",
    "joined",
    "read_record",
    "record_from_text",
    "record_json",
    "record_text",
]
