"""What to do, by whom, by when: one line a finding, as codes that the report puts into words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from advisor.audit.child_sizing import ChildSizing, Falls
from advisor.audit.groups import Beside, Group
from advisor.audit.image_quality import AgainstTarget, ImageQuality
from advisor.audit.questions import Question
from advisor.audit.standards import Standards


class Action(StrEnum):
    SHORTEN_FOR_CHILDREN = "shorten_for_children"
    REVIEW_ABOVE_LEVEL = "review_above_level"
    REVIEW_IMAGE_QUALITY = "review_image_quality"
    ANSWER_QUESTIONS = "answer_questions"
    COLLECT_MORE = "collect_more"
    REPEAT = "repeat"


class Who(StrEnum):
    LEAD = "lead"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True)
class ToDo:
    action: Action
    who: Who
    by: date
    about: tuple[str, ...] = ()  # units and exams


def to_do(
    sizing: Sequence[ChildSizing],
    groups: Iterable[Group],
    quality: Iterable[ImageQuality],
    questions: Sequence[Question],
    on: date,
    standards: Standards,
) -> tuple[ToDo, ...]:
    return tuple(_lines(sizing, groups, quality, questions, on, standards))


def _lines(
    sizing: Sequence[ChildSizing],
    groups: Iterable[Group],
    quality: Iterable[ImageQuality],
    questions: Sequence[Question],
    on: date,
    standards: Standards,
) -> Iterator[ToDo]:
    soon = on + timedelta(days=standards.conventions.due_days)
    same = [f"{each.unit}: {each.exam}" for each in sizing if each.answer is Falls.DOES_NOT_FALL]
    if same:
        yield ToDo(Action.SHORTEN_FOR_CHILDREN, Who.LEAD, soon, tuple(dict.fromkeys(same)))
    above = [f"{each.unit}: {each.exam}" for each in groups if each.beside is Beside.ABOVE]
    if above:
        yield ToDo(Action.REVIEW_ABOVE_LEVEL, Who.EXPERT, soon, tuple(dict.fromkeys(above)))
    missed = [each.exam for each in quality if each.against is AgainstTarget.NOT_MET]
    if missed:
        yield ToDo(Action.REVIEW_IMAGE_QUALITY, Who.LEAD, soon, tuple(missed))
    if questions:
        yield ToDo(Action.ANSWER_QUESTIONS, Who.LEAD, soon, tuple(dict.fromkeys(each.unit for each in questions)))
    few = [f"{each.unit}: {each.exam}" for each in sizing if each.answer is Falls.CANNOT_TELL]
    if few:
        yield ToDo(
            Action.COLLECT_MORE, Who.LEAD, _months_later(on, standards.quality.months), tuple(dict.fromkeys(few))
        )
    yield ToDo(Action.REPEAT, Who.LEAD, _months_later(on, standards.quality.months))


def _months_later(on: date, months: int) -> date:
    """The same day, or the last one of that month."""
    month = on.month - 1 + months
    year, month = on.year + month // 12, month % 12 + 1
    for day in range(on.day, 0, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return on
