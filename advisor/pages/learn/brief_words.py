"""The advisor's answer in a few words: sixty at most, with the reason."""

from __future__ import annotations

from typing import Final

ANSWER: Final = "The advisor: **{says}**."
NONE_RIGHT: Final = "The advisor: **none of them**."
SAYS: Final = "{issuer} {year}: {says}"
NUMBER: Final = "The advisor: **{estimate}**; you: {mine} {unit}."
ORDER: Final = "Smallest first: {placed}."
THEN: Final = ", then "
PLACED: Final = "{says} ({dose} µSv)"
FOUND: Final = "{found} of {count} found."
MISSED_ONE: Final = "Has to go: “{says}”"
MAY_STAY: Final = "May stay: “{says}”"
TALKED_WELL: Final = "Every reply kept to the facts and left the choice with the parent."
TALKED_ASTRAY: Final = "Not: “{says}” {because}"
