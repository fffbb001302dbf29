"""The questions of the Check page: age and image first, then why, then with what. Untold is an answer everywhere."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import streamlit as st

from advisor import teeth
from advisor.knowledge import Knowledge
from advisor.model import Exam
from advisor.pages import check_case
from advisor.vocabulary import Beam, CariesRisk, Dentition, Family, FieldOfView, Programme, Reader, Receptor, VisitKind
from advisor.wording import check as words
from advisor.wording import names

PREFIX: Final = "check_"
ANSWER: Final = "check_answer"  # the part of the page that shows the answer
_NARROW: Final = 102  # px: below 120 Streamlit leaves out the steppers, which would hide the number itself
_WIDE: Final = 190  # px: room for a long label
_KEEP: Final = "session"
_OPENS_OTHERS: Final = ("exam", "pregnant")
_BY_FAMILY: Final = ("beam", "receptor")
_INTRAORAL_BEAMS: Final = (Beam.ROUND, Beam.RECTANGULAR)
_EXTRAORAL_BEAMS: Final = (Beam.FULL, Beam.RESTRICTED)
_DIGITAL: Final = (Receptor.PSP, Receptor.SENSOR)
_STEP: Final[Mapping[str, float]] = {"exposure_s": 0.01, "output_mGy_per_mAs": 0.01, "filtration_mmAl": 0.1}


def key(name: str, exam: Exam | None = None) -> str:
    """Where the session keeps what was told about a fact; apart where its answers differ from exam to exam."""
    if name == "region" and exam:
        return f"{PREFIX}region_{exam.id}"
    if name in _BY_FAMILY and exam and not exam.intraoral:
        return f"{PREFIX}{name}_extraoral"
    return f"{PREFIX}{name}"


def told(name: str, exam: Exam | None = None) -> Any:
    return st.session_state.get(key(name, exam))


def answered() -> None:
    """After an answer that opens or closes no question: the questions stay, only the answer is drawn again."""
    if told("reader") != Reader.PARENT:
        st.rerun(ANSWER)


def exam_told(known: Knowledge) -> Exam | None:
    exam: Exam | None = known.by_exam.get(str(told("exam")))
    return exam


def ask(known: Knowledge, units: Callable[[Exam, Knowledge], None]) -> None:
    """Show the questions that the exam has; `units` asks for the X-ray unit. Answers are read with `told`."""
    with st.container(horizontal=True, vertical_alignment="top"):
        _number("age_years", _NARROW)
        _one("exam", tuple(known.by_exam), names.EXAM)
    exam = exam_told(known)
    if exam is None:
        return
    if exam.regions:
        _where(exam)
    st.markdown(f"##### {words.WHY}")
    _why(exam)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(f"##### {words.SETTINGS}", width="content")
        units(exam, known)
    _settings(exam)


def gathered(exam: Exam) -> dict[str, Any]:
    """Everything told that this exam has a question for, by flat names."""
    facts = {name: told(name, exam) for name in (*check_case.asked(exam), "age_years", "place", "on")}
    return {**{name: fact for name, fact in facts.items() if fact not in (None, "")}, "exam": exam.id}


def _where(exam: Exam) -> None:
    with st.container(horizontal=True, vertical_alignment="top"):
        st.text_input(
            words.QUESTION["tooth"],
            key=key("tooth"),
            placeholder="85",
            max_chars=3,
            width=90,
            help=words.TOOTH_HELP,
            on_change=_region_from_tooth,
            args=(exam,),
            persist_state=_KEEP,
        )
        _one("region", tuple(region.id for region in exam.regions), names.REGION, exam)
    _tooth_in_words(exam)


def _notation() -> teeth.Notation:
    american = str(told("place") or "").startswith("US")
    return teeth.Notation.UNIVERSAL if american else teeth.Notation.FDI


def _region_from_tooth(exam: Exam) -> None:
    found = teeth.tooth(told("tooth") or "", _notation())
    region = teeth.region_of(found, exam) if found else None
    if region is not None:
        st.session_state[key("region", exam)] = region.id


def _tooth_in_words(exam: Exam) -> None:
    written = told("tooth")
    if not written:
        return
    found = teeth.tooth(written, _notation())
    st.caption(found.label.capitalize() if found else words.TOOTH_UNKNOWN.format(tooth=written))


def _why(exam: Exam) -> None:
    _one("visit_kind", tuple(VisitKind), names.VISIT_KIND)
    with st.container(horizontal=True):
        if exam.id == "bitewing":
            _number("months_since_bitewings", _WIDE)
        for name in ("clinical_exam_done", "earlier_images_checked"):
            _yes_no(name)
        if exam.family is Family.CBCT:
            _yes_no("two_d_insufficient")
            _indication()
        _yes_no("signs_of_disease")
        if exam.id == "bitewing":
            _yes_no("contacts_visible")
            _one("caries_risk", tuple(CariesRisk), names.CARIES_RISK)
    more = st.expander(words.MORE_WHY, type="compact", on_change="rerun", key=key("more_why"))
    if more.open:
        with more, st.container(horizontal=True):
            _more_why(exam)


def _more_why(exam: Exam) -> None:
    if exam.family is not Family.CBCT:
        _indication()
    if exam.intraoral and exam.id != "bitewing":
        _yes_no("contacts_visible")
    _yes_no("pregnant")
    if told("pregnant"):
        _yes_no("elective")
    _from_list("dentition", tuple(Dentition), names.DENTITION)


def _settings(exam: Exam) -> None:
    if exam.intraoral:
        _intraoral()
    else:
        _extraoral(exam)
    more = st.expander(words.MORE_SETTINGS, type="compact", on_change="rerun", key=key("more_settings"))
    if more.open:
        with more:
            _more_settings(exam)


def _intraoral() -> None:
    with st.container(horizontal=True):
        _one("receptor", tuple(Receptor), names.RECEPTOR)
        _one("beam", _INTRAORAL_BEAMS, names.BEAM)
        _yes_no("collar")
    with st.container(horizontal=True):
        for name in ("kV", "mA", "exposure_s", "cone_cm", "images"):
            _number(name, _NARROW)


def _extraoral(exam: Exam) -> None:
    with st.container(horizontal=True):
        if exam.family is Family.CBCT:
            _one("fov", tuple(FieldOfView), names.FIELD_OF_VIEW)
        _one("programme", tuple(Programme), names.PROGRAMME)
        if exam.family is not Family.CBCT:
            _one("beam", _EXTRAORAL_BEAMS, names.BEAM, exam)
            _one("receptor", _DIGITAL, names.RECEPTOR, exam)
        _yes_no("collar")
    shown = (*check_case.FIELD_CM, "dap_mGycm2") if exam.family is Family.CBCT else ("dap_mGycm2",)
    with st.container(horizontal=True):
        for name in shown:
            _number(name, _WIDE)


def _more_settings(exam: Exam) -> None:
    with st.container(horizontal=True):
        _yes_no("apron")
        if exam.intraoral:
            _yes_no("handheld")
    tube: tuple[str, ...] = ("kV", "mA", "exposure_s", "images")
    wanted = ("filtration_mmAl", "output_mGy_per_mAs", "dap_mGycm2") if exam.intraoral else tube
    with st.container(horizontal=True):
        for name in wanted:
            _number(name, _WIDE)


def _indication() -> None:
    _from_list("indication", check_case.INDICATIONS, names.INDICATION)


def _one(name: str, options: Sequence[Any], called: Mapping[Any, str], exam: Exam | None = None) -> None:
    """One of a few, as buttons; a second touch takes it back."""
    st.pills(
        words.QUESTION[name],
        options,
        format_func=lambda option: called[option],
        key=key(name, exam),
        on_change=None if name in _OPENS_OTHERS else answered,
        wrap=True,
        persist_state=_KEEP,
    )


def _yes_no(name: str) -> None:
    _one(name, (True, False), names.YES_NO)


def _from_list(name: str, options: Sequence[Any], called: Mapping[Any, str]) -> None:
    st.selectbox(
        words.QUESTION[name],
        options,
        index=None,
        format_func=lambda option: called[option],
        key=key(name),
        on_change=answered,
        placeholder=words.NOT_TOLD,
        width=260,
        persist_state=_KEEP,
    )


def _number(name: str, width: int) -> None:
    st.number_input(
        words.QUESTION[name],
        value=None,
        step=_STEP.get(name, 1.0),
        format="%g",
        key=key(name),
        on_change=answered,
        placeholder=words.NOT_TOLD,
        width=width,
        persist_state=_KEEP,
    )
