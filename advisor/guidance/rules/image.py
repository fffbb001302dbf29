"""Steps 1 and 3: whether this image is needed now. One pure function a topic; its docstring is its reason."""

from __future__ import annotations

from typing import Final

from advisor.case.model import Case, Fact
from advisor.case.vocabulary import Verdict, VisitKind
from advisor.guidance.rules.answering import judged, told
from advisor.guidance.statement import Answer, Statement

_URGENT: Final = frozenset({VisitKind.SYMPTOMS, VisitKind.TRAUMA, VisitKind.ENDODONTIC})
_CAN_WAIT: Final = frozenset({VisitKind.RECALL, VisitKind.NEW_PATIENT, VisitKind.ORTHODONTIC})
_QUESTION_OF_ITS_OWN: Final = frozenset({VisitKind.ORTHODONTIC})  # not of disease: it has to be told
_NO_REASON_BY_ITSELF: Final = _QUESTION_OF_ITS_OWN | {VisitKind.RECALL, VisitKind.NEW_PATIENT, VisitKind.OTHER, None}


def earlier_images(case: Case, statement: Statement) -> Answer | None:
    """An earlier image may already hold the answer, so look for it before making a new one."""
    checked = case.visit.earlier_images_checked
    return told(checked, {"earlier_images_checked": checked}, otherwise=Verdict.IMPROVE)


def clinical_exam_first(case: Case, statement: Statement) -> Answer | None:
    """Only history and examination can tell whether an image would change anything; so they come first."""
    done = case.visit.clinical_exam_done
    return told(done, {"clinical_exam_done": done}, otherwise=Verdict.AVOID)


def _needs_indication(case: Case) -> Answer:
    visit = case.visit
    because: dict[str, Fact] = {"visit_kind": visit.kind, "indication": visit.indication}
    if visit.indication is not None or visit.kind not in _NO_REASON_BY_ITSELF:
        return judged(Verdict.SUPPORTED, because)
    because["signs_of_disease"] = visit.signs_of_disease
    if visit.signs_of_disease is None or (visit.kind in _QUESTION_OF_ITS_OWN and not visit.signs_of_disease):
        return Answer(Verdict.CANNOT_TELL, because)
    return judged(Verdict.SUPPORTED if visit.signs_of_disease else Verdict.AVOID, because)


def selection(case: Case, statement: Statement) -> Answer | None:
    """An image is chosen for this patient's question and stage; one made by routine brings dose without an answer."""
    named = statement.choices.get("exams", ())
    because: dict[str, Fact] = {"exam": case.exam.id, **_alternatives(statement)}
    match statement.position:
        case "needs_indication":
            return _needs_indication(case)
        case "these_exams" if case.exam.id in named:
            return judged(Verdict.SUPPORTED, because)
        case "these_exams":
            return Answer(Verdict.CANNOT_TELL, because | {"exams_named": ", ".join(named)})
        case "may_need_none" | "not_indicated":
            return judged(Verdict.AVOID, because)
        case "consider_at_age":
            age = case.patient.age_years
            inside = statement.numbers["from_age"] <= age < statement.numbers["to_age"]
            return judged(Verdict.SUPPORTED, because | {"age_years": age}) if inside else None
        case "alternative":
            return Answer(Verdict.CANNOT_TELL, because | {"clinical_judgement": None})
        case _:
            return Answer(Verdict.CANNOT_TELL, because | {"clinical_judgement": None})


def _alternatives(statement: Statement) -> dict[str, Fact]:
    """Ways to the answer without ionising radiation that the statement's source names."""
    named = statement.choices.get("alternatives")
    return {"without_x_rays": ", ".join(named)} if named else {}


def bitewing_interval(case: Case, statement: Statement) -> Answer | None:
    """Caries grows slowly; a bitewing before the advised interval rarely shows anything new."""
    if statement.position != "interval":
        return Answer(Verdict.CANNOT_TELL, {"clinical_judgement": None})
    months = case.visit.months_since_bitewings
    due = statement.numbers["min_months"]
    because: dict[str, Fact] = {
        "months_since_bitewings": months,
        "advised_from_months": due,
        "advised_to_months": statement.numbers["max_months"],
        **_alternatives(statement),
    }
    return told(None if months is None else months >= due, because, otherwise=Verdict.AVOID)


def pregnancy(case: Case, statement: Statement) -> Answer | None:
    """A needed image is not withheld in pregnancy; one that can wait may wait until after delivery."""
    patient, visit = case.patient, case.visit
    because: dict[str, Fact] = {"pregnant": patient.pregnant}
    if not patient.pregnant:
        return told(None if patient.pregnant is None else True, because, otherwise=Verdict.AVOID)
    elective = visit.elective
    if elective is None and visit.kind in _URGENT | _CAN_WAIT:
        elective = visit.kind in _CAN_WAIT
    because |= {"visit_kind": visit.kind, "elective": elective}
    return told(None if elective is None else not elective, because, otherwise=Verdict.AVOID)


def cbct_indication(case: Case, statement: Statement) -> Answer | None:
    """A cone-beam scan gives more dose than plain images, so it needs a question that plain images cannot answer."""
    visit = case.visit
    because: dict[str, Fact] = {"visit_kind": visit.kind, "indication": visit.indication}
    if statement.position == "not_indicated":
        return judged(Verdict.AVOID, because)
    if statement.position == "first_line":
        return judged(Verdict.SUPPORTED, because)
    if statement.position == "judgement":
        return Answer(Verdict.CANNOT_TELL, because | {"clinical_judgement": None})
    reason = True if visit.indication is not None or visit.kind not in _NO_REASON_BY_ITSELF else None
    needed = (visit.clinical_exam_done, visit.two_d_insufficient, reason)
    because |= {"clinical_exam_done": needed[0], "two_d_insufficient": needed[1]}
    kept = False if False in needed else None if None in needed else True
    return told(kept, because, otherwise=Verdict.AVOID)
