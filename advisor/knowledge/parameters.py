"""data/technique.toml, receptors, regions and growth -> the tables of the beam, exposure-time and dose models."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from advisor.case.exams import Exams
from advisor.case.model import Range
from advisor.case.vocabulary import PatientSize, Receptor, TimerKind
from advisor.knowledge.strict import Files
from advisor.knowledge.tables import ChartRow, ReceptorRow
from advisor.knowledge.technique_tables import technique_tables
from advisor.physics.beam import BeamTables, beam_tables
from advisor.physics.dose_tables import DoseTables, Parameter, receptor_needs
from advisor.physics.exposure_time.tables import Reference, TechniqueTables
from advisor.physics.exposure_time.timer import Timer, timers

Rows = Mapping[str, tuple[str, ...]]
_DOSE_FILES: Final = ("dose_model.toml", "dose_fit.toml")


@dataclass(frozen=True, slots=True)
class TimerTable:
    steps_s: tuple[float, ...]
    impulses_per_s: Mapping[TimerKind, float]
    continuous_figures: int
    printed_within: float
    rows: tuple[str, ...]
    formula: str


@dataclass(frozen=True, slots=True)
class TechniqueFile:
    """data/technique.toml as it is written."""

    timer: TimerTable
    reference: Reference
    default_region: Mapping[str, str]
    chart_age: Mapping[PatientSize, Parameter]
    parameter: Mapping[str, Parameter]


def exposure_tables(
    files: Files, exams: Exams, receptors: tuple[ReceptorRow, ...], charts: tuple[ChartRow, ...]
) -> TechniqueTables:
    """The beam and exposure-time models' numbers; the beam's are `TechniqueTables.beam`."""
    told = files.one(TechniqueFile, "technique.toml")
    parameters = {name: parameter.range for name, parameter in told.parameter.items()}
    regions = [region for exam in exams.exam for region in exam.regions]
    rows: dict[str, tuple[str, ...]] = {name: parameter.rows for name, parameter in told.parameter.items()}
    rows |= {region.id: region.relative_exposure.rows for region in regions}
    rows |= {row.receptor: tuple((row.derived_from or row.id).split()) for row in receptors}
    return technique_tables(
        beam_tables(files.cells("spectra.csv"), parameters, rows),
        timers=_timers(told.timer),
        printed_within=told.timer.printed_within,
        reference=told.reference,
        default_region=told.default_region,
        chart_ages={size: parameter.range for size, parameter in told.chart_age.items()},
        receptor_need=needs_of(receptors),
        relative_exposure={region.id: region.relative_exposure.range for region in regions},
        growth=files.cells("growth.csv"),
        charts=charts,
        rows=rows,
    )


def _timers(told: TimerTable) -> dict[TimerKind, Timer]:
    return timers(told.steps_s, impulses_per_s=told.impulses_per_s, figures=told.continuous_figures)


def needs_of(receptors: tuple[ReceptorRow, ...]) -> dict[Receptor, Range]:
    return {row.receptor: row.range for row in receptors}


def dose_tables(files: Files, receptors: tuple[ReceptorRow, ...], beam: BeamTables) -> DoseTables:
    """The effective-dose model's numbers: those read and agreed on, and those fitted to published rows."""
    parameters = {name: each for file in _DOSE_FILES for name, each in _parameters(files, file).items()}
    needs = receptor_needs(needs_of(receptors), parameters["receptor_not_told"])
    return DoseTables(parameters=parameters, receptor_needs=needs, beam=beam)


def _parameters(files: Files, file: str) -> dict[str, Parameter]:
    """The parameters of a file; a table in a table is named with a dot."""
    flat: dict[str, object] = {}
    for name, value in files.toml(file).items():
        nested = not isinstance(value.get("rows"), list)
        flat |= {f"{name}.{size}": each for size, each in value.items()} if nested else {name: value}
    found = files.each(Parameter, {f"{file}: {name}": value for name, value in flat.items()})
    return {name.partition(": ")[2]: parameter for name, parameter in found.items()}
