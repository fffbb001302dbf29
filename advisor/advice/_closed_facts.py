"""The facts of a case that have a closed vocabulary: where a case holds each, its values, and what it stands behind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from advisor.case.model import Case
from advisor.case.settings import BEAMS
from advisor.case.vocabulary import CariesRisk, FieldOfView, Indication, Programme, Receptor, VisitKind
from advisor.guidance.opinions import TopicIssuers

_YES_NO: Final = (False, True)
_TWO: Final = "risk_two_level"
_THREE: Final = "risk_three_level"
_SCALES: Final[Mapping[str, tuple[CariesRisk, ...]]] = {
    _TWO: (CariesRisk.LOW, CariesRisk.INCREASED),
    _THREE: (CariesRisk.LOW, CariesRisk.MODERATE, CariesRisk.HIGH),
}
_FINER: Final[Mapping[CariesRisk, tuple[CariesRisk, ...]]] = {
    CariesRisk.MODERATE: (CariesRisk.LOW, CariesRisk.INCREASED),
    CariesRisk.INCREASED: (CariesRisk.MODERATE, CariesRisk.HIGH),
}
_SCALE_WITHOUT: Final = {CariesRisk.MODERATE: _TWO, CariesRisk.INCREASED: _THREE}


@dataclass(frozen=True, slots=True)
class Closed:
    """A fact of a closed vocabulary: where a case holds it, and its values for an exam."""

    holder: str
    field: str
    values: Callable[[Case, Sequence[TopicIssuers]], Sequence[Any]]

    def told(self, case: Case) -> Any:
        return getattr(getattr(case, self.holder) if self.holder else case, self.field)


def _always(*values: Any) -> Callable[[Case, Sequence[TopicIssuers]], Sequence[Any]]:
    return lambda case, asked: values


def _questions(case: Case, asked: Sequence[TopicIssuers]) -> Sequence[Indication | None]:
    """None, the clinical questions that a statement names, and one for all that none does."""
    named = {word for forum in asked for word in forum.questions}
    return (None, Indication.OTHER, *(each for each in Indication if each in named))


def _risks(case: Case, asked: Sequence[TopicIssuers]) -> Sequence[CariesRisk]:
    """The levels of the scales in use at the place; a level told on one scale may stand for several of another."""
    scales = {name for forum in asked for name in forum.asks if name in _SCALES}
    risk = case.patient.caries_risk
    if risk is not None:
        return _FINER[risk] if risk in _FINER and _SCALE_WITHOUT[risk] in scales else ()
    return tuple(dict.fromkeys(level for name in sorted(scales) or [_TWO] for level in _SCALES[name]))


# In the order in which toggling them is likely to show soon that two completions differ.
CLOSED: Final[Mapping[str, Closed]] = {
    "clinical_exam_done": Closed("visit", "clinical_exam_done", _always(*_YES_NO)),
    "earlier_images_checked": Closed("visit", "earlier_images_checked", _always(*_YES_NO)),
    "two_d_insufficient": Closed("visit", "two_d_insufficient", _always(*_YES_NO)),
    "signs_of_disease": Closed("visit", "signs_of_disease", _always(True, False)),
    "contacts_visible": Closed("visit", "contacts_visible", _always(*_YES_NO)),
    "caries_risk": Closed("patient", "caries_risk", _risks),
    "visit_kind": Closed("visit", "kind", _always(VisitKind.SYMPTOMS, *VisitKind)),
    "indication": Closed("visit", "indication", _questions),
    "region": Closed("", "region", lambda case, asked: case.exam.regions),
    "receptor": Closed("setup", "receptor", _always(*Receptor)),
    "beam": Closed("setup", "beam", lambda case, asked: BEAMS[case.exam.intraoral]),
    "collar": Closed("setup", "collar", _always(*_YES_NO)),
    "fov": Closed("setup", "fov", _always(*FieldOfView)),
    "programme": Closed("setup", "programme", _always(*Programme)),
}
BEHIND: Final[Mapping[str, tuple[str, ...]]] = {  # what a rule reads or a statement asks -> the facts behind it
    _TWO: ("caries_risk",),
    _THREE: ("caries_risk",),
    "kind": ("visit_kind",),
    "thyroid_near_beam": ("region", "beam"),
    "teeth": ("region",),
    "watched": ("caries_risk", "contacts_visible"),
    "bitewings_due": (),  # asked for by the interval's own statements
}


def is_open(name: str, case: Case, own: Sequence[TopicIssuers]) -> bool:
    """Whether a fact is untold and can be told; a risk also where the place has another scale for it."""
    open_one = CLOSED[name].told(case) is None or CLOSED[name].values is _risks
    return open_one and bool(CLOSED[name].values(case, own))
