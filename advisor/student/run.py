"""A run of lessons, one after the other: about five minutes across the steps, or one step for as long as one likes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Self

from advisor.lessons.vocabulary import LessonStep
from advisor.student.schedule import Card, plan

MINUTES: Final = 5
LESSONS: Final = 5  # of five minutes, about a minute each
_APART: Final = 2  # lessons between a mistake and its repeat


@dataclass(frozen=True, slots=True)
class Run:
    """What has been taken in it, in order; `step` None = across all of them, to the end of the five minutes."""

    step: LessonStep | None = None
    taken: tuple[str, ...] = ()
    right: int = 0

    def with_lesson(self, lesson: str) -> Self:
        return self if self.taken[-1:] == (lesson,) else replace(self, taken=(*self.taken, lesson))

    @property
    def over(self) -> bool:
        return self.step is None and len(self.taken) >= LESSONS


def following(
    run: Run, lessons: Sequence[str], cards: Mapping[str, Card], *, at: datetime, day: date, day_ends: datetime
) -> str | None:
    """The next lesson of a run; None at its end, or where all that is left was taken a moment ago.

    Parameters
    ----------
    lessons : sequence of str
        Those of the run's step, or all, in the order in which new ones are taken.

    Notes
    -----
    What is due, then new ones, then what went wrong today; a step goes on with what is known longest. No lesson comes
    back before two others were taken.
    """
    if run.over:
        return None
    further = 0 if run.step is None else len(lessons)
    today = plan(lessons, cards, at=at, day=day, day_ends=day_ends, more_new=further)
    known = sorted((each for each in lessons if each in cards), key=lambda each: cards[each].reviewed)
    queue = (*today.due, *today.new, *today.later, *(known if run.step is not None else ()))
    return next((each for each in queue if each not in run.taken[-_APART:]), None)


def another_new(run: Run, lessons: Sequence[str], cards: Mapping[str, Card]) -> str | None:
    """A lesson never taken, whatever the day has held; None once all have been."""
    return next((each for each in lessons if each not in cards and each not in run.taken), None)
