"""Generated cases of the published contract: every exam, every fact told or not told, values a unit can be set to.

Exams, regions and places are those of data/, so that what is added there is asked of every property by itself. Each
strategy is built once: most of the time of a drawn example once went into building them anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any, Final

from hypothesis import strategies as st

from advisor.case.vocabulary import CariesRisk, Dentition, Indication, Receptor, TimerKind, VisitKind
from tests.data_files import DATA, toml

_EXAMS: Final[Mapping[str, dict[str, Any]]] = {exam["id"]: exam for exam in toml("exams.toml")["exam"]}

EXAMS: Final = tuple(_EXAMS)
ONE_A_FAMILY: Final = tuple({row["family"]: exam for exam, row in reversed(_EXAMS.items())}.values())
INTRAORAL: Final = tuple(exam for exam, row in _EXAMS.items() if row["family"] == "intraoral")
REGIONS: Final = {
    exam: tuple(region["id"] for region in row["regions"]) for exam, row in _EXAMS.items() if row.get("regions")
}
PERIAPICAL: Final = REGIONS["periapical"]
PLACES: Final = tuple(sorted(path.stem for path in (DATA / "places").glob("*.toml")))

_FACTS: Final = (
    "clinical_exam_done",
    "earlier_images_checked",
    "contacts_visible",
    "signs_of_disease",
    "two_d_insufficient",
)


def told(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


def words(enum: type[StrEnum]) -> st.SearchStrategy[str]:
    return st.sampled_from([each.value for each in enum])


def rounded(low: float, high: float) -> st.SearchStrategy[float]:
    return st.floats(low, high).map(lambda value: round(value, 3))


@cache
def setups(exam: str) -> st.SearchStrategy[dict[str, Any]]:
    """What may be set for an exam of its family."""
    family = _EXAMS[exam]["family"]
    intraoral = family == "intraoral"
    of_family: dict[str, st.SearchStrategy[Any]] = {"programme": told(st.sampled_from(("child", "adult")))}
    if intraoral:
        timers = told(words(TimerKind) | st.just([0.05, 0.1, 0.2, 0.4, 0.8]))
        of_family = {"cone_cm": told(rounded(18, 41)), "handheld": told(st.booleans()), "timer": timers}
    if family == "cbct":
        of_family |= {"fov": told(st.sampled_from(("small", "medium", "large")))}
    return st.fixed_dictionaries(
        {
            "receptor": told(words(Receptor)),
            "beam": told(st.sampled_from(("round", "rectangular") if intraoral else ("full", "restricted"))),
            "collar": told(st.booleans()),
            "apron": told(st.booleans()),
            "kV": told(rounded(50, 75) if intraoral else rounded(55, 110)),
            "mA": told(rounded(2, 10)),
            "exposure_s": told(rounded(0.02, 0.8) if intraoral else rounded(5, 20)),
            "images": told(st.integers(1, 20 if intraoral else 2)),
            "dap_mGycm2": told(rounded(1, 200)),
            **of_family,
        }
    )


PATIENTS: Final = st.fixed_dictionaries(
    {
        "age_years": rounded(1, 95),
        "caries_risk": told(words(CariesRisk)),
        "pregnant": told(st.booleans()),
        "dentition": told(words(Dentition)),
    }
)
VISITS: Final = st.fixed_dictionaries(
    {
        "kind": told(words(VisitKind)),
        "months_since_bitewings": told(rounded(0, 60)),
        "indication": told(words(Indication)),
        **{fact: told(st.booleans()) for fact in _FACTS},
    }
)
REFERENCES: Final = st.fixed_dictionaries(
    {
        "population": st.just("adult"),
        "region": told(st.sampled_from(PERIAPICAL)),
        "exposure_s": rounded(0.05, 0.8),
        "receptor": told(words(Receptor)),
    }
)
DATES: Final = st.builds("{:04}-{:02}-{:02}".format, st.integers(2000, 2030), st.integers(1, 12), st.integers(1, 28))


@cache
def _cases_of(exam: str) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "on": told(DATES),
            "place": st.sampled_from(PLACES),
            "patient": PATIENTS,
            "visit": VISITS,
            "exam": st.just(exam),
            "region": told(st.sampled_from(REGIONS[exam])) if exam in REGIONS else st.none(),
            "setup": setups(exam),
            "reference_setting": told(REFERENCES) if exam in INTRAORAL else st.none(),
        }
    )


@cache
def cases(exams: tuple[str, ...] = EXAMS) -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(*map(_cases_of, exams))
