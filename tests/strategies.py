"""Generated cases of the published contract: every exam, every fact told or not told, values a unit can be set to."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from advisor.case.vocabulary import CariesRisk, Dentition, Indication, Receptor, TimerKind, VisitKind
from tests.data_files import toml

_EXAMS = toml("exams.toml")["exam"]
REGIONS = {exam["id"]: tuple(region["id"] for region in exam["regions"]) for exam in _EXAMS if exam.get("regions")}
EXAMS = tuple(exam["id"] for exam in _EXAMS)
INTRAORAL = tuple(exam["id"] for exam in _EXAMS if exam["family"] == "intraoral")
PLACES = ("US", "US-NY", "US-CA", "US-TX", "US-OH", "GB", "KR", "IE", "CH", "CA", "HR", "AU", "BR", "WORLD")


def told(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def words(enum: Any) -> st.SearchStrategy[str]:
    return st.sampled_from([each.value for each in enum])


def rounded(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high).map(lambda value: round(value, 3))


@st.composite
def setups(draw: st.DrawFn, exam: str) -> dict[str, Any]:
    intraoral = exam in INTRAORAL
    setup = {
        "receptor": draw(told(words(Receptor))),
        "beam": draw(told(st.sampled_from(("round", "rectangular") if intraoral else ("full", "restricted")))),
        "collar": draw(told(st.booleans())),
        "apron": draw(told(st.booleans())),
        "kV": draw(told(rounded(50, 75) if intraoral else rounded(55, 110))),
        "mA": draw(told(rounded(2, 10))),
        "exposure_s": draw(told(rounded(0.02, 0.8) if intraoral else rounded(5, 20))),
        "images": draw(told(st.integers(1, 20 if intraoral else 2))),
        "dap_mGycm2": draw(told(rounded(1, 200))),
    }
    if intraoral:
        setup |= {"cone_cm": draw(told(rounded(18, 41))), "handheld": draw(told(st.booleans()))}
        setup["timer"] = draw(told(words(TimerKind) | st.just([0.05, 0.1, 0.2, 0.4, 0.8])))
    else:
        setup["programme"] = draw(told(st.sampled_from(("child", "adult"))))
    if exam == "cbct":
        setup["fov"] = draw(told(st.sampled_from(("small", "medium", "large"))))
    return setup


@st.composite
def visits(draw: st.DrawFn) -> dict[str, Any]:
    facts = (
        "clinical_exam_done",
        "earlier_images_checked",
        "contacts_visible",
        "signs_of_disease",
        "two_d_insufficient",
    )
    return {
        "kind": draw(told(words(VisitKind))),
        "months_since_bitewings": draw(told(rounded(0, 60))),
        "indication": draw(told(words(Indication))),
        **{fact: draw(told(st.booleans())) for fact in facts},
    }


@st.composite
def references(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "population": "adult",
        "region": draw(told(st.sampled_from(REGIONS["periapical"]))),
        "exposure_s": draw(rounded(0.05, 0.8)),
        "receptor": draw(told(words(Receptor))),
    }


@st.composite
def cases(draw: st.DrawFn, exams: tuple[str, ...] = EXAMS) -> dict[str, Any]:
    exam = draw(st.sampled_from(exams))
    return {
        "on": draw(told(st.dates().filter(lambda d: 2000 <= d.year <= 2030).map(lambda d: d.isoformat()))),
        "place": draw(st.sampled_from(PLACES)),
        "patient": {
            "age_years": draw(rounded(1, 95)),
            "caries_risk": draw(told(words(CariesRisk))),
            "pregnant": draw(told(st.booleans())),
            "dentition": draw(told(words(Dentition))),
        },
        "visit": draw(visits()),
        "exam": exam,
        "region": draw(told(st.sampled_from(REGIONS[exam]))) if exam in REGIONS else None,
        "setup": draw(setups(exam)),
        "reference_setting": draw(told(references())) if exam in INTRAORAL else None,
    }
