"""The technique chart of one unit: for each region and patient size the step of its timer to set, and what to look at.

Times are those of the exposure advice, cell by cell; nothing is calculated here but what stands beside them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from advisor.case.model import Case, Exam, ExposureAdvice, Range, ReferenceSetting, Region
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import ChartWarning, Family, PatientSize, Programme, Receptor
from advisor.knowledge import Knowledge
from advisor.physics.beam import incident_air_kerma
from advisor.physics.exposure_time import exposure_advice
from advisor.physics.exposure_time.timer import Timer
from advisor.technique_chart.cautions import as_for_adults, lower_mA, of_known_good, of_present, of_receptor, of_timer
from advisor.technique_chart.makers import MakersTime, makers_times
from advisor.technique_chart.receptor_dose import ReceptorDose, receptor_dose
from advisor.xray_unit.known_good import completed, for_age, in_use, nearest_known_good

_MakersTimes = Mapping[tuple[str, Programme], MakersTime]
_POINTS_A_YEAR: Final = 4  # of a curve


@dataclass(frozen=True, slots=True)
class SizeColumn:
    """A patient size that every chart has, or an age that was asked for."""

    age_years: float
    size: PatientSize | None = None
    population: Programme | None = (
        None  # whose published and present settings stand beside; None between child and adult
    )


@dataclass(frozen=True, slots=True)
class ChartCell:
    """One region at one age. `exposure.set_s` is None where facts are missing; its evidence then names them."""

    column: SizeColumn
    kV: float | None  # set for a patient of this age
    exposure: ExposureAdvice
    kerma_mGy: Range | None  # incident air kerma at the cone end, of the step to set
    at_receptor: ReceptorDose
    published: MakersTime | None
    present: ReferenceSetting | None  # what the practice uses today
    warnings: tuple[ChartWarning, ...]
    lower_mA: float | None  # a choice of the unit that brings a time below the shortest step back onto the timer


@dataclass(frozen=True, slots=True)
class ChartLine:
    """One region, from the oldest to the youngest."""

    exam: Exam
    region: Region
    cells: tuple[ChartCell, ...]


@dataclass(frozen=True, slots=True)
class TechniqueChart:
    unit: UnitProfile
    receptor: Receptor | None
    timer: Timer
    columns: tuple[SizeColumn, ...]
    lines: tuple[ChartLine, ...]
    warnings: tuple[ChartWarning, ...]  # of the chart as a whole

    @property
    def missing(self) -> tuple[str, ...]:
        """Why times are missing, each reason once."""
        untold = (cell.exposure for line in self.lines for cell in line.cells if cell.exposure.set_s is None)
        return tuple(dict.fromkeys(reason for exposure in untold for reason in exposure.evidence))


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """The time at an age, before it is rounded to the timer."""

    age_years: float
    exposure_s: float


def technique_chart(
    unit: UnitProfile,
    knowledge: Knowledge,
    *,
    ages_years: Iterable[float] | None = None,
    receptor: Receptor | None = None,
) -> TechniqueChart:
    """The times to set on a unit, for every intraoral region and patient size.

    Parameters
    ----------
    unit : UnitProfile
        Each line rests on the known good setting that needs the least conversion, else on the maker's chart of
        `setup.unit`, else on the general model, which needs kV [kV], mA [mA] and receptor.
    ages_years : iterable of float, optional
        More columns, 0 to 120 [years]; those that every chart has stay.
    receptor : Receptor, optional
        Another than the unit's own, for a second chart.

    Returns
    -------
    TechniqueChart
        Columns from old to young, along which no time rises. A chart of an extraoral unit has no lines and says so.
    """
    ready, columns = _ready(unit, receptor, knowledge), _columns(ages_years or (), knowledge)
    timer = knowledge.technique.timer(ready.setup.timer)
    if unit.family is not Family.INTRAORAL:
        return TechniqueChart(unit, ready.setup.receptor, timer, columns, (), (ChartWarning.EXTRAORAL,))
    published = makers_times(ready.setup.unit, ready.setup.receptor, knowledge.tables.charts)
    lines = tuple(
        ChartLine(exam, region, tuple(_cell(ready, exam, region, column, published, knowledge) for column in columns))
        for exam, region in _regions(knowledge)
    )
    warnings = of_known_good(unit, knowledge.technique)
    return TechniqueChart(unit, ready.setup.receptor, timer, columns, lines, warnings)


def time_curve(
    unit: UnitProfile, region: str, knowledge: Knowledge, receptor: Receptor | None = None
) -> tuple[CurvePoint, ...]:
    """Exposure time [s] against age [years] before rounding to the timer, for a smooth line.

    From a year below the growth reference to two above it, where times stay as they are; empty where facts are missing
    or no intraoral exam has the region.
    """
    ready = _ready(unit, receptor, knowledge)
    if unit.family is not Family.INTRAORAL:
        return ()
    there = ((exam, each) for exam, each in _regions(knowledge) if each.id == region)
    times = ((age, _exposure(ready, *at, age, knowledge).model_s) for at in there for age in _drawn_ages(knowledge))
    return tuple(CurvePoint(age_years, exposure_s) for age_years, exposure_s in times if exposure_s is not None)


def _drawn_ages(knowledge: Knowledge) -> Iterator[float]:
    ages = knowledge.technique.ages_years
    first, last = round((ages[0] - 1) * _POINTS_A_YEAR), round((ages[-1] + 2) * _POINTS_A_YEAR)
    return (point / _POINTS_A_YEAR for point in range(first, last + 1))


def _regions(knowledge: Knowledge) -> list[tuple[Exam, Region]]:
    """Every intraoral region with its exam, the exam of most regions first."""
    exams = sorted((exam for exam in knowledge.by_exam.values() if exam.intraoral), key=lambda e: -len(e.regions))
    return [(exam, region) for exam in exams for region in exam.regions]


def _ready(unit: UnitProfile, receptor: Receptor | None, knowledge: Knowledge) -> UnitProfile:
    """With the receptor of the chart, and its settings completed from the setup with its own receptor."""
    reference = knowledge.technique.reference.region
    usual = next(region for _, region in _regions(knowledge) if region.id == reference)
    good = (completed(known, unit.setup) for known in unit.known_good)
    return replace(
        unit,
        setup=replace(unit.setup, receptor=receptor or unit.setup.receptor, exposure_s=None),
        known_good=tuple(replace(known, region=known.region or usual) for known in good),
        in_use=tuple(completed(used, unit.setup) for used in unit.in_use),
    )


def _columns(asked: Iterable[float], knowledge: Knowledge) -> tuple[SizeColumn, ...]:
    """From old to young; an asked age that a column has already is not shown twice."""
    usual = {age.typical: size for size, age in knowledge.technique.chart_ages.items()}
    ages = sorted({*usual, *map(float, asked)}, reverse=True)
    return tuple(SizeColumn(age, usual.get(age), _population(age, knowledge)) for age in ages)


def _population(age_years: float, knowledge: Knowledge) -> Programme | None:
    """Whom a maker or a practice means by adult and by child; nobody between."""
    if age_years >= knowledge.technique.usual.adult_age_years:
        return Programme.ADULT
    return Programme.CHILD if age_years <= knowledge.technique.parameters["chart_child_age"].high else None


def _exposure(unit: UnitProfile, exam: Exam, region: Region, age_years: float, knowledge: Knowledge) -> ExposureAdvice:
    stages = knowledge.exams.stages
    setup = for_age(unit, age_years, stages, knowledge.beam).setup
    known = nearest_known_good(unit.known_good, region.id, setup.receptor, setup.kV)
    case = Case(patient=stages.patient(age_years), exam=exam, setup=setup, region=region, reference_setting=known)
    return exposure_advice(case, knowledge.technique)


def _cell(
    unit: UnitProfile, exam: Exam, region: Region, column: SizeColumn, published: _MakersTimes, knowledge: Knowledge
) -> ChartCell:
    exposure = _exposure(unit, exam, region, column.age_years, knowledge)
    unit = for_age(unit, column.age_years, knowledge.exams.stages, knowledge.beam)
    setup = replace(unit.setup, exposure_s=exposure.set_s)
    there = receptor_dose(setup, exam, region.id, age_years=column.age_years, tables=knowledge.technique)
    timer, population = knowledge.technique.timer(setup.timer), column.population
    present = as_for_adults(unit, region, population, knowledge.beam)
    present = present or of_present(unit, region, exposure, population, knowledge.beam)
    warnings = (*of_timer(exposure, timer), *of_receptor(there), *present)
    below = ChartWarning.BELOW_SHORTEST_STEP in warnings
    return ChartCell(
        column=column,
        kV=setup.kV,
        exposure=exposure,
        kerma_mGy=incident_air_kerma(setup, exam, knowledge.beam),
        at_receptor=there,
        published=published.get((region.id, population)) if population else None,
        present=in_use(unit.in_use, region.id, setup.receptor, population),
        warnings=warnings,
        lower_mA=lower_mA(unit, exposure, timer) if below else None,
    )
