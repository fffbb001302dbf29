"""Which statements there are, and whether each speaks on a date at a place: the same test that advice applies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from advisor.case.vocabulary import Certainty, Topic
from advisor.guidance.editions import Edition, in_force
from advisor.guidance.statement import Statement
from advisor.knowledge import Knowledge


class StatementStanding(StrEnum):
    SPEAKS = "speaks"
    NOT_YET = "not_yet"
    ENDED = "ended"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True, eq=False)
class StandingStatement:
    """A statement with its edition, how it stands, and who ended it or speaks later."""

    statement: Statement
    edition: Edition
    standing: StatementStanding
    ended_by: Edition | None
    updated_by: Edition | None
    later: Edition | None  # of the same issuer on the same topic: where it has a word for a case, this one is silent


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to list; None = all. With a date only what speaks on it."""

    topic: Topic | None = None
    issuer: str | None = None
    place: str | None = None
    on: date | None = None
    certainty: Certainty | None = None
    words: str = ""


def chosen(knowledge: Knowledge, wanted: Wanted, *, today: date) -> tuple[StandingStatement, ...]:
    """The statements wanted, latest edition first; how they stand on the date wanted, else today."""
    day = wanted.on or today
    reaching, place = knowledge.editions, wanted.place
    reaching = reaching if place is None else in_force(reaching, knowledge.lineage(place), None)
    present = tuple(edition for edition in reaching if edition.speaks_from <= day)
    found = [
        _standing(statement, edition, present, day)
        for edition in sorted(reaching, key=lambda edition: (-edition.age_days, edition.id))
        for statement in edition.statements
        if _is_wanted(statement, wanted)
    ]
    return tuple(each for each in found if wanted.on is None or each.standing is StatementStanding.SPEAKS)


@lru_cache(maxsize=64)
def standings(knowledge: Knowledge, place: str | None, on: date) -> Mapping[str, StatementStanding]:
    """How each statement that reaches a place (None: any) stands there on a day, by id; the latest edition first."""
    return {each.statement.id: each.standing for each in chosen(knowledge, Wanted(place=place), today=on)}


def _is_wanted(statement: Statement, wanted: Wanted) -> bool:
    spoken = f"{statement.id} {statement.issuer} {statement.says}".casefold()
    return (
        wanted.topic in (None, statement.topic)
        and wanted.issuer in (None, statement.issuer)
        and wanted.certainty in (None, statement.citation.certainty)
        and all(word in spoken for word in wanted.words.casefold().split())
    )


def _standing(statement: Statement, edition: Edition, present: Sequence[Edition], day: date) -> StandingStatement:
    topic = statement.topic
    ended = next((e for e in present for end in e.ends if end.edition == edition.id and topic in end.topics), None)
    updated = next((e for e in present for up in e.updates if up.edition == edition.id and topic in up.topics), None)
    if not statement.citation.certainty.usable:
        standing = StatementStanding.WAITING
    elif edition.speaks_from > day:
        standing = StatementStanding.NOT_YET
    else:
        standing = StatementStanding.ENDED if ended else StatementStanding.SPEAKS
    return StandingStatement(statement, edition, standing, ended, updated, _later(edition, topic, present))


def _later(edition: Edition, topic: Topic, present: Sequence[Edition]) -> Edition | None:
    after = [
        other
        for other in present
        if other.issuer == edition.issuer and other.age_days > edition.age_days and _speaks_of(other, topic)
    ]
    return max(after, key=lambda other: other.age_days, default=None)


def _speaks_of(edition: Edition, topic: Topic) -> bool:
    return any(row.topic is topic and row.certainty.usable for row in edition.statement)
