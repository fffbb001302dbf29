"""What changed between two dates, which documents are due to be read again, and what was never read whole."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from advisor.case.vocabulary import Topic
from advisor.evidence import table_words as in_tables
from advisor.evidence.published import Sheet, SheetColumn
from advisor.evidence.shelf import Shelf
from advisor.evidence.telling import title
from advisor.guidance.editions import Edition, in_force
from advisor.knowledge import Knowledge

WAITING: Final = "waiting"
_WAITING_CELLS: Final = ("certainty", "where", "source", "note")


class Event(StrEnum):
    CAME = "came"
    ENDED = "ended"
    UPDATED = "updated"


@dataclass(frozen=True, slots=True, eq=False)
class GuidanceChange:
    """What an edition did when it came into force; `other` is the edition that it ended or updated on `topics`."""

    on: date
    event: Event
    edition: Edition
    topics: tuple[Topic, ...]
    other: Edition | None = None
    remark: str = ""


def changes(knowledge: Knowledge, *, since: date, until: date, place: str | None = None) -> tuple[GuidanceChange, ...]:
    """What came into force, ended or was updated after the first date and up to the second, latest first."""
    present = knowledge.editions if place is None else in_force(knowledge.editions, knowledge.lineage(place), None)
    named = {edition.id: edition for edition in knowledge.editions}
    found = [
        change for each in present if since < each.speaks_from <= until for change in _made_by(each, named.__getitem__)
    ]
    order = list(Event)
    return tuple(sorted(found, key=lambda c: (-c.on.toordinal(), c.edition.id, order.index(c.event))))


def _made_by(edition: Edition, named: Callable[[str], Edition]) -> Iterable[GuidanceChange]:
    on = edition.speaks_from
    topics = tuple(dict.fromkeys(row.topic for row in edition.statement if row.certainty.usable))
    yield GuidanceChange(on, Event.CAME, edition, topics)
    for end in edition.ends:
        yield GuidanceChange(on, Event.ENDED, edition, end.topics, named(end.edition))
    for update in edition.updates:
        yield GuidanceChange(on, Event.UPDATED, edition, update.topics, named(update.edition), update.remark)


@dataclass(frozen=True, slots=True)
class Review:
    id: str
    title: str
    due: date


def reviews(knowledge: Knowledge) -> tuple[Review, ...]:
    """Every document and place with the day by which it must be read again, soonest first."""
    found = [Review(each.id, f"{each.title} ({each.issuer})", each.review_by) for each in knowledge.sources.values()]
    found += [
        Review(each.id, f"{each.title} ({each.issuer}, {each.dated.strip('()')})", each.review_by)
        for each in knowledge.editions
    ]
    found += [Review(place.code, place.name, place.review_by) for place in knowledge.places.values()]
    once = {(review.id, review.due): review for review in found}
    return tuple(sorted(once.values(), key=lambda review: (review.due, review.id)))


def overdue(knowledge: Knowledge, on: date) -> tuple[Review, ...]:
    return tuple(review for review in reviews(knowledge) if review.due < on)


def waiting(shelf: Shelf) -> Sheet:
    """What is stored but never used: every row that nobody has read whole in its source yet."""
    rows = tuple(
        {
            "id": found.id,
            "what": title(found),
            **{column: found.row.get(column) or "" for column in _WAITING_CELLS},
            "table": in_tables.table(found.sheet),
        }
        for found in shelf.waiting
    )
    columns = tuple(SheetColumn(name) for name in ("what", *_WAITING_CELLS, "table", "id"))
    return Sheet(WAITING, in_tables.TABLE[WAITING], columns, rows)
