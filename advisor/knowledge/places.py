"""Places: where a case is asked about, what they are part of, their background and reference levels."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from advisor.case.model import Citation
from advisor.case.vocabulary import Certainty, Family, FieldOfView, Indication, Receptor
from advisor.physics.background import Background

WORLD = "WORLD"
_UNITED_STATES = "US"


@dataclass(frozen=True, slots=True)
class ReferenceLevel:
    place: str
    exam: str
    quantity: str
    value: float
    population: str
    year: int | None
    note: str
    citation: Citation
    region: str | None = None
    receptor: str | None = None
    fov: str | None = None
    indication: str | None = None
    from_age: float | None = None
    to_age: float | None = None


@dataclass(frozen=True, slots=True)
class BackgroundRow:
    msv_per_year: float | None
    label: str
    year: str
    radon_basis: str
    source: str
    where: str
    certainty: Certainty
    default: bool = False
    low: float | None = None
    high: float | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ReferenceLevelRow:
    id: str
    quantity: Literal[
        "dose_area_product_mGycm2",
        "dose_width_product_mGymm",
        "entrance_surface_air_kerma_mGy",
        "incident_air_kerma_mGy",
    ]
    value: float
    population: Literal["adult", "child"]
    kind: str
    source: str
    where: str
    certainty: Certainty
    year: int | None = None
    exam: str | None = None
    family: Family | None = None
    age: str | None = None
    from_age: float | None = None
    to_age: float | None = None
    region: str | None = None
    receptor: Receptor | None = None
    fov: FieldOfView | None = None
    indication: Indication | None = None
    other_application: str | None = None  # of the body, not of the jaws: kept, never shown beside a dental image
    low: float | None = None
    high: float | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    code: str
    name: str
    part_of: tuple[str, ...]
    read_on: date
    review_by: date
    notice: str | None = None
    background: tuple[BackgroundRow, ...] = ()
    reference_level: tuple[ReferenceLevelRow, ...] = field(default=())


def american(code: str | None) -> bool:
    """Whether a place is the United States or one of them: other paper, other tooth numbers, other levels of risk."""
    return code is not None and code.partition("-")[0] == _UNITED_STATES


def lineage(code: str, places: Mapping[str, Place]) -> tuple[str, ...]:
    """The place itself, then what it is part of, nearest first, ending with the world.

    A code without a file of its own stands below the country in front of its hyphen, or below the world.
    """
    found: list[str] = []
    waiting = [code]
    while waiting:
        here = waiting.pop(0)
        if here in found or here == WORLD:
            continue
        found.append(here)
        known = places.get(here)
        waiting += known.part_of if known else here.split("-")[:1] if "-" in here else ()
    return (*found, WORLD)


def background_at(code: str, places: Mapping[str, Place]) -> Background:
    """The default natural background of the nearest place that has a usable one; the world's where none has."""
    for here in lineage(code, places):
        known = places.get(here)
        for row in known.background if known else ():
            if row.default and row.msv_per_year is not None and row.certainty.usable:
                citation = Citation(row.source, row.where, row.certainty)
                return Background(here, row.msv_per_year, row.year, row.radon_basis, citation)
    raise LookupError("data/places/WORLD.toml has no usable default background")


def reference_levels_at(code: str, exam: str, family: str, places: Mapping[str, Place]) -> tuple[ReferenceLevel, ...]:
    """The usable reference levels for an exam at the place or what it is part of, latest first."""
    found = [
        _level(here, exam, row)
        for here in lineage(code, places)
        for row in (places[here].reference_level if here in places else ())
        if row.certainty.usable and row.other_application is None
        if (row.exam == exam if row.exam else row.family == family)
    ]
    return tuple(sorted(found, key=lambda level: -(level.year or 0)))


def _level(place: str, exam: str, row: ReferenceLevelRow) -> ReferenceLevel:
    words = [row.kind, row.age, row.note]
    return ReferenceLevel(
        place=place,
        exam=exam,
        quantity=row.quantity,
        value=row.value,
        population=row.population,
        year=row.year,
        note="; ".join(word for word in words if word),
        citation=Citation(row.source, row.where, row.certainty),
        region=row.region,
        receptor=row.receptor,
        fov=row.fov,
        indication=row.indication,
        from_age=row.from_age,
        to_age=row.to_age,
    )
