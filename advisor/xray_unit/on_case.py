"""A case on one of the practice's units: what the case does not tell comes from the unit."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from advisor.case.model import Case, Setup
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Family
from advisor.intake.case import read_case
from advisor.intake.refusal import Refusal, Why
from advisor.knowledge import Knowledge
from advisor.physics.beam import output_ratio
from advisor.xray_unit.known_good import for_age, nearest_known_good
from advisor.xray_unit.writing import reference_told, setup_told

_ONE_FACT = (  # ways to tell it
    ("field_cm", "fov"),
    ("exposure_s", "exposure_impulses", "exposure_mAs"),
    ("dap_mGycm2", "dap"),
)
_OF_AN_IMAGE = ("exam", "region", "setup", "reference_setting")
_OF_THE_UNIT = ("timer", "dap_unit")  # by which a case's numbers are understood


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
    Refusal
        For a case that cannot be judged, and for a unit of another family.

    """
    if not isinstance(told, Mapping) or told.get("also") is None:
        return _laid_under(told, unit, knowledge)
    first = {name: value for name, value in told.items() if name != "also"}
    further = _each_understood(told["also"], unit, knowledge)
    read_case({**_understood(first, unit), "also": further}, knowledge)
    also = [_further(each, first, unit, knowledge) for each in told["also"]]
    return {**_laid_under(first, unit, knowledge), "also": also}


def _laid_under(told: Mapping[str, Any], unit: UnitProfile, knowledge: Knowledge) -> dict[str, Any]:
    case = read_case(_understood(told, unit), knowledge)
    own = {name: value for name, value in (told.get("setup") or {}).items() if value is not None}
    unit = for_age(unit, case.patient.age_years, knowledge.exams.stages, knowledge.beam)
    if case.exam.family is not unit.family:
        raise Refusal("exam", Why.OTHER_UNIT, exam=case.exam.label.lower(), unit=unit.name, family=unit.family)
    usual = setup_told(_usual(unit.setup, case.setup, knowledge))
    for ways in _ONE_FACT:
        if not own.keys().isdisjoint(ways):
            usual = {name: value for name, value in usual.items() if name not in ways}
    reference = told.get("reference_setting") or _known_good(case, unit, knowledge)
    return {**told, "setup": {**usual, **own}, "reference_setting": reference}


def _each_understood(also: Any, unit: UnitProfile, knowledge: Knowledge) -> Any:
    """What `read_case` is to refuse where it is wrong; images of another family are not made with the unit."""
    if not isinstance(also, list | tuple):
        return also
    return [_understood(each, unit) if _made_with(each, unit, knowledge) else each for each in also]


def _further(told: Mapping[str, Any], first: Mapping[str, Any], unit: UnitProfile, knowledge: Knowledge) -> Any:
    """A further image that was read without a fault: of the unit's family with what the unit knows, else as it is."""
    if not _made_with(told, unit, knowledge):
        return told
    laid = _laid_under({**first, **{name: told.get(name) for name in _OF_AN_IMAGE}}, unit, knowledge)
    return {**told, "setup": laid["setup"], "reference_setting": laid["reference_setting"]}


def _made_with(told: Any, unit: UnitProfile, knowledge: Knowledge) -> bool:
    exam = knowledge.by_exam.get(str(told.get("exam"))) if isinstance(told, Mapping) else None
    return exam is not None and exam.family is unit.family


def _understood(told: Any, unit: UnitProfile) -> Any:
    """The case with the unit's timer and display, by which its impulses and products are understood."""
    if not isinstance(told, Mapping):
        return told
    setup, of_unit = told.get("setup"), setup_told(unit.setup)
    if setup is None:
        setup = {}
    elif not isinstance(setup, Mapping):
        return told
    own = {name: value for name, value in setup.items() if value is not None}
    return {**told, "setup": {**{name: of_unit[name] for name in _OF_THE_UNIT if name in of_unit}, **own}}


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
