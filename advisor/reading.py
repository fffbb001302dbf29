"""A mapping from outside -> a checked Case. The one validation, for the command line and the pages alike."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from advisor.knowledge import Knowledge
from advisor.model import Case, Exam, Patient, ReferenceSetting, Region, Setup, Visit
from advisor.places import WORLD
from advisor.plausible import CaseError, check_kerma, check_settings
from advisor.vocabulary import Beam, CariesRisk, Dentition, Indication, Programme, Receptor

_PLACE: Final = re.compile(r"WORLD|EUROPE|[A-Z]{2}(-[A-Z0-9]{1,3})?")
_INTRAORAL_BEAMS: Final = frozenset({Beam.ROUND, Beam.RECTANGULAR})


@dataclass(frozen=True, slots=True)
class _PatientIn:
    age_years: float
    caries_risk: CariesRisk | None = None
    pregnant: bool | None = None
    dentition: Dentition | None = None


@dataclass(frozen=True, slots=True)
class _ReferenceIn:
    exposure_s: float
    population: Programme = Programme.ADULT
    region: str | None = None
    receptor: Receptor | None = None
    kV: float | None = None
    mA: float | None = None
    cone_cm: float | None = None


@dataclass(frozen=True, slots=True)
class _CaseIn:
    """A case as the contract writes it: all but the age and the exam optional, absent = not told."""

    patient: _PatientIn
    exam: str
    on: date | None = None
    place: str = WORLD
    visit: Visit = field(default_factory=Visit)
    region: str | None = None
    setup: Setup = field(default_factory=Setup)
    reference_setting: _ReferenceIn | None = None


_CaseIn.__pydantic_config__ = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)  # type: ignore[attr-defined]
CASE_IN: Final = TypeAdapter(_CaseIn)


def read_case(mapping: Mapping[str, Any], knowledge: Knowledge) -> Case:
    """Check a case of the published contract and make it a Case.

    Parameters
    ----------
    mapping : Mapping
        As in `data/schema/case.schema.json`; keys absent or null are facts that nobody told.
    knowledge : Knowledge
        Names the exams, regions and plausible ranges.

    Raises
    ------
    CaseError
        One sentence that names the field, what is accepted and, where it can be guessed, the likely mistake.
    """
    if not isinstance(mapping, Mapping):
        raise CaseError("case", "must be a JSON object with patient and exam")
    try:
        case_in = CASE_IN.validate_json(_written(mapping), strict=True)
    except ValidationError as error:
        raise _sentence(error.errors()[0]) from None
    return _case(case_in, knowledge)


def _written(mapping: Mapping[str, Any]) -> str:
    """The case as JSON text, which the strict reader takes for what it is."""
    try:
        return json.dumps(_known_indication(_without_nulls(mapping)), default=str)
    except (RecursionError, ValueError):
        raise CaseError("case", "is nested too deeply; a case has at most objects within one object") from None


def _without_nulls(told: Any) -> Any:
    if isinstance(told, Mapping):
        return {str(key): _without_nulls(value) for key, value in told.items() if value is not None}
    return told


def _known_indication(told: dict[str, Any]) -> dict[str, Any]:
    """An indication in words of its own counts as told, as OTHER; its words go no further."""
    visit = told.get("visit")
    words = visit.get("indication") if isinstance(visit, dict) else None
    if not isinstance(words, str):
        return told
    plain = words.strip().lower().replace(" ", "_").replace("-", "_")
    known = plain if plain in set(Indication) else Indication.OTHER.value
    return {**told, "visit": {**told["visit"], "indication": known}}


def _sentence(error: ErrorDetails) -> CaseError:
    """One sentence about the first thing that is wrong."""
    where = [f"{part if part.isidentifier() else repr(part):.40}" for part in map(str, error["loc"])]
    path, kind = ".".join(where) or "case", error["type"]
    if kind == "too_long" or (where and isinstance(error["loc"][-1], int)):
        return CaseError(".".join(where[:2]), _EXPECTED["tuple"])
    if kind == "missing":
        optional = "" if where[0] in ("patient", "exam") else f", or leave {where[0]} out"
        return CaseError(path, f"is needed; a case tells at least patient.age_years and exam{optional}")
    if kind == "unexpected_keyword_argument":
        return CaseError(path, f"is not a field of a case{_guess(where[-1], _names(where[:-1]))}")
    if kind == "enum":
        near = get_close_matches(str(error["input"]), error["ctx"]["expected"].replace("'", "").split(", "), n=1)
        guess = f" (did you mean {near[0]}?)" if near else ""
        return CaseError(path, f"{error['input']!r:.40} is not known; accepted: {error['ctx']['expected']}{guess}")
    expected = _EXPECTED.get(kind.split("_")[0], error["msg"].lower())
    return CaseError(path, f"{expected}, not {json.dumps(error['input'], default=str)[:40]}")


def _guess(name: str, names: list[str]) -> str:
    near = get_close_matches(name.lower(), [each.lower() for each in names], n=1, cutoff=0.5)
    return f"; did you mean {next(each for each in names if each.lower() == near[0])}?" if near else ""


_EXPECTED: Final = {
    "json": "must hold valid Unicode text",
    "float": "must be a number (not text, not true or false)",
    "finite": "must be a finite number",
    "int": "must be a whole number",
    "bool": "must be true, false or null",
    "string": "must be text",
    "date": "must be a date such as 2026-11-21",
    "dataclass": "must be a JSON object",
    "tuple": "must be a list of two numbers, diameter and height in cm",
}


def _names(where: list[str]) -> list[str]:
    """The fields that a case has at a path, for guessing a misspelt one."""
    here: dict[str, Any] = {"": _CaseIn, "patient": _PatientIn, "visit": Visit, "setup": Setup}
    noun = here.get(where[0] if where else "", _ReferenceIn)
    return [each.name for each in fields(noun)] if is_dataclass(noun) else []


def _case(case_in: _CaseIn, knowledge: Knowledge) -> Case:
    exam = knowledge.by_exam.get(case_in.exam)
    if exam is None:
        raise CaseError("exam", f"{case_in.exam!r:.40} is not known; accepted: {', '.join(knowledge.by_exam)}")
    check_settings("patient", {"age_years": case_in.patient.age_years}, knowledge.exams.case_limits, "a patient")
    months = {"months_since_bitewings": case_in.visit.months_since_bitewings}
    check_settings("visit", months, knowledge.exams.case_limits, "a visit")
    case = Case(
        patient=_patient(case_in.patient, knowledge),
        exam=exam,
        visit=case_in.visit,
        setup=_setup(case_in.setup, exam, knowledge),
        region=_region("region", case_in.region, exam.regions, exam),
        place=_place(case_in.place),
        on=case_in.on,
        reference_setting=_reference(case_in.reference_setting, case_in.setup, exam, knowledge),
    )
    check_kerma(case, knowledge)
    return case


def _patient(told: _PatientIn, knowledge: Knowledge) -> Patient:
    stages = knowledge.exams.stages
    return Patient(
        age_years=told.age_years,
        child=told.age_years < stages.child_until,
        dentition=told.dentition or stages.dentition(told.age_years),
        caries_risk=told.caries_risk,
        pregnant=told.pregnant,
    )


def _setup(setup: Setup, exam: Exam, knowledge: Knowledge) -> Setup:
    settings = {each.name: getattr(setup, each.name) for each in fields(setup)}
    check_settings("setup", settings, knowledge.exams.limits[exam.family], f"{exam.label.lower()}")
    if setup.beam is not None and (setup.beam in _INTRAORAL_BEAMS) is not exam.intraoral:
        accepted = "round or rectangular" if exam.intraoral else "full or restricted"
        raise CaseError("setup.beam", f"{setup.beam} does not belong to a {exam.label.lower()} exam; use {accepted}")
    if setup.unit is not None and setup.unit not in knowledge.units:
        raise CaseError("setup.unit", f"{setup.unit!r:.40} is not known; accepted: {', '.join(knowledge.units)}")
    if setup.field_cm is None:
        return setup
    return replace(setup, fov=knowledge.exams.field_classes.of(setup.field_cm))


def _region(name: str, told: str | None, regions: tuple[Region, ...], exam: Exam) -> Region | None:
    if told is None:
        return None
    for region in regions:
        if region.id == told:
            return region
    if not regions:
        raise CaseError(name, f"a {exam.label.lower()} exam has no region; leave it out")
    raise CaseError(name, f"{told!r:.40} is not known here; accepted: {', '.join(region.id for region in regions)}")


def _place(code: str) -> str:
    """A country (US), a state of one (US-NY) or WORLD; a place without a file gets the international statements."""
    if code == "UK":
        raise CaseError("place", "UK is written GB, as in ISO 3166")
    if not _PLACE.fullmatch(code):
        raise CaseError("place", f"{code!r:.40} is not a place; write a country or state as in ISO 3166: US, US-NY, GB")
    return code


def _reference(told: _ReferenceIn | None, setup: Setup, exam: Exam, knowledge: Knowledge) -> ReferenceSetting | None:
    """The setting known to be good; what it does not tell is as the setup is now, whatever is changed later."""
    if told is None:
        return None
    settings = {each.name: getattr(told, each.name) for each in fields(told)}
    check_settings("reference_setting", settings, knowledge.exams.limits[exam.family], exam.label.lower())
    everywhere = tuple(region for each in knowledge.by_exam.values() for region in each.regions)
    region = _region("reference_setting.region", told.region, everywhere, exam)
    return ReferenceSetting(
        exposure_s=told.exposure_s,
        population=told.population,
        region=region,
        receptor=told.receptor or setup.receptor,
        kV=told.kV or setup.kV,
        mA=told.mA or setup.mA,
        cone_cm=told.cone_cm or setup.cone_cm,
    )
