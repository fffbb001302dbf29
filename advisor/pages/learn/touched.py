"""Answers that are one touch: a button of several, a rung of a ladder, a reply; the first touch counts."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any, Final

import streamlit as st

from advisor.language import ngettext
from advisor.lessons.answers import Factor, Number, Predicted, Response, Typed
from advisor.lessons.marking import rungs
from advisor.lessons.vocabulary import Direction, Quantity
from advisor.pages.learn import answer_words as words

_IN_A_ROW: Final = 4
_RUNG_PX: Final = 56  # so that four stand beside each other on a phone


def one(said: Mapping[str, str], key: str) -> str | None:
    """One below the other, as wide as there is room."""
    with st.container(gap="xsmall"):
        for each, label in said.items():
            st.button(label, key=f"{key}_pick_{each}", width="stretch", on_click=_keep_first, args=(key, each))
    chosen: str | None = st.session_state.get(key)
    return chosen


def number(solution: Number | Factor, key: str) -> Response | None:
    """A number within a touch: rungs of a ladder that is the same for every question."""
    offered = rungs(solution)
    st.caption(words.NEAREST)
    for row in rows(offered):
        grid = st.grid(len(row), min_column_width=_RUNG_PX, gap="xsmall")
        for each in row:
            at, label = offered.index(each), rung_label(each, solution)
            with grid.cell():
                st.button(label, key=f"{key}_rung_{at}", width="stretch", on_click=_keep_first, args=(key, at))
    chosen = st.session_state.get(key)
    return None if chosen is None else offered[chosen]


def rows(offered: Sequence[Response]) -> list[Sequence[Response]]:
    """Short ones of about the same length: none stands alone but what stays the same, between less and more."""
    same = next((at for at, each in enumerate(offered) if each == Predicted(Direction.SAME)), None)
    groups = [offered] if same is None else [offered[:same], offered[same : same + 1], offered[same + 1 :]]
    return [row for group in groups for row in _even(group)]


def _even(group: Sequence[Response]) -> list[Sequence[Response]]:
    size = ceil(len(group) / ceil(len(group) / _IN_A_ROW))
    return [group[at : at + size] for at in range(0, len(group), size)]


def rung_label(response: Response, solution: Number | Factor) -> str:
    """What a number is called that can be touched."""
    if isinstance(response, Predicted):
        if response.times is None:
            return words.DIRECTIONS[Direction.SAME]
        return (words.TIMES_LESS if response.direction is Direction.DOWN else words.TIMES_MORE).format(
            times=f"{response.times:g}"
        )
    assert isinstance(response, Typed)
    if solution.of is Quantity.BACKGROUND:
        days = ngettext("{value} day", "{value} days", 1 if response.value == 1 else 2)
        return days.format(value=f"{response.value:g}")
    return words.AMOUNT.format(value=f"{response.value:g}", unit=words.UNIT[solution.of])


def reply(said: Sequence[str], key: str) -> int | None:
    """What is said to a parent; then it stands there."""
    chosen = st.session_state.get(key)
    if chosen is None:
        one({f"{number}": each for number, each in enumerate(said)}, key)
        return None
    st.markdown(words.REPLIED.format(says=said[int(chosen)]))
    return int(chosen)


def _keep_first(key: str, chosen: Any) -> None:
    """A button that is touched again, or another, before the page has answered changes nothing."""
    st.session_state.setdefault(key, chosen)
