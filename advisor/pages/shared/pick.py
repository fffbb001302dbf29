"""One of many at a single touch: a grid of buttons, where sixteen of Streamlit's own choices would be swiped for.

To a keyboard it is one stop, moved within by the arrow keys; to a screen reader a toolbar of buttons, one of them
pressed. It is drawn by a short script in the browser, served as the browser's memory is
(`advisor.pages.shared.browser`), and what it tells is taken only where it is one of the values that were offered.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final, NamedTuple

import streamlit as st

from advisor.pages.shared import browser

NAME: Final = "advisor.pick"
FOLDER: Final = Path(__file__).with_name("pick_in_browser")  # what the browser may load of it
KEY: Final = "pick_"  # what the key of each of them begins with

Value = float | str


class Cell(NamedTuple):
    """A button: what it stands for, what it shows, what a screen reader calls it, the outlines that are drawn on it."""

    value: Value
    shown: str
    named: str
    outlines: Sequence[str] = ()


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component(NAME, js="pick.js", css="pick.css")


def one_of(
    name: str,
    cells: Sequence[Cell],
    chosen: Value | None,
    touched: Callable[[Value | None], None],
    *,
    key: str,
    columns: int,
    narrow: int,
    takes_back: bool = False,
) -> None:
    """Draw the buttons and hear of the next touch: `touched` is called with its value, None where it was taken back.

    `columns` in a row, and how many where that is `narrow`.
    """
    browser.register()
    heard = partial(_heard, KEY + key, {cell.value for cell in cells}, touched)
    grid = {"name": name, "columns": columns, "narrow": narrow, "cells": [cell._asdict() for cell in cells]}
    _component()(
        key=KEY + key,
        data={**grid, "chosen": chosen, "takesBack": takes_back},
        on_touched_change=heard,
        height="content",
    )


def _heard(key: str, offered: set[Value], touched: Callable[[Value | None], None]) -> None:
    state = st.session_state.get(key)
    told = state.get("touched") if isinstance(state, Mapping) else None
    value = told.get("value", ...) if isinstance(told, Mapping) else ...
    if value is None or (isinstance(value, int | float | str) and value in offered):
        touched(value)
