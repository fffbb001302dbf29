"""How long the tube must run for one setting relative to another: the physics of exposure time, without any scale."""

from __future__ import annotations

from math import exp, prod

from advisor.physics.exposure_time.tables import Setting, TechniqueTables, depth_mm


def relative_load(wanted: Setting, known: Setting, tables: TechniqueTables) -> float:
    """How much longer the tube must run for one setting than for another; exactly 1 where nothing differs."""
    return 1.0 if wanted == known else _load(wanted, known, tables) / _load(known, wanted, tables)


def _load(setting: Setting, other: Setting, tables: TechniqueTables) -> float:
    """What a setting asks of the tube, in arbitrary units; what was not told is as in the other, else usual."""
    region, receptor, _, kV, mA, cone_cm, filtration_mmAl, _, patient = setting
    usual = tables.usual
    source_cm = (cone_cm or other.cone_cm or usual.cone_cm) + usual.skin_to_receptor_cm
    needed = tables.receptor_need[receptor or other.receptor or tables.reference.receptor]
    log_kerma = tables.beam.spectra.log_kerma(
        kV or other.kV or usual.kV, filtration_mmAl or other.filtration_mmAl, depth_mm(setting, tables)
    )
    relative_exposure = tables.relative_exposure[region]
    needed *= prod(tables.parameters[name].typical for name in patient)
    return needed * relative_exposure * source_cm * source_cm / (exp(log_kerma) * (mA or other.mA or 1.0))
