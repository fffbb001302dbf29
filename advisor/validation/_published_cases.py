"""A published dose as a case: what its row tells of the exposure, and the least that can be told of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from advisor.case.model import Case
from advisor.case.vocabulary import Beam, FieldOfView, Spread
from advisor.intake.case import read_case
from advisor.knowledge import Knowledge
from advisor.knowledge.tables import DoseRow

_DOSE: Final = "effective_dose_uSv"
_ICRP_103: Final = "icrp103"
_CHILD_DOSE: Final = "child_dose_per_dap"
_INTRAORAL_BEAMS: Final = (Beam.ROUND, Beam.RECTANGULAR)
_LIKE: Final = {"intraoral": "periapical"}  # any intraoral image: one image, of the usual kind
_MIXED: Final = "mixed"


def doses_held(knowledge: Knowledge) -> tuple[DoseRow, ...]:
    """Effective doses in ICRP 103 of exams that the product knows; reviews of many units are left out."""
    rows = (row for row in knowledge.tables.doses if (row.quantity, row.weighting) == (_DOSE, _ICRP_103))
    usable = (row for row in rows if row.certainty.usable and row.spread is not Spread.ACROSS_DEVICES)
    return tuple(row for row in usable if row.exam in knowledge.by_exam and row.population != _MIXED and _dose(row))


def image_dose(knowledge: Knowledge) -> tuple[DoseRow, ...]:
    """What a review found for any one intraoral image, of adults and children."""
    rows = (row for row in knowledge.tables.doses if row.exam in _LIKE and row.weighting == _ICRP_103)
    return tuple(row for row in rows if row.value is not None and row.certainty.usable)


def _dose(row: DoseRow) -> bool:
    """A cone-beam range over fields is no dose of one of them; a range of a few intraoral images is."""
    return row.value is not None or (row.range is not None and row.receptor is not None)


def printed_uSv(row: DoseRow) -> float:  # noqa: N802 - SI units keep their case
    """The published dose [uSv], of a range its geometric middle."""
    middle = row.range
    if middle is None:
        raise ValueError(f"{row.id} has no dose")
    return middle.typical


def adult_scan(setup: Mapping[str, Any], knowledge: Knowledge) -> Case:
    """A cone-beam scan of an adult."""
    told = {"patient": {"age_years": knowledge.technique.usual.adult_age_years}, "exam": "cbct", "setup": setup}
    return read_case(told, knowledge)


def case_of(row: DoseRow, knowledge: Knowledge, setup: Mapping[str, Any] | None = None) -> Case:
    """The case that a row tells, or the same patient and exam with another setup."""
    told = {
        "patient": {"age_years": age_years(row, knowledge)},
        "exam": _LIKE.get(row.exam, row.exam),
        "setup": setup_of(row, knowledge) if setup is None else setup,
    }
    return read_case(told, knowledge)


def age_years(row: DoseRow, knowledge: Knowledge) -> float:
    """A child whose age the row does not tell is as old as the phantoms behind the model's child dose."""
    if row.population != "child":
        return knowledge.technique.usual.adult_age_years
    usual = knowledge.dose.parameters[_CHILD_DOSE].at_age
    assert usual is not None
    return row.age_years_low or usual


def setup_of(row: DoseRow, knowledge: Knowledge) -> dict[str, Any]:
    """What a published row tells of its setup."""
    told: dict[str, Any] = {"receptor": row.receptor, "images": row.images}
    exam = knowledge.by_exam[_LIKE.get(row.exam, row.exam)]
    if row.beam and (row.beam in _INTRAORAL_BEAMS) is exam.intraoral:
        told["beam"] = row.beam
    if row.field_cm2:
        told["field_cm"] = [row.field_cm2**0.5] * 2
    elif row.fov in set(FieldOfView):
        told["fov"] = row.fov
    return {name: str(value) if isinstance(value, str) else value for name, value in told.items() if value}
