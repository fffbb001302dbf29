"""The practice's X-ray units in this session: heard from the browser once, chosen, changed, and given back to it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import streamlit as st

from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Family
from advisor.evidence.telling import inert
from advisor.intake.refusal import CaseError
from advisor.knowledge import Knowledge
from advisor.pages.my_units import words
from advisor.pages.my_units.kept import MOST_UNITS, Kept, read, units_of_file, written
from advisor.pages.shared import browser
from advisor.words import figures

_KEPT: Final = "check_kept_settings"
_SAID: Final = "check_kept_said"
CHOSEN: Final = "check_unit_name"  # the name of an own unit, or the key of a maker's


def hear(known: Knowledge) -> Kept | None:
    """What the browser kept, in the run in which it has told; None before, after, and where it cannot be read."""
    answer = browser.told(browser.SETTINGS)
    if answer is None or _KEPT in st.session_state:
        return None
    try:
        st.session_state[_KEPT] = heard = read(answer, known)
    except CaseError as refused:
        st.session_state[_KEPT] = None
        say(words.UNREADABLE.format(field=inert(refused.field), remedy=inert(refused.remedy)))
        return None
    return heard


def keep(place: str | None = None, reader: str | None = None) -> None:
    """Give the browser what is to be kept; nothing before it has told what it has."""
    told: Kept | None = st.session_state.get(_KEPT)
    if told is not None:
        told = replace(told, place=place, reader=reader, unit=st.session_state.get(CHOSEN))
        st.session_state[_KEPT] = told
    browser.exchange(browser.SETTINGS, None if told is None else written(told))


def mine() -> Kept:
    return st.session_state.get(_KEPT) or Kept()


def names_of(family: Family) -> list[str]:
    return [name for name, unit in mine().units.items() if unit.family is family]


def chosen(family: Family) -> UnitProfile | None:
    """The own unit that is chosen, where it is of this family."""
    unit = mine().units.get(st.session_state.get(CHOSEN) or "")
    return unit if unit and unit.family is family else None


def put(unit: UnitProfile) -> bool:
    """Keep a unit under its name, instead of one that had it, and choose it; False where there are too many."""
    if not _added((unit,)):
        return False
    st.session_state[CHOSEN] = unit.name
    say(words.KEPT.format(name=inert(unit.name)))
    return True


def _added(units: tuple[UnitProfile, ...]) -> bool:
    """Beside those there are; False, and said, where that would be too many."""
    together = {**mine().units, **{unit.name: unit for unit in units}}
    if len(together) > MOST_UNITS:
        say(words.REFUSED.format(field=words.UNITS, remedy=words.TOO_MANY.format(most=MOST_UNITS)))
        return False
    st.session_state[_KEPT] = replace(mine(), units=together)
    return True


def forget(name: str) -> None:
    units = {other: unit for other, unit in mine().units.items() if other != name}
    st.session_state[_KEPT] = replace(mine(), units=units)
    st.session_state[CHOSEN] = None
    say(None)


def load(file: bytes, known: Knowledge) -> UnitProfile | None:
    """Take over the units of a file, and choose the one where it holds one only."""
    try:
        units = units_of_file(file, known)
    except CaseError as refused:
        refuse(refused)
        return None
    if not _added(units):
        return None
    say(words.LOADED.format(count=figures.counted(len(units), words.UNIT, words.UNITS)))
    if len(units) != 1:
        return None
    st.session_state[CHOSEN] = units[0].name
    return units[0]


def reset() -> None:
    st.session_state[_KEPT] = Kept()
    st.session_state[CHOSEN] = None
    say(None)


def say(sentence: str | None) -> None:
    st.session_state[_SAID] = sentence


def refuse(refused: CaseError) -> None:
    say(words.REFUSED.format(field=inert(refused.field), remedy=inert(refused.remedy)))


def said() -> str | None:
    sentence: str | None = st.session_state.get(_SAID)
    return sentence
