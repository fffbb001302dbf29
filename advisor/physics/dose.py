"""Effective dose (ICRP 103) of a case, always as a 90 % range that says what it is made of. Pure; numbers from data/.

First basis that the case allows: displayed dose-area product; dose-area product calculated from the settings;
published doses for the exam. Ranges of independent factors are combined by `spread.product`.
"""

from collections.abc import Callable
from functools import cache, lru_cache
from typing import Final

from advisor.case.exams import usual_images
from advisor.case.model import Case, Range
from advisor.case.vocabulary import Basis, Beam, Family
from advisor.physics import _extraoral as extraoral
from advisor.physics import beam
from advisor.physics.dose_tables import DoseTables
from advisor.physics.estimate import DoseEstimate, DoseStep
from advisor.physics.spread import exactly, product

Steps = tuple[Basis, list[DoseStep]]
_DAP_UNIT: Final = "mGy cm2"
_SPECTRA: Final = "poludniowski_2021"
_CHILD_EXPOSURE: Final = "child_exposure_unknown"
_HARDNESS: Final = ("intraoral_hardness", "intraoral_hardness_kV")
_REMEMBERED: Final = 256  # tube voltages
_PER_DAP: Final = "effective dose per dose-area product"


def estimate(case: Case, tables: DoseTables, unit: Case | None = None) -> DoseEstimate:
    """Effective dose of all images of a case.

    Parameters
    ----------
    case : Case
        Settings that nobody told widen the range; a displayed dose-area product [mGy cm2] replaces settings.
    tables : DoseTables
        Parameters of data/dose_model.toml and data/dose_fit.toml, beam tables.
    unit : Case, optional
        The same X-ray unit before a change: another field of view is then a ratio on this unit, not another unit's.

    Returns
    -------
    DoseEstimate
        Effective dose [uSv, ICRP 103], median with 90 % range, its basis, and each factor with range and evidence.

    Notes
    -----
    E = images x DAP x (E / DAP) x factors, or E = published dose x factors. More seconds, mA, images, a bigger beam, or
    more kV at the same mAs never give less. A yardstick for comparing exams, not one person's risk.
    """
    basis, steps = _steps(case, tables, unit)
    evidence = tuple(dict.fromkeys(row for step in steps for row in step.evidence))
    return DoseEstimate(product([step.value for step in steps]), basis, tuple(steps), evidence)


def effective_dose(case: Case, tables: DoseTables, unit: Case | None = None) -> Range:
    """The range of `estimate` alone [uSv], for comparing many cases."""
    return product([step.value for step in _steps(case, tables, unit)[1]])


def _steps(case: Case, tables: DoseTables, unit: Case | None) -> Steps:
    basis, steps = _BY_FAMILY[case.exam.family](case, tables)
    if unit is not None and case.exam.family is Family.CBCT:
        steps = extraoral.of_this_unit(steps, case, unit, tables)
    steps.append(_images(case))
    return basis, steps


def _images(case: Case) -> DoseStep:
    images = case.setup.images
    if images is not None:
        return DoseStep("images", exactly(float(images)), "", ())
    usual = usual_images(case)
    return DoseStep("images, not told", usual, "", (f"exams: {case.exam.id}",))


def _intraoral(case: Case, tables: DoseTables) -> Steps:
    setup, exam = case.setup, case.exam.id
    if setup.dap_mGycm2 is not None:
        basis, steps = Basis.DISPLAYED_DAP, [DoseStep("dose-area product", exactly(setup.dap_mGycm2), _DAP_UNIT, ())]
    elif (kerma := beam.incident_air_kerma(setup, case.exam, tables.beam)) is not None:
        step = DoseStep("incident air kerma", kerma, "mGy at the cone end", tables.beam.evidence)
        basis, steps = Basis.CALCULATED, [step, _field(setup.beam, tables)]
    else:
        basis, steps = Basis.PUBLISHED, _usual_dap(case, tables)
    if basis is Basis.PUBLISHED:
        usual = tables.coefficient("intraoral_dose_per_usual_dap", exam)
        steps.append(tables.step(f"{_PER_DAP}, with that of the kerma", usual))
    else:
        steps.append(tables.step(_PER_DAP, tables.coefficient("intraoral_dose_per_dap", exam)))
        if setup.kV is not None:
            steps.append(_hardness(setup.kV, tables))
    if case.patient.child:
        steps.append(tables.child_step("child, at the same exposure", "child_dose_per_dap", case.patient.age_years))
    if case.thyroid_near_beam is not False and setup.collar is not False:
        steps.append(extraoral.collar_step(case, tables, "collar_near_beam"))
    return basis, steps


@cache
def _field(shape: Beam | None, tables: DoseTables) -> DoseStep:
    return DoseStep("field", beam.field_area_cm2(shape, tables.beam), "cm2", ("exams: field sizes",))


@lru_cache(maxsize=_REMEMBERED)
def _hardness(kV: float, tables: DoseTables) -> DoseStep:
    """At the same product a beam of higher voltage reaches deeper."""
    exponent, usual_kV = (tables.parameters[name].typical for name in _HARDNESS)
    ratio = float((kV / usual_kV) ** exponent)
    return DoseStep("reach of the beam at this tube voltage", exactly(ratio), "x", (_SPECTRA,))


def _usual_dap(case: Case, tables: DoseTables) -> list[DoseStep]:
    """What is usual for the receptor, where the settings do not tell the dose-area product."""
    steps = [
        tables.step("usual incident air kerma with film D", "typical_kerma_film_d"),
        tables.receptor_needs[case.setup.receptor],
        _field(case.setup.beam, tables),
    ]
    if (longer := f"usual_exposure.{case.exam.id}") in tables.parameters:
        steps.append(tables.step("exposure of this view, relative to a molar's", longer))
    if case.patient.child:
        perhaps = tables.until_grown(_CHILD_EXPOSURE, case.patient.age_years)
        rows = tables.parameters[_CHILD_EXPOSURE].rows
        steps.append(DoseStep("child's exposure, not told", perhaps, "x", rows))
    return steps


_BY_FAMILY: Final[dict[Family, Callable[[Case, DoseTables], Steps]]] = {
    Family.INTRAORAL: _intraoral,
    Family.PANORAMIC: extraoral.panoramic,
    Family.CEPHALOMETRIC: extraoral.cephalometric,
    Family.CBCT: extraoral.cbct,
}
