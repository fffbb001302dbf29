"""Days as people write them: one table of forms, by which small logs are read and the query for large ones is made."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Final

from advisor.intake.recognised import Recognised, unaccented

_END: Final = r"(?:(\d{4})(?:\D.*)?|(\d{2})(?:[ ,t]+\d.*)?)$"  # a short year is no hour, as in 12 Dec 10:30
_WEEKDAY: Final = r"\s*(?:[a-z]{2,10}[.,]{0,2}\s+)?"
_ERA: Final = r"(令和|平成|昭和|大正|[rhst])[\s.]?"


@dataclass(frozen=True, slots=True)
class Form:
    """A pattern that Python and DuckDB read alike, over lower case without accents; what each of its groups is.

    d: day, m: month, n: a month's name, y: year, s: of two figures in this century, e: era that years are counted in.
    """

    groups: str
    pattern: str

    def day(self, text: str, terms: Recognised) -> date | None:
        """The day where it is written so and there is one."""
        match = re.match(self.pattern, text)
        return _date(dict(zip(self.groups, match.groups(), strict=True)), terms) if match else None


_SLASHED: Final = rf"{_WEEKDAY}(\d{{1,2}})[/-](\d{{1,2}})[/-]{_END}"
DAY_FIRST: Final = Form("dmys", _SLASHED)
MONTH_FIRST: Final = Form("mdys", _SLASHED)
FORMS: Final = (
    Form("ymd", r"\s*(\d{4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})(?:\D|$)"),
    Form("ymd", r"\s*(\d{4})(\d{2})(\d{2})(?:\D|$)"),
    Form("dmys", rf"{_WEEKDAY}(\d{{1,2}})\.\s?(\d{{1,2}})\.\s?{_END}"),
    Form(
        "dnys", rf"{_WEEKDAY}(\d{{1,2}})(?:[snrt][tdh]|er)?[\s./-]*(?:de |of )?([a-z]{{3,10}})[\s.,/-]*(?:de )?{_END}"
    ),
    Form("ndys", rf"\s*([a-z]{{3,10}})\.?\s*(\d{{1,2}})(?:[snrt][tdh])?[\s.,/-]+(?:de )?{_END}"),
    Form("eymd", rf"\s*{_ERA}(\d{{1,2}}|元)[年./-]\s?(\d{{1,2}})[月./-]\s?(\d{{1,2}})(?:\D|$)"),
)
MONTHS: Final = 12
_CLOCK: Final = re.compile(r"(\d{1,2})\s?[:h時]\s?(\d{2})(?:[:分]\s?(\d{2}))?\s*([ap]\.?\s?m)?", re.IGNORECASE)


def day_told(cell: str, month_first: bool | None, terms: Recognised) -> date | None:
    """A day in one of the forms; slashed only where the order is known, or it can be but one day."""
    text = unaccented(cell)
    by_order = DAY_FIRST.day(text, terms), MONTH_FIRST.day(text, terms)
    if month_first is not None and any(by_order):
        return by_order[month_first]
    slashed = set(filter(None, by_order))
    if slashed:
        return slashed.pop() if len(slashed) == 1 else None
    return next(filter(None, (form.day(text, terms) for form in FORMS)), None)


def _date(told: Mapping[str, str | None], terms: Recognised) -> date | None:
    year, short, month = told["y"], told.get("s"), told.get("m")
    try:
        era = terms.eras[told["e"] or ""] if "e" in told else 0
        month_number = int(month) if month else terms.month_beginnings[told["n"] or ""]
        return date(era + int((year or f"20{short}").replace("元", "1")), month_number, int(told["d"] or 0))
    except (ValueError, KeyError):
        return None


def order_of(cells: Iterable[str]) -> bool | None:
    """Whether slashed days put the month first, as the figures above twelve show; None where none does, or both."""
    parts = [match.groups() for cell in cells if (match := re.match(_SLASHED, cell, re.IGNORECASE))]
    day_first, month_first = (any(int(part[nth]) > MONTHS for part in parts) for nth in (0, 1))
    return None if day_first is month_first else month_first


def clock_in(cells: Iterable[str]) -> time | None:
    """The first time of day that one of the cells tells; midnight is a day whose time nobody told."""
    match = next((found for cell in cells if (found := _CLOCK.search(cell))), None)
    if match is None:
        return None
    hour, minute, second = (int(each or 0) for each in match.groups()[:3])
    half = (match[4] or "").lower()
    try:
        told = time(hour % 12 + 12 * half.startswith("p") if half else hour, minute, second)
    except ValueError:
        return None
    return None if told == time() else told
