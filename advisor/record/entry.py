"""The nouns *entry* and *record*: one image, and the images of one person. None = not told.

Nobody is named but as the family writes it. Dose is beside the point: what the unit displayed, and an estimate that is
called one. No entry's dose is ever added to another's.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from advisor.case.day import KnownDay
from advisor.case.model import Setup

MOST_ENTRIES: Final = 500
LONGEST_TEXT: Final = 80
LONGEST_NAME: Final = 40
SETTINGS: Final = (  # of a setup, what was set for the one image
    *("receptor", "beam", "collar", "programme", "fov", "field_cm"),
    *("kV", "mA", "exposure_s", "exposure_mAs", "cone_cm", "images", "dap_mGycm2"),
)
TEXTS: Final = ("why", "where", "asked_by")


class Side(StrEnum):
    """The patient's."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Estimate:
    """Effective dose of the one image as a model estimates it [uSv]: nobody measured it."""

    low_uSv: float
    typical_uSv: float
    high_uSv: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One image, or the images of one exam.

    `event` is a hash of the device's own identifier, `study_uid` the DICOM study where a practice's system told it:
    both serve to know the same image again, and neither is on the card.
    """

    on: KnownDay
    exam: str
    region: str | None = None
    side: Side | None = None
    teeth: tuple[str, ...] = ()  # FDI
    age_years: float | None = None
    why: str | None = None
    where: str | None = None
    asked_by: str | None = None
    setup: Setup = field(default_factory=Setup)
    air_kerma_mGy: float | None = None  # at the entrance, as displayed
    estimate: Estimate | None = None
    event: str | None = None
    study_uid: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """The images of one person, the oldest first; `name` is whatever the family wrote."""

    entries: tuple[Entry, ...] = ()
    name: str | None = None


def in_order(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """The oldest first; of one day as they were told."""
    return tuple(sorted(entries, key=lambda entry: (entry.on.first, entry.on.last)))
