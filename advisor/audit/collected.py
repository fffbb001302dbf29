"""What an audit is worked out from, as nouns: distinct settings, doses, grades, and what was not counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from advisor.audit.plan import COUNTED
from advisor.audit.values import Values

if TYPE_CHECKING:
    from advisor.audit.values import Floats, Ints, Rows


class SizeGroup(NamedTuple):
    """Whom and what: one row of the report is made of one of these."""

    unit: str
    exam: str
    receptor: str
    band: str
    region: str


class OnUnit(NamedTuple):
    """Where products go with mAs."""

    unit: str
    exam: str
    kV: float | None


Asked = tuple[str, str, str, str, int | None, float | None, float | None]


class SettingUsed(NamedTuple):
    """One setting for one age, region and receptor on one unit: how often."""

    unit: str
    exam: str
    receptor: str
    region: str
    age_years: int | None  # all as one from the age on at which growth ends
    kV: float | None
    mA: float | None
    band: str
    exposure_s: float
    n: int

    @property
    def asked(self) -> Asked:
        """What the advised time depends on: all before the size group."""
        return self[:7]


@dataclass(frozen=True, slots=True, eq=False)
class Settings:
    """Distinct settings, a column each: NaN where nothing is told. One by one they are `SettingUsed`."""

    whose: Sequence[SizeGroup]
    group: Ints  # of each setting, its place in `whose`
    age_years: Floats
    kV: Floats
    mA: Floats
    exposure_s: Floats
    n: Ints

    def __len__(self) -> int:
        return len(self.n)

    def __iter__(self) -> Iterator[SettingUsed]:
        told = map(_told, (self.age_years, self.kV, self.mA))
        columns = (self.group.tolist(), *told, self.exposure_s.tolist(), self.n.tolist())
        for group, age, kV, mA, exposure_s, n in zip(*columns, strict=True):
            unit, exam, receptor, band, region = self.whose[group]
            years = None if age is None else int(age)
            yield SettingUsed(unit, exam, receptor, region, years, kV, mA, band, exposure_s, n)

    def only(self, which: Any) -> Settings:
        """Those of the places, or marks, given."""
        columns = (self.group, self.age_years, self.kV, self.mA, self.exposure_s, self.n)
        return Settings(self.whose, *(column[which] for column in columns))

    def of(self, name: Mapping[SizeGroup, int]) -> Ints:
        """A number of each setting, by whom it was used on."""
        import numpy as np

        return np.array([name[each] for each in self.whose], dtype=np.int64)[self.group]


def _told(column: Floats) -> list[float | None]:
    return [None if each != each else each for each in column.tolist()]


class SeenAs(NamedTuple):
    """A group of rows as they stand in the table (the plan's keys), and what they were understood as."""

    stood: tuple[str | float | None, ...]
    unit: str
    exam: str | None
    receptor: str | None
    region: str | None
    band: str | None
    reason: str | None  # why none of it is counted
    used: SettingUsed | None


class Grade(NamedTuple):
    exam: str
    receptor: str
    month: date | None
    quality: str
    reason: str | None
    n: int


@dataclass(frozen=True, slots=True)
class PerMAs:
    """Products per mAs of a unit at a kV; `rows` are those of the values, where there are any."""

    values: Values
    rows: Rows | None = None


@dataclass(frozen=True, slots=True)
class Collected:
    """Everything that an audit is worked out from; no exposure by itself is in it."""

    reasons: tuple[tuple[str, int], ...]
    first: date | None
    last: date | None
    implausible: tuple[tuple[str, str, int], ...]  # fields, unit, how many
    settings: Settings
    products: Mapping[SizeGroup, Values]
    kermas: Mapping[SizeGroup, Values]
    per_mAs: Mapping[OnUnit, PerMAs]
    grades: tuple[Grade, ...]
    stood: Iterable[SeenAs]  # made where it is asked for
    qualities: Mapping[str, str]  # the words that stand in the table, and what they mean

    @property
    def counted(self) -> int:
        return dict(self.reasons).get(COUNTED, 0)
