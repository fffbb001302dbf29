"""A technique chart in words: what its lines are called, what its times rest on, and where a warning holds."""

from collections.abc import Iterable
from itertools import chain
from typing import Final, NamedTuple

from advisor.case.model import Exam, ReferenceSetting, Region
from advisor.case.settings import OF_UNIT, measured
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import ChartWarning, ExposureBasis, Family
from advisor.knowledge import Knowledge
from advisor.physics.exposure_time.timer import Timer
from advisor.technique_chart import words
from advisor.technique_chart.chart import ChartCell, ChartLine, SizeColumn, TechniqueChart
from advisor.words import figures, labels, names


class Warned(NamedTuple):
    warning: ChartWarning
    says: str
    places: str  # where in the chart; empty for the chart as a whole


def line_name(line: ChartLine) -> str:
    """What a row of the chart is called."""
    return region_name(line.exam, line.region)


def region_name(exam: Exam, region: Region) -> str:
    """A region with its exam, where its own name would not tell it."""
    form = words.LINE if _names_teeth(region) else words.LINE_OF_EXAM
    return form.format(exam=names.exam(exam), region=names.region(region).lower()).capitalize()


def _names_teeth(region: Region) -> bool:
    """Whether a region is a jaw's teeth, as maxilla_molar: all others are named with their exam."""
    return region.id.partition("_")[0] in names.JAW and "_" in region.id


def patient(column: SizeColumn) -> str:
    """The patient size of a column."""
    return words.SIZE[column.size] if column.size else words.AGE.format(age=column.age_years)


def remedies(cell: ChartCell, warnings: tuple[ChartWarning, ...]) -> tuple[str, ...]:
    """One sentence a warning, and the unit's own mA that would do."""
    said = [words.WARNING[warning] for warning in warnings]
    return (*said, words.LOWER_MA.format(mA=cell.lower_mA)) if cell.lower_mA else tuple(said)


def setting_name(known: ReferenceSetting) -> str:
    """A setting that a practice tells: adult, lower molar, 0.125 s, Sensor."""
    parts = (
        names.PROGRAMME[known.population].lower(),
        names.region(known.region).lower() if known.region else None,
        figures.seconds(known.exposure_s),
        words.RECEPTOR[known.receptor] if known.receptor else None,
    )
    return words.JOINED.join(part for part in parts if part)


def facts(unit: UnitProfile) -> tuple[str, ...]:
    """What is known of the tube, each with its unit."""
    setup, made = unit.setup, words.SPACE.join(part for part in (unit.maker, unit.model) if part)
    settings = [_fact(name, getattr(setup, name)) for name in _FACTS if getattr(setup, name) is not None]
    measured_on = words.MEASURED_ON.format(on=unit.output_measured_on) if unit.output_measured_on else None
    return tuple(part for part in (made, *settings, measured_on) if part)


_FACTS: Final = tuple(name for name in measured(Family.INTRAORAL) if name in OF_UNIT and name != "exposure_s")


def _fact(name: str, value: float) -> str:
    return words.FACT[name].format(value) if name in words.FACT else labels.in_unit(name, value)


def to_set(timer: Timer) -> str:
    """What the numbers of a chart are: seconds, or impulses where the timer counts these."""
    return words.IMPULSES.format(per_s=timer.impulses_per_s) if timer.impulses_per_s else words.SECONDS


def on_timer(exposure_s: float, timer: Timer) -> str:
    """A time as the timer shows it, without its unit."""
    count = timer.impulses(exposure_s)
    return figures.seconds(exposure_s).removesuffix(" s") if count is None else str(count)


def span_on_timer(low_s: float, high_s: float, timer: Timer) -> str:
    """From one step to another as the timer shows them; one number where they are the same."""
    low, high = (on_timer(each, timer) for each in (low_s, high_s))
    return low if low == high else words.SPAN.format(low=low, high=high)


def anchors(chart: TechniqueChart, knowledge: Knowledge) -> tuple[str, ...]:
    """What the times of a chart rest on, best first."""
    used = {cell.exposure.basis for line in chart.lines for cell in line.cells}
    said: list[str] = []
    if ExposureBasis.OWN_SETTING in used:
        good = words.BETWEEN.join(setting_name(known) for known in chart.unit.known_good)
        said.append(words.ANCHOR_OWN.format(settings=good))
    if ExposureBasis.UNIT_CHART in used and chart.unit.setup.unit:
        said.append(words.ANCHOR_MAKER.format(unit=knowledge.units[chart.unit.setup.unit].label))
    if ExposureBasis.MODEL in used:
        said.append(words.ANCHOR_MODEL)
    return tuple(said)


def caveats(chart: TechniqueChart) -> tuple[str, ...]:
    """What makers leave open: they differ by a factor of two on occlusal views."""
    there = any(line.exam.charts_leave_view_open and line.cells[0].exposure.basis for line in chart.lines)
    return (words.OCCLUSAL,) if there else ()


def warned(chart: TechniqueChart) -> tuple[Warned, ...]:
    """Each warning once, with its remedy and where it holds."""
    of_all = [Warned(each, words.WARNING[each], "") for each in chart.warnings]
    cells = [(line, cell) for line in chart.lines for cell in line.cells]
    found = {each: [(line, cell) for line, cell in cells if each in cell.warnings] for each in ChartWarning}
    return (*of_all, *(_warned(each, at, chart) for each, at in found.items() if at))


def in_cells(chart: TechniqueChart) -> frozenset[ChartWarning]:
    """The warnings that some cells have and others not: one that holds everywhere is said once, below."""
    cells = [cell.warnings for line in chart.lines for cell in line.cells]
    everywhere = frozenset(ChartWarning).intersection(*cells)
    return frozenset(chain.from_iterable(cells)) - everywhere


def _warned(warning: ChartWarning, at: list[tuple[ChartLine, ChartCell]], chart: TechniqueChart) -> Warned:
    says = words.WARNING[warning]
    lower = (
        sorted({cell.lower_mA for _, cell in at if cell.lower_mA})
        if warning is ChartWarning.BELOW_SHORTEST_STEP
        else []
    )
    says = words.SPACE.join((says, *(words.LOWER_MA.format(mA=mA) for mA in lower[:1])))
    if len(at) == len(chart.lines) * len(chart.columns):
        return Warned(warning, says, words.EVERYWHERE)
    return Warned(warning, says, words.BETWEEN.join(_places(at, chart)))


def _places(at: list[tuple[ChartLine, ChartCell]], chart: TechniqueChart) -> Iterable[str]:
    """By patient size, the regions; all of them in one word."""
    for column in chart.columns:
        lines = [line_name(line).lower() for line, cell in at if cell.column == column]
        if lines:
            regions = words.ALL_REGIONS if len(lines) == len(chart.lines) else words.JOINED.join(lines)
            yield words.PLACES.format(patient=patient(column).lower(), regions=regions)
