"""The factors of an extraoral dose: panoramic, cephalometric, cone-beam CT; and what a change does on one unit."""

from typing import Final

from advisor.case.model import Case, Range
from advisor.case.vocabulary import Basis, Beam, Family, Programme
from advisor.physics import beam
from advisor.physics.dose_tables import DoseTables
from advisor.physics.estimate import DoseStep
from advisor.physics.spread import exactly

Steps = tuple[Basis, list[DoseStep]]
_DAP_UNIT: Final = "mGy cm2"
_PER_DAP: Final = "effective dose per dose-area product"
PROGRAMMES: Final = {
    Family.PANORAMIC: "child_panoramic_programme",
    Family.CEPHALOMETRIC: "child_extraoral_programme",
    Family.CBCT: "cbct_child_protocol",
}


def panoramic(case: Case, tables: DoseTables) -> Steps:
    """Displayed or calculated product x coefficient x child, or published doses x what is known of child and beam."""
    setup = case.setup
    dap = beam.dose_area_product(setup, case.exam, tables.beam)
    if dap is not None:
        displayed = setup.dap_mGycm2 is not None
        basis = Basis.DISPLAYED_DAP if displayed else Basis.CALCULATED
        evidence = () if displayed else tables.beam.panoramic_evidence
        steps = [DoseStep("dose-area product", dap, _DAP_UNIT, evidence)]
        steps += [tables.step(_PER_DAP, "panoramic_dose_per_dap"), *_child(case, tables)]
    else:
        basis, steps = Basis.PUBLISHED, [tables.step("published panoramic doses", "panoramic_typical")]
        if case.patient.child:
            steps.append(tables.child_step("child's panoramic image", "child_panoramic", case.patient.age_years))
        steps += _programme(case, tables)
        if setup.beam is not Beam.FULL:
            left = beam.restriction(setup.beam, tables.beam)
            steps.append(DoseStep("beam, restricted or not told", left, "x", tables.beam.restriction_evidence))
    if setup.collar is not False:
        steps.append(collar_step(case, tables, "collar_panoramic"))
    return basis, steps


def cephalometric(case: Case, tables: DoseTables) -> Steps:
    """Displayed product x coefficient x child, or published doses x child, programme and beam."""
    setup, dap = case.setup, case.setup.dap_mGycm2
    if dap is not None:
        basis, steps = Basis.DISPLAYED_DAP, [DoseStep("displayed dose-area product", exactly(dap), _DAP_UNIT, ())]
        steps += [tables.step(_PER_DAP, "cephalometric_dose_per_dap"), *_child(case, tables)]
    else:
        basis, steps = Basis.PUBLISHED, [tables.step("published lateral cephalometric dose", "cephalometric_typical")]
        steps += [*_child(case, tables), *_programme(case, tables), *_beam(case, tables)]
    if setup.collar is not False and setup.beam is not Beam.RESTRICTED:
        steps.append(collar_step(case, tables, "collar_cephalometric"))
    return basis, steps


def cbct(case: Case, tables: DoseTables) -> Steps:
    """Displayed product x coefficient of this field x child, or published doses of this field x child and protocol.

    Notes
    -----
    E = DAP x c (A / A0)^n, n below zero. Without a product E = E0 min(A / A0, 1): small fields scale with their area,
    larger ones belong to units that use less dose for an area. Both are continuous in the area A.
    """
    setup = case.setup
    area = tables.field_cm2(setup)
    if setup.dap_mGycm2 is not None:
        shown = DoseStep("displayed dose-area product", exactly(setup.dap_mGycm2), _DAP_UNIT, ())
        steps = [shown, tables.step(_PER_DAP, "cbct_dose_per_dap"), _reach(area, tables)]
        return Basis.DISPLAYED_DAP, [*steps, *_child(case, tables)]
    if area is None:
        steps = [tables.step("published dose, field of view not told", "cbct_typical")]
    else:
        steps = [tables.step("published dose of a field of view of 100 cm2 and more", "cbct_level")]
        steps.append(_field(area, tables))
    return Basis.PUBLISHED, [*steps, *_child(case, tables), *_programme(case, tables)]


def _field(area_cm2: Range, tables: DoseTables) -> DoseStep:
    full = tables.parameters["cbct_field_full"]
    low, typical, high = (min(1.0, each / full.typical) for each in (area_cm2.low, area_cm2.typical, area_cm2.high))
    return DoseStep("field of view", Range(low, typical, high), "x", full.rows)


def _reach(area_cm2: Range | None, tables: DoseTables) -> DoseStep:
    """A large field spreads its product over more of the head that matters less."""
    of_area, usual = tables.parameters["cbct_dose_per_dap_field"], tables.parameters["cbct_field.not_told"]
    name = "field of view" if area_cm2 else "field of view, not told"
    area = area_cm2 or usual.range
    smallest, largest = (tables.parameters[f"cbct_field.{size}"].typical for size in ("small", "large"))
    ends = (min(max(each, smallest), largest) for each in (area.high, area.typical, area.low))
    full = tables.parameters["cbct_field_full"].typical
    low, typical, high = ((each / full) ** of_area.typical for each in ends)
    return DoseStep(name, Range(low, typical, high), "x", of_area.rows)


def _child(case: Case, tables: DoseTables) -> list[DoseStep]:
    """The same product is more dose in a smaller head."""
    if not case.patient.child:
        return []
    return [tables.child_step("child, at the same product", "child_extraoral_dose", case.patient.age_years)]


def _programme(case: Case, tables: DoseTables) -> list[DoseStep]:
    """The child programme of a child; where it is not told, anything between child and adult programme."""
    if not case.patient.child or case.setup.programme is Programme.ADULT:
        return []
    name = PROGRAMMES[case.exam.family]
    step = tables.step("child programme", name)
    if case.setup.programme is Programme.CHILD:
        return [step]
    child = tables.until_grown(name, case.patient.age_years)
    between = Range(child.low, child.typical**0.5, 1.0)
    return [DoseStep("programme, not told", between, "x", step.evidence)]


def _beam(case: Case, tables: DoseTables) -> list[DoseStep]:
    """Published cephalometric doses are of the usual, full beam."""
    if case.setup.beam is Beam.FULL:
        return []
    if case.setup.beam is Beam.RESTRICTED:
        return [tables.step("beam restricted to the area needed", "cephalometric_restricted")]
    return [tables.step("beam, not told", "cephalometric_beam_not_told")]


def collar_step(case: Case, tables: DoseTables, name: str) -> DoseStep:
    """A collar that is worn; one that nobody told of may be worn or not."""
    worn = tables.step("thyroid collar", name)
    if case.setup.collar:
        return worn
    middle = (1.0 + worn.value.typical) / 2.0
    return DoseStep("thyroid collar, not told", Range(worn.value.low, middle, 1.0), "x", worn.evidence)


def of_this_unit(steps: list[DoseStep], case: Case, unit: Case, tables: DoseTables) -> list[DoseStep]:
    """The factors of a scan after another field of view: the unit's own dose times the ratio of the fields."""
    here, before = tables.field_cm2(case.setup), tables.field_cm2(unit.setup)
    if here is None or before is None or here == before or case.setup.dap_mGycm2 is not None:
        return steps
    kept = [_field(before, tables) if step.name == "field of view" else step for step in steps]
    return [*kept, field_ratio(before, here, tables)]


def field_ratio(before_cm2: Range, after_cm2: Range, tables: DoseTables) -> DoseStep:
    """Dose with another field of view on one unit at the same kV and mAs: (A / A before) ^ exponent."""
    exponent = tables.parameters["cbct_field_exponent"]
    ratio = after_cm2.typical / before_cm2.typical
    ends = sorted((ratio**exponent.low, ratio**exponent.high))
    value = Range(ends[0], ratio**exponent.typical, ends[1])
    return DoseStep("another field of view on the same unit", value, "x", exponent.rows)
