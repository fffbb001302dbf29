"""What is being answered in this window, kept by the browser until the window is closed: a reload or a new start of
the server goes on where it was."""

from typing import Final

import streamlit as st

from advisor.intake.refusal import Refusal
from advisor.lessons.marking import mark_touched
from advisor.pages.learn import answer, exam, practise, primer, words
from advisor.pages.learn.part import Part
from advisor.pages.learn.school import School
from advisor.pages.shared import browser
from advisor.student.exam_paper import draw, plain_seed
from advisor.student.under_way import ExamUnderWay, LessonUnderWay, UnderWay, fits, read, written

_HEARD: Final = "learn_now_heard"
_BY_LINK: Final = "learn_now_by_link"  # the lesson that the address asked for, if any
_SAID: Final = "learn_now_said"  # which sentence, and the screen on which it stands


def hear(school: School) -> None:
    """Go on where the browser says that this window was; what cannot be read, or not answered so, begins again."""
    last = browser.last_told(browser.UNDER_WAY)
    if _HEARD not in st.session_state:
        st.session_state.setdefault(_BY_LINK, practise.unfinished())
    if last is None or last == st.session_state.get(_HEARD):
        return
    st.session_state[_HEARD] = last
    try:
        told = read(last.text)
    except Refusal:
        st.session_state[_SAID] = ("BEGIN_AGAIN", None)
        return
    before = practise.sitting(), st.session_state.get(exam.TAKING)
    lesson = told.lesson is None or _go_on_with_lesson(told.lesson, school)
    paper = told.exam is None or _go_on_with_exam(told.exam, school)
    if not (lesson and paper):
        st.session_state[_SAID] = ("BEGIN_AGAIN", None)
    elif before != (practise.sitting(), st.session_state.get(exam.TAKING)):
        st.session_state[_SAID] = ("GONE_ON", None)


def said(part: Part) -> None:
    """What became of what was under way, until another screen is looked at."""
    sentence, screen = st.session_state.get(_SAID, (None, None))
    if sentence is None:
        return
    here = _screen(part)
    if screen in (None, here):
        st.session_state[_SAID] = (sentence, here)
        st.info(getattr(words, sentence))
    else:
        st.session_state.pop(_SAID, None)


def keep(part: Part) -> None:
    """Give the browser what is under way; nothing before it has told what was. Another screen begins at its top."""
    write = written(_under_way()) if _HEARD in st.session_state else None
    browser.exchange(browser.UNDER_WAY, write, screen=_screen(part))


def _screen(part: Part) -> str:
    """A name of what is on the screen: each question is one of its own, and so is each item of an exam."""
    here, taking = practise.sitting(), st.session_state.get(exam.TAKING)
    if part == Part.LESSON and here is not None:
        return f"{part} {here.number} {len(here.answered)}"
    if part == Part.BACKGROUND:
        return f"{part} {st.session_state.get(primer.AT)}"
    return f"{part} {taking.number} {taking.at} {taking.handed_in}" if part == Part.EXAM and taking else part


def _under_way() -> UnderWay:
    sitting = practise.sitting()
    taking: exam.Taking | None = st.session_state.get(exam.TAKING)
    return UnderWay(
        LessonUnderWay(sitting.lesson, tuple(response for response, _ in sitting.answered)) if sitting else None,
        ExamUnderWay(
            taking.paper.seed, taking.paper.fingerprint, taking.on, taking.at, taking.responses, taking.handed_in
        )
        if taking is not None
        else None,
    )


def _go_on_with_lesson(told: LessonUnderWay, school: School) -> bool:
    """Unless a link asked for another lesson, or something was answered here."""
    here, lesson = practise.sitting(), school.new_ids.get(told.lesson, told.lesson)
    if st.session_state[_BY_LINK] not in (None, lesson) or (here is not None and here.answered):
        return True
    worked = school.worked.get(lesson)
    if worked is None or len(told.answered) > len(worked.solutions):
        return False
    given = list(zip(worked.solutions, told.answered, strict=False))
    if not all(fits(solution, response) for solution, response in given):
        return False
    answered = tuple((response, mark_touched(solution, response)) for solution, response in given)
    practise.resume(lesson, answered)
    return True


def _go_on_with_exam(told: ExamUnderWay, school: School) -> bool:
    """Unless another was begun here, or an address asks for another; a paper of other data cannot be gone on with."""
    here: exam.Taking | None = st.session_state.get(exam.TAKING)
    asked_for = plain_seed(st.session_state.get(exam.SEED) or "")
    if asked_for not in ("", told.seed) or (here is not None and len(here.responses) >= len(told.responses)):
        return True
    paper = draw(tuple(school.lessons.values()), told.seed, school.knowledge.fingerprint, school.course.exam.items)
    if (paper.seed, paper.fingerprint) != (told.seed, told.fingerprint) or told.at >= len(paper.items):
        return False
    solutions = {at: school.worked[item.lesson.id].solutions[item.number] for at, item in enumerate(paper.items)}
    if not all(at in solutions and fits(solutions[at], response) for at, response in told.responses.items()):
        return False
    taking = exam.Taking(paper, exam.next_number(), told.on, told.at, told.responses, told.handed_in)
    for at, response in told.responses.items():
        answer.fill(solutions[at], response, exam.key(taking, at))
    st.session_state[exam.TAKING] = taking
    return True
