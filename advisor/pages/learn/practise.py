"""A lesson: one question a screen, from the vignette to how sure the student was; then the next one of the run."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

import streamlit as st

from advisor.lessons.answers import Mark, Response
from advisor.lessons.marking import mark_touched
from advisor.lessons.vocabulary import LessonStep, Sureness
from advisor.pages.learn import answer, brief, feedback, memory, report, vignette, words
from advisor.pages.learn.memory import Clock
from advisor.pages.learn.part import PART, Part, go
from advisor.pages.learn.school import School, Worked
from advisor.pages.shared import back
from advisor.pages.shared.pictures import strong
from advisor.student.run import LESSONS, Run, another_new, following
from advisor.student.schedule import Card, all_right

SITTING: Final = "learn_sitting"
_RUN: Final = "learn_run"
_COUNT: Final = "learn_sittings"
_LAST: Final = "learn_last"  # the lesson answered before this one, until the next answer
_COLUMN_PX: Final = 370
_MINUTE_S: Final = 60


@dataclass(frozen=True, slots=True)
class Sitting:
    """A lesson being answered, and what was answered so far; the question on the screen is the one after that."""

    lesson: str
    number: int
    answered: tuple[tuple[Response, Mark], ...] = ()


def in_order(school: School, step: LessonStep | None = None) -> tuple[str, ...]:
    """The lessons of a step, or all, as new ones are taken: easy ones first, a step after the other in turn."""
    fit = sorted((each for each in school.lessons.values() if step in (None, each.step)), key=lambda each: each.id)
    steps, turn = tuple(LessonStep), Counter[tuple[int, LessonStep]]()
    placed = []
    for each in fit:
        placed.append((each.difficulty, turn[each.difficulty, each.step], steps.index(each.step), each.id))
        turn[each.difficulty, each.step] += 1
    return tuple(id for *_, id in sorted(placed))


def run() -> Run:
    going: Run = st.session_state.get(_RUN, Run())
    return going


def sitting() -> Sitting | None:
    here: Sitting | None = st.session_state.get(SITTING)
    return here


def unfinished() -> str | None:
    """The lesson that was begun, until it is known how sure the answer was."""
    here = sitting()
    return here.lesson if here else None


def begin(school: School, going: Run) -> None:
    """From a button of the map: the first lesson of a run."""
    st.session_state[_RUN] = going
    st.session_state.pop(_LAST, None)
    _on(school)


def take(lesson: str) -> None:
    """A lesson by its name: a run of its own."""
    st.session_state[_RUN] = Run()
    take_next(lesson)


def take_next(lesson: str) -> None:
    """The next lesson of the run, with empty answers, on the screen."""
    here = Sitting(lesson, st.session_state.get(_COUNT, 0) + 1)
    st.session_state[_COUNT] = here.number
    st.session_state[SITTING] = here
    st.session_state[_RUN] = run().with_lesson(lesson)
    go(Part.LESSON)


def resume(lesson: str, answered: tuple[tuple[Response, Mark], ...]) -> None:
    """A lesson that this window was in before it was loaded anew."""
    part = st.session_state[PART]
    take(lesson)
    st.session_state[SITTING] = replace(st.session_state[SITTING], answered=answered)
    go(part)


def _on(school: School) -> None:
    """The next lesson of the run, or back to the map at its end."""
    now = memory.clock()
    lesson = following(
        run(), in_order(school, run().step), memory.progress().cards, at=now.at, day=now.day, day_ends=now.day_ends
    )
    st.session_state.pop(SITTING, None)
    if lesson is None:
        go(Part.HOME)
    else:
        take_next(lesson)


def show(school: School, now: Clock) -> None:
    here = sitting()
    assert here is not None  # the page shows a lesson only where one was begun
    worked = school.worked[here.lesson]
    complete = len(here.answered) == len(worked.solutions)
    back.leads_to(back.of_lesson(here.lesson))
    _head(here, worked, school)
    if here.answered:
        _last(here, worked)
    grid = st.grid(2, min_column_width=_COLUMN_PX, gap="medium")
    if here.answered and not complete:  # on a phone the next question stands below the last verdict, the case below it
        with grid.cell():
            _ask(here, worked)
    with grid.cell():
        vignette.show(worked, school.knowledge, answered=complete)
    if not here.answered:
        with grid.cell():
            _ask(here, worked)
    if complete:
        with grid.cell():
            _end(here, worked, school)


def _head(here: Sitting, worked: Worked, school: School) -> None:
    """The way back, how far the run is, another lesson; what came of the last one; the title."""
    going = run()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(words.BACK, icon=words.BACK_ICON, key="learn_back", type="tertiary", on_click=go, args=(Part.HOME,))
        steps = words.STEPS[worked.lesson.step]
        far = words.IN_RUN.format(number=len(going.taken), count=LESSONS) if going.step is None else ""
        st.markdown(words.DOT.join(each for each in (steps, far) if each), width="content")
        new = another_new(going, in_order(school, going.step), memory.progress().cards)
        if new and new != here.lesson and not here.answered:
            st.button(
                words.ANOTHER_NEW,
                key="learn_new",
                type="tertiary",
                on_click=take_next,
                args=(new,),
                icon=words.NEW_ICON,
            )
    if not here.answered and (told := st.session_state.get(_LAST)):
        lesson, card = told
        st.caption(words.COMES_BACK.format(title=school.lessons[lesson].title, when=when(card, memory.clock())))
    st.title(worked.lesson.title, anchor=False)


def _last(here: Sitting, worked: Worked) -> None:
    """What the advisor says to the question just answered, in a few words."""
    number = len(here.answered) - 1
    response, given = here.answered[number]
    question, solution = worked.lesson.questions[number], worked.solutions[number]
    with st.container(border=True, key="learn_verdict"):
        said = brief.said(question, solution, response, given, worked.lesson.case)
        st.markdown(words.LAST.format(verdict=feedback.verdict(given), said=said))


def _ask(here: Sitting, worked: Worked) -> None:
    number, count = len(here.answered), len(worked.solutions)
    question, solution = worked.lesson.questions[number], worked.solutions[number]
    if count > 1:
        st.caption(words.PLACE_IN_LESSON.format(number=number + 1, count=count))
    st.markdown(words.QUESTION.format(ask=question.ask))
    told = answer.ask(question, solution, f"learn_{here.number}_{number}", worked.lesson.case, at_once=True)
    if not answer.is_taken_at_once(solution):
        with st.bottom:
            if not st.button(words.CHECK, key="learn_check", type=strong(), width="stretch"):
                return
    if told is not None:
        st.session_state[SITTING] = replace(here, answered=(*here.answered, (told, mark_touched(solution, told))))
        st.rerun()


def _end(here: Sitting, worked: Worked, school: School) -> None:
    """At the foot how sure, and on."""
    laid_beside(here, worked, school)
    with st.bottom:
        st.markdown(words.HOW_SURE)
        with st.container(horizontal=True):
            for sure, said in words.SURE.items():
                st.button(said, key=f"learn_sure_{sure}", on_click=_rate, args=(here, sure, school))


def laid_beside(here: Sitting, worked: Worked, school: School) -> None:
    """What to remember, the documents as chips; everything else when asked for."""
    lesson = worked.lesson
    st.info(words.TAKEAWAY.format(takeaway=lesson.takeaway), icon=words.TAKEAWAY_ICON)
    st.markdown(brief.chips(worked, school.knowledge))
    for number, question in enumerate(lesson.questions):
        response, given = here.answered[number]
        label = words.MORE if len(lesson.questions) > 1 else words.MORE_ONLY
        with st.expander(label.format(number=number + 1), type="compact"):
            st.markdown(
                words.LAST.format(verdict=feedback.verdict(given), said=words.QUESTION.format(ask=question.ask))
            )
            solution = worked.solutions[number]
            feedback.show(question, solution, response, given, lesson.case, school.knowledge, touched=True)
    with st.expander(words.REPORT, type="compact"):
        report.show(worked, school.knowledge)


def _rate(rated: Sitting, sureness: Sureness, school: School) -> None:
    """Once, however fast it is touched again; then the next lesson stands on the screen."""
    if sitting() != rated:
        return
    marks = [given.score for _, given in rated.answered]
    now = memory.clock()
    card = memory.answered(rated.lesson, marks, sureness, now)
    st.session_state[_RUN] = replace(run(), right=run().right + all_right(marks))
    st.session_state[_LAST] = (rated.lesson, card)
    _on(school)


def when(card: Card, now: Clock) -> str:
    """A day in words, or minutes within the same sitting."""
    days = (card.due.astimezone(now.zone).date() - now.day).days
    if card.step is not None:
        minutes = max(1, round((card.due - now.at).total_seconds() / _MINUTE_S))
        return words.IN_MINUTES.format(minutes=minutes)
    return words.TOMORROW if days == 1 else words.IN_DAYS.format(days=days)
