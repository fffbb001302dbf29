"""Rows of settings in the form of a unit: each with its fields and a button to remove it, and one button to add."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

import streamlit as st

from advisor.case.model import ReferenceSetting
from advisor.case.settings import STEP
from advisor.case.vocabulary import Programme, Receptor
from advisor.pages.my_units import form_words as words
from advisor.pages.shared import redraw
from advisor.words import names
from advisor.xray_unit.writing import reference_told

_NARROW: Final = 124
_WIDE: Final = 190
_TIME: Final = 206
_BESIDE: Final = 176  # the longest region is read whole
_KEEP: Final = "session"
_FIELDS: Final = ("exposure_s", "region", "population", "receptor", "kV", "mA", "cone_cm")
_USUAL: Final[Mapping[str, Any]] = {"region": "mandible_molar", "population": Programme.ADULT}


class Rows(NamedTuple):
    """One list of settings; the session holds the numbers of its rows, and each field of each row."""

    name: str

    def key(self, row: int, field: str) -> str:
        return f"{self.name}_{row}_{field}"

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(st.session_state.get(self.name) or ())


def fill_rows(rows: Rows, settings: Sequence[ReferenceSetting]) -> None:
    """One row a setting; without any, an empty one to write into."""
    st.session_state[rows.name] = ()
    for each in settings or (None,):
        _add(rows, reference_told(each) if each else _USUAL)


def rows_told(rows: Rows) -> list[dict[str, Any]]:
    """The settings as a unit file writes them; a row without a time is none."""
    told = [{name: st.session_state.get(rows.key(row, name)) for name in _FIELDS} for row in rows.numbers]
    return [{name: value for name, value in row.items() if value is not None} for row in told if row["exposure_s"]]


def show_first(rows: Rows, regions: Mapping[str, str]) -> None:
    """The time of the first row and what it is for, in front of everything else."""
    if not rows.numbers:
        _add(rows, _USUAL)
    row = rows.numbers[0]
    child = st.session_state.get(rows.key(row, "population")) == Programme.CHILD
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        _number(rows, row, "exposure_s", words.CHILD_TIME if child else words.ADULT_TIME, _TIME)
        _region(rows, row, regions, _BESIDE)


def show_rows(rows: Rows, regions: Mapping[str, str], *, brief: bool, first_apart: bool = False) -> None:
    """`first_apart`: the time and region of the first row stand elsewhere (`show_first`)."""
    for row in rows.numbers:
        with st.container(border=True, gap="xsmall"):
            _row(rows, row, regions, brief=brief, apart=first_apart and row == rows.numbers[0])
    st.button(words.ADD, key=f"{rows.name}_add", icon=words.ADD_ICON, on_click=_added, args=(rows,))


def _row(rows: Rows, row: int, regions: Mapping[str, str], *, brief: bool, apart: bool) -> None:
    if apart:
        st.caption(words.THE_FIRST)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if not apart:
            _number(rows, row, "exposure_s")
            _region(rows, row, regions)
        st.segmented_control(
            words.FIELD["population"], tuple(Programme), format_func=lambda each: names.PROGRAMME[each],
            key=rows.key(row, "population"), required=True, persist_state=_KEEP, on_change=redraw.begun,
        )  # fmt: skip
        if not brief:
            _conditions(rows, row)
        st.button(words.REMOVE, key=rows.key(row, "remove"), icon=words.REMOVE_ICON, on_click=_remove, args=(rows, row))
    if brief and (held := _held(rows, row)):
        st.caption(words.AT.format(settings=words.JOINED.join(held)))


def _conditions(rows: Rows, row: int) -> None:
    """What the setting was found at, where it is not as the unit."""
    st.selectbox(
        words.FIELD["receptor"], tuple(Receptor), index=None, format_func=lambda each: names.RECEPTOR[each],
        key=rows.key(row, "receptor"), placeholder=words.AS_THE_UNIT, width=_WIDE,
            persist_state=_KEEP, on_change=redraw.begun,
    )  # fmt: skip
    for name in words.IN_UNITS:
        _number(rows, row, name)


def _region(rows: Rows, row: int, regions: Mapping[str, str], width: int = _WIDE) -> None:
    st.selectbox(
        words.FIELD["region"], tuple(regions), index=None, format_func=regions.__getitem__,
        key=rows.key(row, "region"), placeholder=words.NOT_TOLD, width=width,
            persist_state=_KEEP, on_change=redraw.begun,
    )  # fmt: skip


def _number(rows: Rows, row: int, name: str, label: str | None = None, width: int = _NARROW) -> None:
    st.number_input(
        label or words.FIELD[name], value=None, step=STEP.get(name, 1.0), format="%g", key=rows.key(row, name),
        placeholder=words.EXAMPLE.get(name, words.AS_THE_UNIT), width=width,
        persist_state=_KEEP, on_change=redraw.begun,
    )  # fmt: skip


def _held(rows: Rows, row: int) -> list[str]:
    receptor = st.session_state.get(rows.key(row, "receptor"))
    told = {name: st.session_state.get(rows.key(row, name)) for name in words.IN_UNITS}
    numbers = [words.IN_UNITS[name].format(value) for name, value in told.items() if value is not None]
    return [*([names.RECEPTOR[receptor]] if receptor else []), *numbers]


def _added(rows: Rows) -> None:
    redraw.begun()
    _add(rows, _USUAL)


def _add(rows: Rows, told: Mapping[str, Any]) -> None:
    row = max(rows.numbers, default=-1) + 1
    for name in _FIELDS:
        value = told.get(name)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        st.session_state[rows.key(row, name)] = float(value) if number and value is not None else value
    st.session_state[rows.name] = (*rows.numbers, row)


def _remove(rows: Rows, row: int) -> None:
    redraw.begun()
    st.session_state[rows.name] = tuple(each for each in rows.numbers if each != row)
