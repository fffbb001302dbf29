"""The factors of a dose estimate, each tube setting as a factor of its own: the product of all is the estimate."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from advisor.case.model import Case, Range
from advisor.case.vocabulary import Basis, Beam
from advisor.physics import beam
from advisor.physics.dose_tables import DoseTables
from advisor.physics.estimate import DoseEstimate, DoseStep
from advisor.physics.spread import exactly

_SPECTRA: Final = "poludniowski_2021"
_AREA: Final = "field"
_FIELD: Final[Mapping[Beam | None, tuple[str, ...]]] = {
    Beam.ROUND: ("field_round",),
    Beam.RECTANGULAR: ("field_rectangular",),
}
_ANY_FIELD: Final = ("field_round", "field_rectangular")


def factors(case: Case, estimate: DoseEstimate, tables: DoseTables) -> tuple[DoseStep, ...]:
    """Take the dose-area product of an estimate apart, where it was calculated from settings.

    Returns
    -------
    tuple of DoseStep
        Their typical values multiply to the typical effective dose [uSv], their ranges combine to its range. Evidence
        is a row of data/, a parameter of data/technique.toml or data/dose_model.toml, or a source.

    Notes
    -----
    Intraoral: DAP = output at the reference cone x (reference cone / cone)^2 x mA x s x field. Panoramic: DAP = mean of
    a survey x output at this kV over that at the survey's x mA x s / the survey's mAs x what a restricted beam leaves.
    """
    if estimate.basis is not Basis.CALCULATED:
        return tuple(replace(step, evidence=_shape(case)) if step.name == _AREA else step for step in estimate.steps)
    apart = _intraoral(case, tables.beam) if case.exam.intraoral else _panoramic(case, tables.beam)
    product_steps = 2 if case.exam.intraoral else 1  # kerma and field, or the product itself
    return (*apart, *estimate.steps[product_steps:])


def _shape(case: Case) -> tuple[str, ...]:
    """The parameters that the area of an intraoral beam is from."""
    return _FIELD.get(case.setup.beam, _ANY_FIELD)


def _told(value: float | None) -> float:
    if value is None:
        raise ValueError("an estimate calculated from settings has mA and exposure_s")
    return value


def _tube_time(case: Case) -> tuple[DoseStep, DoseStep]:
    mA, exposure_s = _told(case.setup.mA), _told(case.setup.exposure_s)
    return DoseStep("tube current", exactly(mA), "mA", ()), DoseStep("exposure time", exactly(exposure_s), "s", ())


def _intraoral(case: Case, tables: beam.BeamTables) -> tuple[DoseStep, ...]:
    setup = case.setup
    field = beam.field_area_cm2(setup.beam, tables)
    return (
        *_output(case, tables),
        *_tube_time(case),
        DoseStep("field at the cone end", field, "cm2", _shape(case)),
    )


def _output(case: Case, tables: beam.BeamTables) -> tuple[DoseStep, ...]:
    setup = case.setup
    if setup.output_mGy_per_mAs is not None:
        own = tables.parameters["own_output"].scaled(setup.output_mGy_per_mAs)
        return (DoseStep("measured output", own, "mGy/mAs", ("own_output",)),)
    cone_cm, filtration_mmAl, kV = setup.cone_cm, setup.filtration_mmAl, _told(setup.kV)
    here = beam.output_mGy_per_mAs(kV=kV, filtration_mmAl=filtration_mmAl, cone_cm=cone_cm, tables=tables)
    reference_cm = tables.parameters["reference_cone"].typical
    closeness = (reference_cm / cone_cm) ** 2 if cone_cm else 1.0
    return (
        DoseStep("tube output", here.scaled(1.0 / closeness), "mGy/mAs", ("reference_output", "filtration", _SPECTRA)),
        DoseStep("cone length", exactly(closeness), "x", ("reference_cone",)),
    )


def _panoramic(case: Case, tables: beam.BeamTables) -> tuple[DoseStep, ...]:
    setup, usual = case.setup, tables.parameters
    kV, survey_kV = _told(setup.kV), usual["panoramic_kV"].typical
    relative = [
        beam.relative_output(kV=each, filtration_mmAl=None, cone_cm=None, tables=tables) for each in (kV, survey_kV)
    ]
    survey: Range = usual["panoramic_dap"].scaled(1.0 / usual["panoramic_mAs"].typical)
    left = beam.restriction(setup.beam, tables)
    return (
        DoseStep("surveyed dose-area product per mAs", survey, "mGy cm2/mAs", ("panoramic_dap", "panoramic_mAs")),
        DoseStep("tube voltage", exactly(relative[0] / relative[1]), "x", ("panoramic_kV", _SPECTRA)),
        *_tube_time(case),
        DoseStep("beam", left, "x", ("panoramic_restricted",)),
    )
