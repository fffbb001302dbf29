"""The settings that a practice tells of a unit: the nearest known good one, the one in use, and either on the unit."""

from collections.abc import Sequence
from dataclasses import replace

from advisor.case.exams import Stages
from advisor.case.model import ReferenceSetting, Setup
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Programme, Receptor
from advisor.physics.beam import BeamTables, with_own_output


def nearest_known_good(
    settings: Sequence[ReferenceSetting], region: str | None, receptor: Receptor | None, kV: float | None
) -> ReferenceSetting | None:
    """The setting that needs the least conversion.

    Parameters
    ----------
    settings : sequence of ReferenceSetting
        In the order of the unit file. What a setting does not tell is as in the setup, so it counts as the same.
    region : str
        Id of the region wanted, as in data/exams.toml.
    receptor, kV : Receptor or None, float or None
        Of the image wanted; kV in [kV]. None = not told, which any setting fits.

    Returns
    -------
    ReferenceSetting or None
        Same region first, then same receptor, then same kV; of equals an adult's, then the one listed first. Age plays
        no part, so that all ages of one region rest on one setting and younger is never longer. None without settings.
    """

    def conversions(known: ReferenceSetting) -> tuple[bool, bool, bool, bool]:
        return (
            known.region is not None and known.region.id != region,
            None not in (known.receptor, receptor) and known.receptor is not receptor,
            None not in (known.kV, kV) and known.kV != kV,
            known.population is not Programme.ADULT,
        )

    return min(settings, key=conversions, default=None)


def in_use(
    settings: Sequence[ReferenceSetting], region: str | None, receptor: Receptor | None, population: Programme | None
) -> ReferenceSetting | None:
    """The first setting that is for this population, region and receptor; one that tells no region is for all."""
    return next(
        (
            each
            for each in settings
            if each.population is population
            and (each.region is None or each.region.id == region)
            and (None in (each.receptor, receptor) or each.receptor is receptor)
        ),
        None,
    )


def completed(known: ReferenceSetting, setup: Setup) -> ReferenceSetting:
    """With what it does not tell as in the setup of its unit."""
    return replace(
        known,
        receptor=known.receptor or setup.receptor,
        kV=known.kV or setup.kV,
        mA=known.mA or setup.mA,
        cone_cm=known.cone_cm or setup.cone_cm,
    )


def set_on(setup: Setup, known: ReferenceSetting, tables: BeamTables) -> Setup:
    """The unit's setup with a setting on it; a measured output [mGy/mAs] is brought to the setting's kV and cone."""
    whole = completed(known, setup)
    there = replace(
        setup,
        receptor=whole.receptor,
        kV=whole.kV,
        mA=whole.mA,
        cone_cm=whole.cone_cm,
        exposure_s=whole.exposure_s,
    )
    return with_own_output(there, setup, tables)


def for_age(unit: UnitProfile, age_years: float, stages: Stages, tables: BeamTables) -> UnitProfile:
    """The unit as it is set for a patient: at the kV of its own that it has for children, until they are adolescent.

    A measured output [mGy/mAs] is brought to that kV.
    """
    if unit.child_kV is None or age_years >= stages.transitional_until:
        return unit
    setup = with_own_output(replace(unit.setup, kV=unit.child_kV), unit.setup, tables)
    return replace(unit, setup=setup)
