"""The Learn page: the map of the steps, a lesson, and the parts beside it: bench, background, exam, progress."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from advisor.evidence.telling import inert
from advisor.pages.learn import bench, exam, first_lesson, home, memory, practise, primer, progress, under_way, words
from advisor.pages.learn.memory import Clock
from advisor.pages.learn.part import PART
from advisor.pages.learn.school import School, school
from advisor.student.exam_paper import LONGEST_SEED

_ARRIVED: Final = "learn_arrived"
_SHOW: Final[Mapping[str, Callable[[School, Clock], None]]] = {
    words.HOME: home.show,
    words.LESSON: practise.show,
    words.FIRST: lambda school, _: first_lesson.show(school.knowledge),
    words.EXPLORE: lambda school, _: bench.explore(school.knowledge),
    words.BACKGROUND: lambda school, _: primer.primer(school.knowledge),
    words.EXAM: exam.show,
    words.PROGRESS: progress.show,
}


def page() -> None:
    """Everything there is to see."""
    memory.hear()
    now = memory.clock()
    of_the_day = school(now.day)
    _arrive(of_the_day)
    under_way.hear(of_the_day)
    part = _part()
    memory.said()
    under_way.said()
    if part in words.PARTS:
        home.back()
        st.title(words.PARTS[part], anchor=False)
    _SHOW[part](of_the_day, now)
    memory.keep()
    under_way.keep(part)
    _keep_address(part)


def _part() -> str:
    """A lesson only where one has been begun."""
    part = str(st.session_state[PART])
    return words.HOME if part == words.LESSON and practise.sitting() is None else part


def _keep_address(part: str) -> None:
    """What a reload or a sent link brings back: the lesson that is not finished, a paper's name, or the part."""
    wanted = {} if part in (words.HOME, words.LESSON) else {"part": part}
    if part == words.LESSON and (lesson := practise.unfinished()):
        wanted = {"lesson": lesson}
    if part == words.EXAM and (seed := exam.seed()):
        wanted = {"seed": seed}
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
    st.session_state[_ARRIVED] = wanted


def _arrive(known: School) -> None:
    """Once for each address: the part, the lesson or the paper that a link names."""
    st.session_state.setdefault(PART, words.HOME)
    address = st.query_params.to_dict()
    if not address or st.session_state.get(_ARRIVED) == address:
        return
    st.session_state[_ARRIVED] = address
    lesson, seed = address.get("lesson"), address.get("seed")
    if address.get("part") in (*words.PARTS, words.FIRST):
        st.session_state[PART] = address["part"]
    if seed:
        st.session_state[PART], st.session_state[exam.SEED] = words.EXAM, seed[:LONGEST_SEED]
    elif lesson in known.lessons:
        practise.take(str(lesson))
    elif lesson:
        st.warning(words.GONE.format(lesson=inert(lesson[:LONGEST_SEED])))
