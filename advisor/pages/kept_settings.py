"""What a browser keeps for a practice: place, reader and its X-ray units. Read strictly; nothing about a patient."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from advisor import read_case
from advisor.knowledge import Knowledge
from advisor.model import Exam
from advisor.plausible import CaseError
from advisor.vocabulary import Family

VERSION: Final = 1
LARGEST_BYTES: Final = 50_000
MOST_UNITS: Final = 30
LONGEST_NAME: Final = 40
KEPT_OF_A_UNIT: Final = (
    "receptor", "beam", "collar", "apron", "handheld", "kV", "mA", "exposure_s", "cone_cm", "filtration_mmAl",
    "output_mGy_per_mAs", "programme", "unit",
)  # fmt: skip
REFERENCE: Final = ("exposure_s", "region")
_ADULT_YEARS: Final = 30
_READERS: Final = ("clinician", "student", "parent")
_EXAMPLE: Final[Mapping[Family, str]] = {
    Family.INTRAORAL: "periapical",
    Family.PANORAMIC: "panoramic",
    Family.CEPHALOMETRIC: "cephalometric_lateral",
    Family.CBCT: "cbct",
}


@dataclass(frozen=True, slots=True)
class Unit:
    """An X-ray unit of the practice: its usual settings, and one time that images an adult well."""

    family: Family
    setup: Mapping[str, Any]
    reference: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    place: str | None = None
    reader: str | None = None
    unit: str | None = None
    units: Mapping[str, Unit] = field(default_factory=dict)


def written(kept: Kept) -> str:
    """As text for the browser or a file; empty where there is nothing to keep."""
    if kept == Kept():
        return ""
    units = {
        name: {"family": unit.family, "setup": dict(unit.setup), "reference": dict(unit.reference)}
        for name, unit in kept.units.items()
    }
    told = {"place": kept.place, "reader": kept.reader, "unit": kept.unit, "units": units}
    return json.dumps({"version": VERSION, **{name: value for name, value in told.items() if value}}, indent=1)


def read(text: str | bytes, known: Knowledge) -> Kept:
    """What was kept; CaseError naming what is wrong where anything is: all of it is taken, or nothing."""
    if not text:
        return Kept()
    if len(text) > LARGEST_BYTES:
        raise CaseError("file", f"is larger than {LARGEST_BYTES} bytes; settings are a small file")
    try:
        told = json.loads(text)
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError):
        raise CaseError("file", "is not JSON; choose a file that was saved here") from None
    if not isinstance(told, dict) or told.get("version") != VERSION:
        raise CaseError("version", f"must be {VERSION}; choose a file that was saved here")
    _only(told, {"version", "place", "reader", "unit", "units"}, "file")
    units = told.get("units", {})
    if not isinstance(units, dict) or len(units) > MOST_UNITS:
        raise CaseError("units", f"must be named units, at most {MOST_UNITS}")
    read_units = {checked_name(name): _unit(name, unit, known) for name, unit in units.items()}
    return Kept(
        place=_one_of("place", told.get("place"), known.places),
        reader=_one_of("reader", told.get("reader"), _READERS),
        unit=_one_of("unit", told.get("unit"), {*read_units, *known.units}),
        units=read_units,
    )


def checked_name(name: str) -> str:
    """A unit's name, trimmed."""
    trimmed = " ".join(name.split())
    if not 0 < len(trimmed) <= LONGEST_NAME:
        raise CaseError("name", f"needs 1 to {LONGEST_NAME} characters")
    return trimmed


def _one_of(name: str, value: Any, accepted: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or value not in accepted:
        raise CaseError(name, f"{value!r:.40} is not known")
    return value


def _only(told: Mapping[str, Any], accepted: set[str], where: str) -> None:
    strangers = told.keys() - accepted
    if strangers:
        raise CaseError(where, f"has {min(strangers)!r:.40}, which is not a setting")


def _unit(name: str, told: Any, known: Knowledge) -> Unit:
    if not isinstance(told, dict):
        raise CaseError(name, "must be a unit with family and setup")
    _only(told, {"family", "setup", "reference"}, name)
    family = told.get("family")
    setup, reference = told.get("setup", {}), told.get("reference", {})
    if family not in set(Family) or not isinstance(setup, dict) or not isinstance(reference, dict):
        raise CaseError(name, f"needs a family ({', '.join(Family)}) and a setup")
    _only(setup, set(KEPT_OF_A_UNIT), name)
    _only(reference, set(REFERENCE), name)
    unit = Unit(Family(family), setup, reference)
    return checked(name, unit, known)


def checked(name: str, unit: Unit, known: Knowledge) -> Unit:
    """A unit whose settings pass the one validation that cases pass."""
    case = {
        "patient": {"age_years": _ADULT_YEARS},
        "exam": _EXAMPLE[unit.family],
        "setup": dict(unit.setup),
        "reference_setting": {"population": "adult", **unit.reference} if unit.reference else None,
    }
    try:
        read_case(case, known)
    except CaseError as refused:
        raise CaseError(f"{name}: {refused.field}", refused.remedy) from None
    return unit


def example_exam(family: Family, known: Knowledge) -> Exam:
    return known.by_exam[_EXAMPLE[family]]
