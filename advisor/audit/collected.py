"""What an audit is worked out from, as nouns: distinct settings, doses, grades, and what was not counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from advisor.audit.plan import COUNTED
from advisor.audit.values import Values

if TYPE_CHECKING:
    from advisor.audit.values import Rows


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
    settings: tuple[SettingUsed, ...]
    products: Mapping[SizeGroup, Values]
    kermas: Mapping[SizeGroup, Values]
    per_mAs: Mapping[OnUnit, PerMAs]
    grades: tuple[Grade, ...]
    stood: Iterable[SeenAs]  # made where it is asked for
    qualities: Mapping[str, str]  # the words that stand in the table, and what they mean

    @property
    def counted(self) -> int:
        return dict(self.reasons).get(COUNTED, 0)
