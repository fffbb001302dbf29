"""An exam paper: questions drawn across the competencies by a seed, so that a class can be given the same one."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from advisor.intake.text import plain_line
from advisor.lessons.lesson import Lesson, Question

LONGEST_SEED: Final = 40


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a lesson, for the competency that it was drawn for."""

    lesson: Lesson
    number: int  # of the question in its lesson, from 0
    competency: str

    @property
    def question(self) -> Question:
        return self.lesson.questions[self.number]


@dataclass(frozen=True, slots=True)
class ExamPaper:
    """The items in their order, with what they were drawn by: the same seed and fingerprint give the same paper."""

    seed: str
    fingerprint: str
    items: tuple[Item, ...]


def plain_seed(written: str) -> str:
    """A seed as it is compared: spaces and capitals make no difference; empty where nothing is written."""
    return plain_line(written).casefold()[:LONGEST_SEED].rstrip()


def draw(lessons: Sequence[Lesson], seed: str, fingerprint: str, items: int) -> ExamPaper:
    """A paper of at most `items` questions, no two from one lesson, from each competency as evenly as lessons allow.

    Notes
    -----
    Whatever is chosen is chosen by the smallest SHA-256 of the seed and its name: neither computer nor release of
    Python changes a paper, and a new lesson moves few of its items.
    """
    seed = plain_seed(seed)
    chosen = list(_in_turn(lessons, seed, items))
    chosen.sort(key=lambda item: _rank(seed, "place", item.lesson.id))
    return ExamPaper(seed, fingerprint, tuple(chosen))


def _in_turn(lessons: Sequence[Lesson], seed: str, items: int) -> Iterator[Item]:
    """Competency by competency, each time the next of its lessons that is not taken yet."""
    ranked = sorted(lessons, key=lambda lesson: _rank(seed, "lesson", lesson.id))
    waiting = {
        competency: [lesson for lesson in ranked if competency in lesson.competencies]
        for competency in _rarest_first(lessons)
    }
    taken: set[str] = set()
    while len(taken) < items and any(waiting.values()):
        for competency, queue in waiting.items():
            queue[:] = [lesson for lesson in queue if lesson.id not in taken]
            if queue and len(taken) < items:
                lesson = queue.pop(0)
                taken.add(lesson.id)
                yield Item(lesson, _question(lesson, seed), competency)


def _rarest_first(lessons: Sequence[Lesson]) -> list[str]:
    """Competencies by the number of their lessons, so that none loses its only lesson to another."""
    count: dict[str, int] = {}
    for lesson in lessons:
        for competency in lesson.competencies:
            count[competency] = count.get(competency, 0) + 1
    return sorted(count, key=lambda competency: (count[competency], competency))


def _question(lesson: Lesson, seed: str) -> int:
    return min(range(len(lesson.questions)), key=lambda number: _rank(seed, "question", f"{lesson.id}/{number}"))


def _rank(seed: str, what: str, name: str) -> bytes:
    return hashlib.sha256(f"{seed}\n{what}\n{name}".encode()).digest()
