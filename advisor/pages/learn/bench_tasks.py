"""The questions of the bench: each sets the bench up with one touch, and is ticked once it has been tried out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import streamlit as st

from advisor.case.vocabulary import Basis, Beam, Receptor
from advisor.pages.learn import bench_words as words

_DONE: Final = "explore_tried"  # numbers of the questions that were tried out
_UNDER_WAY: Final = "explore_task"
_SEVEN_YEARS: Final = 7.0
_SMALL_CM: Final = 5.0


@dataclass(frozen=True, slots=True)
class Bench:
    """What the bench is set to: `settings` by name, whether the time is as advised, whether it was refused."""

    exam: str
    basis: Basis
    settings: Mapping[str, Any]
    advised: bool = False
    refused: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """Where a question begins, and when it has been tried out: by the bench now and as it was set up."""

    exam: str
    tried: Callable[[Bench, Mapping[str, Any]], bool]
    start: Mapping[str, Any] = field(default_factory=dict)


def _more(name: str) -> Callable[[Bench, Mapping[str, Any]], bool]:
    """More of a setting than at the start, with the time as advised."""
    return lambda now, first: now.advised and now.settings[name] > first[name]


TASKS: Final[tuple[Task, ...]] = (  # in the order of words.QUESTIONS
    Task(
        "bitewing",
        lambda now, _: now.advised and now.settings["receptor"] is Receptor.SENSOR,
        {"receptor": Receptor.FILM_D},
    ),
    Task("bitewing", lambda now, _: now.settings["beam"] is Beam.RECTANGULAR, {"beam": Beam.ROUND}),
    Task("bitewing", _more("cone_cm")),
    Task("bitewing", lambda now, _: now.advised and now.settings["age_years"] <= _SEVEN_YEARS),
    Task(
        "periapical",
        lambda now, _: now.settings["collar"] and now.settings["beam"] is Beam.RECTANGULAR,
        {"region": "maxilla_incisor", "collar": False},
    ),
    Task("bitewing", _more("kV")),
    Task("bitewing", lambda now, _: now.exam in ("panoramic", "cbct"), {"images": 2}),
    Task("cbct", lambda now, _: now.settings["field_diameter_cm"] <= _SMALL_CM, {"field_diameter_cm": 15.0}),
    Task("bitewing", lambda now, _: now.basis is Basis.DISPLAYED_DAP),
    Task("bitewing", lambda now, _: now.exam == "full_mouth"),
    Task("bitewing", _more("filtration_mmAl")),
    Task("panoramic", lambda now, _: now.refused),
)


def show(now: Bench, set_up: Callable[[str, Mapping[str, Any]], Mapping[str, Any]]) -> None:
    """The questions, the one under way first to be ticked. `set_up` sets the bench and tells its first settings."""
    done = _tick(now)
    with st.expander(words.QUESTIONS_TITLE.format(done=len(done), count=len(TASKS))):
        for number, question in enumerate(words.QUESTIONS):
            with st.container(horizontal=True, vertical_alignment="center"):
                icon = words.TRIED_ICON if number in done else words.TRY_ICON
                st.button(
                    words.TRY.format(number=number + 1), key=f"explore_try_{number}", icon=icon,
                    on_click=_begin, args=(number, set_up),
                )  # fmt: skip
                st.markdown(question, width="stretch")


def _begin(number: int, set_up: Callable[[str, Mapping[str, Any]], Mapping[str, Any]]) -> None:
    task = TASKS[number]
    st.session_state[_UNDER_WAY] = (number, dict(set_up(task.exam, task.start)))


def _tick(now: Bench) -> frozenset[int]:
    done: frozenset[int] = st.session_state.get(_DONE, frozenset())
    number, first = st.session_state.get(_UNDER_WAY, (None, {}))
    if number is not None and _tried(TASKS[number], now, first):
        done |= {number}
        st.session_state[_DONE] = done
    return done


def _tried(task: Task, now: Bench, first: Mapping[str, Any]) -> bool:
    try:
        return bool(task.tried(now, first))
    except KeyError:  # the bench stands on an exam that has no such setting
        return False
