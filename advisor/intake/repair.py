"""What was put right on reading: nothing is changed without a word."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Repair:
    """What stood in a field, what it was taken for (None: nobody told), and why."""

    field: str
    stood: str
    taken_for: str | float | None
    why: str
