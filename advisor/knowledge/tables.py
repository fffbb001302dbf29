"""The rows of the published tables, as nouns: one dataclass a CSV file of data/, one field a column."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from advisor.case.model import Citation, Range
from advisor.case.vocabulary import Beam, Certainty, Family, FieldOfView, Programme, Receptor, Spread
from advisor.knowledge import _table_words as words


@dataclass(frozen=True, slots=True)
class Row:
    """What every published row carries."""

    id: str
    source: str
    where: str
    certainty: Certainty
    note: str | None

    @property
    def citation(self) -> Citation:
        return Citation(self.source, self.where, self.certainty)


@dataclass(frozen=True, slots=True)
class _Valued(Row):
    quantity: str
    value: float | None
    low: float | None
    high: float | None
    spread: Spread

    @property
    def range(self) -> Range | None:
        """The published value with its spread; the missing end of a lone value is the value itself."""
        known = [number for number in (self.low, self.value, self.high) if number is not None]
        if not known:
            return None
        low, high = min(known), max(known)
        return Range(low, self.value if self.value is not None else (low * high) ** 0.5, high, self.spread)


@dataclass(frozen=True, slots=True)
class DoseRow(_Valued):
    quantity: words.DoseQuantity
    exam: str
    population: words.Population
    age_years_low: float | None
    age_years_high: float | None
    age_note: str | None
    images: int | None
    receptor: Receptor | None
    beam: Beam | None
    device: str | None
    kV: str | None
    mA: str | None
    exposure_s: str | None
    mAs: str | None
    cone_cm: str | None
    field: str | None
    field_cm2: float | None
    fov: FieldOfView | None
    weighting: words.Weighting


@dataclass(frozen=True, slots=True)
class ConversionRow(_Valued):
    quantity: words.ConversionQuantity
    exam: str
    region: str | None
    device: str | None
    kV: str | None
    field_cm2: float | None
    fov: FieldOfView | None
    weighting: words.Weighting
    derived_from: str | None
    formula: str | None


@dataclass(frozen=True, slots=True)
class FactorRow(_Valued):
    quantity: words.RatioQuantity
    concerns: words.Concern
    exam: str
    region: str | None
    from_: str
    to: str
    population: words.Population | None
    age_note: str | None
    collar: str | None
    device: str | None
    weighting: words.Weighting | None
    derived_from: str | None
    formula: str | None


@dataclass(frozen=True, slots=True)
class OutputRow(_Valued):
    quantity: words.OutputQuantity
    receptor: Receptor | None
    device: str | None
    kV: float | None
    mA: float | None
    exposure_s: float | None
    mAs: float | None
    cone_cm: float | None


@dataclass(frozen=True, slots=True)
class ChartRow(Row):
    unit: str
    population: Programme
    age_note: str | None
    exam: str
    region: str | None
    receptor: Receptor | None
    kV: float | None
    mA: float | None
    exposure_s: float | None
    longest_s: float | None
    mAs: float | None
    cone_cm: float | None
    programme_note: str | None

    @property
    def time(self) -> Range | None:
        """The printed time, or the range that is recommended, with its geometric middle."""
        if not self.exposure_s:
            return None
        if self.longest_s is None:
            return Range(self.exposure_s, self.exposure_s, self.exposure_s, Spread.NONE)
        middle_s = (self.exposure_s * self.longest_s) ** 0.5
        return Range(self.exposure_s, middle_s, self.longest_s, Spread.PUBLISHED_RANGE)


def printed_time(rows: Iterable[ChartRow]) -> Range:
    """From the shortest to the longest time [s] of rows of one cell, with its geometric middle; one of them has one."""
    times = [row.time for row in rows if row.time]
    if len(times) == 1:
        return times[0]
    low, high = min(time.low for time in times), max(time.high for time in times)
    return Range(low, (low * high) ** 0.5, high, Spread.PUBLISHED_RANGE)


@dataclass(frozen=True, slots=True)
class ComparatorRow(Row):
    name: str
    category: words.Category
    effective_dose_uSv: float | None
    low_uSv: float | None
    high_uSv: float | None
    basis: str
    audience: words.Audience


@dataclass(frozen=True, slots=True)
class ReceptorRow:
    id: str
    receptor: Receptor
    relative_need: float
    low: float
    high: float
    derived_from: str | None
    formula: str | None
    certainty: Certainty
    note: str | None

    @property
    def range(self) -> Range:
        return Range(self.low, self.relative_need, self.high, Spread.PUBLISHED_RANGE)


@dataclass(frozen=True, slots=True)
class GrowthRow(Row):
    age_years: float
    quantity: words.GrowthQuantity
    sex: Literal["female", "male"]
    value: float
    unit: Literal["cm"]


@dataclass(frozen=True, slots=True)
class SpectrumRow(Row):
    kV: float
    filtration_mmAl: float
    output_uGy_per_mAs: float
    half_value_layer_mmAl: float
    transmission_10mm: float
    transmission_20mm: float
    transmission_30mm: float
    transmission_40mm: float
    transmission_50mm: float
    transmission_60mm: float
    transmission_80mm: float
    transmission_100mm: float


@dataclass(frozen=True, slots=True)
class Note:
    """Evidence that no rule asks: measured effects, equipment law, quality targets, what waits to be checked."""

    id: str
    says: str
    source: str
    where: str
    certainty: Certainty
    strength: str  # a Strength, or NO_RULE
    about: str  # a Topic, or one of NOTE_SUBJECTS
    note: str | None = None


@dataclass(frozen=True, slots=True)
class UnitStep:
    """What a manual says about moving on the timer, in steps: longer above zero, shorter below."""

    start: str
    end: str
    steps: int
    source: str
    where: str
    certainty: Certainty
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """An X-ray unit whose maker's exposure chart was read."""

    id: str
    label: str
    maker: str
    family: Family
    source: str
    where: str
    certainty: Certainty
    kV: tuple[float, ...] = ()
    mA: tuple[float, ...] = ()
    cone_cm: tuple[float, ...] = ()
    step: tuple[UnitStep, ...] = ()
    note: str | None = None
