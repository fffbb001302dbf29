"""The Check page: patient, image and settings in, judged at once; no button to send, nothing stored about anybody.

Three rules keep touches that come faster than answers from breaking it (`advisor.pages.redraw` says why):
every widget outside the answer's fragment has a callback, which says whether the page or the answer alone is drawn;
the page says at its end which fragments stand; and the fragment opens its place at the foot first, whatever the answer.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from advisor import advise, pages, read_case
from advisor.agreed import agreed
from advisor.evidence.telling import inert
from advisor.knowledge import Knowledge
from advisor.model import Exam
from advisor.pages import (
    check_answer,
    check_case,
    check_changes,
    check_context,
    check_facts,
    check_parent,
    check_questions,
    check_sheet,
    my_settings,
    redraw,
)
from advisor.places import WORLD
from advisor.plausible import CaseError
from advisor.report import Report
from advisor.units.case import with_unit
from advisor.vocabulary import Reader
from advisor.wording import check as words

_COLUMN_PX: Final = 370  # narrower than this, the answer goes below the questions
_SHEET_PX: Final = 760
_VERDICT_FIRST_S: Final = 0.03  # the browser draws what it has before it takes up what follows
Judged = Report | CaseError | None


def page() -> None:
    """Everything there is to see."""
    known = pages.knowledge()
    my_settings.hear(known, by_link=check_context.arrive(known))
    if check_context.reader() == Reader.PARENT:
        _sheet(known)
        my_settings.keep()
        redraw.done()
    else:
        grid = st.grid(2, min_column_width=_COLUMN_PX, gap="medium")
        with grid.cell(), st.container(gap="xsmall"):
            _where_and_with_what(known)
            check_questions.ask(known)
        with grid.cell():
            _answer(known)
        my_settings.keep()
        redraw.done(check_facts.ANSWER)


def _where_and_with_what(known: Knowledge) -> None:
    """Place and reader, and the X-ray unit: what seldom changes stands above what is asked each time."""
    check_context.notices()
    with st.container(horizontal=True):
        check_context.ask(known)
        _unit(known)


def _unit(known: Knowledge) -> None:
    my_settings.notices()
    exam = check_questions.exam_told(known)
    if exam is not None:
        my_settings.ask(exam, known)


@st.fragment(key=check_facts.ANSWER)
def _answer(known: Knowledge) -> None:
    """Right of the questions, or below them; redrawn by itself when a question is answered that opens no other."""
    with st.bottom:  # opened in every run, first, whatever the answer: a fragment may only draw where it drew before
        foot = st.container()
    judged = _judged(known)
    with st.container(gap="xsmall"):
        if isinstance(judged, Report):
            _told(judged, known, foot)
        else:
            _no_answer(judged, foot)


def _told(report: Report, known: Knowledge, foot: DeltaGenerator) -> None:
    """The verdict first, then what it rests on."""
    plan, exam = agreed(report, known), report.case.exam
    student = check_context.reader() == Reader.STUDENT
    short = check_answer.sentence(report, plan)
    time.sleep(_VERDICT_FIRST_S)
    with foot:
        check_answer.foot(short, report, plan)
    check_answer.details(report, _before(exam, known), plan, known, student=student)
    _keep_address(exam)


def _keep_address(exam: Exam) -> None:
    check_context.keep_address(check_questions.gathered(exam), exam)


def _sheet(known: Knowledge) -> None:
    """For parents: the same case with its questions put away."""
    judged = _judged(known)
    with st.container(width=_SHEET_PX):
        check_context.notices()
        check_context.ask(known)
        staff = st.expander(words.CASE_FOR_STAFF, on_change=redraw.begun, key="check_staff")
        if staff.open or judged is None:
            with staff:
                _unit(known)
                check_questions.ask(known)
        if isinstance(judged, Report):
            check_parent.show(judged, known)
            check_sheet.ask(judged, known)
            _keep_address(judged.case.exam)
        else:
            _no_answer(judged, st.bottom)


def _judged(known: Knowledge) -> Judged:
    """The report on what is told; the refusal, where it cannot be true; None before age and image are told."""
    exam = check_questions.exam_told(known)
    if exam is None or check_facts.told("age_years") is None:
        return None
    try:
        return _report(check_questions.gathered(exam), exam, known)
    except CaseError as refused:
        return refused


def _before(exam: Exam, known: Knowledge) -> Report | None:
    """The report on the settings as they were before the changes made on this page."""
    told = check_changes.before(check_questions.gathered(exam), exam)
    return _report(told, exam, known) if told else None


def _report(told: Mapping[str, Any], exam: Exam, known: Knowledge) -> Report:
    today = date.today().isoformat()  # noqa: DTZ011 - the reader's own day is meant
    case, unit = check_case.contract({"on": today, **told}, exam), my_settings.unit(exam)
    return advise(read_case(with_unit(case, unit, known) if unit else case, known), known)


def _no_answer(judged: CaseError | None, foot: DeltaGenerator) -> None:
    """What to tell first, or what is wrong and what to write instead; everything told stays where it is."""
    if judged is None:
        unplaced = check_facts.told("place") == WORLD
        st.info(f"{words.START} {words.START_WORLD}" if unplaced else words.START, icon=words.START_ICON)
        return
    name = judged.field.rpartition(".")[2]
    field = words.QUESTION.get(words.SAME_QUESTION.get(name, name), name)
    st.error(words.REFUSED.format(field=field, remedy=inert(judged.remedy)), icon=words.REFUSED_ICON)
    with foot:
        st.markdown(words.REFUSED_SHORT.format(field=field, remedy=inert(judged.remedy)))
