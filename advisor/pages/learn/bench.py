"""The bench: every factor of the dose is a slider or a choice; bars, formula and sources follow at once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

import streamlit as st

from advisor import read_case
from advisor.case.model import Exam
from advisor.case.vocabulary import Basis, Family
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.pages.learn import bench_dose, bench_factors, bench_tasks
from advisor.pages.learn import bench_words as words
from advisor.student import bench
from advisor.words import figures, labels, names

PREFIX: Final = "explore_"
_PINNED: Final = f"{PREFIX}pinned"
_KEEP: Final = "session"
_KEPT: Final = (f"{PREFIX}exam", f"{PREFIX}tried")  # when the bench goes back to its start
_COLUMN_PX: Final = 370  # as on the Check page
_CALLED: Final[Mapping[str, Mapping[Any, str]]] = {
    "receptor": names.RECEPTOR,
    "beam": names.BEAM,
    "collar": names.YES_NO,
    "programme": names.PROGRAMME,
}
_BY_EXAM: Final = ("region", "images", "dap_mGycm2", "exposure_s")
_SHARED: Final = ("age_years", "collar", "programme")
_TIMES: Final = (words.BY_HAND, words.ADVISED)


@st.fragment
def explore(knowledge: Knowledge) -> None:
    """The bench of one exam at a time; its settings and the pinned case last for the session."""
    st.markdown(words.INTRO)
    st.session_state.setdefault(f"{PREFIX}exam", next(iter(knowledge.by_exam)))
    questions = st.container()
    grid = st.grid(2, min_column_width=_COLUMN_PX, gap="medium")
    with grid.cell(), st.container(gap="xsmall"):
        exam = _exam(knowledge)
        basis, settings = _settings(exam, knowledge)
    with grid.cell():
        judged = _answer(exam, basis, settings, knowledge)
    now = bench_tasks.Bench(exam.id, basis, settings, _is_advised(exam, basis), refused=not judged)
    with questions:
        bench_tasks.show(now, partial(_set_up, knowledge=knowledge))


def _is_advised(exam: Exam, basis: Basis) -> bool:
    return exam.intraoral and basis is Basis.CALCULATED and st.session_state.get(key("time", exam)) == words.ADVISED


def _set_up(exam: str, start: Mapping[str, Any], *, knowledge: Knowledge) -> Mapping[str, Any]:
    """The bench of an exam from its start, with what a question begins with; the pin is set to that."""
    here = knowledge.by_exam[exam]
    st.session_state[f"{PREFIX}exam"] = exam
    basis = next(iter(bench.ASKED[here.family]))
    first = {**bench.start(here, knowledge), **start}
    for name, value in {**first, "basis": basis, "time": words.BY_HAND}.items():
        st.session_state[key(name, here)] = value
    st.session_state[_PINNED] = bench.case(here, basis, first, knowledge)
    return first


def key(name: str, exam: Exam) -> str:
    """Where the session keeps a setting: one for all exams, for a family of them, or for an exam alone."""
    if name in _SHARED:
        return f"{PREFIX}{name}"
    return f"{PREFIX}{exam.id if name in _BY_EXAM else exam.family}_{name}"


def _exam(knowledge: Knowledge) -> Exam:
    st.pills(
        words.EXAM,
        tuple(knowledge.by_exam),
        format_func=names.exams(knowledge.by_exam.values()).__getitem__,
        key=f"{PREFIX}exam",
        required=True,
        wrap=True,
        persist_state=_KEEP,
    )
    return knowledge.by_exam[st.session_state[f"{PREFIX}exam"]]


def _settings(exam: Exam, knowledge: Knowledge) -> tuple[Basis, dict[str, Any]]:
    """The controls of the exam; what they are set to, with the start for those that the basis does not rest on."""
    first = bench.start(exam, knowledge)
    for name, value in (first | {"basis": next(iter(bench.ASKED[exam.family]))}).items():
        st.session_state.setdefault(key(name, exam), value)
    _slider("age_years", exam, knowledge)
    _choice("basis", tuple(bench.ASKED[exam.family]), words.BASES, words.BASIS, exam)
    basis: Basis = st.session_state[key("basis", exam)]
    if exam.regions:
        regions = tuple(region.id for region in exam.regions)
        _choice("region", regions, names.regions(exam.regions), words.REGION, exam)
    advised = _controls(exam, basis, knowledge)
    settings = {name: st.session_state[key(name, exam)] for name in first}
    if advised:
        settings |= _advised(exam, settings, knowledge)
    return basis, settings


def _controls(exam: Exam, basis: Basis, knowledge: Knowledge) -> bool:
    """One control a setting; whether the time is to be as advised."""
    asked = bench.ASKED[exam.family][basis]
    for name in asked:
        if name in _CALLED:
            _choice(name, bench.choices(name, exam), _CALLED[name], labels.QUESTION[name], exam)
    if "programme" in asked and st.session_state[key("age_years", exam)] >= knowledge.exams.stages.child_until:
        st.caption(words.PROGRAMME_OF_ADULTS)
    advised = exam.intraoral and basis is Basis.CALCULATED and _time(exam) == words.ADVISED
    for name in asked:
        if name not in _CALLED and not (advised and name == "exposure_s"):
            _slider(name, exam, knowledge)
    if exam.family is Family.CBCT:
        diameter, height = (st.session_state[key(name, exam)] for name in bench.FIELD)
        field = knowledge.exams.field_classes.of((diameter, height))
        st.caption(words.FIELD_CLASS.format(name=names.FIELD_OF_VIEW[field].lower()))
    return advised


def _time(exam: Exam) -> str:
    where = key("time", exam)
    st.session_state.setdefault(where, words.BY_HAND)
    st.pills(words.TIME_IS, _TIMES, key=where, required=True, help=words.TIME_HELP, persist_state=_KEEP)
    return str(st.session_state[where])


def _advised(exam: Exam, settings: Mapping[str, Any], knowledge: Knowledge) -> dict[str, float]:
    try:
        advice = bench.advised_time(exam, settings, knowledge)
    except Refusal:  # said beside the bars
        return {}
    if advice.set_s is None or advice.low_s is None or advice.high_s is None:
        st.caption(words.NO_TIME.format(reason="; ".join(advice.evidence)))
        return {}
    span = figures.time_span(advice.low_s, advice.high_s)
    st.markdown(words.TIME_ADVISED.format(set=figures.seconds(advice.set_s), span=span))
    return {"exposure_s": advice.set_s}


def _choice(name: str, options: tuple[Any, ...], called: Mapping[Any, str], label: str, exam: Exam) -> None:
    st.pills(
        label,
        options,
        format_func=lambda each: called[each],
        key=key(name, exam),
        required=True,
        wrap=True,
        persist_state=_KEEP,
    )


def _slider(name: str, exam: Exam, knowledge: Knowledge) -> None:
    where, offered = key(name, exam), bench.scale(name, exam, knowledge)
    if st.session_state[where] not in offered:
        st.session_state[where] = bench.nearest(st.session_state[where], offered)
    st.select_slider(
        labels.QUESTION[name], offered, format_func=lambda each: f"{each:g}", key=where, persist_state=_KEEP
    )


def _answer(exam: Exam, basis: Basis, settings: Mapping[str, Any], knowledge: Knowledge) -> bool:
    """The dose beside the pinned one, with its equation; False where the setting is refused."""
    told = bench.case(exam, basis, settings, knowledge)
    try:
        case = read_case(told, knowledge)
    except Refusal as refused:
        _buttons(None, exam)
        with st.bottom:
            st.markdown(words.FOOT_REFUSED)
        name = refused.field.rpartition(".")[2]
        field = labels.QUESTION.get(name, name)
        st.error(words.REFUSED.format(field=field, remedy=refused.remedy), icon=words.REFUSED_ICON)
        return False
    _buttons(told, exam)
    pinned = read_case(st.session_state.setdefault(_PINNED, told), knowledge)
    bench_dose.show(case, pinned, knowledge)
    bench_factors.show(case, pinned, knowledge)
    return True


def _buttons(told: dict[str, Any] | None, exam: Exam) -> None:
    with st.container(horizontal=True):
        st.button(
            words.PIN,
            icon=words.PIN_ICON,
            key=f"{PREFIX}pin",
            disabled=told is None,
            on_click=_pin,
            args=(told,),
        )
        st.button(words.START, icon=words.START_ICON, key=f"{PREFIX}start", on_click=_back, args=(exam,))


def _pin(told: dict[str, Any]) -> None:
    st.session_state[_PINNED] = told


def _back(exam: Exam) -> None:
    """The exam's settings and the pin go; the next run begins with the start."""
    for name in list(st.session_state):
        if str(name).startswith(PREFIX) and name not in _KEPT:
            del st.session_state[name]
