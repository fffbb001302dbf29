"""A student's progress as a small file: written here, read strictly, taken whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Annotated, Final

from fsrs import State
from pydantic import AfterValidator, Field, StringConstraints, TypeAdapter, with_config

from advisor.intake.case import STRICT
from advisor.intake.contract import read_text
from advisor.intake.text import Text
from advisor.student.schedule import Card, KeptDay

VERSION: Final = 1
LARGEST_BYTES: Final = 500_000
MOST_LESSONS: Final = 2_000
MOST_DAYS: Final = 1_000
_TEXT: Final = Text("progress", LARGEST_BYTES, "choose a file that was saved here")


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
    return _FILE.dump_json(_File(VERSION, dict(sorted(progress.cards.items())), progress.days)).decode()


def read(text: str | bytes) -> Progress:
    """What was kept; a Refusal naming what is wrong where anything is: all of it is taken, or nothing."""
    if not text:
        return Progress()
    kept = read_text(_TEXT, text, _FILE)
    return Progress(kept.lessons, tuple(sorted(set(kept.days))))


def _step_goes_with_its_state(card: Card) -> Card:
    if (card.step is None) is not (card.state is State.Review):
        raise ValueError("a step is told while a lesson is repeated on the same day, and only then")
    return card


_LessonId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,80}$")]
_Cards = dict[_LessonId, Annotated[Card, AfterValidator(_step_goes_with_its_state)]]


@with_config(STRICT)
@dataclass(frozen=True, slots=True)
class _File:
    """The whole file."""

    version: Annotated[int, Field(ge=VERSION, le=VERSION)]
    lessons: Annotated[_Cards, Field(max_length=MOST_LESSONS)] = field(default_factory=dict)
    days: Annotated[tuple[KeptDay, ...], Field(max_length=MOST_DAYS)] = ()


_FILE: Final = TypeAdapter(_File)
