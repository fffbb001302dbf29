"""What a browser keeps for a practice: place, reader and its X-ray units. Read strictly; nothing about a patient."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Programme, Reader
from advisor.intake.refusal import Refusal, Why
from advisor.intake.text import Text
from advisor.knowledge import Knowledge
from advisor.xray_unit.reading import read_unit, unit_from_text
from advisor.xray_unit.writing import unit_json

T = TypeVar("T")
VERSION: Final = 2
LARGEST_BYTES: Final = 500_000
_TEXT: Final = Text("what is kept", LARGEST_BYTES, "choose a file that was saved here")
MOST_UNITS: Final = 30
_MOST_JOINED: Final = 3 * MOST_UNITS  # by windows each of which kept no more than it may
_FIRST: Final = 1  # the version that kept a unit as family, setup and one adult time


@dataclass(frozen=True, slots=True)
class Kept:
    place: str | None = None
    reader: str | None = None
    unit: str | None = None
    units: Mapping[str, UnitProfile] = field(default_factory=dict)


def written(kept: Kept) -> str:
    """As text for the browser or a file; empty where there is nothing to keep."""
    if kept == Kept():
        return ""
    units = [unit_json(unit) for unit in kept.units.values()]
    told = {"place": kept.place, "reader": kept.reader, "unit": kept.unit, "units": units}
    return json.dumps({"version": VERSION, **{name: value for name, value in told.items() if value}}, indent=1)


def joined(before: Kept, mine: Kept, theirs: Kept) -> Kept:
    """What two windows made of what both had `before`: the units of both; what both changed, as mine has it."""
    names = {**theirs.units, **mine.units}
    units = {name: _changed(before.units.get(name), mine.units.get(name), theirs.units.get(name)) for name in names}
    return Kept(
        place=_changed(before.place, mine.place, theirs.place),
        reader=_changed(before.reader, mine.reader, theirs.reader),
        unit=_changed(before.unit, mine.unit, theirs.unit),
        units={name: unit for name, unit in units.items() if unit is not None},
    )


def _changed(before: T | None, mine: T | None, theirs: T | None) -> T | None:
    return theirs if mine == before else mine


def read(text: str | bytes, knowledge: Knowledge) -> Kept:
    """What was kept; Refusal naming what is wrong where anything is: all of it is taken, or nothing."""
    if not text:
        return Kept()
    told = _TEXT.json(text, "file")
    version = told.get("version") if isinstance(told, dict) else None
    if type(version) is not int or version not in (_FIRST, VERSION):
        raise Refusal("version", Why.WRONG_VERSION, version=VERSION)
    strangers = told.keys() - {"version", "place", "reader", "unit", "units"}
    if strangers:
        raise Refusal("file", Why.NOT_A_SETTING, name=min(strangers))
    units = {unit.name: unit for unit in _units(told, knowledge)}
    return Kept(
        place=_one_of("place", told.get("place"), knowledge.places),
        reader=_one_of("reader", told.get("reader"), set(Reader)),
        unit=_one_of("unit", told.get("unit"), {*units, *knowledge.units}),
        units=units,
    )


def units_of_file(text: bytes, knowledge: Knowledge) -> tuple[UnitProfile, ...]:
    """The units of a file: all that were saved here, or one unit as TOML or JSON."""
    if b'"version"' in text:
        return tuple(read(text, knowledge).units.values())
    return (unit_from_text(text, knowledge, "file"),)


def _one_of(name: str, value: Any, accepted: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str) or value not in accepted:
        raise Refusal(name, Why.NOT_KNOWN, told=value)
    return value


def _units(told: Mapping[str, Any], knowledge: Knowledge) -> list[UnitProfile]:
    units = told.get("units")
    if told["version"] == _FIRST and isinstance(units, dict):
        units = [_of_first_version(name, unit) for name, unit in units.items()]
    if units is not None and (not isinstance(units, list) or len(units) > _MOST_JOINED):
        raise Refusal("units", Why.TOO_MANY_UNITS, most=_MOST_JOINED)
    read_units = [_unit(unit, count, knowledge) for count, unit in enumerate(units or (), start=1)]
    names = [unit.name for unit in read_units]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise Refusal("units", Why.NAMED_TWICE, name=twice)
    return read_units


def _of_first_version(name: str, told: Any) -> Any:
    """Its one adult time becomes a known good setting."""
    if not isinstance(told, dict):
        return told
    reference = told.get("reference")
    good = [{"population": Programme.ADULT, **reference}] if reference and isinstance(reference, dict) else reference
    rest = {field: value for field, value in told.items() if field != "reference"}
    return {**rest, "name": name, "known_good": good or None}


def _unit(told: Any, count: int, knowledge: Knowledge) -> UnitProfile:
    try:
        return read_unit(told, knowledge)
    except Refusal as refused:
        name = told.get("name") if isinstance(told, dict) else None
        raise refused.named(f"{name or f'unit {count}'}: {refused.field}"[:80]) from None
