"""The card of an imaging record: what it says to a family, at the level of grade 6."""

from __future__ import annotations

from typing import Final

TITLE: Final = "Dental image record"
COUNT: Final = "{count} from {first} to {last}"
COUNT_ONE: Final = "{count} from {first}"
IMAGE: Final = "entry"
IMAGES: Final = "entries"
PART: Final = "Card {part} of {parts}"
SCAN: Final = "Scan this code with any phone. It shows each image: when, where and why."
PLAIN: Final = "It is plain text. It links to nothing, and nobody else keeps it."
SHOW: Final = "Show it before a new X-ray is made."
CODE: Final = "Code that holds these entries as text: {entries}"
LISTED: Final = "In this code"
MORE: Final = "and {count} more"
WRITTEN: Final = "{file}: {cards}, {entries}\n"
CARD: Final = "card"
CARDS: Final = "cards"
