"""The Learn page: the map of the steps, a lesson, and the parts beside it: bench, background, exam, progress."""

from collections.abc import Callable, Mapping
from typing import Final

import streamlit as st

from advisor.evidence.telling import inert
from advisor.pages.learn import bench, exam, first_lesson, home, memory, practise, primer, progress, under_way, words
from advisor.pages.learn.memory import Clock
from advisor.pages.learn.part import PART, Part
from advisor.pages.learn.school import School, school
from advisor.student.exam_paper import LONGEST_SEED

_ARRIVED: Final = "learn_arrived"
_GONE: Final = "learn_gone"  # the lesson that a link names and that is not here
_SHOW: Final[Mapping[Part, Callable[[School, Clock], None]]] = {
    Part.HOME: home.show,
    Part.LESSON: practise.show,
    Part.FIRST: lambda school, _: first_lesson.show(school.knowledge),
    Part.EXPLORE: lambda school, _: bench.explore(school.knowledge),
    Part.BACKGROUND: lambda school, _: primer.primer(school.knowledge),
    Part.EXAM: exam.show,
    Part.PROGRESS: progress.show,
}


def page() -> None:
    """Everything there is to see."""
    memory.hear()
    now = memory.clock()
    of_the_day = school(now.day)
    memory.rename(of_the_day.new_ids)
    _arrive(of_the_day)
    under_way.hear(of_the_day)
    part = _part()
    memory.said()
    under_way.said(part)
    _gone(part)
    if part in words.PARTS:
        home.back()
        st.title(words.PARTS[part], anchor=False)
    _SHOW[part](of_the_day, now)
    memory.keep()
    under_way.keep(part)
    _keep_address(part)


def _part() -> Part:
    """A lesson only where one has been begun."""
    part = Part(st.session_state[PART])
    return Part.HOME if part == Part.LESSON and practise.sitting() is None else part


def _keep_address(part: Part) -> None:
    """What a reload or a sent link brings back: the lesson that is not finished, a paper's name, or the part."""
    wanted: dict[str, str] = {} if part in (Part.HOME, Part.LESSON) else {"part": part}
    if part == Part.LESSON and (lesson := practise.unfinished()):
        wanted = {"lesson": lesson}
    if part == Part.EXAM and (seed := exam.seed()):
        wanted = {"seed": seed}
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)
    st.session_state[_ARRIVED] = wanted


def _arrive(known: School) -> None:
    """Once for each address: the part, the lesson or the paper that a link names."""
    st.session_state.setdefault(PART, Part.HOME)
    address = st.query_params.to_dict()
    if not address or st.session_state.get(_ARRIVED) == address:
        return
    st.session_state[_ARRIVED] = address
    lesson, seed = address.get("lesson"), address.get("seed")
    lesson = known.new_ids.get(str(lesson), lesson)
    if address.get("part") in (*words.PARTS, Part.FIRST):
        st.session_state[PART] = Part(address["part"])
    if seed:
        st.session_state[PART], st.session_state[exam.SEED] = Part.EXAM, seed[:LONGEST_SEED]
    elif lesson in known.lessons:
        practise.take(str(lesson))
    elif lesson:
        st.session_state[_GONE] = lesson[:LONGEST_SEED]


def _gone(part: Part) -> None:
    """Said until another part is looked at: the page is drawn anew once the browser has told what it keeps."""
    if part != Part.HOME:
        st.session_state.pop(_GONE, None)
    elif gone := st.session_state.get(_GONE):
        st.warning(words.GONE.format(lesson=inert(gone)))
