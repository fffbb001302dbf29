"""Lessons in one line each, for the command line: what was checked, and the list of all."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from advisor.knowledge import Knowledge, load_knowledge
from advisor.lessons.answers import Factor, Number, Order, Picks, Solution
from advisor.lessons.asked import LessonToday
from advisor.lessons.course import Course, load_course
from advisor.lessons.lesson import Lesson
from advisor.lessons.reading import checked, load_lessons
from advisor.lessons.solutions import solve

COLUMNS: Final = ("id", "kind", "step", "exam", "age_group", "competency", "level", "difficulty")


def check(files: Mapping[str, bytes], on: date) -> tuple[list[str], list[str]]:
    """One line for every file in which nothing is wrong, and one for everything that is wrong in the others."""
    knowledge, course = load_knowledge(), load_course()
    lines, wrong = [], []
    for name, raw in files.items():
        lesson, problems = checked(name, raw, knowledge, course, on)
        wrong += [f"{problem}" for problem in problems]
        lines += [summary(name, lesson, knowledge, course, on)] if lesson and not problems else []
    return lines, wrong


def listing() -> str:
    """Every lesson of data/, one a line."""
    return "".join(f"{line}\n" for line in listed(load_lessons()))


def listed(lessons: Iterable[Lesson]) -> Iterator[str]:
    """The lessons as tab-separated lines, the names of the columns first."""
    yield "\t".join(COLUMNS)
    for each in lessons:
        competencies = ",".join(each.competencies)
        cells = (each.id, each.kind, each.step, each.exam or "", each.age_group, competencies, each.level)
        yield "\t".join((*cells, f"{each.difficulty}"))


def summary(name: str, lesson: Lesson, knowledge: Knowledge, course: Course, on: date) -> str:
    """One line: how many questions a lesson has, and what is right about each on a day."""
    asked = LessonToday(lesson, knowledge, course.marking, on)
    answers = "; ".join(f"{nth}: {right_said(solve(each, asked))}" for nth, each in enumerate(lesson.questions, 1))
    many = len(lesson.questions)
    return f"{name}: {many} question{'' if many == 1 else 's'}; {answers}"


def right_said(solution: Solution) -> str:
    """What is right, as short as it can be said."""
    match solution:
        case Picks(offered=offered):
            return ", ".join(each.key if each.says is None else each.says for each in offered if each.right) or "none"
        case Number(of=of, value=value):
            return f"{of} {value.typical:.3g} ({value.low:.3g} to {value.high:.3g})"
        case Factor(of=of, direction=direction, factor=factor):
            return f"{of} {direction} to {factor:.3g} times"
        case Order(placed=placed):
            return " < ".join(f"{each.says} ({each.dose_uSv.typical:.3g} uSv)" for each in placed)
        case _:
            return "a talk"
