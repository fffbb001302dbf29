"""Which everyday exposure of data/comparators.csv stands nearest to a dose, among those its reader may be shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log
from typing import Final

from advisor.case.model import Range
from advisor.case.vocabulary import Reader
from advisor.knowledge.tables import ComparatorRow

_FLIGHTS: Final = "flight"
_NOBODY: Final = "nobody"
_YEARLY: Final = "per year"  # a habit over a year is no single exposure
_SHOWN_TO: Final[Mapping[Reader, tuple[Reader, ...]]] = {
    Reader.CLINICIAN: (Reader.PARENT, Reader.CLINICIAN),
    Reader.STUDENT: (Reader.PARENT, Reader.CLINICIAN, Reader.STUDENT),
}


def flights(rows: Iterable[ComparatorRow]) -> tuple[ComparatorRow, ...]:
    """The flights that were read in their source and may be shown to somebody."""
    usable = (row for row in rows if row.category == _FLIGHTS and row.certainty.usable)
    return tuple(row for row in usable if row.audience != _NOBODY)


def nearest_flight(rows: Iterable[ComparatorRow], effective_dose_uSv: Range, reader: Reader) -> ComparatorRow | None:
    """The flight whose published dose is nearest, as a ratio, to the typical dose [uSv]; None where none may be shown.

    Flights are the scale that radiation-protection bodies use for doses of this size; food, driving and bare chest
    images are not (see the notes of the rows).
    """
    allowed = _SHOWN_TO.get(reader, ())
    found = [
        row for row in flights(rows) if row.audience in allowed and row.effective_dose_uSv and _YEARLY not in row.basis
    ]
    typical = effective_dose_uSv.typical
    return min(found, key=lambda row: abs(log((row.effective_dose_uSv or typical) / typical)), default=None)


def short_name(row: ComparatorRow) -> str:
    """The name without where exactly, for the side of a chart."""
    return row.name.partition(" at ")[0]


def range_of(row: ComparatorRow) -> Range:
    """The published dose of a comparator [uSv] with its range, if one was published."""
    typical = row.effective_dose_uSv or 0.0
    return Range(row.low_uSv or typical, typical, row.high_uSv or typical)
