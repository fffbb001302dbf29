"""The bench: every factor of the dose is a slider or a choice; bars, formula and sources follow at once."""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

import streamlit as st

from advisor import read_case
from advisor.case.model import Exam, ExposureAdvice
from advisor.case.vocabulary import Basis
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.pages.learn import bench_dose, bench_factors, bench_tasks
from advisor.pages.learn import bench_words as words
from advisor.student import bench
from advisor.student.bench_tasks import Task
from advisor.student.bench_tasks import first as begins
from advisor.words import figures, labels, names

PREFIX: Final = "explore_"
_PINNED: Final = f"{PREFIX}pinned"
_KEEP: Final = "session"
_KEPT: Final = (f"{PREFIX}exam", bench_tasks.DONE)  # when the bench goes back to its start
_COLUMN_PX: Final = 290
_CALLED: Final[Mapping[str, Mapping[Any, str]]] = {
    "receptor": names.RECEPTOR,
    "beam": names.BEAM,
    "collar": names.YES_NO,
    "programme": names.PROGRAMME,
}
_BY_EXAM: Final = ("region", "images", "dap_mGycm2", "exposure_s")
_SHARED: Final = ("age_years", "collar", "programme")
BY_HAND: Final = "by_hand"
ADVISED: Final = "advised"
_CHIPS: Final = 3
_AGE: Final = "age_years"


@st.fragment
def explore(knowledge: Knowledge) -> None:
    """The bench of one exam at a time; its settings and the pinned case last for the session."""
    st.markdown(words.INTRO)
    _begin({f"{PREFIX}exam": next(iter(knowledge.by_exam))})
    bench_tasks.show(knowledge, partial(_set_up, knowledge=knowledge))
    exam = _exam(knowledge)
    basis = _basis(exam, knowledge)
    settings = _settings(exam, basis, knowledge)
    chips = bench_factors.places(exam, basis, knowledge)
    _beside(exam, basis, {name for names in chips.values() for name in names}, knowledge)
    _answer(exam, basis, settings, chips, knowledge)


def _begin(first: Mapping[str, Any]) -> None:
    """Where nothing is told yet, or where a browser told nothing of what is to be one of a few."""
    for where, value in first.items():
        if st.session_state.get(where) is None:
            st.session_state[where] = value


def _set_up(task: Task, *, knowledge: Knowledge) -> None:
    """The bench as a question begins, which is pinned."""
    exam = knowledge.by_exam[task.exam]
    basis = next(iter(bench.ASKED[exam.family]))
    first = begins(task, knowledge)
    st.session_state[f"{PREFIX}exam"] = exam.id
    time = ADVISED if task.advised else BY_HAND
    for name, value in {**first, "basis": basis, "time": time}.items():
        st.session_state[key(name, exam)] = value
    st.session_state[_PINNED] = bench.case(exam, basis, first, knowledge)


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


def _basis(exam: Exam, knowledge: Knowledge) -> Basis:
    first = {**bench.start(exam, knowledge), "basis": next(iter(bench.ASKED[exam.family])), "time": BY_HAND}
    _begin({key(name, exam): value for name, value in first.items()})
    _choice("basis", tuple(bench.ASKED[exam.family]), words.BASES, words.BASIS, exam)
    basis: Basis = st.session_state[key("basis", exam)]
    return basis


def _beside(exam: Exam, basis: Basis, in_chips: set[str], knowledge: Knowledge) -> None:
    """Whatever is set and stands in no chip: it makes a factor come and go, or the time longer."""
    grid = st.grid(_CHIPS, min_column_width=_COLUMN_PX, gap="small")
    if exam.regions:
        with grid.cell():
            _choice("region", tuple(each.id for each in exam.regions), names.regions(exam.regions), words.REGION, exam)
    for name in (_AGE, *bench.ASKED[exam.family][basis]):
        if name not in in_chips:
            with grid.cell():
                _control(name, exam, basis, knowledge)


def _control(name: str, exam: Exam, basis: Basis, knowledge: Knowledge) -> None:
    if name == "exposure_s" and exam.intraoral:
        where = key("time", exam)
        st.pills(
            words.TIME_IS, tuple(words.TIMES_SET), format_func=words.TIMES_SET.__getitem__, key=where, required=True,
            help=words.TIME_HELP, persist_state=_KEEP,
        )  # fmt: skip
        if st.session_state[where] == ADVISED:
            _say_advised(exam, knowledge)
            return
    if name in _CALLED:
        _choice(name, bench.choices(name, exam), _CALLED[name], labels.QUESTION[name], exam)
    else:
        _slider(name, exam, knowledge)
    if name == "programme" and st.session_state[key(_AGE, exam)] >= knowledge.exams.stages.child_until:
        st.caption(words.PROGRAMME_OF_ADULTS)
    if name == bench.FIELD[-1]:
        diameter, height = (st.session_state[key(each, exam)] for each in bench.FIELD)
        field = knowledge.exams.field_classes.of((diameter, height))
        st.caption(words.FIELD_CLASS.format(name=names.FIELD_OF_VIEW[field].lower()))


def _settings(exam: Exam, basis: Basis, knowledge: Knowledge) -> dict[str, Any]:
    """What everything is set to, before any of it is drawn; a time as advised in place of the one by hand."""
    settings = {name: st.session_state[key(name, exam)] for name in bench.start(exam, knowledge)}
    for name in settings.keys() & {_AGE, *bench.ASKED[exam.family][basis]} - _CALLED.keys():
        offered = bench.scale(name, exam, knowledge)
        if settings[name] not in offered:
            settings[name] = st.session_state[key(name, exam)] = bench.nearest(settings[name], offered)
    if exam.intraoral and basis is Basis.CALCULATED and st.session_state[key("time", exam)] == ADVISED:
        advice = _advised(exam, settings, knowledge)
        settings["exposure_s"] = (advice and advice.set_s) or settings["exposure_s"]
    return settings


def _advised(exam: Exam, settings: Mapping[str, Any], knowledge: Knowledge) -> ExposureAdvice | None:
    try:
        return bench.advised_time(exam, settings, knowledge)
    except Refusal:  # said in place of the dose
        return None


def _say_advised(exam: Exam, knowledge: Knowledge) -> None:
    settings = {name: st.session_state[key(name, exam)] for name in bench.start(exam, knowledge)}
    advice = _advised(exam, settings, knowledge)
    if advice is None:
        return
    advised = advice.span_s
    if advised is None:
        st.caption(words.NO_TIME.format(reason="; ".join(advice.evidence)))
        return
    span = figures.time_span(advised.low, advised.high)
    st.markdown(words.TIME_ADVISED.format(set=figures.seconds(advised.typical), span=span))


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
    st.select_slider(
        labels.QUESTION[name], offered, format_func=lambda each: f"{each:g}", key=where, persist_state=_KEEP
    )


def _answer(
    exam: Exam, basis: Basis, settings: Mapping[str, Any], chips: Mapping[str, tuple[str, ...]], knowledge: Knowledge
) -> None:
    """The dose beside the pinned one and its equation; where the setting is refused, all there is to set."""

    def control(*names: str) -> None:
        for name in names:
            _control(name, exam, basis, knowledge)

    told = bench.case(exam, basis, settings, knowledge)
    try:
        case = read_case(told, knowledge)
    except Refusal as refused:
        _refused(refused, exam)
        for held in chips.values():
            control(*held)
        return
    pinned = read_case(st.session_state.setdefault(_PINNED, told), knowledge)
    bench_dose.hero(case, pinned, knowledge)
    bench_factors.equation(case, pinned, knowledge, lambda factor: control(*chips.get(factor, ())))
    _buttons(told, exam)
    bench_factors.show(case, pinned, knowledge)
    bench_dose.show(case, pinned, knowledge)


def _refused(refused: Refusal, exam: Exam) -> None:
    _buttons(None, exam)
    with st.bottom:
        st.markdown(words.FOOT_REFUSED)
    name = refused.field.rpartition(".")[2]
    field = labels.QUESTION.get(name, name)
    st.error(words.REFUSED.format(field=field, remedy=refused.remedy), icon=words.REFUSED_ICON)


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
            st.session_state.pop(name, None)
