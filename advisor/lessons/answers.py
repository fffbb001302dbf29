"""The nouns of answering: what is right about a question, what a student said, and the mark."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Final, Literal

from pydantic import Field, PlainSerializer, StringConstraints

from advisor.advice.report import Report
from advisor.case.model import Citation, Range
from advisor.guidance.statement import Finding
from advisor.lessons.course import Marking
from advisor.lessons.lesson import Turn
from advisor.lessons.vocabulary import Direction, Quantity


@dataclass(frozen=True, slots=True)
class Grounds:
    """What an answer rests on: findings with their statements, the evidence of numbers, documents, whole reports."""

    findings: tuple[Finding, ...] = ()
    evidence: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    reports: tuple[Report, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """One thing to pick. `says` is None where `key` is a word of a closed vocabulary, or a name, that speaks."""

    key: str
    right: bool
    says: str | None = None
    because: str | None = None


@dataclass(frozen=True, slots=True)
class Picks:
    offered: tuple[Offered, ...]
    several: bool
    grounds: Grounds = Grounds()

    @property
    def right(self) -> frozenset[str]:
        return frozenset(each.key for each in self.offered if each.right)


@dataclass(frozen=True, slots=True)
class Number:
    """The engine's value, in the unit that `of` names; right also within a factor of it."""

    of: Quantity
    value: Range
    marking: Marking
    grounds: Grounds = Grounds()


@dataclass(frozen=True, slots=True)
class Factor:
    """after / before, and which way that is."""

    of: Quantity
    direction: Direction
    factor: float
    before: Range
    after: Range
    marking: Marking
    grounds: Grounds = Grounds()


@dataclass(frozen=True, slots=True)
class Placed:
    """One thing in an order, with its dose [uSv]."""

    key: str
    says: str
    dose_uSv: Range


@dataclass(frozen=True, slots=True)
class Order:
    """In the right order, smallest first; `key` is the place in the file."""

    placed: tuple[Placed, ...]
    grounds: Grounds = Grounds()


@dataclass(frozen=True, slots=True)
class Talk:
    turns: Mapping[str, Turn]
    first: str
    checklist: tuple[str, ...]
    grounds: Grounds = Grounds()


Solution = Picks | Number | Factor | Order | Talk
MOST_TOUCHES: Final = 5  # of a lesson, the one that tells how sure and leads to the next included


def touches(solutions: Iterable[Solution]) -> int:
    """How many touches a lesson takes to the next one, of a hand that takes nothing back, however wrong it is.

    One picks, or touches a number; each of several; all of an order but the last; each reply on the longest way
    through a talk; and one that says how sure the answers were and leads on. Where none is right, one says so.
    """
    return sum(map(_touches, solutions)) + 1


def _touches(solution: Solution) -> int:
    match solution:
        case Picks(several=True, right=right):
            return max(1, len(right))
        case Order(placed=placed):
            return len(placed) - 1
        case Talk(first=first):
            return _longest(solution, first)
        case _:
            return 1


def _longest(talk: Talk, at: str | None) -> int:
    return 0 if at is None else 1 + max(_longest(talk, reply.next) for reply in talk.turns[at].options)


MOST: Final = 100  # answers, keys of one, replies of a talk, where a text tells them
Key = Annotated[str, StringConstraints(max_length=200)]
Place = Annotated[int, Field(ge=0, lt=MOST)]
_Times = Annotated[float, Field(gt=0.0)]


@dataclass(frozen=True, slots=True)
class Picked:
    """The keys of what was picked."""

    keys: Annotated[frozenset[Key], Field(max_length=MOST), PlainSerializer(sorted)]
    kind: Literal["picked"] = "picked"


@dataclass(frozen=True, slots=True)
class Typed:
    value: _Times
    kind: Literal["typed"] = "typed"


@dataclass(frozen=True, slots=True)
class Predicted:
    """A direction, and how many times more or less; None = no factor was typed."""

    direction: Direction
    times: _Times | None = None
    kind: Literal["predicted"] = "predicted"


@dataclass(frozen=True, slots=True)
class Ordered:
    """The keys, smallest first."""

    keys: Annotated[tuple[Key, ...], Field(max_length=MOST)]
    kind: Literal["ordered"] = "ordered"


@dataclass(frozen=True, slots=True)
class Talked:
    """Which reply was chosen at each turn, from the first on, by its place in the file."""

    replies: Annotated[tuple[Place, ...], Field(max_length=MOST)]
    kind: Literal["talked"] = "talked"


Response = Picked | Typed | Predicted | Ordered | Talked


@dataclass(frozen=True, slots=True)
class Mark:
    """score from 0 to 1; the keys, or points of a checklist, that were missed, wrongly picked, and met."""

    score: float
    right: bool
    missed: tuple[str, ...] = ()
    wrongly: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
