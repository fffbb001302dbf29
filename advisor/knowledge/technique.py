"""The published rows -> the tables of the exposure-time model: head size by age, makers' charts, spreads, citations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from advisor.case.model import Range
from advisor.case.vocabulary import ExposureBasis, PatientSize, Programme, Receptor, TimerKind
from advisor.knowledge.tables import ChartRow, printed_time
from advisor.physics.beam import BeamTables
from advisor.physics.dose_tables import Parameter
from advisor.physics.exposure_time.tables import (
    Anchor,
    Cell,
    Reference,
    Setting,
    TechniqueTables,
    Usual,
    depth_of_head_mm,
    distance,
    in_words,
)
from advisor.physics.exposure_time.timer import timers
from advisor.physics.spectra import Grid


@dataclass(frozen=True, slots=True)
class TimerTable:
    steps_s: tuple[float, ...]
    impulses_per_s: Mapping[TimerKind, float]
    continuous_figures: int
    printed_within: float  # how far, as a fraction, a printed time may be from the step that it stands for
    rows: tuple[str, ...]
    formula: str


@dataclass(frozen=True, slots=True)
class TechniqueFile:
    """data/technique.toml as it is written."""

    timer: TimerTable
    reference: Reference
    chart_age: Mapping[PatientSize, Parameter]
    parameter: Mapping[str, Parameter]


def technique_tables(
    file: TechniqueFile,
    beam: BeamTables,
    *,
    receptor_need: Mapping[Receptor, Range],
    relative_exposure: Mapping[str, Range],
    growth: Iterable[Mapping[str, str]],
    charts: Iterable[ChartRow],
    rows: Mapping[str, tuple[str, ...]],
) -> TechniqueTables:
    """Make the tables ready once.

    Parameters
    ----------
    receptor_need, relative_exposure : Mapping
        By receptor (data/receptors.csv) and by region id (data/exams.toml).
    growth : iterable of mappings
        The rows of data/growth.csv, as text: head circumference by age and sex.
    charts : iterable of ChartRow
        The rows of data/technique_charts.csv; only usable ones that give a time for a region are kept.
    rows : Mapping
        Ids of the published rows, by parameter name, receptor and region id.
    """
    parameters, timer = beam.parameters, file.timer
    ages, sizes, adult_head_cm = _growth_curve(growth)
    usual = _usual(parameters, ages, adult_head_cm)
    cited = _citations(rows, relative_exposure)
    return TechniqueTables(
        beam=beam,
        timers=timers(timer.steps_s, impulses_per_s=timer.impulses_per_s, figures=timer.continuous_figures),
        printed_within=timer.printed_within,
        reference=file.reference,
        usual=usual,
        chart_ages={size: parameter.range for size, parameter in file.chart_age.items()},
        receptor_need={receptor: need.typical for receptor, need in receptor_need.items()},
        relative_exposure={region: exposure.typical for region, exposure in relative_exposure.items()},
        ages_years=ages,
        depths_mm=tuple(depth_of_head_mm(size, parameters) for size in sizes),
        charts=_chart_cells(charts, usual),
        general=_general(parameters, file.reference, usual, cited),
        squared_spread=_squared_spreads(parameters, relative_exposure),
        cited=cited,
    )


def _usual(parameters: Mapping[str, Range], ages_years: Grid, adult_head_cm: float) -> Usual:
    return Usual(
        kV=parameters["reference_kV"].typical,
        cone_cm=parameters["reference_cone"].typical,
        skin_to_receptor_cm=parameters["skin_to_receptor"].typical,
        chart_child_age_years=parameters["chart_child_age"].typical,
        adult_age_years=ages_years[-1],
        adult_head_cm=adult_head_cm,
    )


def _squared_spreads(parameters: Mapping[str, Range], relative_exposure: Mapping[str, Range]) -> dict[str, float]:
    """Of the logarithm of a time: by what had to be converted, and by region."""
    squares = {name: distance(value) ** 2 for name, value in parameters.items()}
    return squares | {region: distance(exposure) ** 2 for region, exposure in relative_exposure.items()}


def _citations(rows: Mapping[str, tuple[str, ...]], regions: Iterable[str]) -> dict[str, str]:
    """What each conversion rests on, in words; receptors and parameters by their rows alone."""
    cited = {name: ", ".join(each) for name, each in rows.items()}
    cited["face_over_head"] = f"head size by age: rcpch_uk90; rows {cited['face_over_head']}"
    return cited | {region: f"region, {in_words(region)}: rows {cited[region]}" for region in regions}


def _growth_curve(growth: Iterable[Mapping[str, str]]) -> tuple[Grid, Grid, float]:
    """Head circumference by age, mean of the sexes, relative to the end of both curves, and that end [cm].

    Girls' growth ends earlier.
    """
    of_sex: dict[str, dict[float, float]] = {}
    for row in growth:
        of_sex.setdefault(row["sex"], {})[float(row["age_years"])] = float(row["value"])
    ages = tuple(sorted({age for curve in of_sex.values() for age in curve}))
    means = [fsum(curve.get(age, curve[max(curve)]) for curve in of_sex.values()) / len(of_sex) for age in ages]
    return ages, tuple(mean / means[-1] for mean in means), means[-1]


def _chart_cells(charts: Iterable[ChartRow], usual: Usual) -> dict[Cell, Anchor]:
    """One time a cell; where a chart gives a range, or several sensors a time each, the middle of them all."""
    rows: dict[Cell, list[ChartRow]] = {}
    for row in charts:
        if row.region and row.receptor and row.time and row.certainty.usable:
            rows.setdefault((row.unit, row.region, row.receptor, Programme(row.population)), []).append(row)
    return {at: _chart_cell(at, same_cell, usual) for at, same_cell in rows.items()}


def _chart_cell(at: Cell, same_cell: Sequence[ChartRow], usual: Usual) -> Anchor:
    _, region, receptor, population = at
    time = printed_time(same_cell)
    first, rows = same_cell[0], ", ".join(row.id for row in same_cell)
    printed = f"{time.low:g} s" if time.low == time.high else f"{time.low:g} to {time.high:g} s"
    words = f"the unit's chart, {population} {in_words(region)} {printed}: row {rows}, {first.source}"
    setting = Setting(region, receptor, usual.age_years(population), first.kV, first.mA, first.cone_cm, None)
    return Anchor(time.typical, setting, ExposureBasis.UNIT_CHART, distance(time) ** 2, words)


def _general(parameters: Mapping[str, Range], reference: Reference, usual: Usual, cited: Mapping[str, str]) -> Anchor:
    """The reference image at 1 mA, from the doses that gave diagnosable images and the output of a typical tube."""
    kerma, output = parameters["entrance_kerma_film_f"], parameters["reference_output"]
    setting = Setting(
        region=reference.region,
        receptor=reference.receptor,
        age_years=usual.adult_age_years,
        kV=usual.kV,
        mA=1.0,
        cone_cm=usual.cone_cm,
        filtration_mmAl=parameters["filtration"].typical,
    )
    words = f"general model: rows {cited['entrance_kerma_film_f']}, {cited['reference_output']}"
    return Anchor(kerma.typical / output.typical, setting, ExposureBasis.MODEL, distance(kerma) ** 2, words)
