"""Words of a case that both sheets print."""

from __future__ import annotations

from advisor.knowledge import Knowledge
from advisor.model import Case
from advisor.places import WORLD
from advisor.wording import handout as words


def place_name(code: str, knowledge: Knowledge) -> str:
    """A place by its name; the world's background is an average."""
    known = knowledge.places.get(code)
    if code == WORLD:
        return words.WORLD
    return known.name if known else code


def date_told(case: Case) -> str:
    return case.on.isoformat() if case.on else words.NO_DATE
