"""What a change saves on one X-ray unit: ratios are known better there than the dose before or after it."""

from collections.abc import Iterator
from typing import Final

from advisor.case.model import Case, Range, Setup
from advisor.case.vocabulary import Beam, Family, Programme
from advisor.physics import beam, dose
from advisor.physics._extraoral import PROGRAMMES, field_ratio
from advisor.physics.beam import incident_air_kerma, output_ratio
from advisor.physics.dose_tables import DoseTables
from advisor.physics.spread import exactly, inverse, product

_PER_CENT: Final = 100.0
_TUBE: Final = ("kV", "mA", "exposure_s")


def saved_percent(before: Case, after: Case, tables: DoseTables) -> Range:
    """How much less dose the changed settings give than the first ones, on the same unit.

    Returns
    -------
    Range
        Per cent of the first [%], 0 to 100, as 90 % range. What the unit, the patient and the receptor make of the dose
        cancels; published ratios of one unit remain.
    """
    ratio = unit_ratio(before, after, tables)
    low, typical, high = (_PER_CENT * max(0.0, 1.0 - end) for end in (ratio.high, ratio.typical, ratio.low))
    return Range(low, typical, high)


def unit_ratio(before: Case, after: Case, tables: DoseTables) -> Range:
    """Effective dose after over that before a change of settings, on one unit."""
    parts = _intraoral if before.exam.intraoral else _extraoral
    counts = (before.setup.images, after.setup.images)
    images = [exactly(counts[1] / counts[0])] if counts[0] and counts[1] else []
    return product([*parts(before, after, tables), *images])


def _switched(factor: Range, was: bool | None, now: bool | None, *, untold: float) -> Range:
    """The ratio when something with this factor is put on or off; None = nobody told, with a median of its own."""
    if was == now:
        return exactly(1.0)
    if now is False or (now is None and was is True):
        return inverse(_switched(factor, now, was, untold=untold))
    if now is None:  # from off to not told
        return Range(min(factor.low, untold), untold, 1.0)
    if was is False:
        return factor
    ratio = factor.typical / untold
    return Range(min(factor.low, ratio), ratio, max(1.0, ratio))


def _intraoral(before: Case, after: Case, tables: DoseTables) -> Iterator[Range]:
    old, new = before.setup, after.setup
    yield _exposure(before, after, tables)
    areas = {shape: beam.field_area_cm2(shape, tables.beam).typical for shape in (Beam.ROUND, Beam.RECTANGULAR, None)}
    published, area = (
        tables.parameters["intraoral_rectangular_on_one_unit"],
        areas[Beam.RECTANGULAR] / areas[Beam.ROUND],
    )
    rectangular = Range(min(published.low, area), area, max(published.high, area))
    was, now = (None if each.beam is None else each.beam is Beam.RECTANGULAR for each in (old, new))
    yield _switched(rectangular, was, now, untold=areas[None] / areas[Beam.ROUND])
    was, now = (each.setup.collar if each.thyroid_near_beam is not False else False for each in (before, after))
    yield _collar(was, now, "collar_near_beam", tables)


def _exposure(before: Case, after: Case, tables: DoseTables) -> Range:
    """Kerma at the cone end and what it reaches: exact where both setups tell it, else by what the receptors need."""
    old, new = before.setup, after.setup
    reach = 1.0
    if old.kV and new.kV:
        reach = float((new.kV / old.kV) ** tables.parameters["intraoral_hardness"].typical)
    if old.dap_mGycm2 and new.dap_mGycm2:
        area = beam.field_area_cm2(new.beam, tables.beam).typical / beam.field_area_cm2(old.beam, tables.beam).typical
        return exactly(new.dap_mGycm2 / old.dap_mGycm2 / area * reach)
    kermas = [incident_air_kerma(each.setup, each.exam, tables.beam) for each in (before, after)]
    if kermas[0] and kermas[1]:
        return exactly(kermas[1].typical / kermas[0].typical * reach)
    if kermas[0] or kermas[1]:
        ends = [dose.effective_dose(each, tables) for each in (after, before)]
        return product((ends[0], inverse(ends[1])))
    if old.receptor is new.receptor:
        return exactly(1.0)
    return product((tables.receptor_needs[new.receptor].value, inverse(tables.receptor_needs[old.receptor].value)))


def _collar(was: bool | None, now: bool | None, name: str, tables: DoseTables) -> Range:
    worn = tables.parameters[name].range
    return _switched(worn, was, now, untold=(1.0 + worn.typical) / 2.0)


def _extraoral(before: Case, after: Case, tables: DoseTables) -> Iterator[Range]:
    old, new, family = before.setup, after.setup, before.exam.family
    if before.patient.child:
        child = tables.parameters[PROGRAMMES[family]].range
        was, now = (None if each.programme is None else each.programme is Programme.CHILD for each in (old, new))
        yield _switched(child, was, now, untold=child.typical**0.5)
    if family is Family.CBCT:
        areas = [tables.field_cm2(each) for each in (old, new)]
        if areas[0] and areas[1] and areas[0] != areas[1]:
            yield field_ratio(areas[0], areas[1], tables).value
    else:
        yield _restricted(old, new, family, tables)
    if family is Family.PANORAMIC:
        yield _collar(old.collar, new.collar, "collar_panoramic", tables)
    elif family is Family.CEPHALOMETRIC:
        was, now = (False if each.beam is Beam.RESTRICTED else each.collar for each in (old, new))
        yield _collar(was, now, "collar_cephalometric", tables)
    if old.programme is new.programme and all(getattr(each, name) for each in (old, new) for name in _TUBE):
        yield exactly(output_ratio(new, old, tables.beam) * _mAs(new) / _mAs(old))


def _restricted(old: Setup, new: Setup, family: Family, tables: DoseTables) -> Range:
    if family is Family.PANORAMIC:
        left, untold = (beam.restriction(each, tables.beam) for each in (Beam.RESTRICTED, None))
    else:
        names = ("cephalometric_restricted", "cephalometric_beam_not_told")
        left, untold = (tables.parameters[name].range for name in names)
    was, now = (None if each.beam is None else each.beam is Beam.RESTRICTED for each in (old, new))
    return _switched(left, was, now, untold=untold.typical)


def _mAs(setup: Setup) -> float:  # noqa: N802 - SI units keep their case
    return (setup.mA or 1.0) * (setup.exposure_s or 1.0)
