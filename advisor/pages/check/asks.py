"""What each step asks: one question beside it, whose answer changes what it says; the rest once it is opened."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import streamlit as st

from advisor.advice.report import Report, StepResult
from advisor.case import teeth
from advisor.case.body import Build
from advisor.case.model import Exam
from advisor.case.settings import BEAMS, DapUnit, measured
from advisor.case.vocabulary import (
    CariesRisk,
    Dentition,
    Family,
    FieldOfView,
    Indication,
    Programme,
    Receptor,
    Step,
    TimerKind,
    Verdict,
    VisitKind,
)
from advisor.evidence.telling import inert
from advisor.knowledge.places import american
from advisor.pages.check import further, mouth, words
from advisor.pages.check.questions import adult_time_told, display, impulses, tell
from advisor.pages.my_units import settings
from advisor.pages.shared import case
from advisor.pages.shared.facts import KEEP, answered, from_list, key, number, one, told
from advisor.words import labels, names

_NARROW: Final = 102  # px: below 120 Streamlit leaves out the steppers, which would hide the number itself
_WIDE: Final = 150
_FLAT: Final = "two_d_insufficient"
_AS_USUAL: Final = "as_usual"  # no fact: one touch for several
_CHECK_UPS: Final = (VisitKind.RECALL, VisitKind.NEW_PATIENT)
_THREE_RISKS: Final = (CariesRisk.LOW, CariesRisk.MODERATE, CariesRisk.HIGH)
_DONE_FIRST: Final[Mapping[str, Any]] = {"clinical_exam_done": True, "earlier_images_checked": True}
_OF_THE_VISIT: Final = (
    "visit_kind", "months_since_bitewings", "caries_risk", "contacts_visible", "clinical_exam_done",
    "earlier_images_checked", "indication", "signs_of_disease", "pregnant", "elective", "dentition", case.ALSO,
)  # fmt: skip
_YES_NO: Final = (True, False)


def beside(step: StepResult, report: Report) -> str:
    """The one question that a step asks in passing; empty where no answer would change what it says."""
    exam = report.case.exam
    match step.step:
        case Step.SELECT | Step.CBCT:
            return _first_needed(step, exam)
        case Step.RECEPTOR:
            return "receptor"
        case Step.COLLIMATE:
            return "fov" if exam.family is Family.CBCT else "beam"
        case Step.SHIELD:
            return "collar"
        case Step.CHILD_SIZE:
            return _of_the_time(report)


def _of_the_time(report: Report) -> str:
    """The adult time first, which makes a child's sharp; the time itself where that is known or nobody grows."""
    exam = report.case.exam
    if not exam.intraoral:
        return "programme"
    own = settings.unit(exam)
    known = bool(own and own.known_good) or report.exposure.child_share is None
    return "exposure_s" if known else case.ADULT


def _first_needed(step: StepResult, exam: Exam) -> str:
    if step.verdict is not Verdict.CANNOT_TELL:
        return ""
    if step.step is Step.SELECT and all(told(name) is None for name in _usual(exam)[0]):
        return _AS_USUAL
    needed = [labels.SAME_QUESTION.get(name, name) for name in step.needs]
    of_scan = behind(Step.CBCT, exam)  # each asked by one step: the rest of the visit by the first
    needed = [name for name in needed if (name in of_scan) is (step.step is Step.CBCT)]
    return next((name for name in needed if name in case.asked(exam)), "")


def behind(step: Step, exam: Exam) -> tuple[str, ...]:
    """The other questions of a step, in the order in which they stand when it is opened."""
    match step:
        case Step.SELECT:
            of_scan = behind(Step.CBCT, exam)
            names = tuple(
                each for each in _OF_THE_VISIT if each not in of_scan and (told("pregnant") or each != "elective")
            )
        case Step.CBCT:
            names = ("indication", _FLAT) if exam.family is Family.CBCT else ()
        case Step.RECEPTOR:
            names = ("receptor",)
        case Step.COLLIMATE:
            names = ("fov", *case.FIELD_CM) if exam.family is Family.CBCT else ("beam",)
        case Step.SHIELD:
            names = ("collar", "apron")
        case Step.CHILD_SIZE if exam.intraoral:
            names = (case.ADULT, "exposure_s", *impulses(), "tooth", "images", "size", "head_cm", "handheld")
        case Step.CHILD_SIZE:
            tube = (name for name in _tube(exam) if name != "exposure_mAs")  # as both of it are asked
            names = ("programme", *tube, "exposure_s", "images", *display())
    asked = case.asked(exam) | ({"tooth"} if exam.regions else set())
    return tuple(name for name in names if name in asked)


def without_adult_time(exam: Exam) -> tuple[str, ...]:
    """What the time is worked out from where no adult time is known: wide, as tubes differ."""
    return (*_tube(exam), "timer", *display()) if exam.intraoral else ()


def _tube(exam: Exam) -> tuple[str, ...]:
    return tuple(name for name in measured(exam.family) if name != "exposure_s")  # which stands above


def show(name: str, exam: Exam, *, bare: bool = False) -> None:
    """The widget of one question."""
    options, called = _choices(name, exam)
    if name == _AS_USUAL:
        _as_usual(exam)
    elif name == "tooth":
        _tooth(exam)
    elif name == "region":
        mouth.ask(exam, _notation())
    elif name == case.ALSO:
        further.ask(exam)
    elif name == case.ADULT:
        number(name, _WIDE, exam, on_change=lambda: _adult_told(exam))
    elif not options:
        number(name, _WIDE if len(labels.QUESTION[name]) > len(labels.QUESTION["cone_cm"]) else _NARROW, exam)
    elif name in ("indication", "dentition", "dap_unit"):
        from_list(name, options, called, exam)
    else:
        one(name, options, called, exam, bare=bare)


def _adult_told(exam: Exam) -> None:
    adult_time_told(exam)
    answered()


def _choices(name: str, exam: Exam) -> tuple[Sequence[Any], Mapping[Any, str]]:
    """What a question offers, and what it is called now; nothing where a number is asked for."""
    match name:
        case "receptor":
            return (tuple(Receptor) if exam.intraoral else case.DIGITAL), words.RECEPTOR
        case "beam":
            return BEAMS[exam.intraoral], names.BEAM
        case "collar":
            return _YES_NO, words.COLLAR
        case "caries_risk":
            return _risks(), names.CARIES_RISK
        case "indication":
            return case.INDICATIONS, names.INDICATION
        case "dap_unit":
            return tuple(DapUnit), {each: each.label for each in DapUnit}
    if name in _ANSWERED_YES_OR_NO:
        return _YES_NO, names.YES_NO
    offered, called = _CHOICES.get(name, ((), dict))
    return offered, called()


_ANSWERED_YES_OR_NO: Final = (
    "clinical_exam_done", "earlier_images_checked", "two_d_insufficient", "signs_of_disease", "contacts_visible",
    "pregnant", "elective", "apron", "handheld",
)  # fmt: skip
_CHOICES: Final[Mapping[str, tuple[Sequence[Any], Callable[[], Mapping[Any, str]]]]] = {
    "visit_kind": (tuple(VisitKind), lambda: names.VISIT_KIND),
    "dentition": (tuple(Dentition), lambda: names.DENTITION),
    "size": (tuple(Build), lambda: names.SIZE),
    "fov": (tuple(FieldOfView), lambda: names.FIELD_OF_VIEW),
    "programme": (tuple(Programme), lambda: names.PROGRAMME),
    "timer": (tuple(TimerKind), lambda: names.TIMER),
}


def _risks() -> tuple[CariesRisk, ...]:
    """The levels that are used at the place: two in the United States, three elsewhere; and the one that is told."""
    usual = (CariesRisk.LOW, CariesRisk.INCREASED) if american(told("place")) else _THREE_RISKS
    held = told("caries_risk")
    return usual if held is None or held in usual else (*usual, CariesRisk(held))


def _usual(exam: Exam) -> tuple[Mapping[str, Any], str]:
    """What is usually so before an image, and how one touch says it."""
    if exam.family is Family.CBCT:
        return {**_DONE_FIRST, _FLAT: True}, words.AS_USUAL_FLAT
    if told("visit_kind") in _CHECK_UPS and exam.shows_contacts:
        return {**_DONE_FIRST, "indication": Indication.CARIES}, words.AS_USUAL_CARIES
    if told("visit_kind") in _CHECK_UPS:
        return {**_DONE_FIRST, "signs_of_disease": False}, words.AS_USUAL_HEALTHY
    return _DONE_FIRST, words.AS_USUAL


def _as_usual(exam: Exam) -> None:
    """Each stays a question of its own, to be answered otherwise."""
    usual, said = _usual(exam)
    st.button(said, key=key("as_usual"), icon=words.AS_USUAL_ICON, on_click=_tell, args=(usual,))


def _tell(usual: Mapping[str, Any]) -> None:
    tell(usual)
    answered()


def _tooth(exam: Exam) -> None:
    st.text_input(
        words.TOOTH[_notation()],
        key=key("tooth", exam),
        max_chars=3,
        width=_NARROW,
        on_change=_region_from_tooth,
        args=(exam,),
        persist_state=KEEP,
    )
    written = told("tooth", exam)
    if written:
        found = teeth.tooth(written, _notation())
        st.caption(names.tooth(found).capitalize() if found else words.TOOTH_UNKNOWN.format(tooth=inert(written)))


def _notation() -> teeth.Notation:
    return teeth.Notation.UNIVERSAL if american(told("place")) else teeth.Notation.FDI


def _region_from_tooth(exam: Exam) -> None:
    found = teeth.tooth(told("tooth", exam) or "", _notation())
    region = teeth.region_of(found, exam) if found else None
    st.session_state[key("region", exam)] = region.id if region else None
    answered()
