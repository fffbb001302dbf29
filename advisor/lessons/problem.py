"""What is wrong with a lesson's file: the key and the remedy, and what is checked of many keys alike."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from advisor.knowledge.toml_lines import Where
from advisor.lessons.lesson import Option, Reply

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
