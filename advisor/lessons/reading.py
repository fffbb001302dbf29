"""A lesson's file -> a Lesson. Strict: whatever it does not know is refused with file, line, key and the remedy."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path, PurePath
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from advisor.knowledge import DATA, Knowledge
from advisor.knowledge.strict import STRICT, DataError, Files, parsed
from advisor.knowledge.toml_lines import Where, line_of
from advisor.lessons.checking import named_problems, problems
from advisor.lessons.course import Course, load_course
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
    StepsQuestion,
    VerdictQuestion,
)

FOLDER: Final = "lessons"
ANSWERS: Final[Mapping[str, type[Any]]] = {
    "verdict": VerdictQuestion,
    "steps": StepsQuestion,
    "settings": SettingsQuestion,
    "number": NumberQuestion,
    "factor": FactorQuestion,
    "order": OrderQuestion,
    "issuers": IssuersQuestion,
    "opinion": OpinionQuestion,
    "field": FieldQuestion,
    "level": LevelQuestion,
    "choice": ChoiceQuestion,
    "find_bad": BadSentencesQuestion,
    "dialogue": DialogueQuestion,
}
_MANY: Final[Mapping[str, str]] = {  # a file writes one table a thing, in the singular; a noun holds them all
    "competency": "competencies",
    "source": "sources",
    "question": "questions",
    "option": "options",
    "item": "items",
    "turn": "turns",
}
_ONE: Final = {many: one for one, many in _MANY.items()}
_AS_TOLD: Final = frozenset({"case", "setup", "visit", "patient"})  # a case's own words, which read_case judges
_UNKNOWN: Final = "unexpected_keyword_argument"
_EXPECTED: Final = {
    "float": "must be a number, without quotes",
    "finite": "must be a finite number",
    "int": "must be a whole number, without quotes",
    "bool": "must be true or false, without quotes",
    "string": "must be text in quotes",
    "tuple": "must be a list in square brackets, or [[tables]]",
    "dict": "must be a table such as {age_years = 7}",
    "dataclass": "must be a table of keys",
}


class LessonError(DataError):
    """What keeps a lesson's file from being used: file, line, key and what to do."""

    def __init__(self, file: str, line: int, key: str, remedy: str) -> None:
        super().__init__(f"{file}:{line}: {key}: {remedy}")
        self.file, self.line, self.key, self.remedy = file, line, key, remedy


def load_lessons(folder: Path | None = None, known: Knowledge | None = None) -> tuple[Lesson, ...]:
    """Every lesson of `data/lessons`, by file name; what they name is held against what is known, where that is told.

    Raises
    ------
    LessonError
        Names file, line, key and remedy of the first thing that is wrong.
    """
    files = Files(folder or DATA)
    lessons = {name: _lesson(name, files.text(name)) for name in files.names(f"{FOLDER}/*.toml")}
    course = load_course(folder) if known else None
    for name, lesson in lessons.items():
        for problem in named_problems(lesson, known, course) if known and course else ():
            raise _error(name, files.text(name), problem.where, problem.remedy)
    return tuple(lessons.values())


def read_lesson(text: str, name: str, knowledge: Knowledge, course: Course | None = None) -> Lesson:
    """One lesson from outside, as a teacher wrote it; `name` is its file's, the stem of which becomes the id.

    Raises
    ------
    LessonError
        As `load_lessons`. What the file says is also checked against the engine, see `checking.problems`.
    """
    course = course or load_course()
    lesson = _lesson(name, text)
    for problem in problems(lesson, knowledge, course):
        raise _error(name, text, problem.where, problem.remedy)
    return lesson


def checked(
    name: str, text: str, knowledge: Knowledge, course: Course, on: date | None = None
) -> tuple[Lesson | None, list[LessonError]]:
    """The lesson if it can be read, and everything that is wrong with it."""
    try:
        lesson = _lesson(name, text)
    except LessonError as error:
        return None, [error]
    found = problems(lesson, knowledge, course, on)
    return lesson, [_error(name, text, each.where, each.remedy) for each in found]


def _error(name: str, text: str, where: Where, remedy: str) -> LessonError:
    return LessonError(name, line_of(text, where), written(where), remedy)


def written(where: Where) -> str:
    """A key's path as a reader says it: question 2, option 1, says."""
    parts = [f"{part + 1}" if isinstance(part, int) else part for part in where]
    path = [f" {part}" if isinstance(each, int) else f", {part}" for part, each in zip(parts, where, strict=True)]
    return "".join(path).removeprefix(", ") or "lesson"


def _lesson(name: str, text: str) -> Lesson:
    try:
        told = parsed(name, text)
    except DataError as error:
        at = re.search(r"at line (\d+)", f"{error}")
        line = int(at[1]) if at else len(text.splitlines())
        raise LessonError(name, line, "lesson", f"is not TOML: {error}") from None
    questions = told.pop("question", [])
    if not isinstance(questions, list) or not all(isinstance(each, dict) for each in questions):
        raise _error(name, text, ("question",), "write each question under [[question]]")
    lesson: Lesson = _read(Lesson, {**told, "id": PurePath(name).stem, "question": []}, (), name, text)
    asked = [_question(each, ("question", nth), name, text) for nth, each in enumerate(questions)]
    return replace(lesson, questions=tuple(asked))


def _question(told: dict[str, Any], where: Where, name: str, text: str) -> Question:
    answer = told.pop("answer", None)
    if not isinstance(answer, str) or answer not in ANSWERS:
        near = get_close_matches(f"{answer}", ANSWERS, n=1)
        guess = f" (did you mean {near[0]}?)" if near else ""
        remedy = f"is needed and must be one of: {', '.join(ANSWERS)}{guess}"
        raise _error(name, text, (*where, "answer"), remedy)
    question: Question = _read(ANSWERS[answer], told, where, name, text)
    return question


def _read(noun: Any, told: Mapping[str, Any], where: Where, name: str, text: str) -> Any:
    try:
        return _adapter(noun).validate_json(json.dumps([_plural(told)], default=str), strict=True)[0]
    except RecursionError:
        raise LessonError(
            name, 1, written(where), "is nested too deeply; a lesson has at most tables in tables"
        ) from None
    except ValidationError as error:
        first = min(error.errors(), key=lambda each: each["type"] != _UNKNOWN)  # a misspelt key is also a missing one
        inside = tuple(_ONE.get(part, part) if isinstance(part, str) else part for part in first["loc"][1:])
        raise _error(name, text, (*where, *inside), _remedy(first, noun, inside)) from None


@cache
def _adapter(noun: Any) -> TypeAdapter[Any]:
    return TypeAdapter(list[noun], config=STRICT)


def _plural(told: Any) -> Any:
    """The tables of a file under the names of the nouns; a case's own words stay as they are told."""
    if isinstance(told, list):
        return [_plural(each) for each in told]
    if not isinstance(told, Mapping):
        return told
    return {_MANY.get(key, key): value if key in _AS_TOLD else _plural(value) for key, value in told.items()}


def _remedy(error: ErrorDetails, noun: type[Any], inside: Where) -> str:
    kind = error["type"]
    if kind == "missing":
        return "is needed; write it here"
    if kind == _UNKNOWN:
        return f"is not a key here{_guess(f'{inside[-1]}', noun) if len(inside) == 1 else ''}; take it out"
    if kind == "enum":
        near = get_close_matches(f"{error['input']}", error["ctx"]["expected"].replace("'", "").split(", "), n=1)
        guess = f" (did you mean {near[0]}?)" if near else ""
        return f"{error['input']!r:.40} is not known; accepted: {error['ctx']['expected']}{guess}"
    expected = _EXPECTED.get(kind.split("_")[0], error["msg"].lower())
    return f"{expected}, not {json.dumps(error['input'], default=str)[:40]}"


def _guess(name: str, noun: type[Any]) -> str:
    near = get_close_matches(name, [_ONE.get(each.name, each.name) for each in fields(noun)], n=1)
    return f"; did you mean {near[0]}?" if near else ""
