"""A unit file (TOML or JSON) -> a checked UnitProfile. The same strict reading and the same sentences as for a case."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from pydantic import TypeAdapter, with_config

from advisor.case.model import Exam, ReferenceSetting, Setup, TimerSetting
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Family, Receptor
from advisor.intake.case import STRICT, ReferenceIn, checked_reference, checked_setup
from advisor.intake.contract import TIMER, Contract, Day
from advisor.intake.equivalents import SetupIn
from advisor.intake.plausible import check_timer, check_within
from advisor.intake.refusal import Refusal, Why
from advisor.intake.text import Text, plain_line
from advisor.knowledge import Knowledge

UNIT_TEXT: Final = Text("a unit", 50_000, "data/README.md shows a unit file", form="TOML or JSON")
LONGEST_NAME: Final = 40
MOST_ENTRIES: Final = 50
_CHILD_KV: Final = "child_kV"
_LISTS: Final = ("kV_choices", "mA_choices", "known_good", "in_use")
_INTRAORAL_ONLY: Final = ("known_good", "in_use", "second_receptor", "child_kV")


@with_config(STRICT)
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
    name : str
        What the file is called in an error.

    Raises
    ------
    Refusal
        One sentence that names the field, or the line, and the remedy.
    """
    plain = UNIT_TEXT.plain(text, name)
    in_json = plain.lstrip().startswith("{")
    return read_unit(UNIT_TEXT.json(plain, name) if in_json else UNIT_TEXT.toml(plain, name), knowledge)


def read_unit(mapping: Mapping[str, Any], knowledge: Knowledge) -> UnitProfile:
    """Check a unit of the published contract and make it a UnitProfile.

    Parameters
    ----------
    mapping : Mapping
        As in `data/schema/unit.schema.json`; keys absent or null are not told.

    Returns
    -------
    UnitProfile
        `setup.timer` is its timer; a known good setting has the setup's receptor, kV, mA and cone where it told none.

    Raises
    ------
    Refusal
        One sentence that names the field and the remedy; entries of a list are counted from 1.
    """
    unit_in = _CONTRACT.read(mapping)
    exam = example_exam(unit_in.family, knowledge)
    check_timer(TIMER, unit_in.timer, knowledge.exams.limits[unit_in.family])
    setup = checked_setup(_with_timer(unit_in), exam, knowledge)
    _check(unit_in, exam, knowledge)
    return UnitProfile(
        name=checked_name(unit_in.name),
        family=unit_in.family,
        setup=setup,
        maker=_name_or_none("maker", unit_in.maker),
        model=_name_or_none("model", unit_in.model),
        kV_choices=unit_in.kV_choices,
        mA_choices=unit_in.mA_choices,
        output_measured_on=unit_in.output_measured_on,
        known_good=_references("known_good", unit_in.known_good, setup, exam, knowledge),
        in_use=_references("in_use", unit_in.in_use, setup, exam, knowledge),
        second_receptor=unit_in.second_receptor,
        child_kV=unit_in.child_kV,
    )


def example_exam(family: Family, knowledge: Knowledge) -> Exam:
    """An exam that a unit of this family makes: the one with the most regions, of equals the first in data/."""
    made = (exam for exam in knowledge.by_exam.values() if exam.family is family)
    return max(made, key=lambda exam: len(exam.regions))


def checked_name(name: str, field_name: str = "name") -> str:
    """A unit's name, as one line."""
    trimmed = plain_line(name)
    if not 0 < len(trimmed) <= LONGEST_NAME:
        raise Refusal(field_name, Why.NAME_LENGTH, most=LONGEST_NAME)
    return trimmed


def _name_or_none(field_name: str, name: str | None) -> str | None:
    return None if name is None else checked_name(name, field_name)


def _check(unit_in: _UnitIn, exam: Exam, knowledge: Knowledge) -> None:
    limits = knowledge.exams.limits[unit_in.family]
    for name in _LISTS:
        if len(getattr(unit_in, name)) > MOST_ENTRIES:
            raise Refusal(name, Why.TOO_MANY_ENTRIES, most=MOST_ENTRIES)
    for name, choices in (("kV", unit_in.kV_choices), ("mA", unit_in.mA_choices)):
        _check_choices(name, choices, getattr(unit_in.setup, name), limits)
    if unit_in.child_kV is not None:
        check_within(_CHILD_KV, unit_in.child_kV, limits["kV"], " for a unit")
        if unit_in.kV_choices and unit_in.child_kV not in unit_in.kV_choices:
            raise _not_offered(_CHILD_KV, unit_in.child_kV, "kV", unit_in.kV_choices)
    if unit_in.output_measured_on and unit_in.setup.output_mGy_per_mAs is None:
        raise Refusal("output_measured_on", Why.DAY_WITHOUT_OUTPUT)
    if not exam.intraoral:
        strangers = [name for name in _INTRAORAL_ONLY if getattr(unit_in, name)]
        if strangers:
            raise Refusal(strangers[0], Why.ONLY_INTRAORAL, family=unit_in.family)


def _check_choices(name: str, choices: tuple[float, ...], usual: float | None, limits: Mapping[str, Any]) -> None:
    """Each choice can be set on a unit, and the usual setting is one of them."""
    for choice in choices:
        check_within(f"{name}_choices", choice, limits[name], " for a unit")
    if choices and usual is not None and usual not in choices:
        raise _not_offered(f"setup.{name}", usual, name, choices)


def _not_offered(field_name: str, value: float, name: str, choices: tuple[float, ...]) -> Refusal:
    offered = ", ".join(f"{choice:g}" for choice in choices)
    return Refusal(field_name, Why.NOT_AMONG_CHOICES, value=value, choices=f"{name}_choices", offered=offered)


def _with_timer(unit_in: _UnitIn) -> SetupIn:
    inside = unit_in.setup.timer
    if inside is not None and unit_in.timer not in (None, inside):
        raise Refusal(f"setup.{TIMER}", Why.TWO_TIMERS)
    return replace(unit_in.setup, timer=unit_in.timer or inside)


def _references(
    name: str, references: tuple[ReferenceIn, ...], setup: Setup, exam: Exam, knowledge: Knowledge
) -> tuple[ReferenceSetting, ...]:
    return tuple(
        checked_reference(f"{name}.{count}", each, setup, exam, knowledge)
        for count, each in enumerate(references, start=1)
    )
