"""What is stored but never used, as one table: what it is, how far it was read, and where it should be checked."""

from __future__ import annotations

from typing import Final

from advisor.evidence import table_words as in_tables
from advisor.evidence.published import Sheet, SheetColumn
from advisor.evidence.shelf import Shelf
from advisor.evidence.telling import title

WAITING: Final = "waiting"
_CELLS: Final = ("certainty", "where", "source", "note")


def waiting(shelf: Shelf) -> Sheet:
    """Every row that nobody has read whole in its source yet."""
    rows = tuple(
        {
            "id": found.id,
            "what": title(found),
            **{column: found.row.get(column) or "" for column in _CELLS},
            "table": found.sheet.title,
        }
        for found in shelf.waiting
    )
    columns = tuple(SheetColumn(name) for name in ("id", "what", *_CELLS, "table"))
    return Sheet(WAITING, in_tables.TABLE[WAITING], columns, rows)
