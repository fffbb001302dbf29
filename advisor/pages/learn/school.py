"""Lessons, and what is right about them today: read and worked out once for all sessions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import streamlit as st

from advisor import pages
from advisor.advice.agreed import Agreed, agreed
from advisor.advice.report import Report
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.lessons.answers import Solution
from advisor.lessons.asked import LessonToday
from advisor.lessons.course import Course, load_course
from advisor.lessons.lesson import FieldQuestion, Lesson
from advisor.lessons.reading import load_lessons
from advisor.lessons.solutions import solve


@dataclass(frozen=True, slots=True)
class Worked:
    """A lesson with what is right about each of its questions, and the engine's report on its case.

    `report` is None where there is no case, or one with a mistake that the student is to find; `plan` goes with it.
    """

    lesson: Lesson
    solutions: tuple[Solution, ...]
    report: Report | None = None
    plan: Agreed | None = None


@dataclass(frozen=True, slots=True)
class School:
    """Everything that the lessons of a day rest on; `left_out` names those without an answer on that day."""

    lessons: Mapping[str, Lesson]
    worked: Mapping[str, Worked]
    left_out: tuple[str, ...]
    course: Course
    knowledge: Knowledge

    @property
    def new_ids(self) -> Mapping[str, str]:
        """By the id that a lesson had before, the one that it has now."""
        return {was: lesson.id for lesson in self.lessons.values() for was in lesson.was}


@st.cache_resource(show_spinner=False)
def _read() -> tuple[tuple[Lesson, ...], Course]:
    """Read once: all of it is frozen."""
    return load_lessons(knowledge=pages.knowledge()), load_course()


@st.cache_resource(show_spinner=False, max_entries=3)
def school(on: date) -> School:
    """The lessons of a day: a case that tells no day is judged by what is in force on that day."""
    known = pages.knowledge()
    lessons, course = _read()
    worked: dict[str, Worked] = {}
    left_out = []
    for lesson in lessons:
        try:
            worked[lesson.id] = _worked(LessonToday(lesson, known, course.marking, on))
        except Refusal:
            left_out.append(lesson.id)
    return School({each: worked[each].lesson for each in worked}, worked, tuple(left_out), course, known)


def warm_up() -> None:
    """Work out the lessons of the server's own day, which is most readers' day, before anybody asks."""
    school(date.today())  # noqa: DTZ011 - a reader elsewhere asks for a day of their own


def _worked(asked: LessonToday) -> Worked:
    lesson = asked.lesson
    solutions = tuple(solve(question, asked) for question in lesson.questions)
    if lesson.case is None or any(isinstance(each, FieldQuestion) for each in lesson.questions):
        return Worked(lesson, solutions)
    report = asked.report()
    return Worked(lesson, solutions, report, agreed(report, asked.knowledge))
