"""Progress: where the student stands, what comes back when, how well sureness fits; and the file that holds it."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from advisor.charts.learn import coming_days, competency_bars
from advisor.pages.learn import memory
from advisor.pages.learn import progress_words as words
from advisor.pages.learn.memory import Clock
from advisor.pages.learn.school import School
from advisor.pages.shared import pictures
from advisor.student.schedule import LONGEST_DAYS, Card, plan
from advisor.student.standing import by_competency, by_sureness, coming

_AHEAD_DAYS: Final = 14
_COLUMN_PX: Final = 370


def show(school: School, now: Clock) -> None:
    mine = memory.progress()
    held = {lesson: card for lesson, card in mine.cards.items() if lesson in school.lessons}
    if held:
        _standing(school, now)
    else:
        st.info(words.NOTHING_YET)
    memory.ask()


def _standing(school: School, now: Clock) -> None:
    mine = memory.progress()
    held = {lesson: card for lesson, card in mine.cards.items() if lesson in school.lessons}
    today = plan(tuple(held), held, at=now.at, day=now.day, day_ends=now.day_ends)
    with st.container(horizontal=True, gap="large"):
        st.metric(words.STREAK, mine.streak_days(now.day), width="content")
        st.metric(words.BEGUN, words.OF.format(count=len(held), total=len(school.lessons)), width="content")
        st.metric(words.DUE, len(today.due) + len(today.later), width="content")
    grid = st.grid(2, min_column_width=_COLUMN_PX, gap="medium")
    with grid.cell():
        st.header(words.COMPETENCIES, anchor=False)
        competencies = school.course.competency
        standings = by_competency(tuple(school.lessons.values()), held, tuple(competencies))
        named = {competencies[each].label: standing for each, standing in standings.items()}
        shown = [pictures.show(competency_bars(named, pictures.ink()))]
    with grid.cell():
        st.header(words.COMING, anchor=False)
        days = coming(held, now.day, now.zone, days=_AHEAD_DAYS)
        shown.append(pictures.show(coming_days(days, now.day, pictures.ink())))
        _sureness(held)
    pictures.numbers(shown)


def _sureness(held: Mapping[str, Card]) -> None:
    st.header(words.SURENESS, anchor=False)
    rows = []
    for sure, (right, count) in by_sureness(held).items():
        share = words.OF.format(count=right, total=count) if count else words.NONE
        rows.append({words.SURE: words.SURENESSES[sure], words.SURE_RIGHT: share})
    st.table(rows, hide_index=True)
    st.caption(words.SCHEDULE.format(days=LONGEST_DAYS))
