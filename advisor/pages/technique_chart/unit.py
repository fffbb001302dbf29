"""Which unit the chart is of: chosen, loaded from a file, or described in the form; kept when that is asked for."""

from typing import Final

import streamlit as st

from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Family
from advisor.evidence.telling import inert
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.pages.my_units import form, settings, store
from advisor.pages.shared.pictures import strong
from advisor.pages.technique_chart import words
from advisor.xray_unit.makers import makers_unit
from advisor.xray_unit.reading import LONGEST_NAME, example_exam, read_unit

FORM: Final = form.Form("technique_unit")
_SELECT: Final = "technique_chosen"
_NAME: Final = "technique_name"
_SHOWN: Final = "technique_shown"  # the profile that the form was filled with
_OPEN: Final = "technique_form_open"
_KEEPING: Final = "technique_keeping"
_MOST_MB: Final = 1
_CHOICE_PX: Final = 252  # beside the file, on a phone too
Told = UnitProfile | Refusal | None


def ask(knowledge: Knowledge) -> Told:
    """The unit that is told; the refusal, where it cannot be one; None before anything is told."""
    _follow(knowledge)
    if _SHOWN not in st.session_state:
        _show(None)
    store.notices()
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        _choose(knowledge)
        _file(knowledge)
    shown: UnitProfile | None = st.session_state[_SHOWN]
    if shown is not None and shown.family is not Family.INTRAORAL:
        return shown
    return _described(knowledge)


def _follow(knowledge: Knowledge) -> None:
    """Show the unit that is chosen, here or on the Check page, unless the form shows it already."""
    chosen = str(st.session_state.get(store.CHOSEN))
    own = store.mine().units
    unit = own.get(chosen) or (makers_unit(chosen, knowledge) if chosen in knowledge.units else None)
    if unit is not None and unit != st.session_state.get(_SHOWN):
        _show(unit)


def _show(unit: UnitProfile | None) -> None:
    st.session_state[_SHOWN] = unit
    st.session_state[_NAME] = unit.name if unit else None
    form.fill(FORM, unit if unit and unit.family is Family.INTRAORAL else None)


def start(knowledge: Knowledge) -> None:
    """Where the chart will be: what the page is for, and a maker's chart to begin with."""
    st.info(words.EMPTY, icon=words.EMPTY_ICON)
    st.markdown(words.START_WITH)
    with st.container(horizontal=True):
        for name in _makers(knowledge):
            st.button(
                knowledge.units[name].label, key=f"technique_start_{name}", on_click=_take, args=(name, knowledge)
            )


def _begin() -> None:
    """An empty form."""
    store.choose(None)
    _show(None)


def _makers(knowledge: Knowledge) -> list[str]:
    return [name for name, unit in knowledge.units.items() if unit.family == Family.INTRAORAL]


def _choose(knowledge: Knowledge) -> None:
    """Own units of every kind first, then makers' charts."""
    own, chosen = list(store.mine().units), st.session_state.get(store.CHOSEN)
    options = list(dict.fromkeys((*own, *_makers(knowledge), *([chosen] if chosen else []))))
    st.session_state[_SELECT] = chosen
    st.selectbox(
        words.CHOOSE, options, index=None, key=_SELECT, placeholder=words.CHOOSE_NONE, width=_CHOICE_PX,
        format_func=lambda name: name if name in own else words.MAKERS.format(label=knowledge.units[name].label),
        on_change=_chosen, args=(knowledge,),
    )  # fmt: skip


def _chosen(knowledge: Knowledge) -> None:
    name = st.session_state[_SELECT]
    if name is None:
        _begin()
    else:
        _take(name, knowledge)


def _take(name: str, knowledge: Knowledge) -> None:
    """Choose a unit, here and on the Check page."""
    store.choose(name)
    own = store.mine().units.get(name)
    family = own.family if own else Family(knowledge.units[name].family)
    settings.take_chosen(example_exam(family, knowledge), knowledge)
    st.session_state.pop(_SHOWN, None)
    store.say(None)


def _file(knowledge: Knowledge) -> None:
    behind = st.popover(words.FILE, icon=words.FILE_ICON, on_change="rerun", key="technique_file")
    if behind.open:
        with behind:
            _uploader(knowledge)


def _uploader(knowledge: Knowledge) -> None:
    st.file_uploader(
        words.FILE_WHAT, key="technique_load", on_change=_load, args=(knowledge,),
        max_upload_size=_MOST_MB,
    )  # fmt: skip


def _load(knowledge: Knowledge) -> None:
    """A file that is refused changes nothing; the sentence says why."""
    file = st.session_state.get("technique_load")
    loaded = store.load(file.getvalue(), knowledge) if file is not None else None
    if loaded is not None:
        settings.take_chosen(example_exam(loaded.family, knowledge), knowledge)


def _described(knowledge: Knowledge) -> Told:
    """Three facts first, three more in a second row, the rest folded; all of it is read, open or not."""
    form.first(FORM, knowledge)
    form.second(FORM)
    told = _profile(knowledge)
    behind = st.expander(words.FORM, on_change="rerun", key=_OPEN)
    if behind.open:
        with behind:
            form.rest(FORM, knowledge)
            told = _profile(knowledge)
    if isinstance(told, Refusal):
        st.error(words.REFUSED.format(field=told.field, remedy=inert(told.remedy)), icon=words.REFUSED_ICON)
        return told
    if told == _blank(knowledge):
        return None
    _keeping(told, knowledge)
    return told


def _blank(knowledge: Knowledge) -> UnitProfile:
    """A unit of which nothing is told."""
    return read_unit({"name": words.UNNAMED, "family": Family.INTRAORAL}, knowledge)


def _profile(knowledge: Knowledge) -> UnitProfile | Refusal:
    try:
        return form.profile(FORM, st.session_state.get(_NAME) or words.UNNAMED, knowledge)
    except Refusal as refused:
        return refused


def _keeping(told: UnitProfile, knowledge: Knowledge) -> None:
    """The name is asked for when the unit is to be kept."""
    kept = store.mine().units
    with st.container(horizontal=True, vertical_alignment="center"):
        if told not in kept.values():
            behind = st.popover(words.KEEP, icon=words.KEEP_ICON, on_change="rerun", key=_KEEPING)
            if behind.open:
                with behind:
                    _naming(knowledge)
        if (chosen := st.session_state.get(store.CHOSEN)) in kept:
            st.button(words.FORGET, key="technique_forget", on_click=store.forget, args=(chosen,))
        if told not in kept.values():
            st.caption(words.NOT_KEPT, width="content")


def _naming(knowledge: Knowledge) -> None:
    st.text_input(
        words.NAME, key=_NAME, placeholder=words.NAME_EXAMPLE, max_chars=LONGEST_NAME, width=240,
        persist_state="session",
    )  # fmt: skip
    st.button(words.KEEP_IT, key="technique_keep", type=strong(), on_click=_keep, args=(knowledge,))
    st.caption(words.WHERE)


def _keep(knowledge: Knowledge) -> None:
    told = _profile(knowledge)
    if isinstance(told, Refusal):
        store.refuse(told)
    elif store.put(told):
        st.session_state[_SHOWN] = told
        st.session_state[_KEEPING] = False
        settings.take_chosen(example_exam(told.family, knowledge), knowledge)
