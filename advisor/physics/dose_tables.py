"""The numbers behind an effective dose, made ready once: parameters, and what published rows say together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log
from statistics import fmean

from advisor.case.model import Range
from advisor.case.vocabulary import Certainty, Receptor, Spread
from advisor.physics.beam import BeamTables
from advisor.physics.estimate import DoseStep


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
