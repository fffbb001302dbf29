"""The numbers behind an effective dose, made ready once: parameters, and what published rows say together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log, sqrt
from statistics import fmean, stdev
from typing import Final

from advisor.advice.report import DoseStep
from advisor.case.model import Range
from advisor.case.vocabulary import Certainty, Receptor, Spread
from advisor.knowledge.tables import DoseRow
from advisor.physics.beam import BeamTables

_COVERAGE: Final = 2.0  # standard deviations of the logarithm: a prediction interval for one more device
_ICRP_103: Final = "icrp103"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of data/dose_model.toml with the rows it came from."""

    unit: str
    typical: float
    low: float
    high: float
    spread: Spread
    rows: tuple[str, ...]
    formula: str
    certainty: Certainty
    at_age: float | None = None
    adult_from_age: float | None = None

    @property
    def range(self) -> Range:
        return Range(self.low, self.typical, self.high, self.spread)


@dataclass(frozen=True, slots=True, eq=False)
class DoseTables:
    parameters: Mapping[str, Parameter]
    published: Mapping[str, DoseStep]
    receptor_needs: Mapping[Receptor | None, DoseStep]
    beam: BeamTables

    def step(self, name: str, parameter: str) -> DoseStep:
        """A factor under the name the reader is shown; made once."""
        return _step(self, name, parameter)

    def receptor_step(self, receptor: Receptor | None) -> DoseStep:
        return self.receptor_needs[receptor]


@cache
def _step(tables: DoseTables, name: str, parameter: str) -> DoseStep:
    found = tables.parameters[parameter]
    return DoseStep(name, found.range, found.unit, found.rows)


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


def receptor_needs(needs: Mapping[Receptor, Range]) -> dict[Receptor | None, DoseStep]:
    """What each receptor needs relative to film D; where it is not told, anything from the fastest to the slowest."""
    steps: dict[Receptor | None, DoseStep] = {
        receptor: DoseStep(f"receptor need relative to film D: {receptor}", value, "x", (f"receptors: {receptor}",))
        for receptor, value in needs.items()
    }
    typical = [value.typical for value in needs.values()]
    either = Range(
        min(v.low for v in needs.values()), exp(fmean(map(log, typical))), max(v.high for v in needs.values())
    )
    steps[None] = DoseStep("receptor, not told", either, "x", ("receptors",))
    return steps
