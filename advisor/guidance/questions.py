"""What topics turn on: facts of closed vocabularies, what each may be for an exam, and where a case holds it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from advisor.case.model import Case, Exam, Fact
from advisor.case.settings import BEAMS
from advisor.case.vocabulary import (
    Beam,
    CariesRisk,
    FieldOfView,
    Indication,
    Programme,
    Receptor,
    Topic,
    VisitKind,
)

_YES_NO: Final = (True, False)
DIGITAL: Final = (Receptor.PSP, Receptor.SENSOR)  # an extraoral unit takes no intraoral film


@dataclass(frozen=True, slots=True)
class Question:
    """A fact of a closed vocabulary that a topic turns on: where a case holds it, and what it may be for an exam."""

    holder: str
    name: str
    values: Callable[[Exam], Sequence[Any]]
    fact: str = ""  # as statements name it, where that differs

    def answered(self, case: Case, value: Any) -> Case:
        """The case with this value told."""
        return replace(case, **{self.holder: replace(getattr(case, self.holder), **{self.name: value})})

    def untold(self, case: Case) -> bool:
        return getattr(getattr(case, self.holder), self.name) is None


def _one_of(*values: Any) -> Callable[[Exam], Sequence[Any]]:
    return lambda exam: values


_KIND: Final = Question("visit", "kind", _one_of(*VisitKind), fact="visit_kind")
_EXAMINED: Final = Question("visit", "clinical_exam_done", _one_of(*_YES_NO))
SETTINGS: Final[Mapping[Topic, Question]] = {
    Topic.RECEPTOR: Question("setup", "receptor", lambda exam: tuple(Receptor) if exam.intraoral else DIGITAL),
    Topic.BEAM_SHAPE: Question("setup", "beam", lambda exam: BEAMS[exam.intraoral]),
    Topic.FIELD_OF_VIEW: Question("setup", "fov", _one_of(*FieldOfView)),
    Topic.THYROID_COLLAR: Question("setup", "collar", _one_of(*_YES_NO)),
    Topic.APRON: Question("setup", "apron", _one_of(*_YES_NO)),
    Topic.EXPOSURE_TIME: Question("setup", "programme", lambda exam: () if exam.intraoral else tuple(Programme)),
    Topic.HANDHELD: Question("setup", "handheld", _one_of(*_YES_NO)),
}
VISIT: Final[Mapping[Topic, tuple[Question, ...]]] = {
    Topic.EARLIER_IMAGES: (Question("visit", "earlier_images_checked", _one_of(*_YES_NO)),),
    Topic.CLINICAL_EXAM_FIRST: (_EXAMINED,),
    Topic.SELECTION: (_KIND, Question("visit", "signs_of_disease", _one_of(*_YES_NO))),
    Topic.PREGNANCY: (Question("visit", "elective", _one_of(*_YES_NO)),),
    Topic.CBCT_INDICATION: (_EXAMINED, Question("visit", "two_d_insufficient", _one_of(*_YES_NO))),
}
_RISK: Final[Mapping[Fact, CariesRisk]] = {
    "not_increased": CariesRisk.LOW,
    "increased": CariesRisk.INCREASED,
    "low": CariesRisk.LOW,
    "moderate": CariesRisk.MODERATE,
    "high": CariesRisk.HIGH,
}
_SUPPOSED: Final[Mapping[str, tuple[str, str, Callable[[Any], Any]]]] = {  # a fact of statements -> where a case has it
    "visit_kind": ("visit", "kind", VisitKind),
    "indication": ("visit", "indication", Indication),
    "contacts_visible": ("visit", "contacts_visible", bool),
    "signs_of_disease": ("visit", "signs_of_disease", bool),
    "risk_two_level": ("patient", "caries_risk", _RISK.__getitem__),
    "risk_three_level": ("patient", "caries_risk", _RISK.__getitem__),
    "pregnant": ("patient", "pregnant", bool),
    "handheld": ("setup", "handheld", bool),
    "beam": ("setup", "beam", Beam),
    "receptor": ("setup", "receptor", Receptor),
}


def supposing(case: Case, when: Mapping[str, Fact]) -> Case:
    """The case with named facts told; what follows from others (how near the thyroid is) is left as it is."""
    for name, value in when.items():
        if name == "region":
            case = replace(case, region=next(region for region in case.exam.regions if region.id == value))
        elif name in _SUPPOSED:
            holder, field, read = _SUPPOSED[name]
            case = replace(case, **{holder: replace(getattr(case, holder), **{field: read(value)})})
    return case
