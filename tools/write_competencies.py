"""Write docs/competencies.md, the table of what the lessons teach, from data/competencies.toml and data/lessons.

python -m tools.write_competencies
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from advisor import load_knowledge
from advisor.knowledge import Knowledge
from advisor.lessons.course import Competency, Course, load_course
from advisor.lessons.lesson import Lesson
from advisor.lessons.reading import load_lessons
from advisor.lessons.vocabulary import LessonKind, LessonStep, Level

TABLE = Path(__file__).resolve().parent.parent / "docs" / "competencies.md"


def competencies_text(knowledge: Knowledge, course: Course, lessons: Sequence[Lesson]) -> str:
    """The page as Markdown: who asks for each competency, and which lessons teach it."""
    return "\n".join(_page(knowledge, course, lessons)) + "\n"


def _page(knowledge: Knowledge, course: Course, lessons: Sequence[Lesson]) -> Iterator[str]:
    yield "# What the lessons teach"
    yield ""
    yield "Written by `python -m tools.write_competencies` from `data/competencies.toml` and `data/lessons/`."
    yield "A lesson may teach several competencies; an examination draws one item after another across them."
    yield ""
    yield "| competency | learning outcome | asked for by | lessons |"
    yield "| --- | --- | --- | --- |"
    for each in course.competency.values():
        yield f"| {each.label} (`{each.id}`) | {each.says} | {_asked_by(each, knowledge)} | {_many(each, lessons)} |"
    yield ""
    yield "## By competency and level"
    yield ""
    yield from _crossed(course, lessons)
    yield ""
    yield "## By step and kind"
    yield ""
    yield from _steps(lessons)
    yield ""
    yield "## Lessons"
    yield ""
    for competency in course.competency.values():
        named = ", ".join(f"{each.title} (`{each.id}`)" for each in lessons if competency.id in each.competencies)
        yield f"- **{competency.label}**: {named}."


def _asked_by(competency: Competency, knowledge: Knowledge) -> str:
    source = knowledge.sources[competency.source]
    named = f"[{source.issuer}]({source.url})" if source.url else source.issuer
    return f"{named}, {competency.where}"


def _many(competency: Competency, lessons: Sequence[Lesson]) -> int:
    return sum(competency.id in lesson.competencies for lesson in lessons)


def _crossed(course: Course, lessons: Sequence[Lesson]) -> Iterator[str]:
    found = Counter((key, lesson.level) for lesson in lessons for key in lesson.competencies)
    yield f"| competency | {' | '.join(Level)} |"
    yield f"| --- |{' ---: |' * len(Level)}"
    for key, each in course.competency.items():
        yield f"| {each.label} | {' | '.join(_cell(found[key, level]) for level in Level)} |"


def _steps(lessons: Sequence[Lesson]) -> Iterator[str]:
    found = Counter((lesson.step, lesson.kind) for lesson in lessons)
    yield f"| step | {' | '.join(LessonKind)} |"
    yield f"| --- |{' ---: |' * len(LessonKind)}"
    for step in LessonStep:
        yield f"| {step} | {' | '.join(_cell(found[step, kind]) for kind in LessonKind)} |"


def _cell(many: int) -> str:
    return f"{many}" if many else ""


if __name__ == "__main__":
    TABLE.write_text(competencies_text(load_knowledge(), load_course(), load_lessons()), encoding="utf-8")
    print(f"written: {TABLE}")
