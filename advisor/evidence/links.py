"""Addresses of the rows on the Evidence page, relative to any other page, and the ids that a text mentions."""

import re
from collections.abc import Container, Mapping
from enum import StrEnum
from functools import cache
from typing import Final
from urllib.parse import quote

from advisor.knowledge import Knowledge

PAGE: Final = "evidence"
_ID: Final = re.compile(r"[A-Za-z0-9][\w.\-]*\w|\w")


class RowKind(StrEnum):
    """What an address names. A row is any row of any table, a note, a parameter or a reference level."""

    STATEMENT = "statement"
    SOURCE = "source"
    ROW = "row"
    PLACE = "place"


def evidence_link(kind: RowKind | str, id: str) -> str:
    """The address of one row: `evidence?statement=IG-5`."""
    return f"{PAGE}?{RowKind(kind)}={quote(id, safe='')}"


def asked(parameters: Mapping[str, str]) -> tuple[RowKind, str] | None:
    """What the parameters of an address ask for; the first, where several do."""
    return next(((kind, parameters[kind]) for kind in RowKind if parameters.get(kind)), None)


def ids_in(text: str, shelf: Container[str]) -> tuple[str, ...]:
    """The known ids that a text mentions, each once, in its order."""
    return tuple(dict.fromkeys(word for word in _ID.findall(text) if word in shelf))


def with_links(text: str, shelf: Container[str]) -> str:
    """The text in Markdown, every row that it mentions leading to the Evidence page."""

    def linked(word: re.Match[str]) -> str:
        found = word.group()
        return f"[{found}]({evidence_link(RowKind.ROW, found)})" if found in shelf else found

    return _ID.sub(linked, text)


@cache
def row_ids(knowledge: Knowledge) -> frozenset[str]:
    """Every id of a published row, a statement or a parameter that a sentence may mention."""
    tables = knowledge.tables
    rows = (tables.doses, tables.conversions, tables.factors, tables.outputs, tables.charts, tables.receptors)
    levels = (level.id for place in knowledge.places.values() for level in place.reference_level)
    statements = (row.id for edition in knowledge.editions for row in edition.statement)
    numbered = (row.id for table in rows for row in table)
    return frozenset((*numbered, *levels, *statements, *knowledge.dose.parameters))
