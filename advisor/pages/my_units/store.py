"""The practice's X-ray units in this session: heard from the browser, chosen, changed, and given back to it.

What is kept changes by a touch of the reader's only, here or in another window; never by a case that came by link.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, Final

import streamlit as st

from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Family
from advisor.evidence.telling import inert
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.pages.my_units import words
from advisor.pages.my_units.kept import MOST_UNITS, Kept, joined, read, units_of_file, written
from advisor.pages.shared import browser

_KEPT: Final = "check_kept_settings"
_STORED: Final = "check_kept_stored"  # what the browser told last that it keeps
_HEARD: Final = "check_kept_heard"
_UNREADABLE: Final = "check_kept_unreadable"  # what the browser keeps and this version cannot read
_SAID: Final = "check_kept_said"
CHOSEN: Final = "check_unit_name"  # the name of an own unit, or the key of a maker's


def hear(knowledge: Knowledge) -> Kept | None:
    """Join what the browser tells that it keeps, each time that another window has changed it.

    Gives it in the run in which it is heard first; None in others, and where it cannot be read.
    """
    last = browser.last_told(browser.SETTINGS)
    if last is None or last == st.session_state.get(_HEARD):
        return None
    first = _HEARD not in st.session_state
    st.session_state[_HEARD] = last
    try:
        stored = read(last.text, knowledge)
    except Refusal as refused:
        st.session_state[_UNREADABLE] = last.text
        say(partial(_unreadable, refused))
        return None
    _join(stored, knowledge)
    return stored if first else None


def _join(stored: Kept, knowledge: Knowledge) -> None:
    before: Kept = st.session_state.get(_STORED, Kept())
    st.session_state[_KEPT] = joined(before, mine(), stored)
    st.session_state[_STORED] = stored
    st.session_state.pop(_UNREADABLE, None)
    if st.session_state.get(CHOSEN) not in {None, *mine().units, *knowledge.units}:
        st.session_state[CHOSEN] = None  # forgotten in another window


def keep(*, plain_address: bool = False) -> None:
    """Give the browser what is to be kept; nothing before it has told what it has, nor over what cannot be read."""
    readable = _HEARD in st.session_state and _UNREADABLE not in st.session_state
    browser.exchange(browser.SETTINGS, written(mine()) if readable else None, plain=plain_address)


def remember(**chosen: Any) -> None:
    """Keep a place or reader that was chosen; None is what everybody begins with."""
    st.session_state[_KEPT] = replace(mine(), **chosen)


def choose(name: str | None) -> None:
    """Let the unit of this name be chosen, here and on the next visit."""
    st.session_state[CHOSEN] = name
    st.session_state[_KEPT] = replace(mine(), unit=name)


def mine() -> Kept:
    return st.session_state.get(_KEPT) or Kept()


def names_of(family: Family) -> list[str]:
    return [name for name, unit in mine().units.items() if unit.family is family]


def chosen(family: Family) -> UnitProfile | None:
    """The own unit that is chosen, where it is of this family."""
    unit = own()
    return unit if unit and unit.family is family else None


def own() -> UnitProfile | None:
    """The own unit that is chosen, of whatever family."""
    return mine().units.get(st.session_state.get(CHOSEN) or "")


def put(unit: UnitProfile) -> bool:
    """Keep a unit under its name, instead of one that had it, and choose it; False where there are too many."""
    if not _added((unit,)):
        return False
    choose(unit.name)
    say(lambda: words.KEPT.format(name=inert(unit.name)))
    return True


def _added(units: tuple[UnitProfile, ...]) -> bool:
    """Beside those there are; False, and said, where that would be too many."""
    together = {**mine().units, **{unit.name: unit for unit in units}}
    if len(together) > MOST_UNITS:
        say(lambda: words.TOO_MANY.format(most=MOST_UNITS))
        return False
    st.session_state[_KEPT] = replace(mine(), units=together)
    return True


def forget(name: str) -> None:
    units = {other: unit for other, unit in mine().units.items() if other != name}
    st.session_state[_KEPT] = replace(mine(), units=units)
    choose(None)
    say(None)


def load(file: bytes, knowledge: Knowledge) -> UnitProfile | None:
    """Take over the units of a file, and choose the one where it holds one only."""
    try:
        units = units_of_file(file, knowledge)
    except Refusal as refused:
        refuse(refused)
        return None
    if not _added(units):
        return None
    say(partial(words.LOADED.of, len(units)))
    if len(units) != 1:
        return None
    choose(units[0].name)
    return units[0]


def reset() -> None:
    st.session_state[_KEPT] = Kept()
    st.session_state[CHOSEN] = None
    say(None)


def say(sentence: Callable[[], str] | None) -> None:
    """What the page says when it is drawn next, in the language it is drawn in."""
    st.session_state[_SAID] = sentence


def refuse(refused: Refusal) -> None:
    say(partial(_refused, refused))


def _refused(refused: Refusal) -> str:
    return words.REFUSED.format(field=inert(refused.field), remedy=inert(refused.remedy))


def _unreadable(refused: Refusal) -> str:
    return words.UNREADABLE.format(field=inert(refused.field), remedy=inert(refused.remedy))


def notices() -> None:
    """What became of the last keeping, loading or forgetting; and a way on where what is kept cannot be read."""
    sentence: Callable[[], str] | None = st.session_state.get(_SAID)
    unreadable: str | None = st.session_state.get(_UNREADABLE)
    if unreadable is None:
        if sentence:
            st.caption(sentence())
        return
    st.warning(sentence() if sentence else words.STILL_UNREADABLE)
    with st.container(horizontal=True):
        st.download_button(
            words.SAVE_UNREADABLE, unreadable.encode(errors="backslashreplace"), words.FILE_UNREADABLE, "text/plain",
            on_click="ignore", key="check_units_file_unreadable",
        )  # fmt: skip
        st.button(words.START_AFRESH, key="check_start_afresh", on_click=_start_afresh)


def _start_afresh() -> None:
    """What was told in this session is kept from now on, over what nobody could read."""
    st.session_state.pop(_UNREADABLE, None)
    say(lambda: words.STARTED_AFRESH)
