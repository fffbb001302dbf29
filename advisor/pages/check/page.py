"""The Check page: patient and image in, advice out; what is told of the unit is judged; nothing is stored of anybody.

Three rules keep touches that come faster than answers from breaking it (`advisor.pages.shared.redraw` says why):
every widget outside the answer's fragment has a callback, which says that the page is drawn; the page says at its end
which fragments stand; and the fragment opens its place at the foot first, whatever the answer.
"""

import time
from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from advisor import advise, pages, read_case
from advisor.advice.agreed import agreed
from advisor.advice.report import Report
from advisor.case.model import Exam
from advisor.case.vocabulary import Family, Reader
from advisor.evidence.telling import inert
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.pages.check import (
    answer,
    asks,
    cards,
    changes,
    context,
    further,
    next_patient,
    parent,
    questions,
    sheet,
    start,
    words,
)
from advisor.pages.check.headline import Headline
from advisor.pages.my_units import settings, store
from advisor.pages.shared import back, facts, redraw, screen, speech
from advisor.pages.shared import case as check_case
from advisor.pages.shared.other_pages import links
from advisor.words import labels
from advisor.words.figures import unbroken
from advisor.xray_unit.reading import example_exam

_SHEET_PX: Final = 760
_ALONE_S: Final = 0.03  # the browser draws what it has before it takes up what follows
Judged = Report | Refusal | None


def page() -> None:
    """Everything there is to see."""
    knowledge = pages.knowledge()
    by_link = context.arrive(knowledge)
    settings.hear(knowledge, by_link)
    context.restore(knowledge)
    for_parents = context.reader() == Reader.PARENT
    if for_parents:
        _sheet(knowledge)
    else:
        _case(knowledge)
        links()
    store.keep(plain_address=True)
    screen.watch()
    redraw.done(*(() if for_parents else (facts.ANSWER,)))


def _case(knowledge: Knowledge) -> None:
    """Questions and answer; the headline between them is sent before both."""
    above = st.container(gap="xsmall")
    with st.container(gap="xsmall"):
        with st.container(key="check_said"):
            place = st.empty()
        _headline(place, _judged(knowledge), knowledge)
        with above:
            _where_and_with_what(knowledge)
            questions.ask(knowledge)
        _answer(place, knowledge)


def _where_and_with_what(knowledge: Knowledge) -> None:
    """Place and reader, and the X-ray unit: what seldom changes, in one row."""
    context.notices()
    store.notices()
    with st.container(horizontal=True, gap="xsmall"):
        context.ask(knowledge)
        settings.ask(questions.exam_told(knowledge) or example_exam(Family.INTRAORAL, knowledge), knowledge)
        questions.ask_age()
        if not screen.narrow():
            next_patient.ask()


def _headline(place: DeltaGenerator, judged: Judged, knowledge: Knowledge) -> Headline:
    """Sent first, and alone, so that the browser draws it before it takes up what follows."""
    match judged:
        case None:
            said = start.headline()
        case Refusal():
            said = _refused(judged)
        case _:
            said = answer.headline(judged, agreed(judged, knowledge))
    with place.container(gap="xsmall"):
        st.title(unbroken(said.acts), anchor=False)
        if said.below:
            st.markdown(said.below)
    time.sleep(_ALONE_S)
    return said


@st.fragment(key=facts.ANSWER)
def _answer(place: DeltaGenerator, knowledge: Knowledge) -> None:
    """Below age and image; redrawn by itself, and its headline in its place, when a step's question is answered.

    It sends the headline in every run, as it may only draw where it drew before: in the page's own run a second time.
    """
    with st.bottom:  # opened in every run, first, whatever the answer: a fragment may only draw where it drew before
        foot = st.container()
    with speech.of_reader(), st.container(gap="xsmall"):
        judged = _judged(knowledge)
        said = _headline(place, judged, knowledge)
        if isinstance(judged, Report):
            aloud = _told(judged, said, knowledge, foot)
        else:
            aloud = _no_answer(judged, knowledge, foot)
        screen.say(aloud, cards.listed(), _shown(judged))


def _shown(judged: Judged) -> str | None:
    """What is to be there again after a new start of the server: the settings as they are, none that is only tried."""
    if not isinstance(judged, Report):
        return "" if judged is None else None
    exam = judged.case.exam
    told = questions.gathered(exam)
    return urlencode(check_case.to_query(changes.before(told, exam) or told, exam))


def _told(report: Report, said: Headline, knowledge: Knowledge, foot: DeltaGenerator) -> str:
    """The foot, and what the headline rests on; gives what is said aloud."""
    plan, exam = agreed(report, knowledge), report.case.exam
    back.leads_to(back.of_case(questions.gathered(exam), exam))
    student = context.reader() == Reader.STUDENT
    next_patient.answered()
    with foot:
        answer.foot(said.short, report, plan)
    answer.details(report, _before(exam, knowledge), plan, knowledge, student=student)
    return f"{said.acts} {said.below}".strip()


def _sheet(knowledge: Knowledge) -> None:
    """For parents: the same case with its questions put away."""
    judged = _judged(knowledge)
    with st.container(width=_SHEET_PX):
        context.notices()
        context.ask(knowledge)
        staff = st.expander(words.CASE_FOR_STAFF, on_change=redraw.begun, key="check_staff")
        if staff.open or judged is None:
            with staff:
                questions.ask_age()
                questions.ask(knowledge)
        if isinstance(judged, Report):
            parent.show(judged, knowledge)
            sheet.ask(judged, knowledge)
        else:
            _headline(st.empty(), judged, knowledge)
            _no_answer(judged, knowledge, st.bottom)


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
    """The report on the settings as they are, where others are being tried."""
    told = changes.before(questions.gathered(exam), exam)
    return _report(told, exam, knowledge) if told else None


def _report(told: Mapping[str, Any], exam: Exam, knowledge: Knowledge) -> Report:
    today = date.today().isoformat()  # noqa: DTZ011 - the reader's own day is meant
    case = further.on_unit({"on": today, **told}, exam, knowledge)
    others = further.chosen(exam, knowledge)
    also = [further.of_image(questions.gathered(each), each, knowledge) for each in others]
    return advise(read_case({**case, check_case.ALSO: also}, knowledge), knowledge)


def _refused(refused: Refusal) -> Headline:
    name = questions.asked_as(refused.field)
    told = words.REFUSED.format(field=labels.QUESTION.get(name, name), remedy=inert(refused.remedy))
    return Headline(words.REFUSED_TITLE, "", told)


def _no_answer(judged: Refusal | None, knowledge: Knowledge, foot: DeltaGenerator) -> str:
    """The empty page, or what is wrong and what to write instead; everything told stays where it is."""
    if judged is None:
        start.show(knowledge)
        return ""
    exam, name, said = questions.exam_told(knowledge), questions.asked_as(judged.field), _refused(judged).short
    st.error(said, icon=words.REFUSED_ICON)
    if exam is not None:
        for each in questions.telling(name):
            if each in check_case.asked(exam):
                asks.show(each, exam)
    with foot:
        st.markdown(said)
    return said
