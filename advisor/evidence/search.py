"""Rows by the words of a reader: what issuers say first, then what was measured, then the documents themselves."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from advisor.case.vocabulary import Topic
from advisor.evidence import sheets as tables
from advisor.evidence import table_words as in_tables
from advisor.evidence.shelf import Shelf, ShelfRow
from advisor.words import names

_FIRST: Final = (tables.STATEMENTS, tables.LEVELS, tables.BACKGROUND, tables.PRIMER, tables.NOTES)
_LAST: Final = (
    tables.EDITIONS,
    tables.PLACES,
    tables.SOURCES,
)  # a document, and whoever reports it, after what it says
_SMALL_WORDS: Final = frozenset({"a", "an", "and", "at", "for", "in", "is", "of", "on", "or", "the", "to", "with"})


def search(shelf: Shelf, written: str) -> tuple[ShelfRow, ...]:
    """Every row that holds each of the words, by the name of its topic and of its places too; latest statements first.

    What nobody has read whole comes after everything of its kind. No words, no rows.
    """
    wanted = [word for word in written.casefold().split() if word not in _SMALL_WORDS]
    if not wanted:
        return ()
    places = {code: place.name for code, place in shelf.knowledge.places.items()}
    found = [
        ShelfRow(sheet, row)
        for sheet in shelf.sheets.values()
        for row in sheet.rows
        if all(word in _spoken(sheet.id, row, places) for word in wanted)
    ]
    return tuple(sorted(found, key=_order))


def _spoken(sheet: str, row: Mapping[str, str], places: Mapping[str, str]) -> str:
    told = [*row.values()]
    if sheet == tables.STATEMENTS:
        told += [names.TOPIC[Topic(row["topic"])], *(places.get(code, "") for code in row["reach"].split(", "))]
    else:
        told += [in_tables.cell(column, cell) for column, cell in row.items()]
    return " ".join(told).casefold()


def _order(found: ShelfRow) -> tuple[int, bool, str]:
    sheet = found.sheet.id
    rank = _FIRST.index(sheet) if sheet in _FIRST else len(_FIRST) + (_LAST.index(sheet) + 1 if sheet in _LAST else 0)
    unread = found.certainty is not None and not found.certainty.usable
    since = found.row.get("in_force_from", "")
    return rank, unread, "".join(chr(0x10FFFF - ord(each)) for each in since)
