"""data/technique.toml, receptors, regions and growth -> the tables of the beam, exposure-time and dose models."""

from collections.abc import Collection, Mapping
from itertools import product
from typing import Final

from advisor.case.exams import Exams
from advisor.case.model import Range
from advisor.case.spelling import not_known
from advisor.case.vocabulary import Family, FieldOfView, PatientSize, Receptor
from advisor.knowledge.strict import DataError, Files
from advisor.knowledge.tables import ChartRow, ReceptorRow, SpectrumRow
from advisor.knowledge.technique import TechniqueFile, technique_tables
from advisor.physics.beam import BeamTables, beam_tables
from advisor.physics.dose_tables import DoseTables, Parameter, receptor_needs
from advisor.physics.exposure_time.tables import TechniqueTables

_TECHNIQUE: Final = "technique.toml"
_TECHNIQUE_PARAMETERS: Final = (
    *("reference_output", "reference_kV", "reference_cone", "filtration", "own_output", "field_round"),
    *("field_rectangular", "panoramic_dap", "panoramic_restricted", "panoramic_beam_not_told", "panoramic_kV"),
    *("panoramic_mAs", "entrance_kerma_film_f", "tissue_depth", "skin_to_receptor", "face_over_head"),
    *("chart_child_age", *(f"usable_{receptor}" for receptor in Receptor), "receptor_limit"),
    *("spread_region", "spread_size", "spread_receptor", "spread_tube"),
    *("size_small", "size_large", "without_teeth"),
)
_OF_EXAMS: Final = ("intraoral_dose_per_dap", "intraoral_dose_per_usual_dap")  # `single`, and any exam its own
_OF_SOME_EXAMS: Final = (*_OF_EXAMS, "usual_exposure")
_DOSE_PARAMETERS: Final[Mapping[str, tuple[str, ...]]] = {  # by file
    "dose_model.toml": (
        *("typical_kerma_film_d", "receptor_not_told", "child_exposure_unknown", "intraoral_hardness"),
        *("intraoral_hardness_kV", "intraoral_rectangular_on_one_unit", "collar_near_beam"),
        *("collar_panoramic", "collar_cephalometric"),
        *("child_panoramic_programme", "child_extraoral_programme", "cephalometric_dose_per_dap"),
        *("cephalometric_restricted", "cephalometric_beam_not_told", "cbct_field_full", "cbct_field_exponent"),
        *("cbct_child_protocol", *(f"cbct_field.{size}" for size in (*FieldOfView, "not_told"))),
    ),
    "dose_fit.toml": (
        *("cbct_dose_per_dap", "cbct_dose_per_dap_field", "cbct_level", "cbct_typical", "cephalometric_typical"),
        *("child_dose_per_dap", "child_extraoral_dose", "child_panoramic", "panoramic_dose_per_dap"),
        *("panoramic_typical", *(f"{name}.single" for name in _OF_EXAMS)),
    ),
}


def exposure_tables(
    files: Files, exams: Exams, receptors: tuple[ReceptorRow, ...], charts: tuple[ChartRow, ...]
) -> TechniqueTables:
    """The beam and exposure-time models' numbers; the beam's are `TechniqueTables.beam`."""
    file = files.one(TechniqueFile, _TECHNIQUE)
    _complete(files, _TECHNIQUE, "parameter", file.parameter, _TECHNIQUE_PARAMETERS)
    _complete(files, _TECHNIQUE, "chart_age", file.chart_age, tuple(PatientSize))
    regions = [region for exam in exams.exam for region in exam.regions]
    if file.reference.region not in (ids := [region.id for region in regions]):
        raise files.wrong(_TECHNIQUE, ("reference", "region"), not_known(file.reference.region, ids))
    _check_grid(files.rows(SpectrumRow, "spectra.csv"))
    parameters = {name: parameter.range for name, parameter in file.parameter.items()}
    rows: dict[str, tuple[str, ...]] = {name: parameter.rows for name, parameter in file.parameter.items()}
    rows |= {region.id: region.relative_exposure.rows for region in regions}
    rows |= {row.receptor: tuple((row.derived_from or row.id).split()) for row in receptors}
    return technique_tables(
        file,
        beam_tables(files.cells("spectra.csv"), parameters, rows),
        receptor_need=needs_of(receptors),
        relative_exposure={region.id: region.relative_exposure.range for region in regions},
        growth=files.cells("growth.csv"),
        charts=charts,
        rows=rows,
    )


def _complete(files: Files, file: str, table: str, present: Collection[str], needed: Collection[str]) -> None:
    """Refuse a name that no model asks for, and a model's table that is missing."""
    place = f"{table}." if table else ""
    for name in present:
        if name not in needed:
            raise files.wrong(file, [part for part in (table, *name.split(".")) if part], not_known(name, needed))
    for name in needed:
        if name not in present:
            raise DataError(f"{file}: needs [{place}{name}]")


def _check_grid(rows: tuple[SpectrumRow, ...]) -> None:
    """Each tube voltage has each filtration: between them the models interpolate."""
    there = {(row.kV, row.filtration_mmAl) for row in rows}
    for kV, filtration_mmAl in product({row.kV for row in rows}, {row.filtration_mmAl for row in rows}):
        if (kV, filtration_mmAl) not in there:
            raise DataError(f"spectra.csv: needs a row of {kV:g} kV and {filtration_mmAl:g} mm Al")


def needs_of(receptors: tuple[ReceptorRow, ...]) -> dict[Receptor, Range]:
    return {row.receptor: row.range for row in receptors}


def dose_tables(files: Files, exams: Exams, receptors: tuple[ReceptorRow, ...], beam: BeamTables) -> DoseTables:
    """The effective-dose model's numbers: those read and agreed on, and those fitted to published rows."""
    intraoral = [exam.id for exam in exams.exam if exam.family is Family.INTRAORAL]
    own = {f"{name}.{exam}" for name in _OF_SOME_EXAMS for exam in intraoral}
    parameters: dict[str, Parameter] = {}
    for file, needed in _DOSE_PARAMETERS.items():
        found = _parameters(files, file)
        _complete(files, file, "", [name for name in found if name not in own], needed)
        parameters |= found
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
