"""The card of an imaging record: what it says to a family, at the level of grade 6."""

from typing import Final

from advisor.language import Plural, spoken

TITLE: Final = "Dental image record"
COUNT: Final = Plural("{number} entry from {first} to {last}", "{number} entries from {first} to {last}")
COUNT_ONE: Final = Plural("{number} entry from {first}", "{number} entries from {first}")
PART: Final = "Card {part} of {parts}"
SCAN: Final = "Scan this code with any phone. It shows each image: when, where and why."
PLAIN: Final = "It is plain text. It links to nothing, and nobody else keeps it."
SHOW: Final = "Show it before a new X-ray is made."
CODE: Final = Plural("Code that holds {number} entry as text", "Code that holds {number} entries as text")
LISTED: Final = "In this code"
MORE: Final = Plural("and {number} more", "and {number} more")
WRITTEN: Final = "{file}: {cards}, {entries}\n"
CARDS: Final = Plural("{number} card", "{number} cards")
ENTRIES: Final = Plural("{number} entry", "{number} entries")

spoken(__name__)
