"""A technique chart beside the maker's: the steps of the timer between the two, at the same kV, mA and cone."""

from dataclasses import dataclass

from advisor.case.model import Range
from advisor.knowledge import Knowledge
from advisor.physics.exposure_time.tables import Setting
from advisor.physics.exposure_time.tube_load import relative_load
from advisor.technique_chart.chart import ChartCell, ChartLine, TechniqueChart
from advisor.technique_chart.makers import MakersTime


@dataclass(frozen=True, slots=True)
class Beside:
    """One cell that both charts have."""

    line: ChartLine
    cell: ChartCell
    published: MakersTime
    here_s: Range  # what is printed, at this unit's kV, mA and cone
    steps: int | None  # from there to the time to set, longer above zero; None without a time to set

    @property
    def converted(self) -> bool:
        """Whether the maker's time is printed for other settings than this unit's."""
        return self.here_s != self.published.time_s


def beside_the_makers(chart: TechniqueChart, knowledge: Knowledge) -> tuple[Beside, ...]:
    """Every cell of a chart that the maker's has as well.

    Parameters
    ----------
    chart : TechniqueChart
        Of a unit whose `setup.unit` names a maker's chart; else nothing can be compared.

    Notes
    -----
    t = t0 (S0 T0 mA0 d^2) / (S T mA d0^2): a printed time t0 at the unit's own tube output S, transmission T at its kV,
    current and distance d. What either does not tell counts as the same. Where several sensors have a printed time
    each, the nearest is compared.

    References
    ----------
    Spectra `poludniowski_2021`; printed times: the rows of data/technique_charts.csv in `published`.
    """
    pairs = ((line, cell, cell.published) for line in chart.lines for cell in line.cells)
    return tuple(_beside(chart, line, cell, each, knowledge) for line, cell, each in pairs if each is not None)


def _beside(
    chart: TechniqueChart, line: ChartLine, cell: ChartCell, published: MakersTime, knowledge: Knowledge
) -> Beside:
    here_s = published.time_s.scaled(_longer_here(chart, line, cell, published, knowledge))
    return Beside(line, cell, published, here_s, _steps(chart, cell, here_s, knowledge))


def _longer_here(
    chart: TechniqueChart, line: ChartLine, cell: ChartCell, published: MakersTime, knowledge: Knowledge
) -> float:
    """Exactly 1 where nothing that both tell differs."""
    setup, cones = chart.unit.setup, {row.cone_cm for row in published.rows}
    same = (line.region.id, chart.receptor, cell.column.age_years)
    kV, mA, cone_cm = published.kV, published.mA, cones.pop() if len(cones) == 1 else None
    printed = Setting(*same, kV=kV, mA=mA, cone_cm=cone_cm, filtration_mmAl=None)
    ours = Setting(
        *same, kV=setup.kV if kV else None, mA=setup.mA if mA else None, cone_cm=setup.cone_cm if cone_cm else None,
        filtration_mmAl=None,
    )  # fmt: skip
    return relative_load(ours, printed, knowledge.technique)


def _steps(chart: TechniqueChart, cell: ChartCell, here_s: Range, knowledge: Knowledge) -> int | None:
    set_s = cell.exposure.set_s
    if set_s is None:
        return None
    timer = knowledge.technique.timer(chart.unit.setup.timer)
    nearest_s = min(max(set_s, here_s.low), here_s.high)
    ours, theirs = (timer.steps_s.index(timer.nearest(each)) for each in (set_s, nearest_s))
    return ours - theirs
