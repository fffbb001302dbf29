"""The next patient: what was told of the last one goes, at one touch; unit, place and reader stay."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import streamlit as st

from advisor import pages
from advisor.case.model import Exam
from advisor.pages.check import changes, words
from advisor.pages.my_record import store as record
from advisor.pages.my_units import settings
from advisor.pages.shared import redraw
from advisor.pages.shared.case import FIELD_CM, PATIENT, VISIT
from advisor.pages.shared.facts import OF_ONE_IMAGE, key, told

_OF_PATIENT: Final = (*PATIENT, *VISIT, *OF_ONE_IMAGE, "dap_mGycm2", "fov", *FIELD_CM)
_SET_FOR_PATIENT: Final = ("exposure_s", "programme", "collar", "apron")  # unless the practice's own unit tells them


def ask() -> None:
    """The button, once there is anything to clear."""
    if told("age_years") is not None or told("exam") is not None:
        st.button(words.NEXT_PATIENT, key="check_next_patient", icon=words.NEXT_PATIENT_ICON, on_click=_clear)


def _clear() -> None:
    """Age and image too, so that no answer about the last patient stands until the next one is told."""
    redraw.begun()
    known = pages.knowledge()
    exams = tuple(known.by_exam.values())
    st.session_state.update(dict.fromkeys(_keys(_OF_PATIENT, exams)))
    st.session_state.update(dict.fromkeys(_keys(_SET_FOR_PATIENT, exams)))
    st.session_state[key("exam")] = None
    settings.again(known)
    changes.forget()
    record.leave()
    st.query_params.clear()


def _keys(names: Iterable[str], exams: Iterable[Exam]) -> list[str]:
    """Every place in which the session keeps these facts, whatever the exam."""
    return [key(name, exam) for name in names for exam in (None, *exams)]
