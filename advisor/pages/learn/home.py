"""The map: the six steps, talking and background, with what is known and due of each; five minutes of practice."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from advisor.language import ngettext
from advisor.lessons.vocabulary import LessonStep
from advisor.pages.learn import memory, practise, words
from advisor.pages.learn.memory import Clock
from advisor.pages.learn.part import Part, go, sign
from advisor.pages.learn.school import School
from advisor.pages.shared.pictures import strong
from advisor.student import standing
from advisor.student.run import MINUTES, Run, another_new, following
from advisor.student.schedule import Plan, plan
from advisor.words import figures

_CELLS: Final = 4
_CELL_PX: Final = 150  # two beside each other on a phone
_CHOSEN: Final = "learn_choose"


def back() -> None:
    """To the map, from anywhere."""
    st.button(words.BACK, icon=words.BACK_ICON, key="learn_back", type="tertiary", on_click=go, args=(Part.HOME,))


def show(school: School, now: Clock) -> None:
    st.title(words.TITLE, anchor=False)
    if not memory.heard():
        return
    held = {lesson: card for lesson, card in memory.progress().cards.items() if lesson in school.lessons}
    today = plan(practise.in_order(school), held, at=now.at, day=now.day, day_ends=now.day_ends)
    st.markdown(_said(today, bool(held), now))
    _ended(school)
    _begin(school, today, now, first_visit=not held)
    _map(school, today)
    with st.container(horizontal=True):
        for part, label in words.PARTS.items():
            st.button(label, key=f"learn_to_{part}", icon=words.PART_ICON[part], on_click=go, args=(part,))
    _by_name(school)
    if school.left_out:
        st.caption(words.LEFT_OUT.format(lessons=", ".join(school.left_out)))
    st.caption(words.FOOT.format(fingerprint=school.knowledge.fingerprint))


def _said(today: Plan, begun: bool, now: Clock) -> str:
    if not begun:
        return words.INTRO
    parts = [words.DUE.format(count=len(today.due) + len(today.later))]
    if streak := memory.progress().streak_days(now.day):
        parts.append(
            ngettext("{number} day in a row", "{number} days in a row", streak).format(number=figures.few(streak))
        )
    return words.DOT.join(parts)


def _ended(school: School) -> None:
    """The run that has just come to its end."""
    run = practise.run()
    if run.taken and practise.sitting() is None:
        over = ngettext(
            "{number} lesson, {right} right throughout.", "{number} lessons, {right} right throughout.", len(run.taken)
        )
        st.success(over.format(number=figures.few(len(run.taken)), right=run.right))


def _begin(school: School, today: Plan, now: Clock, *, first_visit: bool) -> None:
    """One way on that stands out: what was begun, the first minute, or the day's practice; and always a new one."""
    begun = practise.unfinished()
    lessons, cards = practise.in_order(school), memory.progress().cards
    goes_on = following(Run(), lessons, cards, at=now.at, day=now.day, day_ends=now.day_ends)
    new = another_new(practise.run(), lessons, cards)
    with st.container(horizontal=True):
        if begun:
            label = words.GO_ON.format(title=school.lessons[begun].title)
            st.button(label, key="learn_go_on", type=strong(), on_click=go, args=(Part.LESSON,))
        elif first_visit:
            st.button(words.FIRST_LESSON, key="learn_first", type=strong(), on_click=go, args=(Part.FIRST,))
        if goes_on:
            label = words.PRACTISE.format(minutes=MINUTES)
            kind = "secondary" if begun or first_visit else strong()
            st.button(label, key="learn_practise", type=kind, on_click=practise.begin, args=(school, Run()))
        if new and not first_visit:
            st.button(words.ANOTHER_NEW, key="learn_new", on_click=practise.take_next, args=(new,))
    if not goes_on:
        st.caption(words.DONE)


def _map(school: School, today: Plan) -> None:
    cards = memory.progress().cards
    due = {*today.due, *today.later}
    grid = st.grid(_CELLS, min_column_width=_CELL_PX, gap="small")
    for step, label in words.STEPS.items():
        lessons = [each for each in school.lessons.values() if each.step is step]
        told = standing.known([each.id for each in lessons], cards)
        said = [words.STANDING.format(known=told, count=len(lessons))]
        if waiting := sum(each.id in due for each in lessons):
            said.append(words.DUE.format(count=waiting))
        with grid.cell(), st.container(gap="xsmall"):
            st.markdown(f"{sign(step)} {words.DOT.join(said)}")
            st.button(
                label, key=f"learn_step_{step}", width="stretch", on_click=practise.begin, args=(school, Run(step))
            )


def _by_name(school: School) -> None:
    titles: Mapping[str, str] = {
        lesson.id: words.NAMED.format(title=lesson.title, step=words.STEPS[LessonStep(lesson.step)])
        for lesson in school.lessons.values()
    }
    st.selectbox(
        words.CHOOSE.format(count=len(titles)),
        sorted(titles, key=titles.__getitem__),
        index=None,
        format_func=titles.__getitem__,
        key=_CHOSEN,
        on_change=_take_chosen,
    )


def _take_chosen() -> None:
    lesson = st.session_state.get(_CHOSEN)
    if lesson is not None:
        practise.take(lesson)
        st.session_state[_CHOSEN] = None
