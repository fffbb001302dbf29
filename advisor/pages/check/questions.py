"""The questions of the Check page: age and image first, then why, then with what. Untold is an answer everywhere."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from advisor.case import teeth
from advisor.case.body import Build
from advisor.case.model import Exam
from advisor.case.vocabulary import (
    Beam,
    CariesRisk,
    Dentition,
    Family,
    FieldOfView,
    Indication,
    Programme,
    Receptor,
    VisitKind,
)
from advisor.evidence.telling import inert
from advisor.knowledge import Knowledge
from advisor.knowledge.places import american
from advisor.pages.check import words
from advisor.pages.shared import case, redraw
from advisor.pages.shared.facts import KEEP, from_list, key, number, one, told, yes_no
from advisor.words import names

_NARROW: Final = 102  # px: below 120 Streamlit leaves out the steppers, which would hide the number itself
_WIDE: Final = 190  # px: room for a long label
_INTRAORAL_BEAMS: Final = (Beam.ROUND, Beam.RECTANGULAR)
_EXTRAORAL_BEAMS: Final = (Beam.FULL, Beam.RESTRICTED)
_CHECK_UPS: Final = (VisitKind.RECALL, VisitKind.NEW_PATIENT)
_THREE_RISKS: Final = (CariesRisk.LOW, CariesRisk.MODERATE, CariesRisk.HIGH)
_DONE_FIRST: Final[Mapping[str, Any]] = {"clinical_exam_done": True, "earlier_images_checked": True}


def exam_told(knowledge: Knowledge) -> Exam | None:
    exam: Exam | None = knowledge.by_exam.get(str(told("exam")))
    return exam


def ask(knowledge: Knowledge) -> None:
    """Show the questions that the exam has. Answers are read with `told`."""
    with st.container(horizontal=True, vertical_alignment="top"):
        number("age_years", _NARROW)
        one("exam", tuple(knowledge.by_exam), names.exams(knowledge.by_exam.values()))
    exam = exam_told(knowledge)
    if exam is None:
        return
    if exam.regions:
        _where(exam)
    st.markdown(f"##### {words.WHY}")
    _why(exam)
    st.markdown(f"##### {words.SETTINGS}")
    _settings(exam)


def gathered(exam: Exam) -> dict[str, Any]:
    """Everything told that this exam has a question for, by flat names."""
    facts = {name: told(name, exam) for name in (*case.asked(exam), "age_years", "place", "on")}
    return {**{name: fact for name, fact in facts.items() if fact not in (None, "")}, "exam": exam.id}


def _where(exam: Exam) -> None:
    with st.container(horizontal=True, vertical_alignment="top"):
        st.text_input(
            words.TOOTH[_notation()],
            key=key("tooth", exam),
            max_chars=3,
            width=90,
            help=words.TOOTH_HELP,
            on_change=_region_from_tooth,
            args=(exam,),
            persist_state=KEEP,
        )
        one("region", tuple(region.id for region in exam.regions), names.regions(exam.regions), exam)
    _tooth_in_words(exam)


def _notation() -> teeth.Notation:
    return teeth.Notation.UNIVERSAL if american(told("place")) else teeth.Notation.FDI


def _region_from_tooth(exam: Exam) -> None:
    found = teeth.tooth(told("tooth", exam) or "", _notation())
    region = teeth.region_of(found, exam) if found else None
    st.session_state[key("region", exam)] = region.id if region else None


def _tooth_in_words(exam: Exam) -> None:
    written = told("tooth", exam)
    if not written:
        return
    found = teeth.tooth(written, _notation())
    st.caption(names.tooth(found).capitalize() if found else words.TOOTH_UNKNOWN.format(tooth=inert(written)))


def _why(exam: Exam) -> None:
    one("visit_kind", tuple(VisitKind), names.VISIT_KIND)
    _as_usual(exam)
    with st.container(horizontal=True):
        if exam.shows_contacts:
            number("months_since_bitewings", _WIDE)
        for name in ("clinical_exam_done", "earlier_images_checked"):
            yes_no(name)
        if exam.family is Family.CBCT:
            yes_no("two_d_insufficient")
        _indication()
        yes_no("signs_of_disease")
        if exam.shows_contacts:
            yes_no("contacts_visible")
            one("caries_risk", _risks(), names.CARIES_RISK)
    more = st.expander(words.MORE_WHY, type="compact", on_change=redraw.begun, key=key("more_why"))
    if more.open:
        with more, st.container(horizontal=True):
            _more_why(exam)


def _risks() -> tuple[CariesRisk, ...]:
    """The levels that are used at the place: two in the United States, three elsewhere; and the one that is told."""
    usual = (CariesRisk.LOW, CariesRisk.INCREASED) if american(told("place")) else _THREE_RISKS
    held = told("caries_risk")
    return usual if held is None or held in usual else (*usual, CariesRisk(held))


def _as_usual(exam: Exam) -> None:
    """One touch for what is usually so before an image; each stays a question of its own, to be answered otherwise."""
    usual, said = dict(_DONE_FIRST), words.AS_USUAL
    if told("visit_kind") in _CHECK_UPS and exam.shows_contacts:
        usual, said = usual | {"indication": Indication.CARIES}, words.AS_USUAL_CARIES
    elif told("visit_kind") in _CHECK_UPS:
        usual, said = usual | {"signs_of_disease": False}, words.AS_USUAL_HEALTHY
    if all(told(name) is None for name in usual):
        st.button(said, key=key("as_usual"), icon=words.AS_USUAL_ICON, on_click=_tell, args=(usual,))


def _tell(facts: Mapping[str, Any]) -> None:
    """What was answered otherwise stays as it was answered."""
    st.session_state.update({key(name): fact for name, fact in facts.items() if told(name) is None})


def _more_why(exam: Exam) -> None:
    if exam.intraoral and not exam.shows_contacts:
        yes_no("contacts_visible")
    yes_no("pregnant")
    if told("pregnant"):
        yes_no("elective")
    from_list("dentition", tuple(Dentition), names.DENTITION)
    if exam.intraoral:
        one("size", tuple(Build), names.SIZE)


def _settings(exam: Exam) -> None:
    if exam.intraoral:
        _intraoral(exam)
    else:
        _extraoral(exam)
    more = st.expander(words.MORE_SETTINGS, type="compact", on_change=redraw.begun, key=key("more_settings"))
    if more.open:
        with more:
            _more_settings(exam)


def _intraoral(exam: Exam) -> None:
    with st.container(horizontal=True):
        one("receptor", tuple(Receptor), names.RECEPTOR)
        one("beam", _INTRAORAL_BEAMS, names.BEAM)
        yes_no("collar", exam)
    with st.container(horizontal=True):
        for name in ("kV", "mA", "exposure_s", "cone_cm", "images"):
            number(name, _NARROW, exam)


def _extraoral(exam: Exam) -> None:
    with st.container(horizontal=True):
        if exam.family is Family.CBCT:
            one("fov", tuple(FieldOfView), names.FIELD_OF_VIEW)
        one("programme", tuple(Programme), names.PROGRAMME, exam)
        if exam.family is not Family.CBCT:
            one("beam", _EXTRAORAL_BEAMS, names.BEAM, exam)
            one("receptor", case.DIGITAL, names.RECEPTOR, exam)
        yes_no("collar", exam)
    shown = (*case.FIELD_CM, "dap_mGycm2") if exam.family is Family.CBCT else ("dap_mGycm2",)
    with st.container(horizontal=True):
        for name in shown:
            number(name, _WIDE, exam)


def _more_settings(exam: Exam) -> None:
    with st.container(horizontal=True):
        yes_no("apron", exam)
        if exam.intraoral:
            yes_no("handheld")
    tube: tuple[str, ...] = ("kV", "mA", "exposure_s", "images")
    wanted = ("exposure_mAs", "filtration_mmAl", "output_mGy_per_mAs", "dap_mGycm2") if exam.intraoral else tube
    with st.container(horizontal=True):
        for name in wanted:
            number(name, _WIDE, exam)


def _indication() -> None:
    from_list("indication", case.INDICATIONS, names.INDICATION)
