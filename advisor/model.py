"""The nouns: what a case, a statement, a dose estimate and a report are. Knows no number, no file and no rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

Fact = str | float | bool | None


class Family(StrEnum):
    INTRAORAL = "intraoral"
    PANORAMIC = "panoramic"
    CEPHALOMETRIC = "cephalometric"
    CBCT = "cbct"


class Receptor(StrEnum):
    FILM_D = "film_d"
    FILM_E = "film_e"
    FILM_F = "film_f"
    PSP = "psp"
    SENSOR = "sensor"


class Beam(StrEnum):
    ROUND = "round"
    RECTANGULAR = "rectangular"
    FULL = "full"
    RESTRICTED = "restricted"


class FieldOfView(StrEnum):
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


class Programme(StrEnum):
    CHILD = "child"
    ADULT = "adult"


class Dentition(StrEnum):
    """Stages of ADA/FDA 2012: before the first permanent tooth; after it; permanent before third molars; adult."""

    PRIMARY = "primary"
    TRANSITIONAL = "transitional"
    ADOLESCENT = "adolescent"
    ADULT_DENTATE = "adult_dentate"
    ADULT_EDENTULOUS = "adult_edentulous"


class CariesRisk(StrEnum):
    """LOW, MODERATE, HIGH are the UK and AAPD levels; ADA/FDA knows two: LOW (not increased) and INCREASED."""

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    INCREASED = "increased"


class VisitKind(StrEnum):
    NEW_PATIENT = "new_patient"
    RECALL = "recall"
    SYMPTOMS = "symptoms"
    TRAUMA = "trauma"
    ORTHODONTIC = "orthodontic"
    PERIODONTAL = "periodontal"
    IMPLANT = "implant"
    ENDODONTIC = "endodontic"
    CARIES_DETECTION = "caries_detection"
    OTHER = "other"


class Indication(StrEnum):
    """The clinical question behind the image; OTHER = one was told that is not in this list."""

    CARIES = "caries"
    PERIAPICAL_PATHOSIS = "periapical_pathosis"
    PERIODONTAL_DISEASE = "periodontal_disease"
    ERUPTION = "eruption"
    IMPACTED_CANINE = "impacted_canine"
    IMPACTED_TOOTH = "impacted_tooth"
    SUPERNUMERARY = "supernumerary"
    THIRD_MOLAR = "third_molar"
    ROOT_RESORPTION = "root_resorption"
    CERVICAL_RESORPTION = "cervical_resorption"
    TRAUMA = "trauma"
    DENTAL_ANOMALY = "dental_anomaly"
    BONE_PATHOLOGY = "bone_pathology"
    ODONTOGENIC_TUMOUR = "odontogenic_tumour"
    CLEFT = "cleft"
    SYNDROME = "syndrome"
    SKELETAL_DEVIATION = "skeletal_deviation"
    ORTHOGNATHIC_PLANNING = "orthognathic_planning"
    AUTOTRANSPLANTATION = "autotransplantation"
    TMJ_ANOMALY = "tmj_anomaly"
    COMPLEX_ENDODONTICS = "complex_endodontics"
    IMPLANT_SITE = "implant_site"
    OTHER = "other"


class Step(StrEnum):
    """The six steps of Image Gently in Dentistry (2014), in the campaign's order."""

    SELECT = "select"
    RECEPTOR = "receptor"
    CBCT = "cbct"
    COLLIMATE = "collimate"
    SHIELD = "shield"
    CHILD_SIZE = "child_size"


class Topic(StrEnum):
    EARLIER_IMAGES = "earlier_images"
    CLINICAL_EXAM_FIRST = "clinical_exam_first"
    SELECTION = "selection"
    BITEWING_INTERVAL = "bitewing_interval"
    PREGNANCY = "pregnancy"
    RECEPTOR = "receptor"
    CBCT_INDICATION = "cbct_indication"
    BEAM_SHAPE = "beam_shape"
    FIELD_OF_VIEW = "field_of_view"
    THYROID_COLLAR = "thyroid_collar"
    APRON = "apron"
    EXPOSURE_TIME = "exposure_time"
    TUBE_VOLTAGE = "tube_voltage"
    HANDHELD = "handheld"


class Verdict(StrEnum):
    """From most to least urgent. The last two only ever describe a step, never an answer."""

    AVOID = "avoid"
    IMPROVE = "improve"
    CANNOT_TELL = "cannot_tell"
    SUPPORTED = "supported"
    UNADDRESSED = "unaddressed"
    NOT_APPLICABLE = "not_applicable"


class Strength(StrEnum):
    LAW = "law"
    SHALL = "shall"
    SHOULD = "should"
    RECOMMENDED = "recommended"
    OPTIONAL = "optional"
    AGAINST = "against"
    JUDGEMENT = "judgement"


class Certainty(StrEnum):
    """How well a row was seen. The last two are stored and listed, never used."""

    SEEN_TWICE = "seen_twice"
    SEEN_ONCE = "seen_once"
    SECONDARY = "secondary"
    PART_SEEN = "part_seen"
    FROM_MEMORY = "from_memory"

    @property
    def usable(self) -> bool:
        return self not in (Certainty.PART_SEEN, Certainty.FROM_MEMORY)


class Spread(StrEnum):
    """What the distance between low and high means."""

    PUBLISHED_RANGE = "published_range"
    ONE_SD = "one_sd"
    ACROSS_DEVICES = "across_devices"
    STATED_UNCERTAINTY = "stated_uncertainty"
    MODEL = "model"
    NONE = "none"


class Basis(StrEnum):
    """How a dose was worked out, best first."""

    DISPLAYED_DAP = "displayed_dap"
    CALCULATED = "calculated_from_settings"
    PUBLISHED = "published_typical"


class ExposureBasis(StrEnum):
    OWN_SETTING = "own_setting"
    UNIT_CHART = "unit_chart"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Source:
    id: str
    title: str
    issuer: str
    read_on: date
    review_by: date
    year: int | None = None
    url: str | None = None


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
    cone_cm: float | None = None
    filtration_mmAl: float | None = None
    images: int | None = None
    dap_mGycm2: float | None = None
    field_cm: tuple[float, float] | None = None
    fov: FieldOfView | None = None
    programme: Programme | None = None
    output_mGy_per_mAs: float | None = None
    unit: str | None = None


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
    exposure: ExposureAdvice | None = None  # laid in by advise() before the rules are asked

    @property
    def thyroid_near_beam(self) -> bool | None:
        """Whether the thyroid lies in or close to the beam; None where region or beam is not told."""
        if not self.exam.intraoral:
            return True
        if self.region is None:
            return None
        if self.setup.beam is not None:
            return self.setup.beam in self.region.thyroid_near
        reached = {beam in self.region.thyroid_near for beam in (Beam.ROUND, Beam.RECTANGULAR)}
        return reached.pop() if len(reached) == 1 else None


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One published sentence, paraphrased, with what it applies to; judged on its own."""

    id: str
    topic: Topic
    position: str
    says: str
    strength: Strength
    citation: Citation
    edition: str
    issuer: str
    year: int
    in_force_from: date
    reach: tuple[str, ...]
    applies: Mapping[str, Fact] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What keeping to a statement means for a case; `instead` holds the settings to change so as to keep to it."""

    verdict: Verdict
    because: Mapping[str, Fact]
    instead: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    statement: Statement
    answer: Answer


@dataclass(frozen=True, slots=True)
class Finding:
    """The opinions on one topic side by side; `decides` is the one the step's card speaks with."""

    topic: Topic
    opinions: tuple[Opinion, ...]
    decides: Opinion
    disputed: bool

    @property
    def contested(self) -> bool:
        """Whether the reader must choose a side: issuers disagree and no law here settles it."""
        return self.disputed and self.decides.statement.strength is not Strength.LAW


@dataclass(frozen=True, slots=True)
class StepResult:
    step: Step
    verdict: Verdict
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class DoseStep:
    """One factor of an estimate: its name, its value with range, and where it is from."""

    name: str
    value: Range
    unit: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DoseEstimate:
    effective_dose_uSv: Range
    basis: Basis
    steps: tuple[DoseStep, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saving:
    topic: Topic
    typical_uSv: float
    percent: float
    change: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ReferenceLevel:
    place: str
    exam: str
    quantity: str
    value: float
    population: str
    year: int | None
    note: str
    citation: Citation
    region: str | None = None
    receptor: str | None = None


@dataclass(frozen=True, slots=True)
class Background:
    """Natural background of a place, in mSv a year, with the basis of its radon part."""

    place: str
    msv_per_year: float
    year: str
    radon_basis: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Report:
    case: Case
    steps: tuple[StepResult, ...]
    dose_now: DoseEstimate
    dose_after: DoseEstimate
    savings: tuple[Saving, ...]
    exposure: ExposureAdvice
    setup_after: Setup
    entrance_kerma_mGy: Range | None
    dap_mGycm2: Range | None
    reference_levels: tuple[ReferenceLevel, ...]
    background: Background
    days_now: Range
    days_after: Range
    unaddressed: tuple[Topic, ...]
    overdue: tuple[str, ...]
    fingerprint: str
