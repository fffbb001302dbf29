"""A lesson's file -> a Lesson. Strict: whatever it does not know is refused with file, line, key and the remedy."""

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path, PurePath
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from advisor.case.spelling import nearest
from advisor.intake.refusal import Refusal, Why
from advisor.intake.text import Text
from advisor.knowledge import DATA, Knowledge
from advisor.knowledge.strict import STRANGER, STRICT, Files, first_error
from advisor.knowledge.toml_lines import Where, line_of
from advisor.lessons.checking import named_problems, problems
from advisor.lessons.course import Course, load_course
from advisor.lessons.lesson import ANSWERS, Lesson
from advisor.lessons.problem import not_listed

FOLDER: Final = "lessons"
LESSON_TEXT: Final = Text("a lesson", 100_000, "data/README.md shows a lesson", form="TOML")
_ONE: Final[Mapping[str, str]] = {  # a file writes one table a thing, in the singular; a noun holds them all
    "competencies": "competency",
    "sources": "source",
    "questions": "question",
    "options": "option",
    "items": "item",
    "turns": "turn",
}
_LESSONS: Final = TypeAdapter(list[Lesson], config=STRICT | {"alias_generator": lambda name: _ONE.get(name, name)})
_NO_ANSWER: Final = ("union_tag_invalid", "union_tag_not_found")
_TAG: Final = 2  # the place of the answer in the path of an error: question, 0, verdict, step
_EXPECTED: Final = {
    "float": "must be a number, without quotes",
    "finite": "must be a finite number",
    "int": "must be a whole number, without quotes",
    "bool": "must be true or false, without quotes",
    "string": "must be text in quotes",
    "tuple": "must be a list in square brackets, or [[tables]]",
    "dict": "must be a table such as {age_years = 7}",
    "dataclass": "must be a table of keys",
    "model": "must be a table of keys",
}


def load_lessons(folder: Path | None = None, knowledge: Knowledge | None = None) -> tuple[Lesson, ...]:
    """Every lesson of `data/lessons`, by file name; what they name is held against what is known, where that is told.

    Raises
    ------
    Refusal
        Names file, line, key and remedy of the first thing that is wrong.
    """
    files = Files(folder or DATA)
    lessons = {name: _lesson(name, files.text(name)) for name in files.names(f"{FOLDER}/*.toml")}
    course = load_course(folder) if knowledge else None
    for name, lesson in lessons.items():
        for problem in named_problems(lesson, knowledge, course) if knowledge and course else ():
            raise problem.of(name, line_of(files.text(name), problem.path))
    return tuple(lessons.values())


def checked(
    name: str, raw: str | bytes, knowledge: Knowledge, course: Course, on: date | None = None
) -> tuple[Lesson | None, list[Refusal]]:
    """The lesson if it can be read, and everything that is wrong with it."""
    try:
        text = LESSON_TEXT.plain(raw, "lesson")
        lesson = _lesson(name, text)
    except Refusal as refused:
        return None, [refused.of(name, refused.line or 1)]
    found = problems(lesson, knowledge, course, on)
    return lesson, [each.of(name, line_of(text, each.path)) for each in found]


def _lesson(name: str, text: str) -> Lesson:
    try:
        written = LESSON_TEXT.toml(text, "lesson")
    except Refusal as refused:
        at = re.search(r"at line (\d+)", refused.remedy)
        raise refused.of(name, int(at[1]) if at else len(text.splitlines())) from None
    try:
        lessons: list[Lesson] = _LESSONS.validate_json(
            json.dumps([{"question": [], **written, "id": PurePath(name).stem}], default=str), strict=True
        )
    except RecursionError:
        raise Refusal(
            "lesson", Why.NESTED_TOO_DEEPLY, file=name, line=1, what="a lesson has at most tables in tables"
        ) from None
    except ValidationError as error:
        first = first_error(error)
        where, noun, inside = _place(first["loc"][1:])
        missing = ("answer",) if first["type"] in _NO_ANSWER else ()
        path = (*where, *inside, *missing)
        raise _refusal(path or "lesson", first, noun, inside).of(name, line_of(text, path)) from None
    return lessons[0]


def _place(loc: Where) -> tuple[Where, type[Any], Where]:
    """Where a table begins, its noun, the key within it; of a question the answer stands in the path of an error."""
    if loc[:1] == ("question",) and len(loc) > _TAG and loc[_TAG] in ANSWERS:
        return loc[:_TAG], ANSWERS[f"{loc[_TAG]}"], loc[_TAG + 1 :]
    return (), Lesson, loc


def _refusal(field: str | Where, error: ErrorDetails, noun: type[Any], inside: Where) -> Refusal:
    kind = error["type"]
    if kind in _NO_ANSWER:
        near = nearest(error["ctx"].get("tag"), ANSWERS)
        guess = f" (did you mean {near}?)" if near else ""
        return Refusal(field, Why.NO_ANSWER_ASKED, accepted=", ".join(ANSWERS), guess=guess)
    if kind == "missing":
        return Refusal(field, Why.IS_NEEDED, what="write it here")
    if kind == STRANGER:
        return Refusal(field, Why.NOT_A_KEY, guess=_guess(f"{inside[-1]}", noun) if len(inside) == 1 else "")
    if kind == "enum":
        accepted = error["ctx"]["expected"].replace("'", "").split(", ")
        return not_listed(field, error["input"], accepted)
    expected = _EXPECTED.get(kind.split("_")[0], error["msg"].lower())
    return Refusal(field, Why.WRONG_KIND, expected=expected, told=json.dumps(error["input"], default=str))


def _guess(name: str, noun: type[Any]) -> str:
    near = nearest(name, [_ONE.get(each.name, each.name) for each in fields(noun)])
    return f"; did you mean {near}?" if near else ""
