"""Figures as people write them into a log -> numbers: what is meant, or nothing."""

import re
from collections.abc import Iterable
from itertools import islice
from typing import Final

from advisor.intake.columns import QUANTITY, Column
from advisor.intake.days import MONTHS, clock_in
from advisor.intake.exposure import Figure
from advisor.intake.header import number
from advisor.intake.recognised import Recognised
from advisor.intake.settings import Found, rounded

_MOST_FIGURES_OF_AN_AGE: Final = 4
_FIGURE: Final = re.compile(r"([+-]?[\d.,'\s]*\d)\s*([^\d\s].{0,12})?")


def figure(name: Figure, cell: str, column: Column, found: Found, terms: Recognised) -> None:
    """A number, in the unit of its cell or else of its column; of an unknown unit none.

    What stands for an age is not told where it could be a birth date.
    """
    match = _FIGURE.fullmatch(cell.strip().replace("\N{MINUS SIGN}", "-"))
    many = name == "age_years" and sum(map(str.isdigit, cell)) > _MOST_FIGURES_OF_AN_AGE
    shown = "many figures" if many else cell[:24]
    value = number(_decimal(match[1])) if match else None
    if match is None or value is None:
        found.repaired(name, shown, None, "is no number")
        return
    quantity = QUANTITY.get(name, name)
    factor = column.factor if quantity in terms.units else 1.0
    if match[2]:
        factor = terms.factor(quantity, match[2])
        if factor is not None and factor != column.factor:
            found.repaired(name, shown, rounded(value * factor), "the unit stands in the cell")
    if factor is None:
        found.repaired(name, shown, None, "its unit is not known, so the value is not")
    elif value <= 0 and name != "deviation_index":
        found.repaired(name, shown, None, "zero stands for unknown" if value == 0 else "is below zero")
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


IN_ONE_CELL: Final[tuple[Figure, ...]] = ("kV", "mA", "exposure_s", "charge_mAs")
_ONE: Final = r"(?:\d+(?:[.,]\d+)*|[.,]\d+)"
_TOGETHER: Final = re.compile(  # 60-70 kV and 1/2 s are no single figure
    rf"(?<![\d.,])((?:{_ONE}\s*[/–-]\s*)?)({_ONE})\s*([^\W\d_]{{1,12}}(?:[.·*×]s\b)?)(?![^\W\d_])"
)
_TOLD_TOGETHER: Final = 2
_LOOKED_AT: Final = 50  # cells of a column
_UNIT_FIRST: Final = re.compile(r"\W*([^\W\d_]{1,12})\W*\d")


def figures_together(cell: str, column: Column, found: Found, terms: Recognised) -> None:
    """Settings told in one cell, each by its unit: 60 kV / 7 mA / 0,10 s; what of it is left is named."""

    def told_by(unit: str) -> Figure | None:
        return next((name for name in IN_ONE_CELL if terms.factor(name, unit) is not None), None)

    units, alone = terms.settings_in_order(column.unit or ""), re.findall(_ONE, cell)
    if len(units) == len(alone) and not re.search(r"[^\W\d_]", cell):
        cell = ", ".join(map(" ".join, zip(alone, units, strict=True)))
    first, left = _UNIT_FIRST.match(cell), cell
    for each in () if first and told_by(first[1]) else _TOGETHER.finditer(cell):
        name = told_by(each[3])
        if name and not each[1] and name not in found.values:
            column = Column(cell, name, each[3], terms.factor(name, each[3]))
            figure(name, f"{each[2]} {each[3]}", column, found, terms)
            left = left.replace(each[0], "", 1)
    if re.search(r"[^\W_]", left):
        found.repaired("settings", left.strip(" ,;/|+")[:24], None, "was not taken from the cell of all settings")


def meant_by_cells(column: Column, cells: Iterable[str]) -> Column:
    """A column of times without a unit, such as Time or Exposure: its cells may be times of day, or all settings."""
    if column.field != "exposure_s" or column.factor is not None:
        return column
    told = list(islice(filter(None, cells), _LOOKED_AT))
    if told and all(clock_in((cell,)) for cell in told):
        return Column(column.heading, "at")
    together = all(len(_TOGETHER.findall(cell)) >= _TOLD_TOGETHER for cell in told)
    return Column(column.heading, "settings") if told and together else column


def _decimal(figures: str) -> str:
    """A decimal comma as a point, and no signs between thousands."""
    bare = figures.replace(" ", "").replace("'", "").replace("\u00a0", "")
    comma, point = bare.rfind(","), bare.rfind(".")
    if comma >= 0 and point >= 0:
        thousands = "." if comma > point else ","
        bare = bare.replace(thousands, "")
    return bare.replace(",", ".") if bare.count(",") <= 1 else ""
