"""The numbers behind an effective dose, made ready once. Every range is a 90 % range about its median."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from advisor.case.model import Range, Setup
from advisor.case.vocabulary import Certainty, FieldOfView, Receptor, Spread
from advisor.physics.beam import BeamTables
from advisor.physics.estimate import DoseStep
from advisor.physics.spread import exactly

_REMEMBERED: Final = 512  # ages


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number of data/dose_model.toml or data/dose_fit.toml with the rows it came from."""

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
    youngest: float | None = None

    @property
    def range(self) -> Range:
        return Range(self.low, self.typical, self.high, self.spread)

    def at(self, age_years: float) -> Range:
        """A ratio to the adult by age [years]: 1 when grown, its value at `at_age`, further on down to `youngest`.

        Notes
        -----
        ratio ^ ((grown - age) / (grown - at_age)), so the ends move with it.
        """
        grown, young = self.adult_from_age or 0.0, self.at_age or 0.0
        share = max(0.0, (grown - max(age_years, self.youngest or 0.0)) / (grown - young))
        return Range(self.low**share, self.typical**share, self.high**share, self.spread)


@dataclass(frozen=True, slots=True, eq=False)
class DoseTables:
    parameters: Mapping[str, Parameter]
    receptor_needs: Mapping[Receptor | None, DoseStep]
    beam: BeamTables

    def step(self, name: str, parameter: str) -> DoseStep:
        """A factor under the name the reader is shown; made once."""
        return _step(self, name, parameter)

    def child_step(self, name: str, parameter: str, age_years: float) -> DoseStep:
        """A ratio to the adult at an age [years]; remembered, as a case is estimated several times."""
        return _child_step(self, name, parameter, age_years)

    def until_grown(self, parameter: str, age_years: float) -> Range:
        """What a child may or may not get: the range of the parameter to 1, its typical value nearer to 1 with age."""
        found = self.parameters[parameter]
        return Range(found.low, found.at(age_years).typical, 1.0)

    def coefficient(self, name: str, exam: str) -> str:
        """The parameter of an intraoral exam: its own, or that of a single image."""
        own = f"{name}.{exam}"
        return own if own in self.parameters else f"{name}.single"

    def field_cm2(self, setup: Setup) -> Range | None:
        """Area of the field of view of a scan [cm2]: as told in cm, or what its class may mean; None = not told."""
        if setup.field_cm is not None:
            return exactly(setup.field_cm[0] * setup.field_cm[1])
        return None if setup.fov is None else self.parameters[f"cbct_field.{FieldOfView(setup.fov)}"].range


@cache
def _step(tables: DoseTables, name: str, parameter: str) -> DoseStep:
    found = tables.parameters[parameter]
    return DoseStep(name, found.range, found.unit, found.rows)


@lru_cache(maxsize=_REMEMBERED)
def _child_step(tables: DoseTables, name: str, parameter: str, age_years: float) -> DoseStep:
    found = tables.parameters[parameter]
    return DoseStep(name, found.at(age_years), "x", found.rows)


def receptor_needs(needs: Mapping[Receptor, Range], not_told: Parameter) -> dict[Receptor | None, DoseStep]:
    """What each receptor needs relative to film D; where it is not told, what is usual today."""
    steps: dict[Receptor | None, DoseStep] = {
        receptor: DoseStep(f"receptor need relative to film D: {receptor}", value, "x", (f"receptors: {receptor}",))
        for receptor, value in needs.items()
    }
    steps[None] = DoseStep("receptor, not told", not_told.range, "x", not_told.rows)
    return steps
