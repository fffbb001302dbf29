"""A lesson and an exam that are being answered, as a small text: written after each answer, read strictly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from advisor.intake.contract import Day, read_model
from advisor.intake.text import Text
from advisor.lessons.answers import (
    Factor,
    Number,
    Order,
    Ordered,
    Picked,
    Picks,
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
_MOST: Final = 100  # answers, keys of one, replies of a talk
_LONGEST_KEY: Final = 200


@dataclass(frozen=True, slots=True)
class LessonUnderWay:
    """What was answered of a lesson, question by question; the next one is on the screen."""

    lesson: str
    answered: tuple[Response, ...] = ()


@dataclass(frozen=True, slots=True)
class ExamUnderWay:
    """What was answered of a paper, by the item's place; seed and fingerprint bring the paper back."""

    seed: str
    fingerprint: str
    on: date
    at: int = 0
    responses: Mapping[int, Response] = field(default_factory=dict)
    handed_in: bool = False


@dataclass(frozen=True, slots=True)
class UnderWay:
    lesson: LessonUnderWay | None = None
    exam: ExamUnderWay | None = None


def written(under_way: UnderWay) -> str:
    """As text for the browser; empty where nothing is under way."""
    if under_way == UnderWay():
        return ""
    lesson = _Lesson.of(under_way.lesson) if under_way.lesson else None
    exam = _Exam.of(under_way.exam) if under_way.exam else None
    return _File(version=VERSION, lesson=lesson, exam=exam).model_dump_json(exclude_none=True)


def read(text: str) -> UnderWay:
    """What was under way; a Refusal naming what is wrong where anything is."""
    if not text:
        return UnderWay()
    told = read_model(_TEXT, text, _File)
    return UnderWay(
        told.lesson.under_way() if told.lesson else None,
        told.exam.under_way() if told.exam else None,
    )


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


_Key = Annotated[str, StringConstraints(max_length=_LONGEST_KEY)]
_Keys = Annotated[list[_Key], Field(max_length=_MOST)]
_Place = Annotated[int, Field(ge=0, lt=_MOST)]
_Times = Annotated[float, Field(gt=0.0)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


class _Picked(_Strict):
    kind: Literal["picked"] = "picked"
    keys: _Keys

    def response(self) -> Response:
        return Picked(frozenset(self.keys))


class _Typed(_Strict):
    kind: Literal["typed"] = "typed"
    value: _Times

    def response(self) -> Response:
        return Typed(self.value)


class _Predicted(_Strict):
    kind: Literal["predicted"] = "predicted"
    direction: Direction
    times: _Times | None = None

    def response(self) -> Response:
        return Predicted(self.direction, self.times)


class _Ordered(_Strict):
    kind: Literal["ordered"] = "ordered"
    keys: _Keys

    def response(self) -> Response:
        return Ordered(tuple(self.keys))


class _Talked(_Strict):
    kind: Literal["talked"] = "talked"
    replies: Annotated[list[_Place], Field(max_length=_MOST)]

    def response(self) -> Response:
        return Talked(tuple(self.replies))


_Written = _Picked | _Typed | _Predicted | _Ordered | _Talked
_Given = Annotated[_Written, Field(discriminator="kind")]


def _as_written(response: Response) -> _Written:
    match response:
        case Picked(keys=keys):
            return _Picked(keys=sorted(keys))
        case Typed(value=value):
            return _Typed(value=value)
        case Predicted(direction=direction, times=times):
            return _Predicted(direction=direction, times=times)
        case Ordered(keys=in_order):
            return _Ordered(keys=list(in_order))
        case Talked(replies=replies):
            return _Talked(replies=list(replies))


class _Lesson(_Strict):
    lesson: _Key
    answered: Annotated[list[_Given], Field(max_length=_MOST)] = []

    @classmethod
    def of(cls, told: LessonUnderWay) -> Self:
        return cls(lesson=told.lesson, answered=[_as_written(each) for each in told.answered])

    def under_way(self) -> LessonUnderWay:
        return LessonUnderWay(self.lesson, tuple(each.response() for each in self.answered))


class _Exam(_Strict):
    seed: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_SEED)]
    fingerprint: _Key
    on: Day
    at: _Place = 0
    responses: Annotated[dict[_Place, _Given], Field(max_length=_MOST)] = {}
    handed_in: bool = False

    @classmethod
    def of(cls, told: ExamUnderWay) -> Self:
        responses = {at: _as_written(each) for at, each in told.responses.items()}
        return cls(
            seed=told.seed, fingerprint=told.fingerprint, on=told.on, at=told.at, responses=responses,
            handed_in=told.handed_in,
        )  # fmt: skip

    def under_way(self) -> ExamUnderWay:
        responses = {at: each.response() for at, each in self.responses.items()}
        return ExamUnderWay(self.seed, self.fingerprint, self.on, self.at, responses, self.handed_in)


class _File(_Strict):
    """The whole text."""

    version: Annotated[int, Field(ge=VERSION, le=VERSION)]
    lesson: _Lesson | None = None
    exam: _Exam | None = None
