"""The bench of the dose: the settings an exam has, what each may be set to, where they start, the case they make."""

from collections.abc import Mapping
from math import ceil, floor, log10
from typing import Any, Final

from advisor.case.model import Exam, ExposureAdvice
from advisor.case.settings import BEAMS, BY_NAME, Kind, dose_rests_on
from advisor.case.vocabulary import Basis, Family, Programme, Receptor
from advisor.intake.case import read_case
from advisor.knowledge import Knowledge
from advisor.physics import dose
from advisor.physics.exposure_time import exposure_advice

Settings = Mapping[str, Any]
_WHOLE_FIELD: Final = "field_cm"
FIELD: Final = ("field_diameter_cm", "field_height_cm")  # told here one by one
_TUBE: Final = ("kV", "mA", "exposure_s")
ASKED: Final[Mapping[Family, Mapping[Basis, tuple[str, ...]]]] = {  # the settings that each basis rests on
    family: {
        basis: tuple(part for name in rests for part in (FIELD if name == _WHOLE_FIELD else (name,)))
        for basis, rests in dose_rests_on(family).items()
    }
    for family in Family
}
CHOICES: Final[Mapping[str, tuple[Any, ...]]] = {
    "receptor": tuple(Receptor),
    "collar": (False, True),
    "programme": (Programme.ADULT, Programme.CHILD),
}
_AGE: Final = "age_years"
_A_DECADE: Final = 20  # steps of a slider for a dose-area product
_FIGURES: Final = 6  # decimals: no float's tail on a slider
_START_UNIT: Final = "carestream_cs2100"  # a maker's unit with one kV, one mA and one cone
_START_SURVEY: Final = "K229"  # a national survey of panoramic units


def choices(name: str, exam: Exam) -> tuple[Any, ...]:
    """The words that a setting may have."""
    return BEAMS[exam.intraoral] if name == "beam" else CHOICES[name]


def scale(name: str, exam: Exam, knowledge: Knowledge) -> tuple[float, ...]:
    """What the slider of a setting may be set to, rising, in the unit of its name: all that is plausible for the exam.

    An intraoral time has the steps of the R'10 series, a dose-area product equal ratios, all else equal steps.
    """
    if name == "exposure_s" and exam.intraoral:
        return knowledge.technique.timer(None).steps_s
    low, high = _limit(name, exam, knowledge)
    if name == "dap_mGycm2":
        first, last = (_A_DECADE * log10(end) for end in (low, high))
        return tuple(float(f"{10 ** (n / _A_DECADE):.2g}") for n in range(ceil(first), floor(last) + 1))
    step = 1.0 if name == _AGE else BY_NAME[_table_name(name)].slide
    return tuple(round(n * step, _FIGURES) for n in range(max(1, ceil(low / step)), floor(high / step) + 1))


def _limit(name: str, exam: Exam, knowledge: Knowledge) -> tuple[float, float]:
    if name in knowledge.exams.case_limits:
        return knowledge.exams.case_limits[name]
    return knowledge.exams.limits[exam.family][_table_name(name)]


def _table_name(name: str) -> str:
    """Of a setting in the table; a field is told there as one of two numbers."""
    return _WHOLE_FIELD if name in FIELD else name


def _is_number(name: str) -> bool:
    return BY_NAME[_table_name(name)].kind in (Kind.NUMBER, Kind.COUNT, Kind.SIZE)


def nearest(value: float, offered: tuple[float, ...]) -> float:
    """The position of a slider that lies nearest to a value."""
    return min(offered, key=lambda each: abs(each - value))


def start(exam: Exam, knowledge: Knowledge) -> dict[str, Any]:
    """Where the bench of an exam begins: an adult's image, set as on a published unit or as surveyed.

    What neither tells begins in the middle of its slider.
    """
    asked = {name for names in ASKED[exam.family].values() for name in names}
    sliders = {name: scale(name, exam, knowledge) for name in (_AGE, *asked) if name == _AGE or _is_number(name)}
    found: dict[str, Any] = {
        **{name: offered[len(offered) // 2] for name, offered in sliders.items()},
        "age_years": knowledge.dose.parameters["child_dose_per_dap"].adult_from_age,
        "region": exam.regions[-1].id if exam.regions else None,
        "receptor": Receptor.FILM_E,
        "beam": BEAMS[exam.intraoral][0],
        "collar": False,
        "programme": Programme.ADULT,
        "images": exam.images.typical,
        **_tube(exam, knowledge),
        **dict.fromkeys(FIELD, knowledge.exams.field_classes.small_below_cm2**0.5),
    }
    if exam.intraoral:
        found["exposure_s"] = advised_time(exam, found, knowledge).set_s
    found["dap_mGycm2"] = _same_dose(exam, found, knowledge)
    return found | {name: nearest(float(found[name]), offered) for name, offered in sliders.items()}


def _tube(exam: Exam, knowledge: Knowledge) -> dict[str, float]:
    if exam.family is Family.INTRAORAL:
        unit = knowledge.units[_START_UNIT]
        usual = {"kV": unit.kV[0], "mA": unit.mA[0], "cone_cm": unit.cone_cm[0]}
        return usual | {"filtration_mmAl": knowledge.beam.parameters["filtration"].typical}
    survey = next(row for row in knowledge.tables.charts if row.id == _START_SURVEY)
    return {name: getattr(survey, name) for name in _TUBE}


def _same_dose(exam: Exam, settings: Settings, knowledge: Knowledge) -> float:
    """The dose-area product that would give the dose of the start: a display that agrees with the settings."""
    first = next(iter(ASKED[exam.family]))
    shown = {**settings, "dap_mGycm2": 1.0}
    ends = [
        dose.effective_dose(read_case(case(exam, basis, values, knowledge), knowledge), knowledge.dose).typical
        for basis, values in ((first, settings), (Basis.DISPLAYED_DAP, shown))
    ]
    return ends[0] / ends[1]


def case(exam: Exam, basis: Basis, settings: Settings, knowledge: Knowledge) -> dict[str, Any]:
    """The case as the contract writes it: only what the basis rests on, so that nothing else speaks."""
    asked = ASKED[exam.family][basis]
    setup = {name: settings[name] for name in asked if name not in FIELD}
    if FIELD[0] in asked:
        setup["field_cm"] = [settings[name] for name in FIELD]
    setup["images"] = int(setup.get("images", exam.images.typical))
    return {
        "patient": {"age_years": settings["age_years"]},
        "exam": exam.id,
        "region": settings["region"],
        "setup": setup,
    }


def advised_time(exam: Exam, settings: Settings, knowledge: Knowledge) -> ExposureAdvice:
    """The time [s] that the general model advises for the settings of a calculated dose, their own time aside.

    Raises
    ------
    Refusal
        Where the settings are no case.
    """
    untimed = case(exam, Basis.CALCULATED, {**settings, "exposure_s": None}, knowledge)
    return exposure_advice(read_case(untimed, knowledge), knowledge.technique)
