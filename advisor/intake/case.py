"""A mapping from outside -> a checked Case. The one validation, for the command line and the pages alike."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final

from pydantic import ConfigDict, TypeAdapter, with_config

from advisor.case.body import Build
from advisor.case.model import Case, Exam, Patient, ReferenceSetting, Region, Setup, Visit
from advisor.case.settings import BEAMS
from advisor.case.vocabulary import CariesRisk, Dentition, Indication, Programme, Receptor
from advisor.intake.contract import Contract, Day
from advisor.intake.equivalents import SetupIn, as_setup, impulses_s, known_indications
from advisor.intake.plausible import check_kerma, check_settings, check_timer, remedies
from advisor.intake.refusal import Refusal, Why, unknown_word
from advisor.knowledge import Knowledge
from advisor.knowledge.places import WORLD

_PLACE: Final = re.compile(r"WORLD|EUROPE|[A-Z]{2}(-[A-Z0-9]{1,3})?")
STRICT: Final = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)
MOST_ALSO: Final = 20


@dataclass(frozen=True, slots=True)
class _PatientIn:
    age_years: float
    caries_risk: CariesRisk | None = None
    pregnant: bool | None = None
    dentition: Dentition | None = None
    size: Build | None = None
    head_cm: float | None = None


@dataclass(frozen=True, slots=True)
class ReferenceIn:
    """A setting known to be good, as the contract writes it: its time in seconds or in impulses."""

    exposure_s: float | None = None
    population: Programme = Programme.ADULT
    region: str | None = None
    receptor: Receptor | None = None
    kV: float | None = None
    mA: float | None = None
    cone_cm: float | None = None
    exposure_impulses: int | None = None


@dataclass(frozen=True, slots=True)
class AlsoIn:
    """A further image of the same visit; `indication` where its question is another one."""

    exam: str
    region: str | None = None
    indication: Indication | None = None
    setup: SetupIn = field(default_factory=SetupIn)
    reference_setting: ReferenceIn | None = None


@with_config(STRICT)
@dataclass(frozen=True, slots=True)
class _CaseIn:
    """A case as the contract writes it: all but the age and the exam optional, absent = not told."""

    patient: _PatientIn
    exam: str
    on: Day | None = None
    place: str = WORLD
    visit: Visit = field(default_factory=Visit)
    region: str | None = None
    setup: SetupIn = field(default_factory=SetupIn)
    reference_setting: ReferenceIn | None = None
    also: tuple[AlsoIn, ...] = ()


CASE_IN: Final = TypeAdapter(_CaseIn)
_CONTRACT: Final = Contract(
    what="case",
    adapter=CASE_IN,
    nouns={
        "": _CaseIn,
        "patient": _PatientIn,
        "visit": Visit,
        "setup": SetupIn,
        "reference_setting": ReferenceIn,
        "also": AlsoIn,
    },
    lists={"also": "must be a list of further images, each with its exam"},
    least=("patient", "exam"),
    example="patient.age_years and exam",
)


def read_case(mapping: Mapping[str, Any], knowledge: Knowledge) -> Case:
    """Check a case of the published contract and make it a Case.

    Parameters
    ----------
    mapping : Mapping
        As in `data/schema/case.schema.json`; keys absent or null are facts that nobody told.

    Raises
    ------
    Refusal
        One sentence that names the field, what is accepted and, where it can be guessed, the likely mistake.
    """
    case_in = _CONTRACT.read(known_indications(mapping))
    case = _case(case_in, knowledge)
    if len(case_in.also) > MOST_ALSO:
        raise Refusal("also", Why.TOO_MANY_IMAGES, count=len(case_in.also), most=MOST_ALSO)
    others = (_also(nth, each, case_in, knowledge) for nth, each in enumerate(case_in.also, start=1))
    return replace(case, also=tuple(others)) if case_in.also else case


def _also(nth: int, image_in: AlsoIn, case_in: _CaseIn, knowledge: Knowledge) -> Case:
    """A further image as a case of its own: the patient, place, day and visit are those of the first."""
    whole = replace(
        case_in,
        exam=image_in.exam,
        region=image_in.region,
        visit=replace(case_in.visit, indication=image_in.indication or case_in.visit.indication),
        setup=image_in.setup,
        reference_setting=image_in.reference_setting,
    )
    try:
        return _case(whole, knowledge)
    except Refusal as refused:
        raise refused.named(f"also.{nth}.{refused.field}") from None


def _case(case_in: _CaseIn, knowledge: Knowledge) -> Case:
    exam = knowledge.by_exam.get(case_in.exam)
    if exam is None:
        raise unknown_word("exam", case_in.exam, knowledge.by_exam)
    patient = {name: getattr(case_in.patient, name) for name in ("age_years", "head_cm")}
    check_settings("patient", patient, knowledge.exams.case_limits, "a patient")
    months = {"months_since_bitewings": case_in.visit.months_since_bitewings}
    check_settings("visit", months, knowledge.exams.case_limits, "a visit")
    known = case_in.reference_setting
    case = Case(
        patient=_patient(case_in.patient, knowledge),
        exam=exam,
        visit=case_in.visit,
        setup=checked_setup(case_in.setup, exam, knowledge),
        region=checked_region("region", case_in.region, exam.regions, exam),
        place=checked_place(case_in.place),
        on=case_in.on,
        reference_setting=None
        if known is None
        else checked_reference("reference_setting", known, case_in.setup, exam, knowledge),
    )
    check_kerma(case, knowledge)
    return case


def _patient(patient_in: _PatientIn, knowledge: Knowledge) -> Patient:
    stages = knowledge.exams.stages
    return Patient(
        age_years=patient_in.age_years,
        child=patient_in.age_years < stages.child_until,
        dentition=patient_in.dentition or stages.dentition(patient_in.age_years),
        caries_risk=patient_in.caries_risk,
        pregnant=patient_in.pregnant,
        size=patient_in.size,
        head_cm=patient_in.head_cm,
    )


def checked_setup(setup: Setup, exam: Exam, knowledge: Knowledge) -> Setup:
    """A setup that a unit for an exam can have; the size of a field told in cm is worked out."""
    limits = knowledge.exams.limits[exam.family]
    likely = remedies(setup, exam, knowledge)
    check_settings("setup", _named(setup), limits, exam.label.lower(), likely)
    if isinstance(setup, SetupIn):
        setup = as_setup(setup, knowledge)
        check_settings("setup", _named(setup), limits, exam.label.lower(), likely)
    check_timer("setup.timer", setup.timer, limits)
    if setup.beam is not None and setup.beam not in BEAMS[exam.intraoral]:
        accepted = " or ".join(BEAMS[exam.intraoral])
        raise Refusal("setup.beam", Why.WRONG_BEAM, beam=setup.beam, exam=exam.label.lower(), accepted=accepted)
    if setup.unit is not None and setup.unit not in knowledge.units:
        raise unknown_word("setup.unit", setup.unit, knowledge.units)
    if setup.field_cm is None:
        return setup
    return replace(setup, fov=knowledge.exams.field_classes.of(setup.field_cm))


def _named(settings: Setup | ReferenceIn) -> dict[str, Any]:
    return {each.name: getattr(settings, each.name) for each in fields(settings)}


def checked_region(name: str, word: str | None, regions: tuple[Region, ...], exam: Exam) -> Region | None:
    """The one of some regions that a word names; None where none is told."""
    if word is None:
        return None
    for region in regions:
        if region.id == word:
            return region
    if not regions:
        raise Refusal(name, Why.NO_REGION, exam=exam.label.lower())
    raise Refusal(name, Why.UNKNOWN_HERE, told=word, accepted=", ".join(region.id for region in regions))


def checked_place(code: str) -> str:
    """A country (US), a state of one (US-NY) or WORLD; a place without a file gets the international statements."""
    if code == "UK":
        raise Refusal("place", Why.UK)
    if not _PLACE.fullmatch(code):
        raise Refusal("place", Why.NO_PLACE, told=code)
    return code


def checked_reference(
    name: str, reference_in: ReferenceIn, setup: Setup, exam: Exam, knowledge: Knowledge
) -> ReferenceSetting:
    """A setting known to be good; what it does not tell is as the setup is now, whatever is changed later."""
    likely = remedies(setup, exam, knowledge)
    check_settings(name, _named(reference_in), knowledge.exams.limits[exam.family], exam.label.lower(), likely)
    exposure_s = _known_good_s(name, reference_in, setup, knowledge)
    everywhere = tuple(region for each in knowledge.by_exam.values() for region in each.regions)
    region = checked_region(f"{name}.region", reference_in.region, everywhere, exam)
    return ReferenceSetting(
        exposure_s=exposure_s,
        population=reference_in.population,
        region=region,
        receptor=reference_in.receptor or setup.receptor,
        kV=reference_in.kV or setup.kV,
        mA=reference_in.mA or setup.mA,
        cone_cm=reference_in.cone_cm or setup.cone_cm,
    )


def _known_good_s(name: str, reference_in: ReferenceIn, setup: Setup, knowledge: Knowledge) -> float:
    if reference_in.exposure_impulses is not None:
        return impulses_s(name, reference_in.exposure_impulses, setup.timer, reference_in.exposure_s, knowledge)
    if reference_in.exposure_s is None:
        tells = f"a setting known to be good tells its time, or leave {name.partition('.')[0]} out"
        raise Refusal(f"{name}.exposure_s", Why.IS_NEEDED, what=tells)
    return reference_in.exposure_s
