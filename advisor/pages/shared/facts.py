"""One fact of the Check page: where the session keeps what was told of it, and the widget that asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import streamlit as st

from advisor.case.model import Exam
from advisor.case.settings import STEP
from advisor.pages.shared import redraw
from advisor.words import labels, names

_PREFIX: Final = "check_"
ANSWER: Final = "check_answer"  # the part of the page that shows the answer
KEEP: Final = "session"
_OPENS_OTHERS: Final = ("exam", "pregnant", "visit_kind")
_OF_OTHER_UNITS: Final = ("beam", "receptor")  # asked alike of every extraoral unit, and in view
_BY_FAMILY: Final = ("kV", "mA", "exposure_s", "exposure_mAs", "dap_mGycm2", "collar", "apron", "programme")
OF_ONE_IMAGE: Final = ("region", "tooth", "images")


def key(name: str, exam: Exam | None = None) -> str:
    """Where the session keeps what was told about a fact; apart where it is of one exam or of one family of units.

    What is set on one unit says nothing of another: a bitewing's 0.1 s is no panoramic's.
    """
    if name in OF_ONE_IMAGE and exam:
        return f"{_PREFIX}{name}_{exam.id}"
    if name in _OF_OTHER_UNITS and exam and not exam.intraoral:
        return f"{_PREFIX}{name}_extraoral"
    if name in _BY_FAMILY and exam and not exam.intraoral:
        return f"{_PREFIX}{name}_{exam.family}"
    return f"{_PREFIX}{name}"


def told(name: str, exam: Exam | None = None) -> Any:
    return st.session_state.get(key(name, exam))


def answered() -> None:
    """After an answer that opens or closes no question: the questions stay, only the answer is drawn again."""
    redraw.again(ANSWER)


def one(
    name: str,
    options: Sequence[Any],
    called: Mapping[Any, str],
    exam: Exam | None = None,
) -> None:
    """One of a few, as buttons; a second touch takes it back."""
    st.pills(
        labels.QUESTION[name],
        options,
        format_func=lambda option: called[option],
        key=key(name, exam),
        on_change=redraw.begun if name in _OPENS_OTHERS else answered,
        wrap=True,
        persist_state=KEEP,
    )


def yes_no(name: str, exam: Exam | None = None) -> None:
    one(name, (True, False), names.YES_NO, exam)


def from_list(name: str, options: Sequence[Any], called: Mapping[Any, str]) -> None:
    st.selectbox(
        labels.QUESTION[name],
        options,
        index=None,
        format_func=lambda option: called[option],
        key=key(name),
        on_change=answered,
        placeholder=labels.EMPTY,
        width=260,
        persist_state=KEEP,
    )


def number(name: str, width: int, exam: Exam | None = None) -> None:
    st.number_input(
        labels.QUESTION[name],
        value=None,
        step=STEP.get(name, 1.0),
        format="%g",
        key=key(name, exam),
        on_change=answered,
        placeholder=labels.EMPTY,
        width=width,
        persist_state=KEEP,
    )
