"""When a lesson comes back: the open FSRS model of memory, without chance and without a clock.

Its 21 weights are the package's defaults, fitted by its authors to reviews of flashcards and not to these lessons.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Any, Final

from fsrs import Card as Remembered
from fsrs import Rating, Scheduler, State
from pydantic import AfterValidator, Field, PlainSerializer, PlainValidator

from advisor.intake.contract import Day
from advisor.lessons.vocabulary import Sureness

LONGEST_DAYS: Final = 180
LONGEST_STABILITY_DAYS: Final = 36_500.0
MOST_MARKS: Final = 10
_EARLIEST: Final = datetime(2020, 1, 1, tzinfo=UTC)
_LATEST: Final = datetime(2100, 1, 1, tzinfo=UTC)
NEW_A_DAY: Final = 5  # sixty lessons in about two weeks
_SAME_DAY: Final = (timedelta(minutes=10),)  # a lesson that went wrong comes back in the same sitting
_SCHEDULER: Final = Scheduler(
    learning_steps=_SAME_DAY, relearning_steps=_SAME_DAY, maximum_interval=LONGEST_DAYS, enable_fuzzing=False
)
_RIGHT: Final[Mapping[Sureness, Rating]] = {
    Sureness.GUESS: Rating.Hard,
    Sureness.FAIRLY: Rating.Good,
    Sureness.CERTAIN: Rating.Easy,
}


_STATES: Final = {"learning": State.Learning, "review": State.Review, "relearning": State.Relearning}
_SAID: Final = {state: name for name, state in _STATES.items()}


def _state(word: Any) -> State:
    if not isinstance(word, str) or word not in _STATES:
        raise ValueError(f"must be one of: {', '.join(_STATES)}")
    return _STATES[word]


def _known_time(at: datetime) -> datetime:
    """Times are told in UTC and lie where a calendar can hold what is added to them."""
    if at.utcoffset() != timedelta(0):
        raise ValueError("must be a time in UTC")
    if not _EARLIEST <= at <= _LATEST:
        raise ValueError("is no time of this century")
    return at.astimezone(UTC)


_Time = Annotated[datetime, AfterValidator(_known_time)]
KeptDay = Annotated[Day, Field(ge=_EARLIEST.date(), le=_LATEST.date())]


@dataclass(frozen=True, slots=True)
class Card:
    """How a lesson is remembered, and what its last answer was worth; the limits are those of a file that tells it.

    `step` is the place in the same day's repeats, None once days lie between reviews. `marks` holds one mark a
    question, 0 to 1. Times are UTC; `begun` is the reader's own day.
    """

    state: Annotated[State, PlainValidator(_state), PlainSerializer(lambda state: _SAID[state])]
    step: Annotated[int, Field(ge=0, le=0)] | None
    stability_days: Annotated[float, Field(gt=0.0, le=LONGEST_STABILITY_DAYS)]
    difficulty: Annotated[float, Field(ge=1.0, le=10.0)]
    due: _Time
    reviewed: _Time
    begun: KeptDay
    marks: Annotated[tuple[Annotated[float, Field(ge=0.0, le=1.0)], ...], Field(min_length=1, max_length=MOST_MARKS)]
    sureness: Sureness

    @property
    def right(self) -> bool:
        """Whether the last answer was right in every part."""
        return all_right(self.marks)


def all_right(marks: Iterable[float]) -> bool:
    return all(mark >= 1.0 for mark in marks)


def rating(marks: Iterable[float], sureness: Sureness) -> Rating:
    """Wrong counts as forgotten however sure; right counts by how sure."""
    return _RIGHT[sureness] if all_right(marks) else Rating.Again


def reviewed(card: Card | None, *, marks: Sequence[float], sureness: Sureness, at: datetime, day: date) -> Card:
    """The lesson's card after an answer.

    Parameters
    ----------
    card : Card or None
        As it was; None for a lesson that is new.
    marks : sequence of float
        One mark a question, 0 to 1.
    at : datetime
        When it was given, UTC. A clock that was set back does no harm: no time counts as passed.
    day : date
        The reader's own day, kept for a new lesson.

    Notes
    -----
    FSRS-6: the next interval is the one after which the answer is expected to be known with probability 0.9, at least
    a day, at most 180; after a wrong answer, or a right one that was a guess on a lesson in its first day, the lesson
    comes back in the same sitting.
    """
    before = Remembered(
        card_id=0,
        state=card.state if card else State.Learning,
        step=card.step if card else None,
        stability=card.stability_days if card else None,
        difficulty=card.difficulty if card else None,
        due=card.due if card else at,
        last_review=card.reviewed if card else None,
    )
    after, _ = _SCHEDULER.review_card(before, rating(marks, sureness), review_datetime=at)
    return Card(
        state=after.state,
        step=after.step,
        stability_days=min(after.stability or 0.0, LONGEST_STABILITY_DAYS),
        difficulty=after.difficulty or 0.0,
        due=after.due,
        reviewed=at,
        begun=card.begun if card else day,
        marks=tuple(marks),
        sureness=sureness,
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """The lessons of a day, by id: to repeat now, new ones, and those that come back later in the day."""

    due: tuple[str, ...]
    new: tuple[str, ...]
    later: tuple[str, ...]
    waiting: int  # further new ones, for the days to come

    @property
    def first(self) -> str | None:
        """The lesson to take next."""
        return next(iter((*self.due, *self.new, *self.later)), None)

    @property
    def count(self) -> int:
        return len(self.due) + len(self.new) + len(self.later)


def plan(
    lessons: Sequence[str],
    cards: Mapping[str, Card],
    *,
    at: datetime,
    day: date,
    day_ends: datetime,
    more_new: int = 0,
) -> Plan:
    """What there is to do until the reader's day ends, the longest due first, new ones in the order given.

    `more_new`: how many further times the day's new lessons were asked for.
    """
    held = sorted((each for each in lessons if each in cards), key=lambda each: cards[each].due)
    new = [each for each in lessons if each not in cards]
    room = max(0, NEW_A_DAY * (1 + more_new) - sum(card.begun == day for card in cards.values()))
    return Plan(
        due=tuple(each for each in held if cards[each].due < (day_ends if cards[each].step is None else at)),
        new=tuple(new[:room]),
        later=tuple(each for each in held if cards[each].step is not None and at <= cards[each].due < day_ends),
        waiting=len(new[room:]),
    )
