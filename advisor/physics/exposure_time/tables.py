"""The numbers behind an exposure time, made ready once: timer, receptors, regions, head size by age, makers' charts."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import log, log1p, sqrt
from typing import NamedTuple

from advisor.case.model import Range, TimerSetting
from advisor.case.vocabulary import ExposureBasis, PatientSize, Programme, Receptor, TimerKind
from advisor.physics.beam import BeamTables
from advisor.physics.exposure_time.timer import Timer, with_steps
from advisor.physics.spectra import Grid, cell

Cell = tuple[str, str, Receptor, Programme]  # unit, region, receptor, population


class Setting(NamedTuple):
    """All that decides how long the tube must run; None = not told."""

    region: str
    receptor: Receptor | None
    age_years: float
    kV: float | None
    mA: float | None
    cone_cm: float | None
    filtration_mmAl: float | None
    head_cm: float | None = None  # told, it stands for the age
    patient: tuple[str, ...] = ()  # what else of the patient changes the time: names of parameters


class Anchor(NamedTuple):
    """A time known to be good for a setting, and how far it may be off (square of the logarithm)."""

    exposure_s: float
    setting: Setting
    basis: ExposureBasis
    squared_spread: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Reference:
    """The image that all relative exposures refer to."""

    region: str
    receptor: Receptor


@dataclass(frozen=True, slots=True)
class Usual:
    """What is taken where nobody told it, and what holds for all."""

    kV: float
    cone_cm: float
    skin_to_receptor_cm: float
    chart_child_age_years: float
    adult_age_years: float
    adult_head_cm: float

    def age_years(self, population: Programme) -> float:
        return self.chart_child_age_years if population is Programme.CHILD else self.adult_age_years


@dataclass(frozen=True, slots=True, eq=False)
class TechniqueTables:
    beam: BeamTables
    timers: Mapping[TimerKind, Timer]
    printed_within: float  # of a step, a time that stands for it
    reference: Reference
    usual: Usual
    chart_ages: Mapping[PatientSize, Range]  # worked out for the typical age, meant from low to high
    receptor_need: Mapping[Receptor, float]  # relative to film D
    relative_exposure: Mapping[str, float]  # by region, relative to the reference region
    ages_years: Grid
    depths_mm: Grid  # of tissue in the beam at these ages
    charts: Mapping[Cell, Anchor]
    general: Anchor  # for a tube whose output was measured and whose cone was told
    squared_spread: Mapping[str, float]  # of logarithms; by what had to be converted, and by region
    cited: Mapping[str, str]  # the same and each receptor, with the rows, in words

    @property
    def parameters(self) -> Mapping[str, Range]:
        return self.beam.parameters

    def timer(self, timer: TimerSetting | None) -> Timer:
        """The timer that a unit has; the R'10 series where nobody told it."""
        return with_steps(timer) if isinstance(timer, tuple) else self.timers[timer or TimerKind.R10]

    def settable(self, exposure_s: float, timer: TimerSetting | None) -> float:
        """The step of a unit's timer nearest to a time that is known to be good.

        The time itself where nobody told the timer, or it can be set to any time.
        """
        return exposure_s if timer in (None, TimerKind.CONTINUOUS) else self.timer(timer).nearest(exposure_s)

    def is_step(self, exposure_s: float, timer: TimerSetting | None) -> bool:
        """Whether a time is a step of the timer that was told, as precisely as times are printed."""
        return abs(log(self.settable(exposure_s, timer) / exposure_s)) <= log1p(self.printed_within)


def in_words(region: str) -> str:
    return region.replace("_", " ")


def tissue_depth_mm(age_years: float, tables: TechniqueTables) -> float:
    """Of the reference region [mm] at an age [years]; the ends of the growth reference (`rcpch_uk90`) hold beyond."""
    i, along = cell(tables.ages_years, age_years)
    depths = tables.depths_mm
    return depths[i] + along * (depths[i + 1] - depths[i])


def depth_mm(setting: Setting, tables: TechniqueTables) -> float:
    """Of the tissue in the beam for a setting [mm]: by the head [cm] where it was measured, else by age [years]."""
    if setting.head_cm is None:
        return tissue_depth_mm(setting.age_years, tables)
    return depth_of_head_mm(setting.head_cm / tables.usual.adult_head_cm, tables.parameters)


def depth_of_head_mm(head_size: float, parameters: Mapping[str, Range]) -> float:
    """Water that the beam crosses to the receptor in the reference region [mm]; a face grows more than its head.

    D (1 - f (1 - h)) with head size h over an adult's, and the rows of `tissue_depth` D and `face_over_head` f.
    """
    loss = parameters["face_over_head"].typical * (1.0 - head_size)
    return parameters["tissue_depth"].typical * (1.0 - loss)


def distance(value: Range) -> float:
    """How far the ends of a range lie from their geometric middle, in logarithms."""
    return log(sqrt(value.high / value.low))
