"""Everything that keeps a lesson from being taught: what its file says, held against the engine and the data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from advisor.case.spelling import not_known
from advisor.intake.case import read_case
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.knowledge.toml_lines import Where
from advisor.lessons.answers import MOST_TOUCHES, Factor, Number, Solution, touches
from advisor.lessons.asked import LessonToday, UnsolvableError, dated
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
from advisor.lessons.problem import Problem, usable_document, within
from advisor.lessons.problems import free_of, told_problems
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


def problems(lesson: Lesson, knowledge: Knowledge, course: Course, on: date | None = None) -> list[Problem]:
    """What is wrong with a lesson, in the order of its file; none = it can be taught.

    Parameters
    ----------
    lesson : Lesson
        As read from its file.
    knowledge, course
        From `load_knowledge` and `load_course`.
    on : date, optional
        The day on which its questions are asked; by default the latest on which a document of `data/` was read.
    """
    asked = LessonToday(lesson, knowledge, course.marking, on or last_read(knowledge))
    found = [*_header(lesson, course), *named_problems(lesson, knowledge, course), *_case(asked)]
    solutions: list[Solution] = []
    for nth, question in enumerate(lesson.questions):
        told = _question(question, asked, course, solutions)
        found += [Problem(("question", nth, *each.where), each.remedy) for each in told]
    return [*found, *_length(solutions), *_picture(lesson)]


def _length(solutions: list[Solution]) -> Iterator[Problem]:
    """Short enough for a minute on a bus, and every number within reach of a touch."""
    count = touches(solutions)
    if count > MOST_TOUCHES:
        yield Problem(("question",), f"takes {count} touches; {MOST_TOUCHES} at most: take a question out, or split it")
    for nth, solution in enumerate(solutions):
        near = right_rungs(solution) if isinstance(solution, Number | Factor) else ()
        if not all(mark(solution, each).right for each in near):
            yield Problem(("question", nth, "of"), "is right at no rung of [marking] in data/competencies.toml")


def last_read(knowledge: Knowledge) -> date:
    return max(source.read_on for source in knowledge.sources.values())


def named_problems(lesson: Lesson, knowledge: Knowledge, course: Course) -> Iterator[Problem]:
    """What a lesson names and is not there: competencies, its exam, its documents."""
    for nth, key in enumerate(lesson.competencies):
        if key not in course.competency:
            yield Problem(("competency", nth), not_known(key, course.competency))
    if lesson.exam is not None and lesson.exam not in knowledge.by_exam:
        yield Problem(("exam",), not_known(lesson.exam, knowledge.by_exam))
    yield from _documents(lesson, knowledge)


def _header(lesson: Lesson, course: Course) -> Iterator[Problem]:
    if not _ID.fullmatch(lesson.id):
        yield Problem((), "the name of the file is the lesson's id; write it in small letters, digits and _")
    if not 0 < len(lesson.title) <= _TITLE:
        yield Problem(("title",), f"has {len(lesson.title)} characters; write 1 to {_TITLE}")
    if not within(lesson.difficulty, _DIFFICULTY):
        yield Problem(("difficulty",), "must be 1 (easy), 2 or 3 (hard)")
    if not lesson.competencies:
        yield Problem(("competency",), "is needed; name at least one key of data/competencies.toml")
    for key in ("vignette", "takeaway"):
        if not getattr(lesson, key).strip():
            yield Problem((key,), "is empty; write at least one sentence")
        yield from free_of(getattr(lesson, key), course.words.vignette_never, (key,))
    if not within(len(lesson.questions), _QUESTIONS):
        yield Problem(
            ("question",),
            f"stands {len(lesson.questions)} times; write {_QUESTIONS[0]} to {_QUESTIONS[1]} [[question]]",
        )
    kinds = _ASKS.get(lesson.kind)
    if kinds and not any(isinstance(each, kinds) for each in lesson.questions):
        yield Problem(("kind",), f"{lesson.kind} needs a question of its kind; add one, or choose another kind")


def _documents(lesson: Lesson, knowledge: Knowledge) -> Iterator[Problem]:
    if not lesson.sources:
        yield Problem(("source",), "is needed; add [[source]] with id and where")
    for nth, each in enumerate(lesson.sources):
        here = ("source", nth)
        if each.id not in knowledge.sources:
            yield Problem((*here, "id"), f"{each.id!r:.60} is not in data/sources.toml; add the document there first")
        elif not usable_document(each, knowledge):
            yield Problem((*here, "id"), "has been read by nobody or in part only; cite a document that was read")
        if not each.where.strip():
            yield Problem((*here, "where"), "is empty; write the table, page, section or abstract")


def _picture(lesson: Lesson) -> Iterator[Problem]:
    """Something to draw: a case, images to put in order, a level, or numbers that the vignette tells."""
    if lesson.drawn is None:
        if lesson.case is None and not any(isinstance(each, _DRAWN) for each in lesson.questions):
            yield Problem(("drawn",), "is needed where there is no [case]: write [drawn] with numbers of the vignette")
        return
    if lesson.case is not None:
        yield Problem(("drawn",), "is not drawn where there is a [case]; take one of them out")
    told = {float(each) for each in _NUMBER.findall(lesson.vignette)}
    for name, value in lesson.drawn.values.items():
        if value not in told:
            yield Problem(("drawn", "values", name), f"is {value:g}, which the vignette does not tell")


def _case(asked: LessonToday) -> Iterator[Problem]:
    lesson, knowledge = asked.lesson, asked.knowledge
    if lesson.case is None:
        if lesson.picture is not None:
            yield Problem(("picture",), "is drawn from [case]; add one, or leave picture out")
        return
    told = lesson.case.get("exam")
    if lesson.exam is not None and told is not None and told != lesson.exam:
        yield Problem(("case", "exam"), f"is {told!r:.40}, and the lesson's is {lesson.exam!r:.40}; write the same")
    try:
        case = read_case(dated(lesson.case, asked.on), knowledge)
    except Refusal as error:
        if not any(isinstance(each, FieldQuestion) for each in lesson.questions):
            yield Problem(("case", *_path(error.field)), error.remedy)
        return
    age = case.patient.age_years
    if not _of_age(age, lesson.age_group, knowledge):
        yield Problem(("age_group",), f"{lesson.age_group} does not fit the age of {age:g} in [case]")


def _of_age(age_years: float, group: AgeGroup, knowledge: Knowledge) -> bool:
    stages = knowledge.exams.stages
    return {
        AgeGroup.CHILD: age_years < stages.child_until,
        AgeGroup.ADOLESCENT: stages.transitional_until <= age_years <= stages.child_until,
        AgeGroup.ADULT: age_years >= stages.child_until,
        AgeGroup.ANY: True,
    }[group]


def _question(question: Question, asked: LessonToday, course: Course, solutions: list[Solution]) -> Iterator[Problem]:
    """What is wrong with one; its solution joins the others where it has one."""
    if not question.ask.strip():
        yield Problem(("ask",), "is empty; write the question")
    told = list(told_problems(question, course.words))
    yield from told
    if isinstance(question, ChoiceQuestion) and asked.lesson.level is Level.COMMUNICATE:
        for nth, option in enumerate(question.options):
            said = option.says if option.right else ""
            yield from free_of(said, course.words.parent_never, ("option", nth, "says"))
    if told and isinstance(question, DialogueQuestion):
        return
    try:
        solution = solve(question, asked)
    except UnsolvableError as error:
        if error.key != "case":  # which is told once for the lesson, not for each question
            yield Problem(_path(error.key), error.remedy)
        return
    solutions.append(solution)
    yield from _solved(question, solution)


def _solved(question: Question, solution: Solution) -> Iterator[Problem]:
    """Whether the engine's answer leaves something to choose."""
    right = len(getattr(solution, "right", ""))
    if isinstance(question, SettingsQuestion) and right != 1:
        yield Problem(("option",), f"{right} of them ask for no further change by the engine; exactly one must")
    if isinstance(question, FieldQuestion) and right != 1:
        yield Problem(("fields",), f"must hold the field that is refused: {solution.grounds.evidence[0]}")
    if isinstance(question, IssuersQuestion):
        offered = len(getattr(solution, "offered", ""))
        if not 0 < right < offered:
            yield Problem(("verdict",), f"{right} of {offered} issuers give it here; choose one that some give")


def _path(key: str) -> Where:
    return tuple(int(part) if part.isdecimal() else part for part in key.split("."))
