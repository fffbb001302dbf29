"""A unit file (TOML or JSON) -> a checked UnitProfile. The same strict reading and the same sentences as for a case."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pydantic import TypeAdapter

from advisor.case.model import Exam, ReferenceSetting, Setup, TimerSetting
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Family, Receptor
from advisor.intake.case import STRICT, ReferenceIn, checked_reference, checked_setup
from advisor.intake.equivalents import SetupIn
from advisor.intake.plausible import check_timer, check_within
from advisor.intake.refusal import TIMER, CaseError, Contract, Day, json_told
from advisor.knowledge import Knowledge
from advisor.knowledge.toml_lines import UnreadableError, tables_of

LARGEST_UNIT_BYTES: Final = 50_000
LONGEST_NAME: Final = 40
MOST_ENTRIES: Final = 50
_SHOWN: Final = "data/README.md shows a unit file"
_CHILD_KV: Final = "child_kV"
_LISTS: Final = ("kV_choices", "mA_choices", "known_good", "in_use")
_INTRAORAL_ONLY: Final = ("known_good", "in_use", "second_receptor", "child_kV")


@dataclass(frozen=True, slots=True)
class _UnitIn:
    """A unit as a practice writes it: all but the name optional, absent = not told."""

    name: str
    maker: str | None = None
    model: str | None = None
    family: Family = Family.INTRAORAL
    setup: SetupIn = field(default_factory=SetupIn)
    kV_choices: tuple[float, ...] = ()
    mA_choices: tuple[float, ...] = ()
    timer: TimerSetting | None = None
    output_measured_on: Day | None = None
    known_good: tuple[ReferenceIn, ...] = ()
    in_use: tuple[ReferenceIn, ...] = ()
    second_receptor: Receptor | None = None
    child_kV: float | None = None


_UnitIn.__pydantic_config__ = STRICT  # type: ignore[attr-defined]
UNIT_IN: Final = TypeAdapter(_UnitIn)
_CONTRACT: Final = Contract(
    what="unit",
    adapter=UNIT_IN,
    nouns={"": _UnitIn, "setup": SetupIn, "known_good": ReferenceIn, "in_use": ReferenceIn},
    least=("name",),
    example="name",
)


def unit_from_text(text: str | bytes, knowledge: Knowledge, name: str = "unit") -> UnitProfile:
    """Read the text of a unit file: JSON where it begins with a brace, TOML else.

    Parameters
    ----------
    text : str or bytes
        Bytes are UTF-8.
    knowledge : Knowledge
        Names the units, regions and plausible ranges.
    name : str
        What the file is called in an error.

    Raises
    ------
    CaseError
        One sentence that names the field, or the line, and the remedy.
    """
    if len(text) > LARGEST_UNIT_BYTES:
        raise CaseError(name, f"is larger than {LARGEST_UNIT_BYTES} bytes; a unit is a small TOML or JSON file")
    try:
        plain = text.decode("utf-8-sig") if isinstance(text, bytes) else text
    except UnicodeDecodeError:
        raise CaseError(name, "is not UTF-8 text; save the unit as UTF-8 TOML or JSON") from None
    return read_unit(_parsed(plain, name), knowledge)


def _parsed(text: str, name: str) -> Any:
    if text.lstrip().startswith("{"):
        return json_told(text, name, _SHOWN)
    try:
        return tables_of(text)
    except tomllib.TOMLDecodeError as error:
        said = " ".join(str(error).split())
        raise CaseError(name, f"is not TOML ({said:.120}); {_SHOWN}") from None
    except UnreadableError as error:
        raise CaseError(name, f"{error}; {_SHOWN}") from None


def read_unit(mapping: Mapping[str, Any], knowledge: Knowledge) -> UnitProfile:
    """Check a unit of the published contract and make it a UnitProfile.

    Parameters
    ----------
    mapping : Mapping
        As in `data/schema/unit.schema.json`; keys absent or null are not told.
    knowledge : Knowledge
        Names the units, regions and plausible ranges.

    Returns
    -------
    UnitProfile
        `setup.timer` is its timer; a known good setting has the setup's receptor, kV, mA and cone where it told none.

    Raises
    ------
    CaseError
        One sentence that names the field and the remedy; entries of a list are counted from 1.
    """
    told = _CONTRACT.read(mapping)
    exam = example_exam(told.family, knowledge)
    check_timer(TIMER, told.timer, knowledge.exams.limits[told.family])
    setup = checked_setup(_with_timer(told), exam, knowledge)
    _check(told, exam, knowledge)
    return UnitProfile(
        name=checked_name(told.name),
        family=told.family,
        setup=setup,
        maker=_name_or_none("maker", told.maker),
        model=_name_or_none("model", told.model),
        kV_choices=told.kV_choices,
        mA_choices=told.mA_choices,
        output_measured_on=told.output_measured_on,
        known_good=_references("known_good", told.known_good, setup, exam, knowledge),
        in_use=_references("in_use", told.in_use, setup, exam, knowledge),
        second_receptor=told.second_receptor,
        child_kV=told.child_kV,
    )


def example_exam(family: Family, knowledge: Knowledge) -> Exam:
    """An exam that a unit of this family makes: the one with the most regions, of equals the first in data/."""
    made = (exam for exam in knowledge.by_exam.values() if exam.family is family)
    return max(made, key=lambda exam: len(exam.regions))


def checked_name(name: str, field_name: str = "name") -> str:
    """A unit's name, trimmed, without what no reader sees: control characters, turns of the writing direction."""
    trimmed = " ".join("".join(letter if letter.isprintable() else " " for letter in name).split())
    if not 0 < len(trimmed) <= LONGEST_NAME:
        raise CaseError(field_name, f"needs 1 to {LONGEST_NAME} characters")
    return trimmed


def _name_or_none(field_name: str, told: str | None) -> str | None:
    return None if told is None else checked_name(told, field_name)


def _check(told: _UnitIn, exam: Exam, knowledge: Knowledge) -> None:
    limits = knowledge.exams.limits[told.family]
    for name in _LISTS:
        if len(getattr(told, name)) > MOST_ENTRIES:
            raise CaseError(name, f"has more than {MOST_ENTRIES} entries; leave out those that are not used")
    for name, choices in (("kV", told.kV_choices), ("mA", told.mA_choices)):
        _check_choices(name, choices, getattr(told.setup, name), limits)
    if told.child_kV is not None:
        check_within(_CHILD_KV, told.child_kV, limits["kV"], " for a unit")
        if told.kV_choices and told.child_kV not in told.kV_choices:
            offered = ", ".join(f"{choice:g}" for choice in told.kV_choices)
            raise CaseError(_CHILD_KV, f"{told.child_kV:g} is not among kV_choices ({offered}); correct one of them")
    if told.output_measured_on and told.setup.output_mGy_per_mAs is None:
        remedy = "is the day of a measurement; tell setup.output_mGy_per_mAs as well, or leave it out"
        raise CaseError("output_measured_on", remedy)
    if not exam.intraoral:
        strangers = [name for name in _INTRAORAL_ONLY if getattr(told, name)]
        if strangers:
            raise CaseError(strangers[0], f"belongs to an intraoral unit; leave it out of a {told.family} unit")


def _check_choices(name: str, choices: tuple[float, ...], usual: float | None, limits: Mapping[str, Any]) -> None:
    """Each choice can be set on a unit, and the usual setting is one of them."""
    for choice in choices:
        check_within(f"{name}_choices", choice, limits[name], " for a unit")
    if choices and usual is not None and usual not in choices:
        offered = ", ".join(f"{choice:g}" for choice in choices)
        raise CaseError(f"setup.{name}", f"{usual:g} is not among {name}_choices ({offered}); correct one of them")


def _with_timer(told: _UnitIn) -> SetupIn:
    inside = told.setup.timer
    if inside is not None and told.timer not in (None, inside):
        raise CaseError(f"setup.{TIMER}", f"differs from {TIMER}; tell the timer once, as {TIMER}")
    return replace(told.setup, timer=told.timer or inside)


def _references(
    name: str, told: tuple[ReferenceIn, ...], setup: Setup, exam: Exam, knowledge: Knowledge
) -> tuple[ReferenceSetting, ...]:
    return tuple(
        checked_reference(f"{name}.{count}", each, setup, exam, knowledge) for count, each in enumerate(told, start=1)
    )
