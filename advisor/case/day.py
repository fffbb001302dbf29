"""A day as far as it is known: a year, a month of it, or the day itself, as ISO 8601 and FHIR write them."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Final

_WRITTEN: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
MONTHS_A_YEAR: Final = 12


@dataclass(frozen=True, slots=True)
class KnownDay:
    """What is known of a day; None = not told."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """The earliest day that it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day that it can be."""
        month = self.month or MONTHS_A_YEAR
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        parts = (f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None))
        return "-".join(parts)


def known_day(text: str) -> KnownDay:
    """2026, 2026-11 or 2026-11-21; ValueError for any other text and for a day that no calendar has."""
    written = _WRITTEN.fullmatch(text)
    if written is None:
        raise ValueError(f"{text!r:.40} is no day")
    year, month, day = (int(part) if part else None for part in written.groups())
    found = KnownDay(year or 0, month, day)
    found.first, found.last  # noqa: B018 - the 31st of February is refused here
    return found


def of_date(day: date) -> KnownDay:
    return KnownDay(day.year, day.month, day.day)


def months_between(earlier: date, later: date) -> int:
    """Whole months gone by, as people count them: from the 21st to the 21st."""
    months = (later.year - earlier.year) * MONTHS_A_YEAR + later.month - earlier.month
    return months - (later.day < earlier.day)


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or the last one of it where it has no such day."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + months, MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
