"""What a dose lies between: natural background of the place, an hour in the air, a panoramic and a cone-beam scan."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from statistics import median
from typing import Final, NamedTuple

from advisor.knowledge import Knowledge
from advisor.knowledge.tables import ComparatorRow, DoseRow
from advisor.physics.background import DAYS_PER_YEAR, Background

_EFFECTIVE: Final = "effective_dose_uSv"
_WEIGHTING: Final = "icrp103"
_ADULT: Final = "adult"
_AN_HOUR: Final = "per hour"
_HOURS_A_DAY: Final = 24.0
_DAYS_A_WEEK: Final = 7.0
_USV_PER_MSV: Final = 1000.0


class LandmarkKind(StrEnum):
    """What stands beside a dose, in the order of the strip's labels."""

    HOUR = "hour"  # these three: of natural background at the place
    DAY = "day"
    WEEK = "week"
    HOUR_OF_FLIGHT = "hour_of_flight"
    PANORAMIC = (
        "panoramic"  # these two: exams of data/exams.toml, of an adult, median over the studies of data/doses.csv
    )
    CBCT = "cbct"


class Landmark(NamedTuple):
    """An effective dose to compare with, the rows it is from (none for background), and their documents."""

    kind: LandmarkKind
    effective_dose_uSv: float
    rows: tuple[str, ...]
    sources: tuple[str, ...]


def landmarks(background: Background, knowledge: Knowledge) -> tuple[Landmark, ...]:
    """The landmarks of a place: what its background gives, and what was published of images and of flying.

    Only rows that were read count. A study's panoramic or cone-beam dose is the median of its own rows (adults, ICRP
    103), the landmark the median of the studies; studies that stand apart are left out.
    """
    return (*_of_background(background), *_published(knowledge))


def _of_background(background: Background) -> Iterator[Landmark]:
    a_day_uSv = background.msv_per_year * _USV_PER_MSV / DAYS_PER_YEAR
    source = (background.citation.source,)
    yield Landmark(LandmarkKind.HOUR, a_day_uSv / _HOURS_A_DAY, (), source)
    yield Landmark(LandmarkKind.DAY, a_day_uSv, (), source)
    yield Landmark(LandmarkKind.WEEK, a_day_uSv * _DAYS_A_WEEK, (), source)


@lru_cache
def _published(knowledge: Knowledge) -> tuple[Landmark, ...]:
    found = list[Landmark]()
    for flown in flights(knowledge.tables.comparators):
        if flown.basis == _AN_HOUR and flown.effective_dose_uSv:
            found.append(Landmark(LandmarkKind.HOUR_OF_FLIGHT, flown.effective_dose_uSv, (flown.id,), (flown.source,)))
    for kind in (LandmarkKind.PANORAMIC, LandmarkKind.CBCT):
        rows = [row for row in knowledge.tables.doses if row.exam == kind.value and _counts(row, knowledge)]
        by_study: dict[str, list[float]] = {}
        for row in rows:
            by_study.setdefault(row.source, []).append(row.value or 0.0)
        if by_study:
            typical = median(median(values) for values in by_study.values())
            found.append(Landmark(kind, typical, tuple(row.id for row in rows), tuple(by_study)))
    return tuple(found)


def _counts(row: DoseRow, knowledge: Knowledge) -> bool:
    usable = row.quantity == _EFFECTIVE and row.value is not None and row.certainty.usable
    like = row.population == _ADULT and row.weighting == _WEIGHTING
    return usable and like and not knowledge.sources[row.source].apart


_FLIGHTS: Final = "flight"
_NOBODY: Final = "nobody"


def flights(rows: Iterable[ComparatorRow]) -> tuple[ComparatorRow, ...]:
    """The flights that were read in their source and may be shown to somebody."""
    usable = (row for row in rows if row.category == _FLIGHTS and row.certainty.usable)
    return tuple(row for row in usable if row.audience != _NOBODY)
