"""The next patient: what was told of the last one goes, at one touch; unit, place and reader stay.

An age that changes once something of the patient was told is either a slip of the finger or somebody else: only the
reader knows, so a quiet line asks.
"""

from collections.abc import Iterable
from typing import Final

import streamlit as st

from advisor import pages
from advisor.case.model import Exam
from advisor.pages.check import changes, words
from advisor.pages.my_record import store as record
from advisor.pages.my_units import settings
from advisor.pages.shared import redraw
from advisor.pages.shared.case import ALSO, DISPLAY, FIELD_CM, PATIENT, VISIT
from advisor.pages.shared.facts import key, told

_AGE: Final = "age_years"
_OF_PATIENT: Final = (*(name for name in PATIENT if name != _AGE), *VISIT)
_OF_IMAGE: Final = (ALSO, "region", "tooth", "images", "dap_mGycm2", *DISPLAY, "fov", *FIELD_CM)
_SET_FOR_PATIENT: Final = ("exposure_s", "exposure_impulses", "programme", "collar", "apron")  # unless the unit tells
_ANSWERED: Final = "check_answered_age"  # the age of the patient that what is told belongs to
_DOUBT: Final = "check_same_patient"


def ask() -> None:
    """The button, once there is anything to clear."""
    if told(_AGE) is not None or told("exam") is not None:
        st.button(words.NEXT_PATIENT, key="check_next_patient", icon=words.NEXT_PATIENT_ICON, on_click=clear)


def age_changed() -> None:
    """Another age: all of the page may change, and it may be another patient."""
    redraw.begun()
    before, now = st.session_state.get(_ANSWERED), told(_AGE)
    of_last = any(told(name) is not None for name in _OF_PATIENT)
    st.session_state[_DOUBT] = before is not None and now is not None and before != now and of_last


def answered() -> None:
    """There is an answer about a patient of this age."""
    if not st.session_state.get(_DOUBT):
        st.session_state[_ANSWERED] = told(_AGE)


def ask_whether_the_same() -> None:
    """One quiet line, while it is open whose the visit is."""
    if not st.session_state.get(_DOUBT):
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(words.SAME_PATIENT, width="content")
        st.button(words.SAME, key="check_same_patient_yes", on_click=_same)
        st.button(words.ANOTHER, key="check_same_patient_no", on_click=_another)


def _same() -> None:
    redraw.begun()
    st.session_state[_DOUBT], st.session_state[_ANSWERED] = False, told(_AGE)


def _another() -> None:
    """The age is the next patient's, as is the image: only what was told of the last one goes."""
    age, exam = told(_AGE), told("exam")
    clear()
    st.session_state[key(_AGE)], st.session_state[key("exam")] = age, exam


def clear() -> None:
    """Age and image too, so that no answer about the last patient stands until the next one is told."""
    redraw.begun()
    known = pages.knowledge()
    exams = tuple(known.by_exam.values())
    st.session_state.update(dict.fromkeys(_keys((_AGE, "exam", *_OF_PATIENT, *_OF_IMAGE, *_SET_FOR_PATIENT), exams)))
    st.session_state[_DOUBT], st.session_state[_ANSWERED] = False, None
    settings.again(known)
    changes.forget()
    record.leave()
    st.query_params.clear()


def _keys(names: Iterable[str], exams: Iterable[Exam]) -> list[str]:
    """Every place in which the session keeps these facts, whatever the exam."""
    return list(dict.fromkeys(key(name, exam) for name in names for exam in (None, *exams)))
