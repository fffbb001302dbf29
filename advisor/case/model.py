"""The nouns a case is made of: who, what, with what, where; and what a published statement is. Knows no number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from advisor.case.body import Build, ReceptorSize, Teeth
from advisor.case.settings import BEAMS, DapUnit
from advisor.case.vocabulary import (
    Beam,
    CariesRisk,
    Certainty,
    Dentition,
    ExposureBasis,
    Family,
    FieldOfView,
    Indication,
    Programme,
    Receptor,
    Spread,
    TimerKind,
    VisitKind,
)

Fact = str | float | bool | None
TimerSetting = TimerKind | tuple[float, ...]  # a kind of timer, or its own steps in seconds, rising


@dataclass(frozen=True, slots=True)
class Source:
    id: str
    title: str
    issuer: str
    read_on: date
    review_by: date
    year: int | None = None
    url: str | None = None
    apart: str | None = None  # why its doses are kept, but no model is fitted to them


@dataclass(frozen=True, slots=True)
class Citation:
    source: str
    where: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Range:
    """low <= typical <= high, all in the unit that the field holding it names."""

    low: float
    typical: float
    high: float
    spread: Spread = Spread.MODEL

    def scaled(self, factor: float) -> Range:
        return Range(self.low * factor, self.typical * factor, self.high * factor, self.spread)


@dataclass(frozen=True, slots=True)
class Region:
    """Where an intraoral beam points. Relative depth and thyroid geometry come from data/exams.toml."""

    id: str
    label: str
    relative_exposure: float | None = None  # exposure needed / that of the adult mandibular molar, same unit
    thyroid_near: tuple[Beam, ...] = ()  # beams that reach or pass close to the thyroid here
    teeth: Teeth | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Exam:
    id: str
    label: str
    family: Family
    regions: tuple[Region, ...]
    images: Range
    plausible_uSv: tuple[float, float]
    collar_may_enter_field: bool
    child_images: Range | None = None
    default_region: str | None = None  # meant where nobody told the region; None: the family has no regions
    shows_contacts: bool = False  # taken again after an interval, as caries between the teeth grows slowly
    usual_teeth: Teeth | None = None  # which teeth it shows where no region is told
    receptor_may_exceed_rectangle: bool = False
    charts_leave_view_open: bool = False

    @property
    def intraoral(self) -> bool:
        return self.family is Family.INTRAORAL


@dataclass(frozen=True, slots=True)
class Patient:
    age_years: float
    child: bool
    dentition: Dentition
    caries_risk: CariesRisk | None = None
    pregnant: bool | None = None
    size: Build | None = None
    head_cm: float | None = None  # circumference


@dataclass(frozen=True, slots=True)
class Visit:
    kind: VisitKind | None = None
    clinical_exam_done: bool | None = None
    earlier_images_checked: bool | None = None
    months_since_bitewings: float | None = None
    contacts_visible: bool | None = None
    signs_of_disease: bool | None = None
    two_d_insufficient: bool | None = None
    elective: bool | None = None
    indication: Indication | None = None


@dataclass(frozen=True, slots=True)
class Setup:
    """What is set on the unit. Every field may be None = nobody told us."""

    receptor: Receptor | None = None
    beam: Beam | None = None
    collar: bool | None = None
    apron: bool | None = None
    handheld: bool | None = None
    kV: float | None = None
    mA: float | None = None
    exposure_s: float | None = None
    exposure_mAs: float | None = None  # only where not both of mA and exposure_s are told
    cone_cm: float | None = None
    filtration_mmAl: float | None = None
    images: int | None = None
    dap_mGycm2: float | None = None
    dap_unit: DapUnit | None = None  # what the display counts in
    field_cm: tuple[float, float] | None = None
    fov: FieldOfView | None = None
    programme: Programme | None = None
    output_mGy_per_mAs: float | None = None
    unit: str | None = None
    timer: TimerSetting | None = None
    receptor_size: ReceptorSize | None = None

    @property
    def mAs(self) -> float | None:  # noqa: N802 - SI units keep their case
        """Product of tube current and time [mAs]; as told where not both are."""
        return self.exposure_mAs if self.mA is None or self.exposure_s is None else self.mA * self.exposure_s


@dataclass(frozen=True, slots=True)
class ReferenceSetting:
    """One setting that this unit is known to image well with; None = as in the setup."""

    exposure_s: float
    population: Programme = Programme.ADULT
    region: Region | None = None
    receptor: Receptor | None = None
    kV: float | None = None
    mA: float | None = None
    cone_cm: float | None = None


@dataclass(frozen=True, slots=True)
class ExposureAdvice:
    """The time to set. basis is None where nothing could be worked out; `evidence` then says what is missing."""

    set_s: float | None
    low_s: float | None
    high_s: float | None
    basis: ExposureBasis | None
    evidence: tuple[str, ...]
    model_s: float | None = None  # before rounding to the timer
    adult_s: float | None = None  # the step for an adult at the same settings, where the patient still grows
    child_share: Range | None = None  # of an adult's time for the same image, where the patient still grows
    usable_from_s: float | None = None  # the shortest time that is likely to image: below the range of a setting known

    @property
    def span_s(self) -> Range | None:
        """From the shortest to the longest time advised, the one to set between; None where nothing could be told."""
        low, typical, high = self.low_s, self.set_s, self.high_s
        return None if low is None or typical is None or high is None else Range(low, typical, high)

    def sized(self, exposure_s: float) -> bool:
        """Whether a time is no longer than advised; of a child who on any tube needs less, shorter than an adult's."""
        if self.high_s is None or exposure_s > self.high_s:
            return False
        return self.adult_s is None or self.set_s is None or exposure_s < self.adult_s or self.adult_s <= self.set_s

    def shorter(self, exposure_s: float) -> bool:
        """Whether a time is shorter than any advised: less dose, as long as it images well."""
        return self.low_s is not None and exposure_s < self.low_s

    def too_short(self, exposure_s: float) -> bool:
        """Whether a time is so short that the image may have to be made again."""
        return self.usable_from_s is not None and exposure_s < self.usable_from_s


class Due(StrEnum):
    """Whether bitewings are due by the interval that decides at the place; OPEN = a fact is missing that would tell."""

    DUE = "due"
    NOT_YET = "not_yet"
    OPEN = "open"
    NO_INTERVAL = "no_interval"  # nobody gives one for this patient and visit


@dataclass(frozen=True, slots=True)
class Case:
    patient: Patient
    exam: Exam
    visit: Visit = Visit()
    setup: Setup = Setup()
    region: Region | None = None
    place: str = "WORLD"
    on: date | None = None
    reference_setting: ReferenceSetting | None = None
    exposure: ExposureAdvice | None = None  # laid in by advise() before the rules are asked, as is:
    bitewings: Due = Due.NO_INTERVAL
    longest_recall_months: float | None = None  # between bitewings, of all published intervals
    also: tuple[Case, ...] = ()  # further images of the same visit, none of which has further ones

    @property
    def watched(self) -> tuple[Fact, ...]:
        """What makes bitewings due or not; empty for an exam that does not look for caries by the calendar."""
        visit, risk, longest = self.visit, self.patient.caries_risk, self.longest_recall_months
        facts = (self.bitewings, risk, visit.contacts_visible, visit.months_since_bitewings, longest)
        return facts if self.exam.shows_contacts else ()

    @property
    def pregnancy(self) -> tuple[Fact, ...]:
        """What is asked of a pregnancy; the pregnancy alone where there is none."""
        visit, pregnant = self.visit, self.patient.pregnant
        more = (visit.kind, visit.elective, visit.indication, visit.signs_of_disease)
        return (pregnant, *more) if pregnant else (pregnant,)

    @property
    def teeth(self) -> Teeth | None:
        """Front or back teeth; None where the exam shows either and no region is told."""
        return self.region.teeth if self.region else self.exam.usual_teeth

    @property
    def thyroid_near_beam(self) -> bool | None:
        """Whether the thyroid lies in or close to the beam; None where region or beam is not told."""
        if not self.exam.intraoral or self.region is None:
            return None if self.exam.intraoral else True
        shapes = (self.setup.beam,) if self.setup.beam else BEAMS[True]
        reached = {beam in self.region.thyroid_near for beam in shapes}
        return reached.pop() if len(reached) == 1 else None
