"""What is checked of many keys of a lesson alike, and whether a document was read."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from advisor.case.spelling import unlisted
from advisor.case.vocabulary import Certainty
from advisor.intake.refusal import Path, Refusal, Why
from advisor.knowledge import Knowledge
from advisor.lessons.lesson import FurtherReading, Option, Reply

Limits = tuple[int, int]  # the least and the most


def within(value: int, limits: Limits) -> bool:
    return limits[0] <= value <= limits[1]


def count_problems(many: int, limits: Limits, key: str, what: str = "") -> Iterator[Refusal]:
    """Whether a table stands as often as it may."""
    if not within(many, limits):
        yield Refusal((key,), Why.STANDS_TIMES, many=many, least=limits[0], most=limits[1], what=what)


def empty_problems(pick: Option | Reply, where: Path) -> Iterator[Refusal]:
    """Whether something to pick says anything, and why."""
    for key in ("says", "because"):
        if not getattr(pick, key).strip():
            yield Refusal((*where, key), Why.IS_EMPTY, what="a sentence")


def usable_document(reading: FurtherReading, knowledge: Knowledge) -> bool:
    """False where everything that data/ takes from the document, or from that place in it, was not read.

    A document that nothing else rests on is as certain as the lesson that cites it.
    """
    taken = _certainties(knowledge).get(reading.id, {})
    there = taken.get(reading.where)
    everywhere = {certainty for each in taken.values() for certainty in each}
    return any(certainty.usable for certainty in there or everywhere) or not everywhere


@lru_cache(maxsize=4)
def _certainties(knowledge: Knowledge) -> dict[str, dict[str, set[Certainty]]]:
    """How well each place of each document was seen."""
    found: dict[str, dict[str, set[Certainty]]] = {}
    for source, where, certainty in _taken(knowledge):
        found.setdefault(source, {}).setdefault(where, set()).add(certainty)
    return found


def _taken(knowledge: Knowledge) -> Iterator[tuple[str, str, Certainty]]:
    tables = knowledge.tables
    published = (tables.doses, tables.conversions, tables.factors, tables.outputs, tables.charts, tables.comparators)
    for table in (*published, tables.growth, tables.notes, tuple(knowledge.units.values())):
        yield from ((row.source, row.where, row.certainty) for row in table)
    for place in knowledge.places.values():
        for rows in (place.background, place.reference_level):
            yield from ((row.source, row.where, row.certainty) for row in rows)
    for edition in knowledge.editions:
        for statement in edition.statements:
            citation = statement.citation
            yield citation.source, citation.where, citation.certainty


def not_listed(field: str | Path, written: object, words: Iterable[str]) -> Refusal:
    """A word that is none of these; of many, only the one that is near is told."""
    accepted, guess = unlisted(written, words)
    return Refusal(field, Why.NO_LISTED_WORD, told=written, accepted=accepted, guess=guess)
