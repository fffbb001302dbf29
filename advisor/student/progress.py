"""A student's progress as a small file: written here, read strictly, taken whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Final, Literal, Self

from fsrs import State
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from advisor.intake.contract import Day, read_model
from advisor.intake.text import Text
from advisor.lessons.vocabulary import Sureness
from advisor.student.schedule import LONGEST_STABILITY_DAYS, Card

VERSION: Final = 1
LARGEST_BYTES: Final = 500_000
MOST_LESSONS: Final = 2_000
MOST_DAYS: Final = 1_000
MOST_MARKS: Final = 10
_TEXT: Final = Text("progress", LARGEST_BYTES, "choose a file that was saved here")
_EARLIEST: Final = datetime(2020, 1, 1, tzinfo=UTC)
_LATEST: Final = datetime(2100, 1, 1, tzinfo=UTC)
_STATES: Final[Mapping[Literal["learning", "review", "relearning"], State]] = {
    "learning": State.Learning,
    "review": State.Review,
    "relearning": State.Relearning,
}
_SAID: Final = {state: name for name, state in _STATES.items()}


@dataclass(frozen=True, slots=True)
class Progress:
    """One card a lesson by its id, and the days on which something was practised, in order.

    Lessons that this version does not have are kept: another version may have them.
    """

    cards: Mapping[str, Card] = field(default_factory=dict)
    days: tuple[date, ...] = ()

    def answered(self, lesson: str, card: Card, day: date) -> Progress:
        """With a lesson's new card, on the reader's own day."""
        days = self.days if day in self.days else tuple(sorted((*self.days, day)))[-MOST_DAYS:]
        return replace(self, cards={**self.cards, lesson: card}, days=days)

    def renamed(self, new_ids: Mapping[str, str]) -> Progress:
        """With the cards of lessons that have another id now; one that has both keeps what was reviewed last."""
        old = {lesson: card for lesson, card in self.cards.items() if lesson in new_ids}
        if not old:
            return self
        left = replace(self, cards={lesson: card for lesson, card in self.cards.items() if lesson not in old})
        for lesson, card in old.items():
            left = left.joined(Progress({new_ids[lesson]: card}))
        return left

    def joined(self, other: Progress) -> Progress:
        """Of each lesson the card that was reviewed last; the days of both."""
        cards = dict(self.cards)
        for lesson, card in other.cards.items():
            if lesson not in cards or card.reviewed > cards[lesson].reviewed:
                cards[lesson] = card
        return Progress(cards, tuple(sorted({*self.days, *other.days}))[-MOST_DAYS:])

    def streak_days(self, today: date) -> int:
        """Days in a row on which something was practised, up to today or, while today is young, yesterday."""
        day = today if today in self.days else today - timedelta(days=1)
        count = 0
        while day in self.days:
            count, day = count + 1, day - timedelta(days=1)
        return count


def written(progress: Progress) -> str:
    """As text for the browser or a file; empty where there is nothing to keep."""
    if progress == Progress():
        return ""
    lessons = {lesson: _CardWritten.of(card) for lesson, card in sorted(progress.cards.items())}
    return _File(version=VERSION, lessons=lessons, days=progress.days).model_dump_json()


def read(text: str | bytes) -> Progress:
    """What was kept; a Refusal naming what is wrong where anything is: all of it is taken, or nothing."""
    if not text:
        return Progress()
    told = read_model(_TEXT, text, _File)
    return Progress({lesson: card.card() for lesson, card in told.lessons.items()}, tuple(sorted(set(told.days))))


def _known_time(at: datetime) -> datetime:
    """Times are told in UTC and lie where a calendar can hold what is added to them."""
    if at.utcoffset() != timedelta(0):
        raise ValueError("must be a time in UTC")
    if not _EARLIEST <= at <= _LATEST:
        raise ValueError("is no time of this century")
    return at.astimezone(UTC)


_Time = Annotated[datetime, AfterValidator(_known_time)]
_Day = Annotated[Day, Field(ge=_EARLIEST.date(), le=_LATEST.date())]
_LessonId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,80}$")]


class _CardWritten(BaseModel):
    """A card as the file tells it."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)

    state: Literal["learning", "review", "relearning"]
    step: Annotated[int, Field(ge=0, le=0)] | None
    stability_days: Annotated[float, Field(gt=0.0, le=LONGEST_STABILITY_DAYS)]
    difficulty: Annotated[float, Field(ge=1.0, le=10.0)]
    due: _Time
    reviewed: _Time
    begun: _Day
    marks: Annotated[tuple[Annotated[float, Field(ge=0.0, le=1.0)], ...], Field(min_length=1, max_length=MOST_MARKS)]
    sureness: Sureness

    @model_validator(mode="after")
    def _step_goes_with_its_state(self) -> Self:
        if (self.step is None) is not (self.state == "review"):
            raise ValueError("a step is told while a lesson is repeated on the same day, and only then")
        return self

    @classmethod
    def of(cls, card: Card) -> Self:
        told = {each.name: getattr(card, each.name) for each in fields(card)}
        return cls(**{**told, "state": _SAID[card.state]})

    def card(self) -> Card:
        told = {name: getattr(self, name) for name in type(self).model_fields}
        return Card(**{**told, "state": _STATES[self.state]})


class _File(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)

    version: Annotated[int, Field(ge=VERSION, le=VERSION)]
    lessons: Annotated[dict[_LessonId, _CardWritten], Field(max_length=MOST_LESSONS)] = {}
    days: Annotated[tuple[_Day, ...], Field(max_length=MOST_DAYS)] = ()
