"""The situation of a lesson: a picture drawn from its case, the vignette, what it is about."""

from collections.abc import Iterator, Mapping

import streamlit as st

from advisor.case.model import Exam
from advisor.charts.check import timer_strip
from advisor.charts.lesson import display, lesson_picture
from advisor.charts.lesson_answers import dose_ladder, level_strip, values_strip
from advisor.charts.picture import Ink, Picture
from advisor.charts.unit_panel import ways
from advisor.evidence import table_words
from advisor.knowledge import Knowledge
from advisor.lessons.answers import Factor, Number, Order
from advisor.lessons.lesson import Lesson, LevelQuestion, OrderQuestion
from advisor.lessons.quantities import level_row
from advisor.lessons.vocabulary import LessonPicture, Quantity
from advisor.pages.learn import words
from advisor.pages.learn.school import Worked
from advisor.pages.shared import pictures
from advisor.words import names


def show(worked: Worked, knowledge: Knowledge, *, answered: bool) -> None:
    """Before the answer no picture says what the engine says; after it one does."""
    lesson = worked.lesson
    drawn = list(drawn_of(worked, knowledge, pictures.ink(), answered=answered))
    for picture in drawn:
        pictures.show(picture)
    st.markdown(lesson.vignette)
    st.caption(words.TAGS.join(_tags(lesson, knowledge.by_exam)))
    if answered:
        pictures.numbers(drawn)


def drawn_of(worked: Worked, knowledge: Knowledge, ink: Ink, *, answered: bool) -> Iterator[Picture]:
    """The engine's answer first once there is one, then the case, the images compared, or the vignette's numbers."""
    if answered:
        yield from _answers(worked, knowledge, ink)
    else:
        yield from _levels(worked, knowledge, ink, answered=False)
    report = worked.report
    if report is not None:
        kind = worked.lesson.picture or LessonPicture.SETTINGS
        picture = lesson_picture(kind, report.case, report if answered else None, ink)
        if picture is not None:
            yield picture
    elif worked.lesson.case is not None:
        yield display(worked.lesson.case, ink)
    elif drawn := worked.lesson.drawn:
        yield values_strip(drawn.values, drawn.unit, ink)
    else:
        yield from _compared(worked, ink)


def _compared(worked: Worked, ink: Ink) -> Iterator[Picture]:
    """The images that are to be put in order, as the lesson's file has them."""
    for question, solution in zip(worked.lesson.questions, worked.solutions, strict=True):
        if isinstance(question, OrderQuestion):
            reports = zip(question.items, solution.grounds.reports, strict=True)
            yield ways({item.says: report.case for item, report in reports}, ink)


def _answers(worked: Worked, knowledge: Knowledge, ink: Ink) -> Iterator[Picture]:
    """The strip of the timer, the doses in their order, or the median beside its level; one of each kind at most."""
    asked = {each.of for each in worked.solutions if isinstance(each, Number | Factor)}
    report = worked.report
    if report is not None and Quantity.EXPOSURE in asked:
        steps = knowledge.technique.timer(None).steps_s
        strip = timer_strip(report.exposure, report.case.setup.exposure_s, steps, ink)
        if strip is not None:
            yield strip
    for solution in worked.solutions:
        if isinstance(solution, Order):
            yield dose_ladder({each.says: each.dose_uSv for each in solution.placed}, ink)
            break
        if isinstance(solution, Factor) and solution.of is Quantity.DOSE:
            yield dose_ladder({words.BEFORE: solution.before, words.AFTER: solution.after}, ink)
            break
    yield from _levels(worked, knowledge, ink, answered=True)


def _levels(worked: Worked, knowledge: Knowledge, ink: Ink, *, answered: bool) -> Iterator[Picture]:
    question = next((each for each in worked.lesson.questions if isinstance(each, LevelQuestion)), None)
    if question is None:
        return
    row = level_row(question.reference_level, knowledge)
    alike = question.quantity in (None, row.quantity)
    unit = table_words.unit_of(question.quantity or row.quantity)
    yield level_strip(question.value, row.value if answered and alike else None, unit, ink)


def _tags(lesson: Lesson, exams: Mapping[str, Exam]) -> list[str]:
    exam = [names.exam(exams[lesson.exam])] if lesson.exam else []
    return [*exam, words.AGES[lesson.age_group], words.DIFFICULTIES[lesson.difficulty]]
