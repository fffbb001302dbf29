"""How good the models are: every published value that can be held against them, and the share that they hold.

Makers' charts are compared with the relative exposures of the other makers' charts; doses with the range given for what
their row tells. The doses are no held-out test: the parameters of the dose model come from many of the same rows.
"""

from collections.abc import Mapping
from typing import Final

from advisor.case.vocabulary import Measure
from advisor.knowledge import Knowledge
from advisor.knowledge.tables import DoseRow
from advisor.physics import dose
from advisor.physics.spread import exactly
from advisor.validation._chart_check import cells_from_molars, children_from_adults
from advisor.validation._published_cases import case_of
from advisor.validation._ratio_check import cones, named_steps, receptors, tube_voltages
from advisor.validation.compared import Compared

_DOSE: Final = "effective_dose_uSv"
_ICRP_103: Final = "icrp103"
_MISSES_FIRST: Final = (False, True, None)  # held, in the order told


def check(knowledge: Knowledge) -> Mapping[Measure, tuple[Compared, ...]]:
    """By measure, every published value beside the models'; what they miss first, what cannot be compared last."""
    found = {
        Measure.REGION: cells_from_molars(knowledge),
        Measure.CHILD: (*children_from_adults(knowledge), *named_steps(knowledge, Measure.CHILD)),
        Measure.RECEPTOR: receptors(knowledge),
        Measure.CONE: cones(knowledge),
        Measure.TUBE_VOLTAGE: tube_voltages(knowledge),
        Measure.DOSE: doses(knowledge),
    }
    return {
        measure: tuple(sorted(each, key=lambda each: _MISSES_FIRST.index(each.held))) for measure, each in found.items()
    }


def doses(knowledge: Knowledge) -> tuple[Compared, ...]:
    """Every published effective dose in ICRP 103 beside the range given for what its row tells."""
    return tuple(_dose(row, knowledge) for row in published_doses(knowledge))


def published_doses(knowledge: Knowledge) -> tuple[DoseRow, ...]:
    """Single effective doses in ICRP 103 of exams that the product knows."""
    comparable = (row for row in knowledge.tables.doses if (row.quantity, row.weighting) == (_DOSE, _ICRP_103))
    usable = (row for row in comparable if row.value is not None and row.certainty.usable)
    return tuple(row for row in usable if row.exam in knowledge.by_exam)


def _dose(row: DoseRow, knowledge: Knowledge) -> Compared:
    model = dose.effective_dose(case_of(row, knowledge), knowledge.dose)
    assert row.value is not None
    return Compared(
        measure=Measure.DOSE,
        document=row.source,
        rows=(row.id,),
        printed=exactly(row.value),
        model=model,
        held=model.low <= row.value <= model.high,
        exam=row.exam,
        receptor=row.receptor,
        population=row.population,
        start=row.device,
    )
