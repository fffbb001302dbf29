"""data/technique.toml, receptors, regions and growth -> the tables of the beam, exposure-time and dose models."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

from advisor.case.exams import Exams
from advisor.case.model import Range
from advisor.case.spelling import known
from advisor.case.vocabulary import Family, FieldOfView, PatientSize, Receptor, TimerKind
from advisor.knowledge.published_doses import published_panoramic
from advisor.knowledge.strict import DataError, Files
from advisor.knowledge.tables import ChartRow, DoseRow, ReceptorRow, SpectrumRow
from advisor.knowledge.technique_tables import technique_tables
from advisor.physics.beam import BeamTables, beam_tables
from advisor.physics.dose_tables import ANY_EXAM, INTRAORAL_PER_DAP, DoseTables, Parameter, receptor_needs
from advisor.physics.exposure_time.tables import Reference, TechniqueTables
from advisor.physics.exposure_time.timer import Timer, timers

_TECHNIQUE: Final = "technique.toml"
_DOSE: Final = "dose_model.toml"
_TECHNIQUE_PARAMETERS: Final = (
    *("reference_output", "reference_kV", "reference_cone", "filtration", "own_output", "field_round"),
    *("field_rectangular", "panoramic_dap", "panoramic_restricted", "panoramic_kV", "panoramic_mAs"),
    *("entrance_kerma_film_f", "tissue_depth", "skin_to_receptor", "face_over_head", "chart_child_age"),
    *(f"usable_{receptor}" for receptor in Receptor),
    *("receptor_limit", "spread_region", "spread_size", "spread_receptor", "spread_tube"),
)
_DOSE_PARAMETERS: Final[Mapping[str, tuple[str, ...]]] = {  # with the tables inside that each needs
    INTRAORAL_PER_DAP: (ANY_EXAM,),  # besides, any intraoral exam may have its own
    **dict.fromkeys(("cbct_dose_per_dap", "cbct_typical"), (*FieldOfView, "unknown")),
    **dict.fromkeys(
        (
            *("child_dose_per_dap", "typical_kerma_film_d", "child_exposure_unknown", "collar_near_beam"),
            *("collar_panoramic", "panoramic_dose_per_dap", "cephalometric_dose_per_dap", "cephalometric_restricted"),
            *("cephalometric_typical", "child_panoramic_programme", "child_extraoral_programme", "cbct_child_protocol"),
        ),
        (),
    ),
}


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
    chart_age: Mapping[PatientSize, Parameter]
    parameter: Mapping[str, Parameter]


def exposure_tables(
    files: Files, exams: Exams, receptors: tuple[ReceptorRow, ...], charts: tuple[ChartRow, ...]
) -> TechniqueTables:
    """The beam and exposure-time models' numbers; the beam's are `TechniqueTables.beam`."""
    told = files.one(TechniqueFile, _TECHNIQUE)
    _complete(_TECHNIQUE, "parameter", told.parameter, _TECHNIQUE_PARAMETERS)
    _complete(_TECHNIQUE, "chart_age", told.chart_age, tuple(PatientSize))
    regions = [region for exam in exams.exam for region in exam.regions]
    if told.reference.region not in (ids := [region.id for region in regions]):
        raise files.wrong(_TECHNIQUE, ("reference", "region"), known(told.reference.region, ids))
    _check_grid(files.rows(SpectrumRow, "spectra.csv"))
    parameters = {name: parameter.range for name, parameter in told.parameter.items()}
    rows: dict[str, tuple[str, ...]] = {name: parameter.rows for name, parameter in told.parameter.items()}
    rows |= {region.id: region.relative_exposure.rows for region in regions}
    rows |= {row.receptor: tuple((row.derived_from or row.id).split()) for row in receptors}
    return technique_tables(
        beam_tables(files.cells("spectra.csv"), parameters, rows),
        timers=_timers(told.timer),
        printed_within=told.timer.printed_within,
        reference=told.reference,
        chart_ages={size: parameter.range for size, parameter in told.chart_age.items()},
        receptor_need=needs_of(receptors),
        relative_exposure={region.id: region.relative_exposure.range for region in regions},
        growth=files.cells("growth.csv"),
        charts=charts,
        rows=rows,
    )


def _complete(file: str, table: str, told: Collection[str], needed: Collection[str]) -> None:
    """Refuse a name that no model asks for, and a model's table that is missing."""
    place = f"{table}." if table else ""
    for name in told:
        if name not in needed:
            raise DataError(f"{file}: {place}{name}: {known(name, needed)}")
    for name in needed:
        if name not in told:
            raise DataError(f"{file}: needs [{place}{name}]")


def _all_of_dose() -> list[str]:
    return [f"{name}.{each}" if each else name for name, inside in _DOSE_PARAMETERS.items() for each in inside or ("",)]


def _check_grid(rows: tuple[SpectrumRow, ...]) -> None:
    """Each tube voltage has each filtration: between them the models interpolate."""
    there = {(row.kV, row.filtration_mmAl) for row in rows}
    for kV, filtration_mmAl in product({row.kV for row in rows}, {row.filtration_mmAl for row in rows}):
        if (kV, filtration_mmAl) not in there:
            raise DataError(f"spectra.csv: needs a row of {kV:g} kV and {filtration_mmAl:g} mm Al")


def _timers(told: TimerTable) -> dict[TimerKind, Timer]:
    return timers(told.steps_s, impulses_per_s=told.impulses_per_s, figures=told.continuous_figures)


def needs_of(receptors: tuple[ReceptorRow, ...]) -> dict[Receptor, Range]:
    return {row.receptor: row.range for row in receptors}


def dose_tables(
    files: Files, exams: Exams, receptors: tuple[ReceptorRow, ...], doses: tuple[DoseRow, ...], beam: BeamTables
) -> DoseTables:
    """The effective-dose model's numbers; a table in a table is named with a dot."""
    flat: dict[str, object] = {}
    for name, value in files.toml(_DOSE).items():
        if name not in _DOSE_PARAMETERS:
            raise files.wrong(_DOSE, (name,), known(name, dict.fromkeys(_DOSE_PARAMETERS)))
        nested = not isinstance(value.get("rows"), list)
        flat |= {f"{name}.{size}": each for size, each in value.items()} if nested else {name: value}
    read = files.each(Parameter, {f"{_DOSE}: {name}": value for name, value in flat.items()})
    parameters = {name.partition(": ")[2]: parameter for name, parameter in read.items()}
    own = [f"{INTRAORAL_PER_DAP}.{exam.id}" for exam in exams.exam if exam.family is Family.INTRAORAL]
    _complete(_DOSE, "", {name: each for name, each in parameters.items() if name not in own}, _all_of_dose())
    return DoseTables(
        parameters=parameters,
        published={"panoramic": published_panoramic(doses)},
        receptor_needs=receptor_needs(needs_of(receptors)),
        beam=beam,
    )
