"""My settings: the practice's X-ray units, kept in this browser, chosen with one touch, saved as a file and loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

import streamlit as st

from advisor.knowledge import Knowledge
from advisor.model import Exam
from advisor.pages import kept
from advisor.pages.check_context import CLINICIAN
from advisor.pages.check_questions import key, told
from advisor.pages.kept_settings import KEPT_OF_A_UNIT, Kept, Unit, checked, checked_name, example_exam, read, written
from advisor.places import WORLD
from advisor.plausible import CaseError
from advisor.vocabulary import Family
from advisor.wording import figures, names
from advisor.wording import settings as words

_KEPT: Final = "check_kept_settings"
_SAID: Final = "check_kept_said"
_UNIT: Final = "check_unit_name"
_NAME: Final = "check_unit_new"
_REFERENCE: Final = "check_reference"
_PINNED: Final = ("receptor", "kV", "mA", "cone_cm")


def hear(known: Knowledge, *, by_link: bool) -> None:
    """Take over what the browser kept, once it has told; a case that came by link is left as it is."""
    answer = st.session_state.get(kept.KEY)
    if answer is None or answer.get("kept") is None or _KEPT in st.session_state:
        return
    try:
        mine = read(answer["kept"], known)
    except CaseError as refused:
        st.session_state[_KEPT] = None
        st.session_state[_SAID] = words.UNREADABLE.format(field=refused.field, remedy=refused.remedy)
        return
    st.session_state[_KEPT] = mine
    if by_link:
        return
    for name, value in (("place", mine.place), ("reader", mine.reader)):
        if value:
            st.session_state[key(name)] = value
    unit = mine.units.get(mine.unit or "")
    if unit is not None:
        st.session_state[_UNIT] = mine.unit
        _take(unit, example_exam(unit.family, known))


def keep() -> None:
    """Give the browser what is to be kept; nothing before it has told what it has."""
    mine: Kept | None = st.session_state.get(_KEPT)
    if mine is not None:
        usual = {WORLD, CLINICIAN, None}
        place, reader = (value if value not in usual else None for value in (told("place"), told("reader")))
        mine = replace(mine, place=place, reader=reader, unit=st.session_state.get(_UNIT))
    kept.exchange(None if mine is None else written(mine))


def reference_setting() -> Mapping[str, Any] | None:
    """The adult setting that the chosen unit is known to image well with, as the contract writes it."""
    reference: Mapping[str, Any] | None = st.session_state.get(_REFERENCE)
    return reference


def ask(exam: Exam, known: Knowledge) -> None:
    """One button with the unit's name; behind it the choice and the keeping."""
    if said := st.session_state.get(_SAID):
        st.caption(said)
    label = st.session_state.get(_UNIT) or words.NO_UNIT
    behind = st.popover(label, icon=words.ICON, on_change="rerun", key="check_units")
    if behind.open:
        with behind:
            _choice(exam, known)
            _keeping(exam, known)
            _file(known)


def _mine() -> Kept:
    return st.session_state.get(_KEPT) or Kept()


def _choice(exam: Exam, known: Knowledge) -> None:
    own = [name for name, unit in _mine().units.items() if unit.family is exam.family]
    makers = [name for name, unit in known.units.items() if unit.family == exam.family]
    st.selectbox(
        words.CHOOSE,
        [*own, *makers],
        index=None,
        format_func=lambda name: name if name in own else words.MAKERS.format(label=known.units[name].label),
        key=_UNIT,
        on_change=_chosen,
        args=(exam, known),
        persist_state="session",
    )
    if st.session_state.get(_UNIT) in own:
        name = st.session_state[_UNIT]
        st.button(words.FORGET.format(name=name), key="check_unit_forget", on_click=_forget, args=(name,))


def _chosen(exam: Exam, known: Knowledge) -> None:
    name = st.session_state[_UNIT]
    own = _mine().units.get(name)
    if own is not None:
        _take(own, exam)
    elif name in known.units:
        _take(Unit(exam.family, {"unit": name, **_only_choices(known.units[name])}), exam)
    st.session_state[_SAID] = None


def _only_choices(unit: Any) -> dict[str, Any]:
    """What a maker's unit can be set to, where it is one value only."""
    offered = {"kV": unit.kV, "mA": unit.mA, "cone_cm": unit.cone_cm}
    return {name: float(values[0]) for name, values in offered.items() if len(values) == 1}


def _take(unit: Unit, exam: Exam) -> None:
    """Fill in a unit's settings; what it does not have becomes untold, so that no other unit's setting stays."""
    for name in KEPT_OF_A_UNIT:
        value = unit.setup.get(name)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        st.session_state[key(name, exam)] = float(value) if number and value is not None else value
    pinned = {name: unit.setup[name] for name in _PINNED if name in unit.setup}
    st.session_state[_REFERENCE] = {"population": "adult", **pinned, **unit.reference} if unit.reference else None


def _keeping(exam: Exam, known: Knowledge) -> None:
    st.text_input(words.NAME, key=_NAME, placeholder=words.NAME_EXAMPLE, max_chars=40)
    if exam.intraoral:
        regions = [region.id for region in example_exam(Family.INTRAORAL, known).regions]
        with st.container(horizontal=True):
            st.number_input(
                words.REFERENCE_TIME, value=None, step=0.01, format="%g", key="check_reference_s",
                help=words.REFERENCE_HELP, width=240,
            )  # fmt: skip
            st.selectbox(
                words.REFERENCE_REGION, regions, index=regions.index("mandible_molar"), width=240,
                format_func=lambda region: names.REGION[region], key="check_reference_region",
            )  # fmt: skip
    st.button(words.KEEP, key="check_unit_keep", on_click=_keep, args=(exam, known))


def _keep(exam: Exam, known: Knowledge) -> None:
    setup = {name: told(name, exam) for name in KEPT_OF_A_UNIT if told(name, exam) is not None}
    time_s = st.session_state.get("check_reference_s")
    region = st.session_state.get("check_reference_region")
    reference = {"exposure_s": time_s, "region": region} if time_s and exam.intraoral else {}
    try:
        name = checked_name(st.session_state.get(_NAME) or "")
        unit = checked(name, Unit(exam.family, setup, reference), known)
    except CaseError as refused:
        st.session_state[_SAID] = words.REFUSED.format(field=refused.field, remedy=refused.remedy)
        return
    mine = _mine()
    st.session_state[_KEPT] = replace(mine, units={**mine.units, name: unit})
    st.session_state[_UNIT] = name
    st.session_state[_SAID] = words.KEPT.format(name=name)
    _take(unit, exam)


def _forget(name: str) -> None:
    mine = _mine()
    st.session_state[_KEPT] = replace(mine, units={other: unit for other, unit in mine.units.items() if other != name})
    st.session_state[_UNIT] = None


def _file(known: Knowledge) -> None:
    mine = _mine()
    st.download_button(
        words.EXPORT, written(mine), file_name=words.FILE_NAME, mime="application/json", on_click="ignore",
        disabled=not mine.units, key="check_units_file",
    )  # fmt: skip
    st.file_uploader(
        words.IMPORT, type="json", key="check_units_load", on_change=_load, args=(known,), max_upload_size=1
    )
    st.button(words.RESET, key="check_units_reset", on_click=_reset)
    st.caption(words.WHERE)


def _load(known: Knowledge) -> None:
    file = st.session_state.get("check_units_load")
    if file is None:
        return
    try:
        loaded = read(file.getvalue(), known)
    except CaseError as refused:
        st.session_state[_SAID] = words.REFUSED.format(field=refused.field, remedy=refused.remedy)
        return
    mine = _mine()
    st.session_state[_KEPT] = replace(mine, units={**mine.units, **loaded.units})
    st.session_state[_SAID] = words.LOADED.format(count=figures.counted(len(loaded.units), words.UNIT, words.UNITS))


def _reset() -> None:
    st.session_state[_KEPT] = Kept()
    st.session_state[_UNIT] = None
    st.session_state[_REFERENCE] = None
    st.session_state[_SAID] = None
