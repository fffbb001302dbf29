"""Which everyday exposures of data/comparators.csv may be shown beside a dose."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from advisor.knowledge.tables import ComparatorRow

_FLIGHTS: Final = "flight"
_NOBODY: Final = "nobody"


def flights(rows: Iterable[ComparatorRow]) -> tuple[ComparatorRow, ...]:
    """The flights that were read in their source and may be shown to somebody."""
    usable = (row for row in rows if row.category == _FLIGHTS and row.certainty.usable)
    return tuple(row for row in usable if row.audience != _NOBODY)
