"""What every rule shares: the named facts of a case, and how a kept, broken or untold one is answered."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from advisor.case.model import Case, Fact
from advisor.case.vocabulary import CariesRisk, Verdict
from advisor.guidance.statement import Answer, Statement

Rule = Callable[[Case, Statement], Answer | None]

_TWO_LEVELS: Final[Mapping[CariesRisk | None, str]] = {
    CariesRisk.LOW: "not_increased",
    CariesRisk.HIGH: "increased",
    CariesRisk.INCREASED: "increased",
}
_THREE_LEVELS: Final[Mapping[CariesRisk | None, str]] = {
    CariesRisk.LOW: "low",
    CariesRisk.MODERATE: "moderate",
    CariesRisk.HIGH: "high",
}


def facts(case: Case) -> dict[str, Fact]:
    """Every named fact that the `applies` of a statement may ask for; None = not told."""
    patient, visit, setup = case.patient, case.visit, case.setup
    return {
        "child": patient.child,
        "extraoral": not case.exam.intraoral,
        "family": case.exam.family,
        "exam": case.exam.id,
        "region": case.region.id if case.region else None,
        "teeth": case.teeth,
        "visit_kind": visit.kind,
        "dentition": patient.dentition,
        "risk_two_level": _TWO_LEVELS.get(patient.caries_risk),
        "risk_three_level": _THREE_LEVELS.get(patient.caries_risk),
        "contacts_visible": visit.contacts_visible,
        "signs_of_disease": visit.signs_of_disease,
        "indication": visit.indication,
        "pregnant": patient.pregnant,
        "handheld": setup.handheld,
        "beam": setup.beam,
        "receptor": setup.receptor,
        "thyroid_near_beam": case.thyroid_near_beam,
    }


def judged(verdict: Verdict, because: Mapping[str, Fact], instead: Mapping[str, Any] | None = None) -> Answer:
    """An answer that could be given: it names the facts that were told, and only those."""
    return Answer(verdict, {name: fact for name, fact in because.items() if fact is not None}, instead)


def answered(
    kept: bool | None, because: Mapping[str, Fact], *, otherwise: Verdict, instead: Mapping[str, Any] | None = None
) -> Answer:
    """Supported when kept, `otherwise` when not, cannot tell when nobody said."""
    if kept is None:
        return Answer(Verdict.CANNOT_TELL, because)
    return judged(Verdict.SUPPORTED, because) if kept else judged(otherwise, because, instead)
