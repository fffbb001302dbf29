"""Editions of guidance and which of their statements speak on a date at a place. Judges nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from advisor.model import Citation, Fact, Statement
from advisor.vocabulary import Certainty, Strength, Topic

CAMPAIGN: Final = "Image Gently"


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


@dataclass(frozen=True, slots=True)
class Edition:
    id: str
    issuer: str
    title: str
    year: int
    source: str
    in_force_from: date
    reach: tuple[str, ...]
    read_on: date
    review_by: date
    statement: tuple[StatementRow, ...] = ()
    ends: tuple[Ends, ...] = ()
    updates: tuple[Updates, ...] = ()
    note: str | None = None

    @property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(self._stated(row) for row in self.statement)

    def _stated(self, row: StatementRow) -> Statement:
        return Statement(
            id=row.id,
            topic=row.topic,
            position=row.position,
            says=row.says,
            strength=row.strength,
            citation=Citation(row.source or self.source, row.where, row.certainty),
            edition=self.id,
            issuer=self.issuer,
            year=self.year,
            in_force_from=self.in_force_from,
            reach=self.reach,
            applies=_plain(row.applies),
            numbers=row.numbers,
            choices={name: tuple(words) for name, words in row.choices.items()},
            note=row.note,
        )


def _plain(applies: Mapping[str, str | bool]) -> dict[str, Fact]:
    return dict(applies)


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A statement that may speak of an exam and patient: what is still to be asked of the case, and its precedence."""

    statement: Statement
    applies: Mapping[str, Fact]
    law: bool
    rank: int  # campaign first, then the nearest place, then the latest


Voice = tuple[tuple[Asked, ...], ...]  # one issuer on one topic: its editions, latest first
Voices = Mapping[Topic, tuple[Voice, ...]]


def in_force(editions: Iterable[Edition], lineage: Sequence[str], on: date | None) -> tuple[Edition, ...]:
    """The editions that have come into force by a date (all, where no date is told) and reach the place."""
    here = set(lineage)
    return tuple(e for e in editions if here & set(e.reach) and (on is None or e.in_force_from <= on))


def voices(
    editions: Iterable[Edition],
    lineage: Sequence[str],
    on: date | None,
    known: Mapping[str, Fact] = MappingProxyType({}),
) -> Voices:
    """By topic, each issuer's usable statements grouped by edition, latest edition first.

    Issuers are never merged. Ended statements are left out; updated ones carry the remark of the edition that updates.
    `known` are facts that are always told (the exam, the patient's age group): statements about others are left out.
    """
    present = in_force(editions, lineage, on)
    ended = {(end.edition, topic) for e in present for end in e.ends for topic in end.topics}
    remarks = {(up.edition, topic): up.remark for e in present for up in e.updates for topic in up.topics}
    spoken: dict[Topic, dict[str, list[tuple[Asked, ...]]]] = defaultdict(lambda: defaultdict(list))
    ordered = sorted(
        present, key=lambda e: (e.issuer != CAMPAIGN, _distance(e, lineage), -e.in_force_from.toordinal(), e.id)
    )
    for rank, edition in enumerate(ordered):
        by_topic: dict[Topic, list[Asked]] = defaultdict(list)
        for statement in edition.statements:
            key = (edition.id, statement.topic)
            if key not in ended and _may_speak(statement, known):
                by_topic[statement.topic].append(_asked(_remarked(statement, remarks.get(key)), known, rank))
        for topic, statements in by_topic.items():
            spoken[topic][edition.issuer].append(tuple(sorted(statements, key=lambda asked: asked.statement.id)))
    return {topic: tuple(_latest_first(issuer) for issuer in issuers.values()) for topic, issuers in spoken.items()}


def _distance(edition: Edition, lineage: Sequence[str]) -> int:
    return min(lineage.index(place) for place in edition.reach if place in lineage)


def _latest_first(editions: list[tuple[Asked, ...]]) -> Voice:
    return tuple(sorted(editions, key=lambda edition: -edition[0].statement.in_force_from.toordinal()))


def _may_speak(statement: Statement, known: Mapping[str, Fact]) -> bool:
    fits = all(known.get(name, wanted) == wanted for name, wanted in statement.applies.items())
    return fits and statement.citation.certainty.usable


def _asked(statement: Statement, known: Mapping[str, Fact], rank: int) -> Asked:
    still = {name: wanted for name, wanted in statement.applies.items() if name not in known}
    return Asked(statement, still, statement.strength is Strength.LAW, rank)


def _remarked(statement: Statement, remark: str | None) -> Statement:
    return replace(statement, says=f"{statement.says} ({remark})") if remark else statement
