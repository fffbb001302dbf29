"""Editions of guidance and which of their statements speak on a date at a place. Judges nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cache
from math import inf
from operator import attrgetter
from typing import Final, NamedTuple

from advisor.case.model import Citation, Fact
from advisor.case.vocabulary import Certainty, Strength, Topic
from advisor.guidance.statement import Statement, dated

CAMPAIGN: Final = "Image Gently"
_ALTERNATIVE: Final = "alternative"
_TO: Final = "max_months"


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement as its file writes it; issuer, date and reach are the edition's."""

    id: str
    topic: Topic
    position: str
    strength: Strength
    says: str
    where: str
    certainty: Certainty
    applies: dict[str, str | bool] = field(default_factory=dict)
    numbers: dict[str, float] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    source: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Ends:
    """Topics on which another edition stops speaking once this one is in force."""

    edition: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class Updates:
    """Topics on which another edition keeps speaking, with a remark, once this one is in force."""

    edition: str
    topics: tuple[Topic, ...]
    remark: str


class Kind(StrEnum):
    """What an edition is: the word of an issuer, or a single paper, which informs beside the issuers."""

    GUIDANCE = "guidance"
    STUDY = "study"


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    id: str
    issuer: str
    title: str
    source: str
    reach: tuple[str, ...]
    read_on: date
    review_by: date
    year: int | None = None  # None: the document is undated
    in_force_from: date | None = None
    kind: Kind = Kind.GUIDANCE
    statement: tuple[StatementRow, ...] = ()
    ends: tuple[Ends, ...] = ()
    updates: tuple[Updates, ...] = ()
    note: str | None = None

    @property
    def speaks_from(self) -> date:
        """The day from which it may speak: in force, or of an undated document the day on which it was read."""
        return self.in_force_from or self.read_on

    @property
    def dated(self) -> str:
        return dated(self.year)

    @property
    def age_days(self) -> int:
        """What later editions have more of; an undated one is older than every dated one."""
        return -1 if self.in_force_from is None else self.in_force_from.toordinal()

    @property
    def statements(self) -> tuple[Statement, ...]:
        return _statements(self)


@cache
def _statements(edition: Edition) -> tuple[Statement, ...]:
    """Made once."""
    return tuple(_stated(row, edition) for row in edition.statement)


def _stated(row: StatementRow, edition: Edition) -> Statement:
    return Statement(
        id=row.id,
        topic=row.topic,
        position=row.position,
        says=row.says,
        strength=row.strength,
        citation=Citation(row.source or edition.source, row.where, row.certainty),
        edition=edition.id,
        issuer=edition.issuer,
        year=edition.year,
        in_force_from=edition.speaks_from,
        reach=edition.reach,
        applies=dict(row.applies),
        numbers=row.numbers,
        choices={name: tuple(words) for name, words in row.choices.items()},
        note=row.note,
        study=edition.kind is Kind.STUDY,
    )


class Candidate(NamedTuple):
    """A statement that may speak of an exam and patient, and what is still to be asked of the case."""

    statement: Statement
    applies: tuple[tuple[str, Fact], ...]
    law: bool
    beside: bool  # stands beside the others and never decides: a single paper, or another way to the answer


class RankedEdition(NamedTuple):
    """What one edition says on a topic; `rank` is its place among all: campaign, then nearest place, then latest."""

    rank: int
    asked: tuple[Candidate, ...]


IssuerEditions = tuple[RankedEdition, ...]  # one issuer on one topic: its editions, latest first
IssuersByTopic = Mapping[Topic, tuple[IssuerEditions, ...]]
FixedFacts = tuple[tuple[str, Fact], ...]  # facts that are always told: the exam, the patient's age group


def in_force(editions: Iterable[Edition], lineage: Sequence[str], on: date | None) -> tuple[Edition, ...]:
    """The editions that have come into force by a date (all, where no date is told) and reach the place."""
    here = set(lineage)
    return tuple(e for e in editions if here & set(e.reach) and (on is None or e.speaks_from <= on))


def in_order(editions: Iterable[Edition], lineage: Sequence[str], on: date | None) -> tuple[Edition, ...]:
    """The editions in force: the campaign's first, then those of the nearest place, then the latest."""

    def precedence(edition: Edition) -> tuple[bool, int, int, str]:
        distance = min(lineage.index(place) for place in edition.reach if place in lineage)
        return (edition.issuer != CAMPAIGN, distance, -edition.age_days, edition.id)

    return tuple(sorted(in_force(editions, lineage, on), key=precedence))


@cache
def longest_recall_months(editions: tuple[Edition, ...]) -> float:
    """The longest interval between bitewings that anybody advises, whoever the patient is; endless if nobody."""
    stated = (each for edition in editions for each in edition.statements)
    timed = (each for each in stated if each.topic is Topic.BITEWING_INTERVAL and each.citation.certainty.usable)
    return max((each.numbers[_TO] for each in timed if _TO in each.numbers), default=inf)


def issuers_by_topic(ordered: Sequence[Edition], fixed: FixedFacts = ()) -> IssuersByTopic:
    """By topic, each issuer's usable statements grouped by edition, latest edition first.

    Issuers are never merged. Ended statements are left out; updated ones carry the remark of the edition that updates.
    Statements about other exams and patients than those `known` are left out.
    """
    ended, remarks = _later_words(tuple(ordered))
    spoken: dict[Topic, dict[str, list[RankedEdition]]] = defaultdict(lambda: defaultdict(list))
    for rank, edition in enumerate(ordered):
        for topic, asked in _by_topic(edition, fixed):
            key = (edition.id, topic)
            if key not in ended:
                said = _remarked(asked, remarks[key]) if key in remarks else asked
                spoken[topic][edition.issuer].append(RankedEdition(rank, said))
    return {topic: tuple(_latest_first(issuer) for issuer in issuers.values()) for topic, issuers in spoken.items()}


@cache
def _later_words(ordered: tuple[Edition, ...]) -> tuple[frozenset[tuple[str, Topic]], dict[tuple[str, Topic], str]]:
    """By edition and topic: what later editions end, and their remarks on what they update."""
    ended = frozenset((end.edition, topic) for e in ordered for end in e.ends for topic in end.topics)
    return ended, {(up.edition, topic): up.remark for e in ordered for up in e.updates for topic in up.topics}


@cache
def _by_topic(edition: Edition, fixed: FixedFacts) -> tuple[tuple[Topic, tuple[Candidate, ...]], ...]:
    """What an edition may say of such an exam and patient, each topic's statements in the order of their ids."""
    facts, found = dict(fixed), defaultdict[Topic, list[Candidate]](list)
    for statement in sorted(edition.statements, key=attrgetter("id")):
        if _may_speak(statement, facts):
            still = tuple((name, wanted) for name, wanted in statement.applies.items() if name not in facts)
            found[statement.topic].append(
                Candidate(statement, still, statement.strength is Strength.LAW, _beside(statement))
            )
    return tuple((topic, tuple(asked)) for topic, asked in found.items())


def _beside(statement: Statement) -> bool:
    return statement.study or statement.position == _ALTERNATIVE


def _may_speak(statement: Statement, fixed: Mapping[str, Fact]) -> bool:
    fits = all(fixed.get(name, wanted) == wanted for name, wanted in statement.applies.items())
    return fits and statement.citation.certainty.usable


@cache
def _remarked(asked: tuple[Candidate, ...], remark: str) -> tuple[Candidate, ...]:
    return tuple(
        each._replace(statement=replace(each.statement, says=f"{each.statement.says} ({remark})")) for each in asked
    )


def _latest_first(editions: list[RankedEdition]) -> IssuerEditions:
    if len(editions) > 1:
        editions.sort(key=lambda heard: -heard.asked[0].statement.age_days)
    return tuple(editions)
