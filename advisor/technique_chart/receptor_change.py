"""From one receptor to another on the same unit: what to set, what that saves, and that the old time saves nothing."""

from dataclasses import dataclass, replace
from typing import Final

from advisor.case.model import Exam, Range, Region
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Receptor
from advisor.knowledge import Knowledge
from advisor.knowledge.tables import OutputRow
from advisor.physics.spread import inverse, product
from advisor.technique_chart.chart import ChartCell, ChartLine, technique_chart
from advisor.technique_chart.receptor_dose import ReceptorDose, receptor_dose

_KERMA: Final = "incident_air_kerma_mGy"


@dataclass(frozen=True, slots=True)
class RegionChange:
    """One region: the time before, the step to set now, and what the new receptor gets where the old time is kept."""

    exam: Exam
    region: Region
    before_s: float
    set_s: float
    low_s: float
    high_s: float
    saved_percent: float  # below zero where the new receptor needs more
    old_time_kept: ReceptorDose


@dataclass(frozen=True, slots=True)
class ReceptorChange:
    """Where times cannot be worked out `regions` is empty and `missing` says why; what the change saves still holds."""

    before: Receptor
    after: Receptor
    age_years: float
    saved_percent: Range  # of the dose, if the new receptor gets what it needs and no more
    rows: str  # of the needs of both receptors
    surveyed: tuple[OutputRow, ...]  # mean doses of both in practice, old and new, where one survey has both
    regions: tuple[RegionChange, ...]
    missing: tuple[str, ...]

    @property
    def surveyed_percent(self) -> float | None:
        """What practices saved that changed, going by the survey's means."""
        if not self.surveyed:
            return None
        old, new = (row.value or 0.0 for row in self.surveyed)
        return 100.0 * (1.0 - new / old)


def receptor_change(
    unit: UnitProfile,
    after: Receptor,
    knowledge: Knowledge,
    *,
    before: Receptor,
    age_years: float | None = None,
) -> ReceptorChange:
    """What moving to another receptor asks for and gives.

    Parameters
    ----------
    unit : UnitProfile
        As for `technique_chart`; its known good settings may be of the old receptor, the new one, or both.
    after, before : Receptor
        The new and the old receptor.
    age_years : float, optional
        Of the patient whose times are compared, 0 to 120 [years]; an adult's by default.

    Returns
    -------
    ReceptorChange
        Dose goes with the time on one unit at one kV and mA, so the old time saves exactly nothing.

    Notes
    -----
    saved = 1 - n_after / n_before with receptor needs n; by region, 1 - t_after / t_before with both on the timer.

    References
    ----------
    Needs: data/receptors.csv. Means in practice: the rows of data/tube_outputs.csv in `surveyed`.
    """
    age = knowledge.technique.usual.adult_age_years if age_years is None else age_years
    old, new = (technique_chart(unit, knowledge, ages_years=(age,), receptor=each) for each in (before, after))
    at = [column.age_years for column in new.columns].index(age) if new.lines else 0
    cells = [(line, was.cells[at], line.cells[at]) for was, line in zip(old.lines, new.lines, strict=True)]
    needs = {row.receptor: row.range for row in knowledge.tables.receptors}
    return ReceptorChange(
        before=before,
        after=after,
        age_years=age,
        saved_percent=_saved(needs[before], needs[after]),
        rows="; ".join(knowledge.technique.cited[each] for each in (before, after)),
        surveyed=_surveyed(before, after, knowledge),
        regions=tuple(change for each in cells if (change := _changed(*each, unit, after, knowledge))),
        missing=tuple(dict.fromkeys((*old.missing, *new.missing))),
    )


def _saved(before: Range, after: Range) -> Range:
    """In percent; a need that is independent of the other may lie anywhere in its range."""
    left = product((after, inverse(before)))
    low, typical, high = (100.0 * (1.0 - each) for each in (left.high, left.typical, left.low))
    return Range(low, typical, high, left.spread)


def _changed(
    line: ChartLine, was: ChartCell, now: ChartCell, unit: UnitProfile, after: Receptor, knowledge: Knowledge
) -> RegionChange | None:
    before_s, advised = was.exposure.set_s, now.exposure.span_s
    if before_s is None or advised is None:
        return None
    kept = replace(unit.setup, receptor=after, exposure_s=before_s)
    age_years, tables = now.column.age_years, knowledge.technique
    return RegionChange(
        exam=line.exam,
        region=line.region,
        before_s=before_s,
        set_s=advised.typical,
        low_s=advised.low,
        high_s=advised.high,
        saved_percent=100.0 * (1.0 - advised.typical / before_s),
        old_time_kept=receptor_dose(kept, line.exam, line.region.id, age_years=age_years, tables=tables),
    )


def _surveyed(before: Receptor, after: Receptor, knowledge: Knowledge) -> tuple[OutputRow, ...]:
    rows = [r for r in knowledge.tables.outputs if r.quantity == _KERMA and r.receptor and r.certainty.usable]
    for source in dict.fromkeys(row.source for row in rows):
        means = {row.receptor: row for row in rows if row.source == source and row.value}
        if before in means and after in means:
            return (means[before], means[after])
    return ()
