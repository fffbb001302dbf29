"""Which unit the chart is of: chosen, loaded from a file, or described in the form; kept when that is asked for."""

from __future__ import annotations

from typing import Final

import streamlit as st

from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Family
from advisor.evidence.telling import inert
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.pages.my_units import form, settings, store
from advisor.pages.technique_chart import words
from advisor.technique_chart import words as chart_words
from advisor.technique_chart.in_words import facts
from advisor.xray_unit.makers import makers_unit
from advisor.xray_unit.reading import LONGEST_NAME, example_exam

FORM: Final = form.Form("technique_unit")
_SELECT: Final = "technique_chosen"
_NAME: Final = "technique_name"
_SHOWN: Final = "technique_shown"  # the profile that the form was filled with
_OPEN: Final = "technique_form_open"
_MOST_MB: Final = 1
Told = UnitProfile | Refusal | None


def ask(knowledge: Knowledge) -> Told:
    """The unit that is told; the refusal, where it cannot be one; None before anything is told."""
    _follow(knowledge)
    store.notices()
    if _SHOWN not in st.session_state:
        _empty(knowledge)
        return None
    with st.container(horizontal=True, vertical_alignment="bottom"):
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


def _empty(knowledge: Knowledge) -> None:
    st.info(words.EMPTY, icon=words.EMPTY_ICON)
    st.markdown(words.START_WITH)
    with st.container(horizontal=True):
        st.button(words.OWN, key="technique_own", icon=words.OWN_ICON, type="secondary", on_click=_begin)
        for name in _makers(knowledge):
            st.button(
                knowledge.units[name].label, key=f"technique_start_{name}", on_click=_take, args=(name, knowledge)
            )
    _uploader(knowledge)


def _begin() -> None:
    """An empty form, open."""
    store.choose(None)
    st.session_state[_OPEN] = True
    _show(None)


def _makers(knowledge: Knowledge) -> list[str]:
    return [name for name, unit in knowledge.units.items() if unit.family == Family.INTRAORAL]


def _choose(knowledge: Knowledge) -> None:
    """Own units of every kind first, then makers' charts."""
    own, chosen = list(store.mine().units), st.session_state.get(store.CHOSEN)
    options = list(dict.fromkeys((*own, *_makers(knowledge), *([chosen] if chosen else []))))
    st.session_state[_SELECT] = chosen
    st.selectbox(
        words.CHOOSE, options, index=None, key=_SELECT, placeholder=words.CHOOSE_NONE, width=330,
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
        words.FILE, type=["toml", "json"], key="technique_load", on_change=_load, args=(knowledge,),
        max_upload_size=_MOST_MB,
    )  # fmt: skip


def _load(knowledge: Knowledge) -> None:
    """A file that is refused changes nothing; the sentence says why."""
    file = st.session_state.get("technique_load")
    loaded = store.load(file.getvalue(), knowledge) if file is not None else None
    if loaded is not None:
        settings.take_chosen(example_exam(loaded.family, knowledge), knowledge)


def _described(knowledge: Knowledge) -> Told:
    """The form, folded away once it makes a unit; all of it is read, open or not."""
    form.begin(FORM)
    told = _profile(knowledge)
    if isinstance(told, UnitProfile) and (said := _facts(told)):
        st.markdown(inert(said))
    behind = st.expander(words.FORM, on_change="rerun", key=_OPEN)
    if behind.open:
        with behind:
            _naming(knowledge)
            form.show(FORM, knowledge)
    if isinstance(told, Refusal):
        st.error(words.REFUSED.format(field=told.field, remedy=inert(told.remedy)), icon=words.REFUSED_ICON)
    elif told.name not in store.mine().units:
        st.caption(words.NOT_KEPT)
    return told


def _facts(unit: UnitProfile) -> str:
    receptor = unit.setup.receptor
    return words.FACTS.join((*facts(unit), *((chart_words.RECEPTOR[receptor],) if receptor else ())))


def _profile(knowledge: Knowledge) -> UnitProfile | Refusal:
    try:
        return form.profile(FORM, st.session_state.get(_NAME) or words.UNNAMED, knowledge)
    except Refusal as refused:
        return refused


def _naming(knowledge: Knowledge) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            words.NAME, key=_NAME, placeholder=words.NAME_EXAMPLE, max_chars=LONGEST_NAME, width=240,
            persist_state="session",
        )  # fmt: skip
        st.button(words.KEEP, key="technique_keep", icon=words.KEEP_ICON, on_click=_keep, args=(knowledge,))
        kept = st.session_state.get(store.CHOSEN)
        if kept in store.mine().units:
            st.button(words.FORGET, key="technique_forget", on_click=store.forget, args=(kept,))
    st.caption(words.WHERE)


def _keep(knowledge: Knowledge) -> None:
    told = _profile(knowledge)
    if isinstance(told, Refusal):
        store.refuse(told)
    elif store.put(told):
        st.session_state[_SHOWN] = told
        settings.take_chosen(example_exam(told.family, knowledge), knowledge)
