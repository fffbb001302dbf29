"""Where a student stands: lessons known by competency, how well sureness fits, what comes back on which day."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta, tzinfo
from typing import NamedTuple

from advisor.lessons.lesson import Lesson
from advisor.lessons.vocabulary import Sureness
from advisor.student.schedule import Card


class Standing(NamedTuple):
    """Lessons of a competency, by how their last answer went."""

    right: int
    guessed: int  # right, but a guess
    wrong: int
    new: int

    @property
    def lessons(self) -> int:
        return sum(self)


def known(lessons: Sequence[str], cards: Mapping[str, Card]) -> int:
    """How many of some lessons were answered right last."""
    return sum(each in cards and cards[each].right for each in lessons)


def by_competency(
    lessons: Sequence[Lesson], cards: Mapping[str, Card], competencies: Sequence[str]
) -> dict[str, Standing]:
    """A lesson counts for each of its competencies."""
    return {each: _standing([x for x in lessons if each in x.competencies], cards) for each in competencies}


def _standing(lessons: Sequence[Lesson], cards: Mapping[str, Card]) -> Standing:
    held = [cards[lesson.id] for lesson in lessons if lesson.id in cards]
    right = [card for card in held if card.right]
    guessed = sum(card.sureness is Sureness.GUESS for card in right)
    return Standing(len(right) - guessed, guessed, len(held) - len(right), len(lessons) - len(held))


def by_sureness(cards: Mapping[str, Card]) -> dict[Sureness, tuple[int, int]]:
    """Of the last answers given with each sureness: how many were right, and how many there are."""
    held = {sure: [card for card in cards.values() if card.sureness is sure] for sure in Sureness}
    return {sure: (sum(card.right for card in each), len(each)) for sure, each in held.items()}


def coming(cards: Mapping[str, Card], today: date, zone: tzinfo, *, days: int) -> dict[date, int]:
    """How many lessons come back on each of the next days of the reader; what is overdue counts for today."""
    due = Counter(max(today, card.due.astimezone(zone).date()) for card in cards.values())
    return {day: due[day] for day in (today + timedelta(days=ahead) for ahead in range(days))}
