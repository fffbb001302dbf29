"""The Check page: patient, image and settings in, judged at once; no button to send, nothing stored about anybody.

Three rules keep touches that come faster than answers from breaking it (`advisor.pages.shared.redraw` says why):
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
from advisor.advice.agreed import agreed
from advisor.advice.report import Report
from advisor.case.model import Exam
from advisor.case.vocabulary import Reader
from advisor.evidence.telling import inert
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.knowledge.places import WORLD
from advisor.pages.check import answer, changes, context, next_patient, parent, questions, sheet, words
from advisor.pages.my_units import settings, store
from advisor.pages.shared import back, facts, redraw
from advisor.pages.shared import case as check_case
from advisor.words import labels
from advisor.xray_unit.on_case import with_unit

_COLUMN_PX: Final = 370  # narrower than this, the answer goes below the questions
_SHEET_PX: Final = 760
_VERDICT_FIRST_S: Final = 0.03  # the browser draws what it has before it takes up what follows
Judged = Report | Refusal | None


def page() -> None:
    """Everything there is to see."""
    known = pages.knowledge()
    by_link = context.arrive(known)
    settings.hear(known, by_link)
    if context.reader() == Reader.PARENT:
        _sheet(known)
        store.keep(plain_address=True)
        redraw.done()
    else:
        grid = st.grid(2, min_column_width=_COLUMN_PX, gap="medium")
        with grid.cell(), st.container(gap="xsmall"):
            _where_and_with_what(known)
            questions.ask(known)
        with grid.cell():
            _answer(known)
        store.keep(plain_address=True)
        redraw.done(facts.ANSWER)


def _where_and_with_what(knowledge: Knowledge) -> None:
    """Place and reader, and the X-ray unit: what seldom changes stands above what is asked each time."""
    context.notices()
    with st.container(horizontal=True):
        context.ask(knowledge)
        _unit(knowledge)
        next_patient.ask()


def _unit(knowledge: Knowledge) -> None:
    store.notices()
    exam = questions.exam_told(knowledge)
    if exam is not None:
        settings.ask(exam, knowledge)


@st.fragment(key=facts.ANSWER)
def _answer(knowledge: Knowledge) -> None:
    """Right of the questions, or below them; redrawn by itself when a question is answered that opens no other."""
    with st.bottom:  # opened in every run, first, whatever the answer: a fragment may only draw where it drew before
        foot = st.container()
    judged = _judged(knowledge)
    with st.container(gap="xsmall"):
        if isinstance(judged, Report):
            _told(judged, knowledge, foot)
        else:
            _no_answer(judged, foot)


def _told(report: Report, knowledge: Knowledge, foot: DeltaGenerator) -> None:
    """The verdict first, then what it rests on."""
    plan, exam = agreed(report, knowledge), report.case.exam
    back.leads_to(back.of_case(questions.gathered(exam), exam))
    student = context.reader() == Reader.STUDENT
    short = answer.sentence(report, plan)
    time.sleep(_VERDICT_FIRST_S)
    with foot:
        answer.foot(short, report, plan)
    answer.details(report, _before(exam, knowledge), plan, knowledge, student=student)


def _sheet(knowledge: Knowledge) -> None:
    """For parents: the same case with its questions put away."""
    judged = _judged(knowledge)
    with st.container(width=_SHEET_PX):
        context.notices()
        context.ask(knowledge)
        staff = st.expander(words.CASE_FOR_STAFF, on_change=redraw.begun, key="check_staff")
        if staff.open or judged is None:
            with staff:
                _unit(knowledge)
                questions.ask(knowledge)
        if isinstance(judged, Report):
            parent.show(judged, knowledge)
            sheet.ask(judged, knowledge)
        else:
            _no_answer(judged, st.bottom)


def _judged(knowledge: Knowledge) -> Judged:
    """The report on what is told; the refusal, where it cannot be true; None before age and image are told."""
    exam = questions.exam_told(knowledge)
    if exam is None or facts.told("age_years") is None:
        return None
    try:
        return _report(questions.gathered(exam), exam, knowledge)
    except Refusal as refused:
        return refused


def _before(exam: Exam, knowledge: Knowledge) -> Report | None:
    """The report on the settings as they were before the changes made on this page."""
    told = changes.before(questions.gathered(exam), exam)
    return _report(told, exam, knowledge) if told else None


def _report(told: Mapping[str, Any], exam: Exam, knowledge: Knowledge) -> Report:
    today = date.today().isoformat()  # noqa: DTZ011 - the reader's own day is meant
    case, unit = check_case.contract({"on": today, **told}, exam), settings.unit(exam)
    return advise(read_case(with_unit(case, unit, knowledge) if unit else case, knowledge), knowledge)


def _no_answer(judged: Refusal | None, foot: DeltaGenerator) -> None:
    """What to tell first, or what is wrong and what to write instead; everything told stays where it is."""
    if judged is None:
        unplaced = facts.told("place") == WORLD
        st.info(f"{words.START} {words.START_WORLD}" if unplaced else words.START, icon=words.START_ICON)
        return
    name = judged.field.rpartition(".")[2]
    field = labels.QUESTION.get(labels.SAME_QUESTION.get(name, name), name)
    st.error(words.REFUSED.format(field=field, remedy=inert(judged.remedy)), icon=words.REFUSED_ICON)
    with foot:
        st.markdown(words.REFUSED_SHORT.format(field=field, remedy=inert(judged.remedy)))
