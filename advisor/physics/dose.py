"""Effective dose (ICRP 103) of a case, always as a range that says what it is made of. Pure; numbers from data/.

First basis that the case allows: displayed dose-area product; dose-area product calculated from the settings;
published doses for the exam. Ranges of independent factors are combined by `spread.product`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from advisor.case.model import Case, Range
from advisor.case.vocabulary import Basis, Beam, Family, Programme
from advisor.physics import beam
from advisor.physics.dose_tables import DoseTables
from advisor.physics.estimate import DoseEstimate, DoseStep
from advisor.physics.spread import exactly, product

Steps = tuple[Basis, list[DoseStep]]
_DAP_UNIT: Final = "mGy cm2"
_PER_CENT: Final = 100.0


def estimate(case: Case, tables: DoseTables) -> DoseEstimate:
    """Effective dose of all images of a case.

    Parameters
    ----------
    case : Case
        Settings that nobody told widen the range; a displayed dose-area product [mGy cm2] replaces settings.
    tables : DoseTables
        Parameters of data/dose_model.toml, published rows, beam tables.

    Returns
    -------
    DoseEstimate
        Effective dose [uSv, ICRP 103], its basis, and each factor with range and evidence.

    Notes
    -----
    E = images x DAP x (E / DAP) x factors, or E = published dose x factors. More seconds, mA, images, a bigger beam, or
    more kV at the same mAs never give less. A yardstick for comparing exams, not one person's risk.
    """
    basis, steps = _BY_FAMILY[case.exam.family](case, tables)
    steps.append(_images(case))
    evidence = tuple(dict.fromkeys(row for step in steps for row in step.evidence))
    return DoseEstimate(product([step.value for step in steps]), basis, tuple(steps), evidence)


def effective_dose(case: Case, tables: DoseTables) -> Range:
    """The range of `estimate` alone [uSv], for comparing many cases."""
    _, steps = _BY_FAMILY[case.exam.family](case, tables)
    steps.append(_images(case))
    return product([step.value for step in steps])


def _images(case: Case) -> DoseStep:
    told = case.setup.images
    if told is not None:
        return DoseStep("images", exactly(float(told)), "", ())
    usual = case.exam.child_images if case.patient.child and case.exam.child_images else case.exam.images
    return DoseStep("images, not told", usual, "", (f"exams: {case.exam.id}",))


def _intraoral(case: Case, tables: DoseTables) -> Steps:
    told = beam.dose_area_product(case.setup, case.exam, tables.beam)
    if told is None:
        basis, steps = Basis.PUBLISHED, _usual_dap(case, tables)
    else:
        displayed = case.setup.dap_mGycm2 is not None
        basis = Basis.DISPLAYED_DAP if displayed else Basis.CALCULATED
        steps = [DoseStep("dose-area product", told, _DAP_UNIT, () if displayed else tables.beam.evidence)]
    steps.append(tables.step("effective dose per dose-area product", f"intraoral_dose_per_dap.{case.exam.id}"))
    if case.patient.child:
        steps.append(_child_step(case, tables))
    if case.thyroid_near_beam is not False and case.setup.collar is not False:
        steps.append(_collar_step(case, tables, "collar_near_beam"))
    return basis, steps


def _usual_dap(case: Case, tables: DoseTables) -> list[DoseStep]:
    """What is usual for the receptor, where the settings do not tell the dose-area product."""
    steps = [
        tables.step("usual incident air kerma with film D", "typical_kerma_film_d"),
        tables.receptor_step(case.setup.receptor),
        DoseStep("field", beam.field_area_cm2(case.setup.beam, tables.beam), "cm2", ("exams: field sizes",)),
    ]
    if case.patient.child:
        steps.append(tables.step("child's exposure, not told", "child_exposure_unknown"))
    return steps


def _child_step(case: Case, tables: DoseTables) -> DoseStep:
    """At the same exposure a child's effective dose is higher: the thyroid lies nearer the beam."""
    parameter = tables.parameters["child_dose_per_dap"]
    grown, young = parameter.adult_from_age or 0.0, parameter.at_age or 0.0
    share = min(1.0, max(0.0, (grown - case.patient.age_years) / (grown - young)))
    value = Range(
        1.0 + share * (parameter.low - 1.0),
        1.0 + share * (parameter.typical - 1.0),
        1.0 + share * (parameter.high - 1.0),
        parameter.spread,
    )
    return DoseStep("child, at the same exposure", value, "x", parameter.rows)


def _collar_step(case: Case, tables: DoseTables, name: str) -> DoseStep:
    worn = tables.step("thyroid collar", name)
    if case.setup.collar:
        return worn
    middle = (1.0 + worn.value.typical) / 2.0
    return DoseStep("thyroid collar, not told", Range(worn.value.low, middle, 1.0), "x", worn.evidence)


def _panoramic(case: Case, tables: DoseTables) -> Steps:
    setup = case.setup
    dap = beam.dose_area_product(setup, case.exam, tables.beam)
    if dap is not None:
        displayed = setup.dap_mGycm2 is not None
        basis = Basis.DISPLAYED_DAP if displayed else Basis.CALCULATED
        evidence = () if displayed else tables.beam.panoramic_evidence
        steps = [DoseStep("dose-area product", dap, _DAP_UNIT, evidence)]
        steps.append(tables.step("effective dose per dose-area product", "panoramic_dose_per_dap"))
    else:
        basis, steps = Basis.PUBLISHED, [tables.published["panoramic"]]
        steps += _programme(case, tables, "child_panoramic_programme")
        if setup.beam is not Beam.FULL:
            left = beam.restriction(setup.beam, tables.beam)
            steps.append(DoseStep("beam, restricted or not told", left, "x", tables.beam.restriction_evidence))
    if setup.collar is not False:
        steps.append(_collar_step(case, tables, "collar_panoramic"))
    return basis, steps


def _programme(case: Case, tables: DoseTables, name: str) -> list[DoseStep]:
    """The child programme of a child; where it is not told, anything between child and adult programme."""
    if not case.patient.child or case.setup.programme is Programme.ADULT:
        return []
    step = tables.step("child programme", name)
    if case.setup.programme is Programme.CHILD:
        return [step]
    between = Range(step.value.low, step.value.typical**0.5, 1.0)
    return [DoseStep("programme, not told", between, "x", step.evidence)]


def _restricted(case: Case, tables: DoseTables, name: str) -> DoseStep:
    step = tables.step("beam restricted to the area needed", name)
    if case.setup.beam is Beam.RESTRICTED:
        return step
    between = Range(step.value.low, 1.0, 1.0)  # published doses are of the usual, full beam
    return DoseStep("beam, not told", between, "x", step.evidence)


def _cephalometric(case: Case, tables: DoseTables) -> Steps:
    dap = case.setup.dap_mGycm2
    if dap is not None:
        steps = [
            DoseStep("displayed dose-area product", exactly(dap), _DAP_UNIT, ()),
            tables.step("effective dose per dose-area product", "cephalometric_dose_per_dap"),
        ]
        return Basis.DISPLAYED_DAP, steps
    usual = tables.step("published lateral cephalometric dose", "cephalometric_typical")
    steps = [usual, *_programme(case, tables, "child_extraoral_programme")]
    if case.setup.beam is not Beam.FULL:
        steps.append(_restricted(case, tables, "cephalometric_restricted"))
    return Basis.PUBLISHED, steps


def _cbct(case: Case, tables: DoseTables) -> Steps:
    setup = case.setup
    word = setup.fov or "unknown"
    if setup.dap_mGycm2 is not None:
        steps = [
            DoseStep("displayed dose-area product", exactly(setup.dap_mGycm2), _DAP_UNIT, ()),
            tables.step(f"effective dose per dose-area product, {word} field", f"cbct_dose_per_dap.{word}"),
        ]
        return Basis.DISPLAYED_DAP, steps
    steps = [tables.step(f"published dose, {word} field of view", f"cbct_typical.{word}")]
    return Basis.PUBLISHED, [*steps, *_programme(case, tables, "cbct_child_protocol")]


_BY_FAMILY: Final[dict[Family, Callable[[Case, DoseTables], Steps]]] = {
    Family.INTRAORAL: _intraoral,
    Family.PANORAMIC: _panoramic,
    Family.CEPHALOMETRIC: _cephalometric,
    Family.CBCT: _cbct,
}


def saved_percent(now: DoseEstimate, after: DoseEstimate) -> Range:
    """How much less the second estimate is than the first.

    Returns
    -------
    Range
        Per cent of the first [%], 0 to 100. Factors that both estimates share cancel; the others count as independent,
        so the range is rather too wide than too narrow.
    """
    before = [step.value for step in now.steps if step not in after.steps]
    left = [step.value for step in after.steps if step not in now.steps]
    ratio = product([*left, *(Range(1.0 / value.high, 1.0 / value.typical, 1.0 / value.low) for value in before)])
    low, typical, high = (_PER_CENT * max(0.0, 1.0 - end) for end in (ratio.high, ratio.typical, ratio.low))
    return Range(low, typical, high)
