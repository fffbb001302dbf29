"""One fact of the Check page: where the session keeps what was told of it, and the widget that asks for it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import streamlit as st

from advisor.case.model import Exam
from advisor.case.settings import STEP
from advisor.pages.shared import redraw
from advisor.pages.shared.case import ALSO, DISPLAY, REFERENCE
from advisor.words import labels

_PREFIX: Final = "check_"
ANSWER: Final = "check_answer"  # the part of the page that shows the answer
KEEP: Final = "session"
TAKEN: Final = "check_taken"  # facts of an exposure that another page leads to Check with, until Check has them
_OF_OTHER_UNITS: Final = ("beam", "receptor")  # asked alike of every extraoral unit, and in view
_BY_FAMILY: Final = (
    "kV", "mA", "exposure_s", "exposure_mAs", "dap_mGycm2", *DISPLAY, "collar", "apron", "programme",
)  # fmt: skip
OF_ONE_IMAGE: Final = ("region", "tooth", "images", ALSO, *REFERENCE)


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
    """After an answer to a question that stands in the answer's part of the page: that part is drawn again."""
    redraw.within(ANSWER)


def one(
    name: str, options: Sequence[Any], called: Mapping[Any, str], exam: Exam | None = None, *, bare: bool = False
) -> None:
    """One of a few, as buttons; a second touch takes it back. Bare: in one row, its label for screen readers only."""
    st.pills(
        labels.QUESTION[name],
        options,
        format_func=lambda option: called[option],
        key=key(name, exam),
        on_change=answered,
        label_visibility="collapsed" if bare else "visible",
        wrap=not bare,
        persist_state=KEEP,
    )


def from_list(name: str, options: Sequence[Any], called: Mapping[Any, str], exam: Exam | None = None) -> None:
    st.selectbox(
        labels.QUESTION[name],
        options,
        index=None,
        format_func=lambda option: called[option],
        key=key(name, exam),
        on_change=answered,
        placeholder=labels.EMPTY,
        width=260,
        persist_state=KEEP,
    )


def number(name: str, width: int, exam: Exam | None = None, on_change: Callable[[], None] = answered) -> None:
    st.number_input(
        labels.QUESTION[name],
        value=None,
        step=STEP.get(name, 1.0),
        format="%g",
        key=key(name, exam),
        on_change=on_change,
        placeholder=labels.EMPTY,
        width=width,
        persist_state=KEEP,
    )
