"""A case on one of the practice's units: what the case does not tell comes from the unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from advisor.beam import relative_output
from advisor.knowledge import Knowledge
from advisor.known_good import nearest_known_good
from advisor.model import Case, Setup
from advisor.plausible import CaseError
from advisor.reading import read_case
from advisor.unit import UnitProfile
from advisor.unit_writing import reference_told, setup_told
from advisor.vocabulary import Family

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
        [mGy per mAs] is brought to the case's kV, cone and filtration.

    Raises
    ------
    CaseError
        For a case that cannot be judged, and for a unit of another family.

    Notes
    -----
    K = K0 S(kV, filtration) / S(kV0, filtration0) (d0 / d)^2, with tube output S of the spectra.

    References
    ----------
    `poludniowski_2021`.
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
    measured, kV = unit.output_mGy_per_mAs, case.kV or unit.kV
    if measured is None or unit.kV is None or kV is None:
        return unit
    there, here = (
        relative_output(kV=each_kV, filtration_mmAl=filtration_mmAl, cone_cm=cone_cm, tables=knowledge.beam)
        for each_kV, filtration_mmAl, cone_cm in (
            (unit.kV, unit.filtration_mmAl, unit.cone_cm),
            (kV, case.filtration_mmAl or unit.filtration_mmAl, case.cone_cm or unit.cone_cm),
        )
    )
    return unit if here == there else replace(unit, output_mGy_per_mAs=measured * here / there)


def _known_good(case: Case, unit: UnitProfile, knowledge: Knowledge) -> dict[str, Any] | None:
    if unit.family is not Family.INTRAORAL:
        return None
    region = case.region.id if case.region else knowledge.technique.default_region[case.exam.id]
    receptor, kV = case.setup.receptor or unit.setup.receptor, case.setup.kV or unit.setup.kV
    known = nearest_known_good(unit.known_good, region, receptor, kV)
    return reference_told(known) if known else None
