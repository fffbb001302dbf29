"""My settings: the practice's X-ray units, kept in this browser, chosen with one touch, saved as a file and loaded."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from advisor.case.model import Exam, Setup
from advisor.case.settings import OF_UNIT
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Reader
from advisor.evidence.telling import inert
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.knowledge.places import WORLD
from advisor.pages.my_units import form as unit_form
from advisor.pages.my_units import store, words
from advisor.pages.my_units.kept import written
from advisor.pages.shared import redraw
from advisor.pages.shared.facts import key, told
from advisor.xray_unit.makers import only_choice
from advisor.xray_unit.reading import LONGEST_NAME, example_exam, read_unit

_NAME: Final = "check_unit_new"
_FORM: Final = unit_form.Form("check_unit_form")
_TUBE: Final = ("kV", "mA", "cone_cm")
_ASKED_TWICE: Final = ("unit", "output_mGy_per_mAs")  # on the page, and in the form of the unit


def hear(knowledge: Knowledge, by_link: Collection[str] = ()) -> None:
    """Take over what the browser kept, once it has told; of a case that came by link, what the link does not tell."""
    mine = store.hear(knowledge)
    if mine is None:
        return
    unit = mine.units.get(mine.unit or "")
    if mine.reader:
        st.session_state[key("reader")] = mine.reader
    if mine.place and "place" not in by_link:
        st.session_state[key("place")] = mine.place
    if unit is None:
        return
    if not by_link:
        st.session_state[store.CHOSEN] = unit.name
        _take(unit, example_exam(unit.family, knowledge))
    elif _is_tube_of_page(unit, example_exam(unit.family, knowledge)):
        st.session_state[store.CHOSEN] = st.session_state[_NAME] = unit.name
        unit_form.fill(_FORM, unit)


def _is_tube_of_page(unit: UnitProfile, exam: Exam) -> bool:
    """Whether the page shows this unit's tube: a reload then keeps its timer and known good settings."""
    tube = {name: getattr(unit.setup, name) for name in _TUBE if getattr(unit.setup, name) is not None}
    return bool(tube) and all(told(name, exam) == value for name, value in tube.items())


def place_chosen() -> None:
    """On the page, by the reader: the browser keeps it, and all of the page may change."""
    redraw.begun()
    store.remember(place=None if told("place") == WORLD else told("place"))


def reader_chosen() -> None:
    redraw.begun()
    store.remember(reader=None if told("reader") == Reader.CLINICIAN else told("reader"))


def unit(exam: Exam) -> UnitProfile | None:
    """The own unit that is chosen, for an exam: its timer and known good settings; the settings stand on the page."""
    chosen = store.chosen(exam.family)
    return replace(chosen, setup=Setup(timer=chosen.setup.timer)) if chosen else None


def ask(exam: Exam, knowledge: Knowledge) -> None:
    """One button with the unit's name; behind it the choice and the keeping."""
    chosen = str(st.session_state.get(store.CHOSEN) or words.NO_UNIT)
    label = knowledge.units[chosen].label if chosen in knowledge.units else inert(chosen)
    behind = st.popover(label, icon=words.ICON, on_change=redraw.begun, key="check_units")
    if behind.open:
        with behind:
            _choice(exam, knowledge)
            _keeping(exam, knowledge)
            _file(exam, knowledge)


def _choice(exam: Exam, knowledge: Knowledge) -> None:
    own = store.names_of(exam.family)
    makers = [name for name, unit in knowledge.units.items() if unit.family == exam.family]
    st.selectbox(
        words.CHOOSE,
        [*own, *makers],
        index=None,
        format_func=lambda name: name if name in own else words.MAKERS.format(label=knowledge.units[name].label),
        key=store.CHOSEN,
        on_change=take_chosen,
        args=(exam, knowledge),
        persist_state="session",
    )
    chosen = store.chosen(exam.family)
    if chosen:
        with st.container(horizontal=True):
            unit_form.save(_FORM, chosen)
            st.button(words.FORGET, key="check_unit_forget", on_click=store.forget, args=(chosen.name,))


def take_chosen(exam: Exam, knowledge: Knowledge) -> None:
    """Fill in the settings of the own or the maker's unit that was just chosen."""
    name = st.session_state[store.CHOSEN]
    store.choose(name)
    own = store.chosen(exam.family)
    if own is not None:
        _take(own, exam)
    elif name in knowledge.units:
        maker = knowledge.units[name]
        kV, mA, cone_cm = (only_choice(offered) for offered in (maker.kV, maker.mA, maker.cone_cm))
        _take(UnitProfile(name, exam.family, Setup(unit=name, kV=kV, mA=mA, cone_cm=cone_cm)), exam)
        st.session_state[_NAME] = None
    store.say(None)


def _take(unit: UnitProfile, exam: Exam) -> None:
    """Fill in a unit's settings; what it does not have becomes untold, so that no other unit's setting stays."""
    for name in OF_UNIT:
        st.session_state[key(name, exam)] = getattr(unit.setup, name)
    st.session_state[_NAME] = unit.name
    unit_form.fill(_FORM, unit)


def again(knowledge: Knowledge) -> None:
    """Fill in the own unit that is chosen once more: what was changed for one patient is not kept for the next."""
    own = store.own()
    if own is not None:
        _take(own, example_exam(own.family, knowledge))


def _keeping(exam: Exam, knowledge: Knowledge) -> None:
    st.text_input(
        words.NAME, key=_NAME, on_change=redraw.begun, placeholder=words.NAME_EXAMPLE, max_chars=LONGEST_NAME,
        persist_state="session",
    )  # fmt: skip
    if exam.intraoral:
        more = st.expander(words.ABOUT, type="compact", on_change=redraw.begun, key="check_unit_about")
        if more.open:
            with more:
                _about(knowledge)
    st.button(words.KEEP, key="check_unit_keep", on_click=_keep, args=(exam, knowledge))


def _about(knowledge: Knowledge) -> None:
    """What the questions of the page do not ask: they tell its tube and receptor."""
    unit_form.begin(_FORM)
    unit_form.known_good(_FORM, knowledge, brief=True)
    unit_form.timer(_FORM)
    unit_form.output(_FORM)
    with st.container(horizontal=True):
        unit_form.makers_chart(_FORM, knowledge)
        unit_form.second_receptor(_FORM)


def _keep(exam: Exam, knowledge: Knowledge) -> None:
    try:
        told = _described(exam)
    except Refusal as refused:
        store.refuse(refused)
    else:
        keep(told, exam, knowledge)


def keep(told: Mapping[str, Any], exam: Exam, knowledge: Knowledge) -> None:
    """Keep a unit as a unit file tells it, and choose it; where it cannot be one, say why."""
    try:
        unit = read_unit(told, knowledge)
    except Refusal as refused:
        store.refuse(refused)
        return
    if store.put(unit):
        _take(unit, exam)


def _described(exam: Exam) -> dict[str, Any]:
    """The unit's form, with the settings that stand on the page."""
    form = unit_form.gathered(_FORM) if exam.intraoral else {"setup": {}}
    setup = {**form["setup"], **{name: told(name, exam) for name in OF_UNIT}}
    if exam.intraoral:
        setup |= {name: _latest(name, form["setup"].get(name), exam) for name in _ASKED_TWICE}
    return {**form, "name": st.session_state.get(_NAME) or "", "family": exam.family, "setup": setup}


def _latest(name: str, in_form: Any, exam: Exam) -> Any:
    """Of two answers the one that differs from what is kept."""
    chosen = store.chosen(exam.family)
    before = getattr(chosen.setup, name) if chosen else None
    return in_form if in_form != before else told(name, exam)


def _file(exam: Exam, knowledge: Knowledge) -> None:
    mine = store.mine()
    st.download_button(
        words.EXPORT, written(mine), file_name=words.FILE_NAME, mime="application/json", on_click="ignore",
        disabled=not mine.units, key="check_units_file",
    )  # fmt: skip
    st.file_uploader(
        words.IMPORT, key="check_units_load", on_change=_load, args=(exam, knowledge),
        max_upload_size=1,
    )  # fmt: skip
    st.button(words.RESET, key="check_units_reset", on_click=_reset)
    st.caption(words.WHERE)


def _load(exam: Exam, knowledge: Knowledge) -> None:
    file = st.session_state.get("check_units_load")
    loaded = store.load(file.getvalue(), knowledge) if file is not None else None
    if loaded is not None and loaded.family is exam.family:
        _take(loaded, exam)


def _reset() -> None:
    """What is kept, and what would be kept again at once because it still stands on the page."""
    store.reset()
    unit_form.fill(_FORM, None)
    st.session_state[_NAME] = None
    st.session_state[key("place")], st.session_state[key("reader")] = WORLD, Reader.CLINICIAN
