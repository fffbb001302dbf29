"""Practise: the day's lessons, one at a time, from the vignette to the day on which it comes back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final, Literal

import streamlit as st

from advisor.charts.picture import LIGHT
from advisor.lessons.answers import Mark, Response
from advisor.lessons.lesson import Lesson
from advisor.lessons.marking import mark
from advisor.lessons.vocabulary import Sureness
from advisor.pages.learn import answer, feedback, filter, memory, report, vignette, words
from advisor.pages.learn.memory import Clock
from advisor.pages.learn.school import School, Worked
from advisor.pages.shared.pictures import ink
from advisor.student.schedule import Card, Plan, plan
from advisor.words import figures

SITTING: Final = "learn_sitting"
_COUNT: Final = "learn_sittings"
_MORE: Final = "learn_more"
_COLUMN_PX: Final = 370
_SURE: Final = {Sureness.GUESS: words.GUESS, Sureness.FAIRLY: words.FAIRLY, Sureness.CERTAIN: words.CERTAIN}
_MINUTE_S: Final = 60


@dataclass(frozen=True, slots=True)
class Sitting:
    """A lesson being answered: what was answered so far, whether the next question is asked, the card in the end."""

    lesson: str
    number: int
    answered: tuple[tuple[Response, Mark], ...] = ()
    asked: int = 0  # the question on the screen
    card: Card | None = None


def take(lesson: str) -> Sitting:
    """Begin a lesson, with empty answers."""
    sitting = Sitting(lesson, st.session_state.get(_COUNT, 0) + 1)
    st.session_state[_COUNT] = sitting.number
    st.session_state[SITTING] = sitting
    return sitting


def unfinished() -> str | None:
    """The lesson on the screen, until it is known how sure the answer was."""
    sitting: Sitting | None = st.session_state.get(SITTING)
    return sitting.lesson if sitting is not None and sitting.card is None else None


def show(known: School, now: Clock) -> None:
    today = _plan(known, now)
    _head(known, today, now)
    sitting = _sitting(today, known)
    if sitting is None:
        if memory.heard():
            _done(known, today, now)
        return
    worked = known.worked[sitting.lesson]
    complete = len(sitting.answered) == len(worked.solutions)
    grid = st.grid(2, min_column_width=_COLUMN_PX, gap="medium")
    with grid.cell():
        vignette.show(worked, known.knowledge.by_exam, answered=complete)
    with grid.cell():
        _questions(worked, sitting, known)
    if complete:
        grid = st.grid(2, min_column_width=_COLUMN_PX, gap="medium")
        with grid.cell():
            _end(worked.lesson, sitting, now)
        with grid.cell(), st.container(border=True):
            report.show(worked, known.knowledge)


def _plan(known: School, now: Clock) -> Plan:
    fit = [lesson.id for lesson in filter.chosen(tuple(known.lessons.values()))]
    cards = memory.progress().cards
    more = st.session_state.get(_MORE, 0)
    return plan(fit, cards, at=now.at, day=now.day, day_ends=now.day_ends, more_new=more)


def _head(known: School, today: Plan, now: Clock) -> None:
    """What the day holds, with the streak and the filter."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(words.TODAY.format(due=len(today.due) + len(today.later), new=len(today.new)), width="content")
        streak = memory.progress().streak_days(now.day)
        if streak:
            days = figures.counted(streak, words.DAY, words.DAYS)
            st.badge(words.STREAK.format(days=days), icon=words.STREAK_ICON, color="blue")
        filter.ask(known.lessons, known.knowledge.by_exam.values(), _filtered, _take_chosen)


def _sitting(today: Plan, known: School) -> Sitting | None:
    """The lesson on the screen: the one begun, else the first of the day, once the browser told what is due."""
    sitting: Sitting | None = st.session_state.get(SITTING)
    if sitting is not None and sitting.lesson in known.worked:
        return sitting
    return take(today.first) if today.first is not None and memory.heard() else None


def _filtered() -> None:
    """A lesson that nothing was answered of gives way to the filter; it may be the same one."""
    sitting: Sitting | None = st.session_state.get(SITTING)
    if sitting is not None and (not sitting.answered or sitting.card):
        del st.session_state[SITTING]


def _take_chosen() -> None:
    lesson = st.session_state.get(filter.CHOSEN)
    if lesson is not None:
        take(lesson)


def _questions(worked: Worked, sitting: Sitting, known: School) -> None:
    """Those answered with the engine's answer beside them, and the one that is asked."""
    lesson, count, done = worked.lesson, len(worked.solutions), len(sitting.answered)
    for number, question in enumerate(lesson.questions[: sitting.asked + 1]):
        form = words.QUESTION if count > 1 else words.ONLY_QUESTION
        said = form.format(number=number + 1, count=count, ask=question.ask)
        if number >= done:
            st.markdown(said)
            _ask(worked, number, sitting)
            continue
        response, given = sitting.answered[number]
        label = words.ANSWERED.format(verdict=feedback.verdict(given), question=said)
        with st.expander(label, expanded=number == sitting.asked):
            feedback.show(question, worked.solutions[number], response, given, lesson.case, known.knowledge)
    if sitting.asked < done < count:
        st.button(words.NEXT_QUESTION, key="learn_next_question", type=strong(), on_click=_next, args=(sitting,))


def _ask(worked: Worked, number: int, sitting: Sitting) -> None:
    """The touch is read after the answer: a number that was just typed comes with it."""
    lesson, solution = worked.lesson, worked.solutions[number]
    told = answer.ask(lesson.questions[number], solution, f"learn_{sitting.number}_{number}", lesson.case)
    if not st.button(words.CHECK, key="learn_check", type=strong()):
        return
    if told is None:
        st.caption(words.CHECK_FIRST)
        return
    st.session_state[SITTING] = replace(sitting, answered=(*sitting.answered, (told, mark(solution, told))))
    st.rerun()


def strong() -> Literal["primary", "secondary"]:
    """White on the pale blue of a dark page is no contrast."""
    return "primary" if ink() is LIGHT else "secondary"


def _next(sitting: Sitting) -> None:
    st.session_state[SITTING] = replace(sitting, asked=sitting.asked + 1)


def _end(lesson: Lesson, sitting: Sitting, now: Clock) -> None:
    """What to remember; how sure the answer was; when it comes back."""
    st.info(words.TAKEAWAY.format(takeaway=lesson.takeaway), icon=words.TAKEAWAY_ICON)
    if sitting.card is None:
        st.markdown(words.HOW_SURE)
        with st.container(horizontal=True):
            for sure, said in _SURE.items():
                st.button(said, key=f"learn_sure_{sure}", on_click=_rate, args=(sitting, sure))
        return
    st.markdown(words.COMES_BACK.format(when=when(sitting.card, now)))
    st.button(words.NEXT_LESSON, key="learn_next", type=strong(), on_click=_next_lesson)


def _rate(sitting: Sitting, sureness: Sureness) -> None:
    """Once, however fast it is touched again."""
    if st.session_state.get(SITTING) != sitting:
        return
    marks = [given.score for _, given in sitting.answered]
    card = memory.answered(sitting.lesson, marks, sureness, memory.clock())
    st.session_state[SITTING] = replace(sitting, card=card)


def _next_lesson() -> None:
    st.session_state.pop(SITTING, None)
    st.session_state[filter.CHOSEN] = None


def when(card: Card, now: Clock) -> str:
    """A day in words, or minutes within the same sitting."""
    days = (card.due.astimezone(now.zone).date() - now.day).days
    if card.step is not None:
        minutes = max(1, round((card.due - now.at).total_seconds() / _MINUTE_S))
        return words.IN_MINUTES.format(minutes=minutes)
    return words.TOMORROW if days == 1 else words.IN_DAYS.format(days=days)


def _done(known: School, today: Plan, now: Clock) -> None:
    """Nothing left today: when the next one comes back, and more new ones for who wants them."""
    cards = memory.progress().cards
    held = [cards[each] for each in known.lessons if each in cards]
    following = min(held, key=lambda card: card.due, default=None)
    back = words.BACK_ON.format(when=when(following, now)) if following else words.NOTHING_BACK
    st.success(words.DONE.format(back=back))
    if today.waiting:
        st.button(words.MORE_NEW, key="learn_more_new", on_click=_more)
    elif not held:
        st.info(words.FINISHED_FILTER)


def _more() -> None:
    st.session_state[_MORE] = st.session_state.get(_MORE, 0) + 1
