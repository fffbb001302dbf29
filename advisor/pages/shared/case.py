"""What the Check page was told -> the mapping that `advisor.read_case` reads, and the address that holds it.

A fact has one flat name here (kV, visit_kind); only facts that the exam has a question for become part of the case, so
that nothing told about another exam speaks. Nothing here names the patient.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from math import isfinite
from typing import Any, Final

from advisor import read_case
from advisor.case.exams import Limit
from advisor.case.model import Exam, Setup, Visit
from advisor.case.settings import SETTINGS, Kind, asked_of
from advisor.case.vocabulary import Family, FieldOfView, Indication, Receptor
from advisor.intake.plausible import check_within
from advisor.intake.refusal import Refusal, Why
from advisor.intake.text import number_told
from advisor.knowledge import Knowledge
from advisor.knowledge.places import WORLD

PATIENT: Final = ("age_years", "dentition", "caries_risk", "pregnant", "size", "head_cm")
VISIT: Final[Mapping[str, str]] = {
    ("visit_kind" if field.name == "kind" else field.name): field.name for field in fields(Visit)
}
SETUP: Final = tuple(field.name for field in fields(Setup))
FIELD_CM: Final = ("field_diameter_cm", "field_height_cm")
ADULT: Final = "adult_s"
REFERENCE: Final[Mapping[str, str]] = {  # the practice's adult time for a view, and what it was found at
    ADULT: "exposure_s", "adult_region": "region", "adult_receptor": "receptor", "adult_kV": "kV", "adult_mA": "mA",
    "adult_cone_cm": "cone_cm",
}  # fmt: skip
DISPLAY: Final = ("dap", "dap_unit")  # a dose-area product as another unit's display has it
TIMER: Final = ("timer", "exposure_impulses")
_FIGURES: Final = frozenset(each.name for each in SETTINGS if each.kind in (Kind.NUMBER, Kind.COUNT))
_NUMBERS: Final = _FIGURES.union(FIELD_CM, (name for name, field in REFERENCE.items() if field in _FIGURES))
ALSO: Final = "also"  # further images of the same visit, by the names of their exams
_BETWEEN: Final = ","
_ALWAYS: Final = (
    "visit_kind", "clinical_exam_done", "earlier_images_checked", "signs_of_disease", "indication",
    "pregnant", "elective", "dentition", ALSO,
)  # fmt: skip
_BY_FAMILY: Final[Mapping[Family, tuple[str, ...]]] = {
    Family.INTRAORAL: ("region", "contacts_visible", "size", "head_cm", *REFERENCE, *TIMER),
    Family.CBCT: ("two_d_insufficient", *FIELD_CM),
}
_OF_CONTACTS: Final = ("months_since_bitewings", "contacts_visible", "caries_risk")  # between the teeth
DIGITAL: Final = (Receptor.PSP, Receptor.SENSOR)
INDICATIONS: Final = tuple(each for each in Indication if each is not Indication.OTHER)


def asked(exam: Exam) -> frozenset[str]:
    """The facts that an exam has questions for."""
    settings = (name for name in asked_of(exam.family) if name != "field_cm")  # asked by FIELD_CM
    contacts = _OF_CONTACTS if exam.shows_contacts else ()
    return frozenset((*_ALWAYS, *settings, *DISPLAY, *_BY_FAMILY.get(exam.family, ()), *contacts))


def contract(told: Mapping[str, Any], exam: Exam) -> dict[str, Any]:
    """The case as the contract writes it; facts without a question for this exam are left out."""
    kept = {name: told[name] for name in asked(exam) if told.get(name) is not None}
    for name in ("images", "exposure_impulses"):
        if isinstance(kept.get(name), float) and kept[name].is_integer():
            kept[name] = int(kept[name])
    kept.pop("dap_mGycm2" if "dap_unit" in kept and "dap" in kept else "dap", None)
    diameter, height = (kept.get(name) for name in FIELD_CM)
    if diameter is not None and height is not None:
        kept["field_cm"] = (diameter, height)
        kept.pop("fov", None)
    patient = {name: kept[name] for name in PATIENT if name in kept}
    adult = {field: kept[name] for name, field in REFERENCE.items() if name in kept} if ADULT in kept else None
    return {
        "on": told.get("on"),
        "place": told.get("place"),
        "patient": {"age_years": told["age_years"], **patient},
        "visit": {field: kept[name] for name, field in VISIT.items() if name in kept},
        "exam": exam.id,
        "region": kept.get("region"),
        "setup": {name: kept[name] for name in (*SETUP, "dap", "exposure_impulses") if name in kept},
        **({"reference_setting": adult} if adult else {}),
    }


def to_query(told: Mapping[str, Any], exam: Exam) -> dict[str, str]:
    """The case as an address holds it."""
    names = (*asked(exam), "age_years", "exam", "place", "on")
    return {name: _written(told[name]) for name in sorted(names) if told.get(name) not in (None, "", [])}


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, list):
        return _BETWEEN.join(value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def linked(params: Mapping[str, str], knowledge: Knowledge) -> dict[str, Any]:
    """The case that an address holds, by flat names; Refusal where it holds something else, or what cannot be."""
    told = from_query(params, knowledge.by_exam)
    exam = knowledge.by_exam[str(told["exam"])]
    _check_numbers(told, knowledge.exams.limits[exam.family])
    read_case(contract(told, exam), knowledge)
    if told.get("place", WORLD) not in knowledge.places:
        raise Refusal("place", Why.NOT_IN_LIST)
    return told


def from_query(params: Mapping[str, str], exams: Mapping[str, Exam]) -> dict[str, Any]:
    """What an address tells, by flat names; Refusal where it is not what the questions of its exam ask."""
    told: dict[str, Any] = {name: _read(value) for name, value in params.items()}
    exam = exams.get(str(told.get("exam")))
    if exam is None:
        raise Refusal("exam", Why.IS_NEEDED, what="choose one of the images")
    if not isinstance(told.get("age_years"), float):
        raise Refusal("age_years", Why.IS_NEEDED, what="write a number of years")
    strangers = told.keys() - asked(exam) - {"age_years", "exam", "place", "on"}
    if strangers:
        raise Refusal(min(strangers), Why.NOT_ASKED, exam=exam.label.lower())
    for name, accepted in offered(exam).items():
        if name in told and told[name] not in accepted:
            raise Refusal(name, Why.NOT_OFFERED, accepted=", ".join(accepted))
    if ALSO in told:
        told[ALSO] = _also(str(told[ALSO]), exam, exams)
    return told


def _also(written: str, exam: Exam, exams: Mapping[str, Exam]) -> list[str]:
    """Further images as an address holds them."""
    others, found = [each for each in exams if each != exam.id], written.split(_BETWEEN)
    if not set(found) <= set(others):
        raise Refusal(ALSO, Why.NOT_OFFERED, accepted=", ".join(others))
    return [each for each in others if each in found]


def offered(exam: Exam) -> Mapping[str, Sequence[str]]:
    """What the page can show of facts that the contract takes more of, or that another fact would hide."""
    film = () if not exam.intraoral else (Receptor.FILM_D, Receptor.FILM_E, Receptor.FILM_F)
    return {"indication": INDICATIONS, "fov": tuple(FieldOfView), "receptor": (*film, *DIGITAL)}


def _check_numbers(told: Mapping[str, Any], limits: Mapping[str, Limit]) -> None:
    """One that makes nothing yet, as one size of a field, or a display's without its unit, is a number all the same."""
    for name in (each for each in told if each in _NUMBERS):
        if not isinstance(told[name], float) or not isfinite(told[name]):
            raise Refusal(name, Why.WRONG_KIND, expected="must be a number", told=str(told[name]))
        if name in FIELD_CM:
            check_within(name, told[name], limits["field_cm"])


def _read(value: str) -> bool | float | str:
    if value in ("true", "false"):
        return value == "true"
    try:
        return number_told(value)
    except ValueError:  # a word, which read_case knows or refuses
        return value
