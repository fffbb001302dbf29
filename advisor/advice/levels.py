"""Which reference levels are for an image like that of a case, and what its setting gives of them."""

from collections.abc import Iterable
from typing import Final

from advisor.advice.report import Report
from advisor.case.model import Case, Range
from advisor.knowledge.places import ReferenceLevel

DOSE_AREA_PRODUCT: Final = "dose_area_product_mGycm2"
AIR_KERMA: Final = "incident_air_kerma_mGy"
_BESIDE: Final = ("dose_width_product_mGymm", "entrance_surface_air_kerma_mGy")  # shown, though not worked out here
_CHILD: Final = "child"


def levels_for(case: Case, levels: Iterable[ReferenceLevel]) -> tuple[ReferenceLevel, ...]:
    """Those of the patient's group and of the region, receptor, field and question told, of each place the newest.

    What a level is about and the case does not tell, the level does not fit.
    """
    fit = [level for level in levels if _fits(level, case)]
    newest: dict[str, int] = {}
    for level in fit:
        newest[level.place] = max(newest.get(level.place, 0), level.year or 0)
    return tuple(level for level in fit if (level.year or 0) == newest[level.place])


def _fits(level: ReferenceLevel, case: Case) -> bool:
    facts = (case.region and case.region.id, case.setup.receptor, case.setup.fov, case.visit.indication)
    about = (level.region, level.receptor, level.fov, level.indication)
    return _of_age(level, case) and all(word is None or word == fact for word, fact in zip(about, facts, strict=True))


def _of_age(level: ReferenceLevel, case: Case) -> bool:
    age = case.patient.age_years
    if level.from_age is not None or level.to_age is not None:
        return (level.from_age or 0.0) <= age and (level.to_age is None or age < level.to_age)
    return (level.population == _CHILD) is case.patient.child


def fitting(report: Report) -> tuple[ReferenceLevel, ...]:
    """The levels of a report, latest first, of a quantity that one exposure has."""
    return tuple(each for each in report.reference_levels if each.quantity in (DOSE_AREA_PRODUCT, AIR_KERMA, *_BESIDE))


def same_quantity(level: ReferenceLevel, report: Report) -> Range | None:
    """What the setting of a report gives of the level's quantity; None where it cannot be worked out."""
    return {DOSE_AREA_PRODUCT: report.dap_mGycm2, AIR_KERMA: report.entrance_kerma_mGy}.get(level.quantity)
