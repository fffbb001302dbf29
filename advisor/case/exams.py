"""The exams, the stages of dentition assumed from age, and what a dental unit can plausibly be set to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log

from advisor.case.body import Teeth
from advisor.case.model import Case, Exam, Patient, Range, Region
from advisor.case.settings import DapUnit
from advisor.case.vocabulary import Beam, Dentition, Family, FieldOfView, Spread

Limit = tuple[float, float]
_WITH_MILK_TEETH = (Dentition.PRIMARY, Dentition.TRANSITIONAL)


def usual_images(case: Case) -> Range:
    """How many images the exam has: of a whole mouth fewer as long as there are milk teeth in it."""
    fewer = case.exam.child_images if case.patient.dentition in _WITH_MILK_TEETH else None
    return fewer or case.exam.images


@dataclass(frozen=True, slots=True)
class PublishedRange:
    """A range as data/ writes it: with the rows it came from and how."""

    typical: float
    low: float
    high: float
    rows: tuple[str, ...]
    spread: Spread = Spread.PUBLISHED_RANGE
    formula: str | None = None

    @property
    def range(self) -> Range:
        return Range(self.low, self.typical, self.high, self.spread)


@dataclass(frozen=True, slots=True)
class RegionRow:
    id: str
    label: str
    relative_exposure: PublishedRange
    thyroid_near: tuple[Beam, ...]
    teeth: Teeth | None = None

    @property
    def region(self) -> Region:
        return Region(self.id, self.label, self.relative_exposure.typical, self.thyroid_near, self.teeth)


@dataclass(frozen=True, slots=True)
class FamilyRow:
    """What an exam of a family has where its own table does not say."""

    images: PublishedRange
    plausible_uSv: Limit
    collar_may_enter_field: bool
    child_images: PublishedRange | None = None
    default_region: str | None = None


@dataclass(frozen=True, slots=True)
class ExamRow:
    """An exam as its table tells it; None = as in its family."""

    id: str
    label: str
    family: Family
    images: PublishedRange | None = None
    child_images: PublishedRange | None = None
    plausible_uSv: Limit | None = None
    collar_may_enter_field: bool | None = None
    default_region: str | None = None
    shows_contacts: bool = False
    usual_teeth: Teeth | None = None
    receptor_may_exceed_rectangle: bool = False
    charts_leave_view_open: bool = False
    regions: tuple[RegionRow, ...] = field(default=())

    def exam(self, family: FamilyRow) -> Exam:
        images = self.images or family.images
        child_images = self.child_images or (None if self.images else family.child_images)
        collar = self.collar_may_enter_field
        return Exam(
            id=self.id,
            label=self.label,
            family=self.family,
            regions=tuple(row.region for row in self.regions),
            images=images.range,
            plausible_uSv=self.plausible_uSv or family.plausible_uSv,
            collar_may_enter_field=family.collar_may_enter_field if collar is None else collar,
            child_images=child_images.range if child_images else None,
            default_region=self.default_region or family.default_region,
            shows_contacts=self.shows_contacts,
            usual_teeth=self.usual_teeth,
            receptor_may_exceed_rectangle=self.receptor_may_exceed_rectangle,
            charts_leave_view_open=self.charts_leave_view_open,
        )


@dataclass(frozen=True, slots=True)
class Stages:
    """Ages below which a stage is assumed where nobody told the dentition."""

    primary_until: float
    transitional_until: float
    adolescent_until: float
    child_until: float

    def dentition(self, age_years: float) -> Dentition:
        if age_years < self.primary_until:
            return Dentition.PRIMARY
        if age_years < self.transitional_until:
            return Dentition.TRANSITIONAL
        return Dentition.ADOLESCENT if age_years < self.adolescent_until else Dentition.ADULT_DENTATE

    def patient(self, age_years: float) -> Patient:
        """A patient of whom the age alone is told."""
        return Patient(age_years, age_years < self.child_until, self.dentition(age_years))


@dataclass(frozen=True, slots=True)
class FieldClasses:
    """Areas (diameter x height) that part small from medium and medium from large fields of view."""

    small_below_cm2: float
    large_above_cm2: float

    def of(self, field_cm: tuple[float, float]) -> FieldOfView:
        area_cm2 = field_cm[0] * field_cm[1]
        if area_cm2 < self.small_below_cm2:
            return FieldOfView.SMALL
        return FieldOfView.LARGE if area_cm2 > self.large_above_cm2 else FieldOfView.MEDIUM


@dataclass(frozen=True, slots=True)
class Usual:
    """What was published for one image of a family; None = nothing read."""

    dap_mGycm2: PublishedRange
    exposure_s: PublishedRange | None = None


@dataclass(frozen=True, slots=True)
class Displays:
    """The units that displays of a dose-area product count in, and how far off one is questioned."""

    far: float
    in_mGycm2: Mapping[DapUnit, float]


def likely_unit(shown: float, expected: Range, displays: Displays) -> DapUnit | None:
    """The unit in which a number is as expected [mGy cm2], the likeliest of several; None where it is in none."""
    factors = displays.in_mGycm2
    fitting = [unit for unit, factor in factors.items() if expected.low <= shown * factor <= expected.high]
    return min(fitting, key=lambda unit: abs(log(shown * factors[unit] / expected.typical)), default=None)


@dataclass(frozen=True, slots=True, eq=False)
class Exams:
    """data/exams.toml as it is written."""

    stages: Stages
    field_classes: FieldClasses
    limits: Mapping[Family, Mapping[str, Limit]]
    case_limits: Mapping[str, Limit]
    usual: Mapping[Family, Usual]
    displays: Displays
    max_incident_air_kerma_mGy: float
    family: Mapping[Family, FamilyRow]
    exam: tuple[ExamRow, ...]

    def by_id(self) -> dict[str, Exam]:
        return {row.id: row.exam(self.family[row.family]) for row in self.exam}
