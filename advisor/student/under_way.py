"""A lesson and an exam that are being answered, as a small text: written after each answer, read strictly."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Final

from pydantic import Field, StringConstraints, TypeAdapter, with_config

from advisor.intake.case import STRICT
from advisor.intake.contract import Day, read_text
from advisor.intake.text import Text
from advisor.lessons.answers import (
    MOST,
    Factor,
    Key,
    Number,
    Order,
    Ordered,
    Picked,
    Picks,
    Place,
    Predicted,
    Response,
    Solution,
    Talk,
    Talked,
    Typed,
)
from advisor.lessons.vocabulary import Direction
from advisor.student.exam_paper import LONGEST_SEED

VERSION: Final = 1
LARGEST_BYTES: Final = 100_000
_TEXT: Final = Text("what is under way", LARGEST_BYTES, "begin again")
_Given = Annotated[Response, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class LessonUnderWay:
    """What was answered of a lesson, question by question; the next one is on the screen."""

    lesson: Key
    answered: Annotated[tuple[_Given, ...], Field(max_length=MOST)] = ()


@dataclass(frozen=True, slots=True)
class ExamUnderWay:
    """What was answered of a paper, by the item's place; seed and fingerprint bring the paper back."""

    seed: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_SEED)]
    fingerprint: Key
    on: Day
    at: Place = 0
    responses: Annotated[Mapping[Place, _Given], Field(max_length=MOST)] = field(default_factory=dict)
    handed_in: bool = False


@dataclass(frozen=True, slots=True)
class UnderWay:
    lesson: LessonUnderWay | None = None
    exam: ExamUnderWay | None = None


def written(under_way: UnderWay) -> str:
    """As text for the browser; empty where nothing is under way."""
    if under_way == UnderWay():
        return ""
    return _FILE.dump_json(_File(VERSION, under_way.lesson, under_way.exam), exclude_none=True).decode()


def read(text: str) -> UnderWay:
    """What was under way; a Refusal naming what is wrong where anything is."""
    if not text:
        return UnderWay()
    kept = read_text(_TEXT, text, _FILE)
    return UnderWay(kept.lesson, kept.exam)


def fits(solution: Solution, response: Response) -> bool:
    """Whether an answer is one that the question could have been given."""
    match solution, response:
        case Picks(offered=offered, several=several), Picked(keys=keys):
            return keys <= {each.key for each in offered} and (several or len(keys) == 1)
        case Number(), Typed(value=value):
            return value > 0.0
        case Factor(), Predicted(direction=direction, times=times):
            return (times is None) is (direction is Direction.SAME) and (times is None or times >= 1.0)
        case Order(placed=placed), Ordered(keys=keys_in_order):
            return sorted(keys_in_order) == sorted(each.key for each in placed)
        case Talk() as talk, Talked(replies=replies):
            return _is_whole_talk(talk, replies)
    return False


def _is_whole_talk(talk: Talk, replies: tuple[int, ...]) -> bool:
    at: str | None = talk.first
    for reply in replies:
        if at is None or not 0 <= reply < len(talk.turns[at].options):
            return False
        at = talk.turns[at].options[reply].next
    return at is None


@with_config(STRICT)
@dataclass(frozen=True, slots=True)
class _File:
    """The whole text."""

    version: Annotated[int, Field(ge=VERSION, le=VERSION)]
    lesson: LessonUnderWay | None = None
    exam: ExamUnderWay | None = None


_FILE: Final = TypeAdapter(_File)
