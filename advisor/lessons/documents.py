"""Whether a document has been read: the rows, statements and notes of data/ that rest on it say so."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from advisor.case.vocabulary import Certainty
from advisor.knowledge import Knowledge
from advisor.lessons.lesson import FurtherReading


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
