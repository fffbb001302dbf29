"""Everything that keeps a lesson from being taught: what its file says, held against the engine and the data."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from advisor.intake.case import read_case
from advisor.intake.refusal import Refusal, Why
from advisor.knowledge import Knowledge
from advisor.lessons.answers import MOST_TOUCHES, Factor, Number, Solution, touches
from advisor.lessons.asked import LessonToday, dated, path_of
from advisor.lessons.course import Course
from advisor.lessons.lesson import (
    BadSentencesQuestion,
    ChoiceQuestion,
    DialogueQuestion,
    FactorQuestion,
    FieldQuestion,
    IssuersQuestion,
    Lesson,
    LevelQuestion,
    NumberQuestion,
    OpinionQuestion,
    OrderQuestion,
    Question,
    SettingsQuestion,
)
from advisor.lessons.marking import mark, right_rungs
from advisor.lessons.problem import count_problems, not_listed, usable_document, within
from advisor.lessons.problems import free_of, visible_problems
from advisor.lessons.solutions import solve
from advisor.lessons.vocabulary import AgeGroup, LessonKind, Level

_ID: Final = re.compile(r"[a-z][a-z0-9_]*")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_TITLE: Final = 60  # characters: one line on a phone
_QUESTIONS: Final = (1, 4)
_DIFFICULTY: Final = (1, 3)
_DRAWN: Final = (OrderQuestion, LevelQuestion)  # each brings its own picture
_ASKS: Final[Mapping[LessonKind, tuple[type[Question], ...]]] = {
    LessonKind.RANK: (OrderQuestion,),
    LessonKind.ESTIMATE: (NumberQuestion,),
    LessonKind.CHANGE: (FactorQuestion,),
    LessonKind.FIND_BAD: (BadSentencesQuestion,),
    LessonKind.DIALOGUE: (DialogueQuestion,),
    LessonKind.WHO_SAYS: (IssuersQuestion, OpinionQuestion, ChoiceQuestion),
}


def problems(lesson: Lesson, knowledge: Knowledge, course: Course, on: date | None = None) -> list[Refusal]:
    """What is wrong with a lesson, in the order of its file; none = it can be taught.

    Parameters
    ----------
    on : date, optional
        The day on which its questions are asked; by default the latest on which a document of `data/` was read.
    """
    last_read = max(source.read_on for source in knowledge.sources.values())
    asked = LessonToday(lesson, knowledge, course.marking, on or last_read)
    found = [*_header(lesson, course), *named_problems(lesson, knowledge, course), *_case(asked)]
    solutions: list[Solution] = []
    for nth, question in enumerate(lesson.questions):
        wrong = _question(question, asked, course, solutions)
        found += [each.named(("question", nth, *each.path)) for each in wrong]
    return [*found, *_length(solutions), *_picture(lesson)]


def _length(solutions: list[Solution]) -> Iterator[Refusal]:
    """Short enough for a minute on a bus, and every number within reach of a touch."""
    count = touches(solutions)
    if count > MOST_TOUCHES:
        yield Refusal(("question",), Why.TOO_MANY_TOUCHES, count=count, most=MOST_TOUCHES)
    for nth, solution in enumerate(solutions):
        near = right_rungs(solution) if isinstance(solution, Number | Factor) else ()
        if not all(mark(solution, each).right for each in near):
            yield Refusal(("question", nth, "of"), Why.AT_NO_RUNG)


def named_problems(lesson: Lesson, knowledge: Knowledge, course: Course) -> Iterator[Refusal]:
    """What a lesson names and is not there: competencies, its exam, its documents."""
    for nth, key in enumerate(lesson.competencies):
        if key not in course.competency:
            yield not_listed(("competency", nth), key, course.competency)
    if lesson.exam is not None and lesson.exam not in knowledge.by_exam:
        yield not_listed(("exam",), lesson.exam, knowledge.by_exam)
    yield from _documents(lesson, knowledge)


def _header(lesson: Lesson, course: Course) -> Iterator[Refusal]:
    if not _ID.fullmatch(lesson.id):
        yield Refusal("lesson", Why.NO_LESSON_ID)
    if not 0 < len(lesson.title) <= _TITLE:
        yield Refusal(("title",), Why.TITLE_LENGTH, count=len(lesson.title), most=_TITLE)
    if not within(lesson.difficulty, _DIFFICULTY):
        yield Refusal(("difficulty",), Why.NO_DIFFICULTY)
    if not lesson.competencies:
        yield Refusal(("competency",), Why.IS_NEEDED, what="name at least one key of data/competencies.toml")
    for key in ("vignette", "takeaway"):
        if not getattr(lesson, key).strip():
            yield Refusal((key,), Why.IS_EMPTY, what="at least one sentence")
        yield from free_of(getattr(lesson, key), course.words.vignette_never, (key,))
    yield from count_problems(len(lesson.questions), _QUESTIONS, "question", " [[question]]")
    kinds = _ASKS.get(lesson.kind)
    if kinds and not any(isinstance(each, kinds) for each in lesson.questions):
        yield Refusal(("kind",), Why.NOT_OF_ITS_KIND, kind=lesson.kind)


def _documents(lesson: Lesson, knowledge: Knowledge) -> Iterator[Refusal]:
    if not lesson.sources:
        yield Refusal(("source",), Why.IS_NEEDED, what="add [[source]] with id and where")
    for nth, each in enumerate(lesson.sources):
        here = ("source", nth)
        if each.id not in knowledge.sources:
            yield Refusal((*here, "id"), Why.NO_DOCUMENT, told=each.id)
        elif not usable_document(each, knowledge):
            yield Refusal((*here, "id"), Why.UNREAD_DOCUMENT)
        if not each.where.strip():
            yield Refusal((*here, "where"), Why.IS_EMPTY, what="the table, page, section or abstract")


def _picture(lesson: Lesson) -> Iterator[Refusal]:
    """Something to draw: a case, images to put in order, a level, or numbers that the vignette tells."""
    if lesson.drawn is None:
        if lesson.case is None and not any(isinstance(each, _DRAWN) for each in lesson.questions):
            yield Refusal(("drawn",), Why.NEEDS_DRAWN)
        return
    if lesson.case is not None:
        yield Refusal(("drawn",), Why.DRAWN_BESIDE_CASE)
    numbers = {float(each) for each in _NUMBER.findall(lesson.vignette)}
    for name, value in lesson.drawn.values.items():
        if value not in numbers:
            yield Refusal(("drawn", "values", name), Why.NOT_IN_VIGNETTE, value=value)


def _case(asked: LessonToday) -> Iterator[Refusal]:
    lesson, knowledge = asked.lesson, asked.knowledge
    if lesson.case is None:
        if lesson.picture is not None:
            yield Refusal(("picture",), Why.DRAWN_FROM_CASE)
        return
    exam = lesson.case.get("exam")
    if lesson.exam is not None and exam is not None and exam != lesson.exam:
        yield Refusal(("case", "exam"), Why.OTHER_EXAM, told=exam, exam=lesson.exam)
    try:
        case = read_case(dated(lesson.case, asked.on), knowledge)
    except Refusal as error:
        if not any(isinstance(each, FieldQuestion) for each in lesson.questions):
            yield error.named(("case", *path_of(error.field)))
        return
    age = case.patient.age_years
    if not _of_age(age, lesson.age_group, knowledge):
        yield Refusal(("age_group",), Why.OTHER_AGE_GROUP, group=lesson.age_group, age=age)


def _of_age(age_years: float, group: AgeGroup, knowledge: Knowledge) -> bool:
    stages = knowledge.exams.stages
    return {
        AgeGroup.CHILD: age_years < stages.child_until,
        AgeGroup.ADOLESCENT: stages.transitional_until <= age_years <= stages.child_until,
        AgeGroup.ADULT: age_years >= stages.child_until,
        AgeGroup.ANY: True,
    }[group]


def _question(question: Question, asked: LessonToday, course: Course, solutions: list[Solution]) -> Iterator[Refusal]:
    """What is wrong with one; its solution joins the others where it has one."""
    if not question.ask.strip():
        yield Refusal(("ask",), Why.IS_EMPTY, what="the question")
    visible = list(visible_problems(question, course.words))
    yield from visible
    if isinstance(question, ChoiceQuestion) and asked.lesson.level is Level.COMMUNICATE:
        for nth, option in enumerate(question.options):
            said = option.says if option.right else ""
            yield from free_of(said, course.words.parent_never, ("option", nth, "says"))
    if visible and isinstance(question, DialogueQuestion):
        return
    try:
        solution = solve(question, asked)
    except Refusal as refused:
        if refused.path != ("case",):  # which is told once for the lesson, not for each question
            yield refused
        return
    solutions.append(solution)
    yield from _solved(question, solution)


def _solved(question: Question, solution: Solution) -> Iterator[Refusal]:
    """Whether the engine's answer leaves something to choose."""
    right = len(getattr(solution, "right", ""))
    if isinstance(question, SettingsQuestion) and right != 1:
        yield Refusal(("option",), Why.NOT_ONE_SETTING, right=right)
    if isinstance(question, FieldQuestion) and right != 1:
        yield Refusal(("fields",), Why.NEEDS_REFUSED_FIELD, told=solution.grounds.evidence[0])
    if isinstance(question, IssuersQuestion):
        offered = len(getattr(solution, "offered", ""))
        if not 0 < right < offered:
            yield Refusal(("verdict",), Why.ALL_OR_NO_ISSUERS, right=right, offered=offered)
