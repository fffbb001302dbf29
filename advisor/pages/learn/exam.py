"""Exam: twenty questions, one at a time or in any order, without any answer before the end."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from secrets import token_hex
from typing import Final

import streamlit as st

from advisor.lessons.answers import Picked, Response
from advisor.lessons.marking import mark
from advisor.pages.learn import answer, vignette
from advisor.pages.learn import exam_words as words
from advisor.pages.learn import result as learn_result
from advisor.pages.learn.memory import Clock
from advisor.pages.learn.school import School
from advisor.pages.shared.pictures import strong
from advisor.student.exam_paper import LONGEST_SEED, ExamPaper, draw, plain_seed
from advisor.student.result import Result

TAKING: Final = "learn_exam"
SEED: Final = "learn_exam_seed"
_COUNT: Final = "learn_exams"
_COLUMN_PX: Final = 370
_CHANCE_BYTES: Final = 3


@dataclass(frozen=True, slots=True)
class Taking:
    """A paper being written: the item on the screen, and what was answered, by the item's place."""

    paper: ExamPaper
    number: int
    on: date
    at: int = 0
    responses: Mapping[int, Response] = field(default_factory=dict)
    handed_in: bool = False

    @property
    def unanswered(self) -> list[int]:
        """Places of items without an answer; nothing picked where several may be is an answer only in the end."""
        told = {at for at, response in self.responses.items() if response != Picked(frozenset())}
        return [at for at in range(len(self.paper.items)) if at not in told]


def seed() -> str | None:
    """The name of the paper being written, or handed in; else the class word of the link, until the exam begins."""
    taking: Taking | None = st.session_state.get(TAKING)
    return taking.paper.seed if taking is not None else st.session_state.get(SEED) or None


def next_number() -> int:
    """Of the exams of this session, so that each has widgets of its own."""
    number: int = st.session_state.get(_COUNT, 0) + 1
    st.session_state[_COUNT] = number
    return number


def key(taking: Taking, at: int) -> str:
    """Where the session keeps the answer to an item."""
    return f"learn_exam_{taking.number}_{at}"


def show(school: School, now: Clock) -> None:
    taking: Taking | None = st.session_state.get(TAKING)
    if taking is None:
        _begin(school, now)
    elif taking.handed_in:
        learn_result.show(result(taking, school), taking.responses, school, taking.on)
        st.button(words.ANOTHER, key="learn_exam_another", on_click=_leave)
    else:
        _item(taking, school)


def result(taking: Taking, school: School) -> Result:
    """What each item is worth; one without an answer is worth nothing."""
    marks = []
    for at, item in enumerate(taking.paper.items):
        response = taking.responses.get(at)
        solution = school.worked[item.lesson.id].solutions[item.number]
        marks.append(0.0 if response is None else mark(solution, response).score)
    return Result(taking.paper, tuple(marks), school.course.exam.pass_percent)


def _begin(school: School, now: Clock) -> None:
    """One touch; a class word, where a teacher gave one, draws the same paper for all of the class."""
    exam = school.course.exam
    st.markdown(words.INTRO.format(items=exam.items))
    st.markdown(words.PASS.format(percent=exam.pass_percent, reason=exam.reason))
    word = st.text_input(
        words.SEED, key=SEED, max_chars=LONGEST_SEED, placeholder=words.SEED_EXAMPLE, help=words.SEED_HELP,
        width=420, persist_state="session",
    )  # fmt: skip
    if not st.button(words.BEGIN, key="learn_exam_begin", type=strong()):
        return
    seed = plain_seed(word) or f"{now.day.isoformat()} {token_hex(_CHANCE_BYTES)}"
    paper = draw(tuple(school.lessons.values()), seed, school.knowledge.fingerprint, exam.items)
    st.session_state[TAKING] = Taking(paper, next_number(), now.day)
    st.rerun()


def _item(taking: Taking, school: School) -> None:
    """The answer is taken from the screen before a touch moves on: a number that was just typed counts."""
    item, count = taking.paper.items[taking.at], len(taking.paper.items)
    worked = school.worked[item.lesson.id]
    answered = count - len(taking.unanswered)
    st.markdown(words.ITEM.format(number=taking.at + 1, count=count, answered=answered))
    st.progress(answered / count)
    grid = st.grid(2, min_column_width=_COLUMN_PX, gap="medium")
    with grid.cell():
        st.header(worked.lesson.title, anchor=False)
        vignette.show(worked, school.knowledge, answered=False)
    with grid.cell():
        st.markdown(f"**{item.question.ask}**")
        response = answer.ask(item.question, worked.solutions[item.number], key(taking, taking.at), item.lesson.case)
        others = {at: each for at, each in taking.responses.items() if at != taking.at}
        taking = replace(taking, responses=others if response is None else {**others, taking.at: response})
        st.session_state[TAKING] = taking
        moved = _moved(taking)
    if moved is not None:
        st.session_state[TAKING] = moved
        st.rerun()


def _moved(taking: Taking) -> Taking | None:
    """Back, on, to any question, handed in or left."""
    last = taking.at == len(taking.paper.items) - 1
    moved = None
    with st.container(horizontal=True):
        if taking.at and st.button(words.BACK, key="learn_exam_back", icon=words.BACK_ICON):
            moved = replace(taking, at=taking.at - 1)
        if not last and st.button(words.NEXT, key="learn_exam_next", icon=words.NEXT_ICON, type=strong()):
            moved = replace(taking, at=taking.at + 1)
        if last and st.button(words.HAND_IN, key="learn_exam_hand_in", type=strong()):
            moved = replace(taking, handed_in=True)
    if last and taking.unanswered:
        st.caption(words.UNANSWERED.format(numbers=", ".join(f"{at + 1}" for at in taking.unanswered)))
    to = _jumped(taking)
    st.button(words.LEAVE, key="learn_exam_leave", type="tertiary", on_click=_leave)
    return moved if to is None else replace(taking, at=to)


def _jumped(taking: Taking) -> int | None:
    """The question that was touched in the list of them all; those answered bear a tick."""
    opened = st.expander(words.QUESTIONS_LIST, type="compact", on_change="rerun", key="learn_exam_list")
    if not opened.open:
        return None
    to, left = None, set(taking.unanswered)
    with opened, st.container(horizontal=True, gap="xsmall"):
        for at in range(len(taking.paper.items)):
            icon = None if at in left else words.ANSWERED_ICON
            if st.button(f"{at + 1}", key=f"learn_exam_to_{at}", icon=icon, disabled=at == taking.at):
                to = at
    return to


def _leave() -> None:
    st.session_state.pop(TAKING, None)
