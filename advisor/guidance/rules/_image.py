"""Steps 1 and 3: whether this image is needed now. One pure function a topic; its docstring is its reason."""

from collections.abc import Callable, Sequence
from typing import Final

from advisor.case.day import MONTHS_A_YEAR
from advisor.case.model import Case, Due, Fact
from advisor.case.vocabulary import CariesRisk, Dentition, Indication, Verdict, VisitKind
from advisor.guidance.rules._answering import answered, judged
from advisor.guidance.statement import Answer, Statement

_URGENT: Final = frozenset({VisitKind.SYMPTOMS, VisitKind.TRAUMA, VisitKind.ENDODONTIC})
_CAN_WAIT: Final = frozenset({VisitKind.RECALL, VisitKind.NEW_PATIENT, VisitKind.ORTHODONTIC})
_QUESTION_OF_ITS_OWN: Final = frozenset({VisitKind.ORTHODONTIC})  # not of disease: it has to be told
_WITHOUT_TABLE: Final = frozenset({VisitKind.ORTHODONTIC, VisitKind.PERIODONTAL})  # of how soon bitewings are due again
_NO_REASON_BY_ITSELF: Final = _QUESTION_OF_ITS_OWN | {VisitKind.RECALL, VisitKind.NEW_PATIENT, VisitKind.OTHER, None}
_LOOKING_FOR_CARIES: Final = frozenset(
    {VisitKind.RECALL, VisitKind.NEW_PATIENT, VisitKind.CARIES_DETECTION, VisitKind.OTHER, None}
)
_RAISED: Final = frozenset({CariesRisk.MODERATE, CariesRisk.HIGH, CariesRisk.INCREASED})


def earlier_images(case: Case, statement: Statement) -> Answer | None:
    """An earlier image may already hold the answer, so look for it before making a new one."""
    checked = case.visit.earlier_images_checked
    return answered(checked, {"earlier_images_checked": checked}, otherwise=Verdict.IMPROVE)


def clinical_exam_first(case: Case, statement: Statement) -> Answer | None:
    """Only history and examination can tell whether an image would change anything; so they come first."""
    done = case.visit.clinical_exam_done
    return answered(done, {"clinical_exam_done": done}, otherwise=Verdict.AVOID)


def _needs_indication(case: Case) -> Answer:
    """A question to answer, a sign, or for bitewings that they are due: each is a reason by itself."""
    visit = case.visit
    because: dict[str, Fact] = {"visit_kind": visit.kind, "indication": visit.indication}
    if case.exam.shows_contacts and case.patient.dentition is Dentition.ADULT_EDENTULOUS:
        return judged(Verdict.AVOID, because | {"dentition": case.patient.dentition})  # no contacts to show
    asked = visit.indication is not None and not _seen_by_looking(case)
    quiet = visit.kind is VisitKind.PERIODONTAL and not visit.signs_of_disease  # how it went has to be told
    if asked or not (quiet or visit.kind in _NO_REASON_BY_ITSELF):
        return judged(Verdict.SUPPORTED, because)
    because["signs_of_disease"] = visit.signs_of_disease
    watched, facts = _watched(case)
    because |= facts
    if visit.signs_of_disease or watched:
        return judged(Verdict.SUPPORTED, because)
    own_question = quiet or visit.kind in _QUESTION_OF_ITS_OWN
    if None in (visit.kind, visit.signs_of_disease, watched) or own_question:
        return Answer(Verdict.CANNOT_TELL, because)
    return judged(Verdict.AVOID, because)


def _seen_by_looking(case: Case) -> bool:
    """Whether caries is looked for at a check-up between teeth whose contacts can be seen: no question for an image."""
    visit = case.visit
    at_check_up = visit.kind in {VisitKind.RECALL, VisitKind.NEW_PATIENT}
    return (
        case.exam.shows_contacts
        and at_check_up
        and visit.contacts_visible is True
        and visit.indication is Indication.CARIES
    )


def _watched(case: Case) -> tuple[bool | None, dict[str, Fact]]:
    """Whether caries is looked for by bitewings without a sign of it: they are due, or surfaces at risk are hidden."""
    if not case.exam.shows_contacts:
        return False, {}
    visit, risk = case.visit, case.patient.caries_risk
    facts: dict[str, Fact] = {"caries_risk": risk, "contacts_visible": visit.contacts_visible}
    if case.bitewings is Due.DUE:
        return True, facts | {"bitewings_due": True}
    hidden = None if visit.contacts_visible is None else not visit.contacts_visible
    at_risk = None if risk is None else risk in _RAISED
    if hidden and at_risk:
        return _at_risk_again(case), facts
    if visit.kind is VisitKind.NEW_PATIENT and at_risk is False and hidden is not False:
        return _at_a_first_visit(case, hidden), facts | {"months_since_bitewings": visit.months_since_bitewings}
    unscheduled = case.bitewings is Due.NO_INTERVAL and visit.kind is VisitKind.RECALL and hidden is not False
    if unscheduled or case.bitewings is Due.OPEN:  # nobody said, or nobody at the place says, how often
        return None, facts | {"bitewings_due": None}
    return (False if False in (hidden, at_risk) else None), facts


def _at_risk_again(case: Case) -> bool | None:
    """Hidden surfaces at risk are a reason; at visits of which no table speaks not soon after the last bitewings."""
    months, longest = case.visit.months_since_bitewings, case.longest_recall_months
    soon = case.visit.kind in _WITHOUT_TABLE and months is not None and (longest is None or months <= longest)
    return None if soon else True


def _at_a_first_visit(case: Case, hidden: bool | None) -> bool | None:
    """Surfaces that cannot be seen are looked at once, whatever the risk; how soon again, only recall tables say.

    None of them is of a first visit, but past the longest of their intervals nobody asks to wait.
    """
    months, longest = case.visit.months_since_bitewings, case.longest_recall_months
    again = months is None or (longest is not None and months > longest)
    return True if hidden and again else None


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
        case "best_exam":
            return _best_exam(case, named, because)
        case "may_need_none":
            return _needs_none(case, because)
        case "not_indicated":
            return judged(Verdict.AVOID, because)
        case "consider_at_age":
            return _at_age(case, statement, because)
        case _:
            return Answer(Verdict.CANNOT_TELL, because | {"clinical_judgement": None})


def _at_age(case: Case, statement: Statement, because: dict[str, Fact]) -> Answer | None:
    """An age is a reason once: bitewings made since it began were the ones to consider."""
    age, begins, months = case.patient.age_years, statement.numbers["from_age"], case.visit.months_since_bitewings
    made = case.exam.shows_contacts and months is not None and months <= (age - begins) * MONTHS_A_YEAR
    if made or not begins <= age < statement.numbers["to_age"]:
        return None
    return judged(Verdict.SUPPORTED, because | {"age_years": age})


def _looking_for_caries(case: Case) -> bool:
    """Whether nothing else is asked and nothing was found: who says that none is needed speaks of no ache, no bone."""
    visit = case.visit
    asked = visit.indication in {None, Indication.CARIES} and visit.kind in _LOOKING_FOR_CARIES
    return asked and visit.signs_of_disease is not True


def _needs_none(case: Case, because: dict[str, Fact]) -> Answer | None:
    if not _looking_for_caries(case):
        return None
    if case.visit.signs_of_disease is None:
        return Answer(Verdict.CANNOT_TELL, because | {"signs_of_disease": None})
    return judged(Verdict.AVOID, because)


def _best_exam(case: Case, named: Sequence[str], because: dict[str, Fact]) -> Answer | None:
    """Of caries it is said of what cannot be seen: of a lesion that can, none speaks that compares intraoral images."""
    if case.exam.intraoral and case.visit.signs_of_disease and case.visit.indication is Indication.CARIES:
        return None
    if case.exam.id in named:
        return judged(Verdict.SUPPORTED, because)
    return judged(Verdict.IMPROVE, because | {"exams_named": ", ".join(named)})


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
    if not _looking_for_caries(case) and (months is None or months < due):
        return None  # a table of check-ups does not make what was found, or another question, wait
    because: dict[str, Fact] = {
        "months_since_bitewings": months,
        "advised_from_months": due,
        "advised_to_months": statement.numbers["max_months"],
        **_alternatives(statement),
    }
    return answered(None if months is None else months >= due, because, otherwise=Verdict.AVOID)


def months_count(case: Case) -> bool:
    """Whether the tables of recall visits tell how soon: wherever after bitewings only caries is looked for again."""
    kind, months = case.visit.kind, case.visit.months_since_bitewings
    return kind is VisitKind.RECALL or (None not in (kind, months) and _looking_for_caries(case))


def reason_needed(case: Case, voiced: bool) -> bool:
    """Whether to image at all is asked of every case but of bitewings that are due."""
    return case.bitewings is not Due.DUE


def interval_needed(case: Case, voiced: bool) -> bool:
    """Whether silence on intervals leaves open if bitewings are due; not for contacts that can be looked at."""
    asked = (case.visit.kind is None or months_count(case)) and case.visit.contacts_visible is not True
    return not voiced or (asked and _looking_for_caries(case))


def told_undone(name: str) -> Callable[[Case, bool], bool]:
    """Where nobody at the place asks for it: whether it is told that it was left out, which is no all-clear."""
    return lambda case, voiced: voiced or getattr(case.visit, name) is False


def pregnancy(case: Case, statement: Statement) -> Answer | None:
    """What is needed is not put off in pregnancy; issuers differ on what could wait."""
    pregnant = case.patient.pregnant
    because: dict[str, Fact] = {"pregnant": pregnant}
    if not pregnant:
        return answered(None if pregnant is None else True, because, otherwise=Verdict.AVOID)
    if statement.position == "no_reason_to_wait":
        return judged(Verdict.SUPPORTED, because)
    elective = _elective(case)
    because |= {"visit_kind": case.visit.kind, "indication": case.visit.indication, "elective": elective}
    if statement.position == "do_not_withhold":
        indicated = elective is False or (elective is None and _reason_told(case))
        return None if elective else answered(indicated or None, because, otherwise=Verdict.AVOID)
    return answered(None if elective is None else not elective, because, otherwise=Verdict.AVOID)


def _elective(case: Case) -> bool | None:
    """Whether the image can wait; nobody can tell from the kind of visit once there is a question or a sign."""
    visit = case.visit
    if visit.elective is not None:
        return visit.elective
    if visit.kind in _URGENT:
        return False
    return True if visit.kind in _CAN_WAIT and not _reason_told(case) else None


def _reason_told(case: Case) -> bool:
    return case.visit.indication is not None or case.visit.signs_of_disease is True


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
    return answered(kept, because, otherwise=Verdict.AVOID)
