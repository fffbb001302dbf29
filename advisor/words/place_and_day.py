"""Words that more than one sheet prints."""

from __future__ import annotations

from typing import Final

from advisor.case.model import Case
from advisor.knowledge import Knowledge
from advisor.knowledge.places import WORLD
from advisor.words import labels

_LONGEST_NAME: Final = 80
_ELLIPSIS: Final = "…"


def one_line(name: str) -> str:
    """A name as somebody typed it, without control characters, shortened where it is longer than a line."""
    plain = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[: _LONGEST_NAME - 1]}{_ELLIPSIS}"


def place_name(code: str, knowledge: Knowledge) -> str:
    """A place by its name; the world's background is an average."""
    known = knowledge.places.get(code)
    if code == WORLD:
        return labels.WORLD
    return known.name if known else code


def date_told(case: Case) -> str:
    return case.on.isoformat() if case.on else labels.NO_DATE
