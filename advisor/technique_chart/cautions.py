"""What is to be looked at before a time of a technique chart is used."""

from typing import Final

from advisor.case.model import ExposureAdvice, ReferenceSetting, Region
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import ChartWarning, Programme
from advisor.physics.beam import BeamTables, relative_output
from advisor.physics.exposure_time.tables import TechniqueTables
from advisor.physics.exposure_time.timer import Timer
from advisor.technique_chart.receptor_dose import ReceptorDose
from advisor.xray_unit.known_good import in_use

Warnings = tuple[ChartWarning, ...]
_PER_MILLION: Final = 1e-6  # of rounding, when two settings are compared


def of_known_good(unit: UnitProfile, tables: TechniqueTables) -> Warnings:
    """Whether a setting known to be good leaves open what it is for, or cannot be set on the timer that is told."""
    found = []
    if any(known.region is None for known in unit.known_good):
        found.append(ChartWarning.NO_REGION_TOLD)
    if not all(tables.is_step(known.exposure_s, unit.setup.timer) for known in unit.known_good):
        found.append(ChartWarning.NO_STEP)
    return tuple(found)


def of_timer(exposure: ExposureAdvice, timer: Timer) -> Warnings:
    """Whether the time as calculated lies beyond the ends of the timer."""
    if exposure.model_s is None:
        return ()
    if exposure.model_s < timer.steps_s[0]:
        return (ChartWarning.BELOW_SHORTEST_STEP,)
    return (ChartWarning.ABOVE_LONGEST_STEP,) if exposure.model_s > timer.steps_s[-1] else ()


def lower_mA(unit: UnitProfile, exposure: ExposureAdvice, timer: Timer) -> float | None:  # noqa: N802 - SI units
    """The highest mA among the unit's choices with which the time is long enough for its timer."""
    mA, model_s = unit.setup.mA, exposure.model_s
    if mA is None or model_s is None:
        return None
    long_enough = (choice for choice in unit.mA_choices if choice < mA and model_s * mA / choice >= timer.steps_s[0])
    return max(long_enough, default=None)


def of_receptor(dose: ReceptorDose) -> Warnings:
    """Whether the receptor gets what it makes no usable image of."""
    return tuple(each for each in ChartWarning if each.value == dose.verdict.value)


def as_for_adults(unit: UnitProfile, region: Region, population: Programme | None, tables: BeamTables) -> Warnings:
    """Whether the practice's child setting gives no less than its adult one; silent where either is not told."""
    if population is not Programme.CHILD:
        return ()
    receptor = unit.setup.receptor
    child = in_use(unit.in_use, region.id, receptor, Programme.CHILD)
    adult = in_use((*unit.in_use, *unit.known_good), region.id, receptor, Programme.ADULT)
    if child is None or adult is None:
        return ()
    enough = _relative_kerma(adult, unit, tables) * (1.0 - _PER_MILLION)
    return (ChartWarning.CHILD_AS_ADULT,) if _relative_kerma(child, unit, tables) >= enough else ()


def of_present(
    unit: UnitProfile, region: Region, advised: ExposureAdvice, population: Programme | None, tables: BeamTables
) -> Warnings:
    """Whether the practice's present setting gives more than the longest time advised; silent where none is told."""
    present = in_use(unit.in_use, region.id, unit.setup.receptor, population)
    if present is None or advised.high_s is None or population is None:
        return ()
    setup = unit.setup
    longest = ReferenceSetting(advised.high_s, kV=setup.kV, mA=setup.mA, cone_cm=setup.cone_cm)
    enough = _relative_kerma(longest, unit, tables) * (1.0 + _PER_MILLION)
    return (ChartWarning.PRESENT_ABOVE,) if _relative_kerma(present, unit, tables) > enough else ()


def _relative_kerma(setting: ReferenceSetting, unit: UnitProfile, tables: BeamTables) -> float:
    """Air kerma at the cone end, for ratios on one unit: what neither setting nor unit tells is usual for both."""
    output = relative_output(
        kV=setting.kV or tables.parameters["reference_kV"].typical,
        filtration_mmAl=unit.setup.filtration_mmAl,
        cone_cm=setting.cone_cm,
        tables=tables,
    )
    return output * (setting.mA or 1.0) * setting.exposure_s
