"""What was put right on reading: nothing is changed without a word."""

from dataclasses import dataclass
from enum import StrEnum


class HowSure(StrEnum):
    """How sure it is that the value was meant so."""

    CERTAIN = "certain"  # the file itself tells, as by a unit that stands beside the value
    LIKELY = "likely"  # of two values that differ one was taken
    NOT_TAKEN = "not_taken"  # nothing was taken for it: nobody told


@dataclass(frozen=True, slots=True)
class Repair:
    """What stood in a field, what it was taken for (None: nobody told), why, and how sure that is."""

    field: str
    stood: str
    taken_for: str | float | None
    why: str
    sure: HowSure = HowSure.LIKELY  # what an earlier version printed does not tell
