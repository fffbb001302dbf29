"""Which reference levels are for a patient and region like those of a report, and what its setting gives of them."""

from __future__ import annotations

from typing import Final

from advisor.advice.report import Report
from advisor.case.model import Range
from advisor.knowledge.places import ReferenceLevel

DOSE_AREA_PRODUCT: Final = "dose_area_product_mGycm2"
AIR_KERMA: Final = "incident_air_kerma_mGy"
_BESIDE: Final = ("dose_width_product_mGymm", "entrance_surface_air_kerma_mGy")  # shown, though not worked out here
_CHILD: Final = "child"


def fitting(report: Report) -> tuple[ReferenceLevel, ...]:
    """The levels, latest first, of a quantity that one exposure has, for a patient and region like this one."""
    return tuple(level for level in report.reference_levels if _fits(level, report))


def _fits(level: ReferenceLevel, report: Report) -> bool:
    case = report.case
    alike = (level.population == _CHILD) is case.patient.child
    here = level.region is None or (case.region is not None and level.region == case.region.id)
    return alike and here and level.quantity in (DOSE_AREA_PRODUCT, AIR_KERMA, *_BESIDE)


def same_quantity(level: ReferenceLevel, report: Report) -> Range | None:
    """What the setting of a report gives of the level's quantity; None where it cannot be worked out."""
    return {DOSE_AREA_PRODUCT: report.dap_mGycm2, AIR_KERMA: report.entrance_kerma_mGy}.get(level.quantity)
