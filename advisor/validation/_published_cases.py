"""A published dose as a case: what its row tells of the exposure, and the least that can be told of it."""

from collections.abc import Mapping
from typing import Any, Final

from advisor.case.model import Case, Exam
from advisor.case.settings import BEAMS
from advisor.case.vocabulary import Family, FieldOfView, Spread
from advisor.intake.case import read_case
from advisor.knowledge import Knowledge
from advisor.knowledge.tables import DoseRow

_DOSE: Final = "effective_dose_uSv"
_ICRP_103: Final = "icrp103"
_CHILD_DOSE: Final = "child_dose_per_dap"
_ANY: Final = Family.INTRAORAL.value  # what a row calls any one intraoral image
_MIXED: Final = "mixed"


def doses_held(knowledge: Knowledge) -> tuple[DoseRow, ...]:
    """Effective doses in ICRP 103 of exams that the product knows; reviews of many units are left out."""
    rows = (row for row in knowledge.tables.doses if (row.quantity, row.weighting) == (_DOSE, _ICRP_103))
    usable = (row for row in rows if row.certainty.usable and row.spread is not Spread.ACROSS_DEVICES)
    return tuple(row for row in usable if row.exam in knowledge.by_exam and row.population != _MIXED and _dose(row))


def image_dose(knowledge: Knowledge) -> tuple[DoseRow, ...]:
    """What a review found for any one intraoral image, of adults and children."""
    rows = (row for row in knowledge.tables.doses if row.exam == _ANY and row.weighting == _ICRP_103)
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


def modelled(family: Family, knowledge: Knowledge) -> Exam:
    """The exam whose doses a family's parameters are fitted to: the first of the family in data/exams.toml."""
    return next(exam for exam in knowledge.by_exam.values() if exam.family is family)


def series(exam: Exam) -> bool:
    """Whether it is images of the whole mouth, so that a child's has fewer."""
    return exam.child_images is not None


def exam_of(row: DoseRow, knowledge: Knowledge) -> Exam:
    """Any one intraoral image is like the first exam that is one image."""
    if row.exam != _ANY:
        return knowledge.by_exam[row.exam]
    return next(exam for exam in knowledge.by_exam.values() if exam.intraoral and exam.images.high == 1)


def adult_scan(setup: Mapping[str, Any], knowledge: Knowledge) -> Case:
    """A cone-beam scan of an adult."""
    exam, age_years = modelled(Family.CBCT, knowledge).id, knowledge.technique.usual.adult_age_years
    return read_case({"patient": {"age_years": age_years}, "exam": exam, "setup": setup}, knowledge)


def case_of(row: DoseRow, knowledge: Knowledge, setup: Mapping[str, Any] | None = None) -> Case:
    """The case that a row tells, or the same patient and exam with another setup."""
    case = {
        "patient": {"age_years": age_years(row, knowledge)},
        "exam": exam_of(row, knowledge).id,
        "setup": setup_of(row, knowledge) if setup is None else setup,
    }
    return read_case(case, knowledge)


def age_years(row: DoseRow, knowledge: Knowledge) -> float:
    """A child whose age the row does not tell is as old as the phantoms behind the model's child dose."""
    if row.population != "child":
        return knowledge.technique.usual.adult_age_years
    usual = knowledge.dose.parameters[_CHILD_DOSE].at_age
    assert usual is not None
    return row.age_years_low or usual


def setup_of(row: DoseRow, knowledge: Knowledge) -> dict[str, Any]:
    """What a published row tells of its setup."""
    setup: dict[str, Any] = {"receptor": row.receptor, "images": row.images}
    if row.beam in BEAMS[exam_of(row, knowledge).intraoral]:
        setup["beam"] = row.beam
    if row.field_cm2:
        setup["field_cm"] = [row.field_cm2**0.5] * 2
    elif row.fov in set(FieldOfView):
        setup["fov"] = row.fov
    return {name: str(value) if isinstance(value, str) else value for name, value in setup.items() if value}
