"""A large log as it is written: how DuckDB reads it, what its columns mean and hold, and between which bounds."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, NamedTuple

from advisor.case.exams import Limit
from advisor.intake.columns import DROPPED, NOT_READ, Column
from advisor.intake.recognised import Recognised
from advisor.knowledge import Knowledge

TEXT: Final = "VARCHAR"
_SIGNED: Final = ("BIGINT", "INTEGER", "SMALLINT", "TINYINT", "HUGEINT")
_WHOLE: Final = frozenset((*_SIGNED, *(f"U{kind}" for kind in _SIGNED)))
FLOATS: Final = ("DOUBLE", "FLOAT")
_NUMERIC: Final = _WHOLE | {*FLOATS, "DECIMAL"}
NUMBERS: Final = ("kV", "mA", "exposure_s", "dap_mGycm2", "entrance_kerma_mGy")
TYPED: Final = frozenset({*NUMBERS, "age_years", "on", "birth"})  # fields that are read as figures or days
_MOST_TIMES: Final = 10_000  # of a column of whole figures


class Bounds(NamedTuple):
    """The least and the most of a column of figures or days, and whether no cell is empty (False: not known)."""

    least: Any
    most: Any
    always: bool


@dataclass(frozen=True, slots=True)
class Log:
    """A large log: how DuckDB reads it, what its columns mean, what kind of value each holds, and what is plausible."""

    source: str
    columns: tuple[Column, ...]
    kinds: Mapping[str, str]
    limits: Mapping[str, Limit]
    terms: Recognised
    today: date | None = None  # a later day is none that an exposure can be of
    month_first: bool | None = None  # of days with slashes; None: only those are read that can be one day alone
    bounds: Mapping[str, Bounds] = field(default_factory=dict)  # of columns, where known

    def number(self, heading: str) -> bool:
        """Whether the cells are numbers, not text."""
        return self.kinds[heading] in _NUMERIC

    def day(self, heading: str) -> bool:
        """Whether the cells are days or instants, not text."""
        return self.kinds[heading].startswith(("DATE", "TIMESTAMP"))

    def within(self, name: str, low: Any, high: Any) -> bool:
        """Whether no value of a field can lie outside, so that none need be held against these limits."""
        column = self.by_field.get(name)
        if column is None or column.heading not in self.bounds:
            return False
        least, most, _ = self.bounds[column.heading]
        if self.day(column.heading):
            return bool(low <= least and most <= high)
        return column.factor is not None and bool(low <= least * column.factor and most * column.factor <= high)

    def filled(self, name: str) -> bool:
        """Whether each row is known to have a cell of the field."""
        column = self.by_field.get(name)
        return column is not None and column.heading in self.bounds and self.bounds[column.heading].always

    def always(self, name: str) -> bool:
        """Whether each row tells a value of the field that a dental unit can give."""
        return self.within(name, *self.limits[name]) and self.filled(name)

    def constant(self, name: str) -> float | None:
        """The value of a field that is the same in each row."""
        if not self.always(name):
            return None
        column = self.by_field[name]
        least, most, _ = self.bounds[column.heading]
        return least * column.factor if least == most and column.factor else None

    @property
    def few_times(self) -> bool:
        """Whether times are whole figures of few steps, so that each can be counted by itself."""
        column = self.by_field.get("exposure_s")
        if column is None or column.heading not in self.bounds or self.kinds[column.heading] not in _WHOLE:
            return False
        least, most, _ = self.bounds[column.heading]
        return bool(most - least < _MOST_TIMES)

    @property
    def without_times(self) -> bool:
        """Whether times are worked out from charge and current."""
        return "exposure_s" not in self.by_field and {"charge_mAs", "mA"} <= set(self.by_field)

    @property
    def read(self) -> tuple[Column, ...]:
        """The columns that tell something."""
        return tuple(each for each in self.columns if each.field not in (NOT_READ, DROPPED))

    @property
    def by_field(self) -> Mapping[str, Column]:
        return {column.field: column for column in self.columns}


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def named(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def widest_limits(knowledge: Knowledge) -> dict[str, Limit]:
    """What any dental unit can give: the widest over the families, as a large log is of all of them."""
    found: dict[str, Limit] = {"entrance_kerma_mGy": (sys.float_info.min, sys.float_info.max)}
    for limits in knowledge.exams.limits.values():
        for name, (low, high) in limits.items():
            least, most = found.get(name, (low, high))
            found[name] = (min(least, low), max(most, high))
    return found
