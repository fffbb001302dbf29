"""What published doses say together, made ready for the dose model."""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, log, sqrt
from statistics import fmean, stdev
from typing import Final

from advisor.case.model import Range
from advisor.case.vocabulary import Spread
from advisor.knowledge.tables import DoseRow
from advisor.physics.estimate import DoseStep

_COVERAGE: Final = 2.0  # standard deviations of the logarithm: a prediction interval for one more device


_ICRP_103: Final = "icrp103"


def published_panoramic(rows: Iterable[DoseRow]) -> DoseStep:
    """What one more panoramic unit may give an adult, from the units whose ICRP 103 dose was published.

    Geometric mean, with a prediction interval of two standard deviations of the logarithm, widened by
    sqrt(1 + 1/n) for the number of units.
    """
    used = [
        row
        for row in rows
        if row.exam == "panoramic"
        and row.population == "adult"
        and row.weighting == _ICRP_103
        and row.quantity == "effective_dose_uSv"
        and row.value is not None
        and row.certainty.usable
    ]
    logarithms = [log(row.value) for row in used if row.value is not None]
    distance = _COVERAGE * stdev(logarithms) * sqrt(1.0 + 1.0 / len(logarithms))
    middle = fmean(logarithms)
    value = Range(exp(middle - distance), exp(middle), exp(middle + distance), Spread.ACROSS_DEVICES)
    return DoseStep("published panoramic doses", value, "uSv", tuple(row.id for row in used))
