"""Figures and days as people write them into a log -> numbers and dates: what is meant, or nothing."""

import re
from collections.abc import Iterable
from datetime import date, time
from typing import Final

from advisor.intake.columns import QUANTITY, Column
from advisor.intake.header import day, number
from advisor.intake.recognised import Recognised
from advisor.intake.settings import Found, rounded

_FIGURE: Final = re.compile(r"([+-]?[\d.,'\s]*\d)\s*([^\d\s].{0,12})?")
_YEAR: Final = r"(\d{4}(?!\d)|\d{2}(?![:.h]?\d|\s?(?:[ap]\.?m|h|uhr)\b))"  # and no hour, as in 12 Dec 10:30
SLASHED: Final = re.compile(rf"(\d{{1,2}})[/-](\d{{1,2}})[/-]{_YEAR}", re.IGNORECASE)
_DOTTED: Final = re.compile(rf"(\d{{1,2}})\.\s?(\d{{1,2}})\.\s?{_YEAR}", re.IGNORECASE)
_NAMED: Final = re.compile(  # 5. März 2025, 5-Mar-25, 5 de marzo de 2025, March 5, 2025
    r"(?:(\d{1,2})[\s.\-/]*(?:de )?([^\W\d_]{3,10})|([^\W\d_]{3,10})\.?\s*(\d{1,2})(?!\d))"
    rf"[\s.,\-/]*(?:de )?{_YEAR}",
    re.IGNORECASE,
)
_YEAR_FIRST: Final = re.compile(r"(\d{4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})(?!\d)")
_CENTURY: Final = 2000
MONTHS: Final = 12
_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")


def figure(name: str, cell: str, column: Column, found: Found, terms: Recognised) -> None:
    """A number, in the unit of its cell or else of its column; of an unknown unit none."""
    match = _FIGURE.fullmatch(cell.strip())
    value = number(_decimal(match[1])) if match else None
    if match is None or value is None:
        found.repaired(name, cell[:24], None, "is no number")
        return
    factor = column.factor
    if match[2]:
        factor = terms.factor(QUANTITY.get(name, name), match[2])
        if factor is not None and factor != column.factor:
            found.repaired(name, cell[:24], rounded(value * factor), "the unit stands in the cell")
    if factor is None:
        found.repaired(name, cell[:24], None, "its unit is not known, so the value is not")
    elif value <= 0:
        found.repaired(name, cell[:24], None, "zero stands for unknown" if value == 0 else "is below zero")
    else:
        found.values[name] = rounded(value * factor)


_YEARS_MONTHS: Final = re.compile(r"(\d{1,3})\s*([^\W\d]{1,8})\.?[\s,]*(\d{1,2})\s*([^\W\d]{1,8})\.?")


def years_told(cell: str, column: Column, terms: Recognised) -> tuple[str, Column]:
    """An age of years and months (7 yrs 3 m, 6 ans 5 mois) as one figure, in months; any other as it stands."""
    match = _YEARS_MONTHS.fullmatch(cell.strip())
    units = [terms.factor("age_years", unit) for unit in (match[2], match[4])] if match else []
    if match is None or units != [1.0, 1 / MONTHS]:
        return cell, column
    return f"{int(match[1]) * MONTHS + int(match[3])}", Column(column.heading, column.field, "months", 1 / MONTHS)


IN_ONE_CELL: Final = ("kV", "mA", "exposure_s", "charge_mAs")
_ONE: Final = r"(?:\d+(?:[.,]\d+)*|[.,]\d+)"
_TOGETHER: Final = re.compile(  # 60-70 kV and 1/2 s are no single figure
    rf"(?<![\d.,])((?:{_ONE}\s*[/–-]\s*)*)({_ONE})\s*([^\W\d_]{{1,12}}(?:[.·*×]s\b)?)(?![^\W\d_])"
)
_UNIT_FIRST: Final = re.compile(r"\W*([^\W\d_]{1,12})\W*\d")


def figures_together(cell: str, found: Found, terms: Recognised) -> None:
    """Settings told in one cell, each by its unit: 60 kV / 7 mA / 0,10 s; what of it is left is named."""

    def told_by(unit: str) -> str | None:
        return next((name for name in IN_ONE_CELL if terms.factor(name, unit) is not None), None)

    first, left = _UNIT_FIRST.match(cell), cell
    for each in () if first and told_by(first[1]) else _TOGETHER.finditer(cell):
        name = told_by(each[3])
        if name and not each[1] and name not in found.values:
            column = Column(cell, name, each[3], terms.factor(name, each[3]))
            figure(name, f"{each[2]} {each[3]}", column, found, terms)
            left = left.replace(each[0], "", 1)
    if re.search(r"[^\W_]", left):
        found.repaired("settings", left.strip(" ,;/|+")[:24], None, "was not taken from the cell of all settings")


def _decimal(figures: str) -> str:
    """A decimal comma as a point, and no signs between thousands."""
    bare = figures.replace(" ", "").replace("'", "").replace("\u00a0", "")
    comma, point = bare.rfind(","), bare.rfind(".")
    if comma >= 0 and point >= 0:
        thousands = "." if comma > point else ","
        bare = bare.replace(thousands, "")
    return bare.replace(",", ".") if bare.count(",") <= 1 else ""


def day_told(cell: str, month_first: bool | None, terms: Recognised) -> date | None:
    """A day as ISO, 2024/3/5, 3.5.2024, with the month's name, or slashed; slashed only where the order is known."""
    dotted, slashed, named = _DOTTED.match(cell), SLASHED.match(cell), _NAMED.match(cell)
    try:
        if year_first := _YEAR_FIRST.match(cell):
            return date(*map(int, year_first.groups()))
        if dotted:
            year = int(dotted[3]) + (_CENTURY if len(dotted[3]) < 4 else 0)  # noqa: PLR2004 - digits of a year
            return date(year, int(dotted[2]), int(dotted[1]))
        if named and (month := terms.month(named[2] or named[3])):
            year = int(named[5]) + (_CENTURY if len(named[5]) < 4 else 0)  # noqa: PLR2004 - digits of a year
            return date(year, month, int(named[1] or named[4]))
        if slashed:
            one, other, year = (int(each) for each in slashed.groups())
            year += _CENTURY if len(slashed[3]) < 4 else 0  # noqa: PLR2004 - digits of a year
            if month_first is None and one != other and max(one, other) <= MONTHS:
                return None
            first_is_month = month_first if max(one, other) <= MONTHS or month_first is not None else other > MONTHS
            return date(year, one, other) if first_is_month else date(year, other, one)
    except ValueError:
        return None
    return day(cell) if re.match(r"\d{8}(?!\d)", cell) else None


def clock_in(cells: Iterable[str]) -> time | None:
    """The first time of day that one of the cells tells."""
    match = next((found for cell in cells if (found := _CLOCK.search(cell))), None)
    try:
        return time(*(int(each or 0) for each in match.groups())) if match else None  # type: ignore[arg-type]
    except ValueError:
        return None
