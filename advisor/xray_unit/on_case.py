"""A case on one of the practice's units: what the case does not tell comes from the unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from advisor.case.model import Case, Setup
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Family
from advisor.intake.case import read_case
from advisor.intake.refusal import CaseError
from advisor.knowledge import Knowledge
from advisor.physics.beam import output_ratio
from advisor.xray_unit.known_good import nearest_known_good
from advisor.xray_unit.writing import reference_told, setup_told

_ONE_FACT = ("field_cm", "fov")  # two ways to tell it


def with_unit(told: Mapping[str, Any], unit: UnitProfile, knowledge: Knowledge) -> dict[str, Any]:
    """The case of the contract with what the unit knows laid under what the case tells.

    Parameters
    ----------
    told : Mapping
        A case as in `data/schema/case.schema.json`; it must be right by itself.
    unit : UnitProfile
        Of the exam's family.

    Returns
    -------
    dict
        Again a case of the contract: the unit's settings and timer where the case tells none, and, where it tells no
        reference setting, the unit's known good setting that needs the least conversion. A measured output
        [mGy per mAs] is brought to the case's kV, cone and filtration; one that either does not tell is the same.

    Raises
    ------
    CaseError
        For a case that cannot be judged, and for a unit of another family.

    """
    case = read_case(told, knowledge)
    if case.exam.family is not unit.family:
        words = f"{case.exam.label.lower()} is not made with {unit.name!r}, which is {unit.family}; choose another unit"
        raise CaseError("exam", words)
    own = {name: value for name, value in (told.get("setup") or {}).items() if value is not None}
    usual = setup_told(_usual(unit.setup, case.setup, knowledge))
    if not own.keys().isdisjoint(_ONE_FACT):
        usual = {name: value for name, value in usual.items() if name not in _ONE_FACT}
    reference = told.get("reference_setting") or _known_good(case, unit, knowledge)
    return {**told, "setup": {**usual, **own}, "reference_setting": reference}


def _usual(unit: Setup, case: Setup, knowledge: Knowledge) -> Setup:
    """The unit's setup, its measured output as at the case's kV, filtration and cone."""
    measured = unit.output_mGy_per_mAs
    if measured is None:
        return unit
    return replace(unit, output_mGy_per_mAs=measured * output_ratio(case, unit, knowledge.beam))


def _known_good(case: Case, unit: UnitProfile, knowledge: Knowledge) -> dict[str, Any] | None:
    if unit.family is not Family.INTRAORAL:
        return None
    region = case.region.id if case.region else case.exam.default_region
    receptor, kV = case.setup.receptor or unit.setup.receptor, case.setup.kV or unit.setup.kV
    known = nearest_known_good(unit.known_good, region, receptor, kV)
    return reference_told(known) if known else None
