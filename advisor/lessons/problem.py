"""What is wrong with a lesson's file: the key and the remedy, what is checked of many keys alike, what was not read."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from advisor.case.vocabulary import Certainty
from advisor.knowledge import Knowledge
from advisor.knowledge.toml_lines import Where
from advisor.lessons.lesson import FurtherReading, Option, Reply

Limits = tuple[int, int]  # the least and the most


class Problem(NamedTuple):
    """The key that is wrong, and what to do.

    One of all that are wrong with a file, which is read to its end; a `Refusal` is the first thing, and ends it.
    """

    where: Where
    remedy: str


def within(value: int, limits: Limits) -> bool:
    return limits[0] <= value <= limits[1]


def count_problems(many: int, limits: Limits, key: str) -> Iterator[Problem]:
    """Whether a table stands as often as it may."""
    if not within(many, limits):
        yield Problem((key,), f"stands {many} times; write {limits[0]} to {limits[1]}")


def empty_problems(told: Option | Reply, where: Where) -> Iterator[Problem]:
    """Whether something to pick says anything, and why."""
    for key in ("says", "because"):
        if not getattr(told, key).strip():
            yield Problem((*where, key), "is empty; write a sentence")


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
