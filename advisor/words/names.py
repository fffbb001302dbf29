"""One word a thing: what exams, settings, verdicts and issuers' words are called on the screen."""

from collections.abc import Iterable, Mapping
from typing import Final

from advisor.case.body import Build
from advisor.case.model import Case, Exam, Region
from advisor.case.teeth import Tooth
from advisor.case.vocabulary import (
    Basis,
    Beam,
    CariesRisk,
    Certainty,
    Dentition,
    ExposureBasis,
    FieldOfView,
    Indication,
    Programme,
    Receptor,
    Spread,
    Step,
    Strength,
    TimerKind,
    Topic,
    Verdict,
    VisitKind,
)
from advisor.language import _, spoken

YES_NO: Final[Mapping[bool, str]] = {True: "yes", False: "no"}
RECEPTOR: Final[Mapping[Receptor, str]] = {
    Receptor.FILM_D: "D film",
    Receptor.FILM_E: "E film",
    Receptor.FILM_F: "F film",
    Receptor.PSP: "Plate",
    Receptor.SENSOR: "Sensor",
}
BEAM: Final[Mapping[Beam, str]] = {
    Beam.ROUND: "Round",
    Beam.RECTANGULAR: "Rectangular",
    Beam.FULL: "Full field",
    Beam.RESTRICTED: "Restricted",
}
FIELD_OF_VIEW: Final[Mapping[FieldOfView, str]] = {
    FieldOfView.SMALL: "Small",
    FieldOfView.MEDIUM: "Medium",
    FieldOfView.LARGE: "Large",
}
PROGRAMME: Final[Mapping[Programme, str]] = {Programme.CHILD: "Child", Programme.ADULT: "Adult"}
TIMER: Final[Mapping[TimerKind, str]] = {
    TimerKind.R10: "R’10 steps",
    TimerKind.IMPULSES_50: "50 impulses a second",
    TimerKind.IMPULSES_60: "60 impulses a second",
    TimerKind.CONTINUOUS: "any time",
}
CARIES_RISK: Final[Mapping[CariesRisk, str]] = {
    CariesRisk.LOW: "low",
    CariesRisk.MODERATE: "moderate",
    CariesRisk.HIGH: "high",
    CariesRisk.INCREASED: "increased",
}
VISIT_KIND: Final[Mapping[VisitKind, str]] = {
    VisitKind.RECALL: "Recall",
    VisitKind.NEW_PATIENT: "New patient",
    VisitKind.SYMPTOMS: "Symptoms",
    VisitKind.TRAUMA: "Trauma",
    VisitKind.CARIES_DETECTION: "Caries check",
    VisitKind.ORTHODONTIC: "Orthodontic",
    VisitKind.ENDODONTIC: "Endodontic",
    VisitKind.PERIODONTAL: "Periodontal",
    VisitKind.IMPLANT: "Implant",
    VisitKind.OTHER: "Other",
}
SIZE: Final[Mapping[Build, str]] = {Build.SMALL: "Small", Build.USUAL: "Usual", Build.LARGE: "Large"}
DENTITION: Final[Mapping[Dentition, str]] = {
    Dentition.PRIMARY: "primary teeth",
    Dentition.TRANSITIONAL: "mixed teeth",
    Dentition.ADOLESCENT: "permanent teeth, no third molars yet",
    Dentition.ADULT_DENTATE: "adult with teeth",
    Dentition.ADULT_EDENTULOUS: "adult without teeth",
}
EXAM: Final[Mapping[str, str]] = {  # short, for buttons; any other exam is called as its label in data/exams.toml
    "bitewing": "Bitewing",
    "periapical": "Periapical",
    "occlusal": "Occlusal",
    "full_mouth": "Full mouth",
    "panoramic": "Panoramic",
    "cephalometric_lateral": "Ceph",
    "cbct": "CBCT",
}
REGION: Final[Mapping[str, str]] = {
    "anterior": "Anterior",
    "posterior": "Posterior",
    "maxilla_incisor": "Upper incisor",
    "maxilla_canine": "Upper canine",
    "maxilla_premolar": "Upper premolar",
    "maxilla_molar": "Upper molar",
    "mandible_incisor": "Lower incisor",
    "mandible_canine": "Lower canine",
    "mandible_premolar": "Lower premolar",
    "mandible_molar": "Lower molar",
    "maxilla": "Upper jaw",
    "mandible": "Lower jaw",
}


def step(step: Step, case: Case) -> str:
    """What a step is called; no child's size is asked of an adult."""
    return _(STEP[step] if case.patient.child else OF_ADULTS.get(step, STEP[step]))


def exam(exam: Exam) -> str:
    """What an exam is called."""
    return _(EXAM.get(exam.id, exam.label))


def exam_by_id(exam: str) -> str:
    """The same where only its id is at hand: one without a short name is called by the words of its id."""
    return _(EXAM.get(exam, exam.replace("_", " ").capitalize()))


def exams(exams: Iterable[Exam]) -> dict[str, str]:
    """What exams are called, by id."""
    return {each.id: exam(each) for each in exams}


def region(region: Region) -> str:
    """What a region is called."""
    return _(REGION.get(region.id, region.label.capitalize()))


def regions(regions: Iterable[Region]) -> dict[str, str]:
    """What regions are called, by id."""
    return {each.id: region(each) for each in regions}


STEP: Final[Mapping[Step, str]] = {
    Step.SELECT: "1 Select",
    Step.RECEPTOR: "2 Receptor",
    Step.CBCT: "3 Cone-beam CT",
    Step.COLLIMATE: "4 Collimate",
    Step.SHIELD: "5 Shield",
    Step.CHILD_SIZE: "6 Child-size",
}
OF_ADULTS: Final[Mapping[Step, str]] = {Step.CHILD_SIZE: "6 Exposure"}
TOPIC: Final[Mapping[Topic, str]] = {
    Topic.EARLIER_IMAGES: "Earlier images",
    Topic.CLINICAL_EXAM_FIRST: "Examination first",
    Topic.SELECTION: "Reason for the image",
    Topic.BITEWING_INTERVAL: "Time since the last bitewings",
    Topic.PREGNANCY: "Pregnancy",
    Topic.RECEPTOR: "Receptor",
    Topic.CBCT_INDICATION: "Reason for cone-beam CT",
    Topic.BEAM_SHAPE: "Beam",
    Topic.FIELD_OF_VIEW: "Field of view",
    Topic.THYROID_COLLAR: "Thyroid collar",
    Topic.APRON: "Apron",
    Topic.EXPOSURE_TIME: "Exposure time",
    Topic.TUBE_VOLTAGE: "Tube voltage",
    Topic.HANDHELD: "Handheld unit",
}
VERDICT: Final[Mapping[Verdict, str]] = {
    Verdict.AVOID: "wait",
    Verdict.IMPROVE: "to change",
    Verdict.CANNOT_TELL: "open",
    Verdict.SUPPORTED: "as advised",
    Verdict.UNADDRESSED: "no guidance here",
    Verdict.NOT_APPLICABLE: "not for this image",
}
DISPUTED: Final = "issuers disagree"
STRENGTH: Final[Mapping[Strength, str]] = {
    Strength.LAW: "law",
    Strength.SHALL: "must",
    Strength.SHOULD: "should",
    Strength.RECOMMENDED: "recommended",
    Strength.OPTIONAL: "optional",
    Strength.AGAINST: "advised against",
    Strength.JUDGEMENT: "left to judgement",
}
CERTAINTY: Final[Mapping[Certainty, str]] = {
    Certainty.SEEN_TWICE: "read twice",
    Certainty.SEEN_ONCE: "read in one copy",
    Certainty.SECONDARY: "as reported by others",
    Certainty.PART_SEEN: "read in part, not used",
    Certainty.FROM_MEMORY: "not yet read, not used",
}
SPREAD: Final[Mapping[Spread, str]] = {
    Spread.PUBLISHED_RANGE: "published range",
    Spread.ONE_SD: "one standard deviation",
    Spread.ACROSS_DEVICES: "across units",
    Spread.STATED_UNCERTAINTY: "stated uncertainty",
    Spread.MODEL: "model",
    Spread.NONE: "exact",
}
DOSE_BASIS: Final[Mapping[Basis, str]] = {
    Basis.DISPLAYED_DAP: "from the dose-area product that the unit displays",
    Basis.CALCULATED: "calculated from the settings",
    Basis.PUBLISHED: "from published doses, as not all settings are entered",
}
EXPOSURE_BASIS: Final[Mapping[ExposureBasis, str]] = {
    ExposureBasis.OWN_SETTING: "from the practice's own setting",
    ExposureBasis.UNIT_CHART: "from the maker's chart for this unit",
    ExposureBasis.MODEL: "wide, as units differ; one good time of yours narrows it",
}
INDICATION: Final[Mapping[Indication, str]] = {
    each: each.value.replace("_", " ").replace("tmj", "jaw joint") for each in Indication
}
RIGHT: Final = "right"
LEFT: Final = "left"
SIDE: Final[Mapping[str, str]] = {"left": "patient’s left", "right": "patient’s right"}
JAW: Final[Mapping[str, str]] = {"maxilla": "upper", "mandible": "lower"}
_MOLARS: Final = ("first molar", "second molar", "third molar")
_FRONT_TEETH: Final = ("central incisor", "lateral incisor", "canine")
TOOTH: Final[Mapping[int, str]] = dict(enumerate((*_FRONT_TEETH, "first premolar", "second premolar", *_MOLARS), 1))
PRIMARY_TOOTH: Final[Mapping[int, str]] = {
    position: f"primary {name}" for position, name in enumerate((*_FRONT_TEETH, *_MOLARS[:2]), 1)
}


def tooth(found: Tooth) -> str:
    """A tooth in words, with its jaw and the patient's side."""
    which = _((PRIMARY_TOOTH if found.primary else TOOTH)[found.position])
    side = _(RIGHT) if found.on_right else _(LEFT)
    return _("{jaw} {side} {tooth}").format(jaw=_(JAW[found.jaw]), side=side, tooth=which)


spoken(__name__)
