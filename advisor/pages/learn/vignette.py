"""The situation of a lesson: what it is about, the vignette, and a picture drawn from its case."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from advisor.case.model import Exam
from advisor.charts.lesson import lesson_picture
from advisor.lessons.lesson import Lesson
from advisor.pages.learn import words
from advisor.pages.learn.school import Worked
from advisor.pages.shared import pictures
from advisor.words import names


def show(worked: Worked, exams: Mapping[str, Exam], *, answered: bool) -> None:
    """Before the answer no picture says what the engine says."""
    lesson, report = worked.lesson, worked.report
    st.caption(words.TAGS.join(_tags(lesson, exams)))
    st.header(lesson.title, anchor=False)
    st.markdown(lesson.vignette)
    if lesson.picture is None or report is None:
        return
    picture = lesson_picture(lesson.picture, report.case, report if answered else None, pictures.ink())
    if picture is not None:
        pictures.show(picture)
        pictures.numbers([picture])


def _tags(lesson: Lesson, exams: Mapping[str, Exam]) -> list[str]:
    exam = [names.exam(exams[lesson.exam])] if lesson.exam else []
    return [words.STEPS[lesson.step], *exam, words.AGES[lesson.age_group], words.DIFFICULTIES[lesson.difficulty]]
