"""How long the tube must run for one setting relative to another: the physics of exposure time, without any scale."""

from math import exp, prod

from advisor.physics.exposure_time.tables import Setting, TechniqueTables, depth_mm


def relative_load(wanted: Setting, known: Setting, tables: TechniqueTables) -> float:
    """How much longer the tube must run for one setting than for another; exactly 1 where nothing differs.

    Parameters
    ----------
    wanted, known : Setting
        kV [kV], mA [mA], cone [cm], filtration [mm Al], age [years] or head [cm]; what one does not tell is as in the
        other, what neither tells is usual.

    Returns
    -------
    float
        Above zero, without unit.

    Notes
    -----
    n r p d^2 / (S T mA) of one over that of the other: receptor need n, relative exposure r of the region, what else of
    the patient p, distance d from source to receptor, tube output S, transmission T of the tissue.

    References
    ----------
    `poludniowski_2021` for S and T, `rcpch_uk90` for the tissue; the rows of each number in data/technique.toml.
    """
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
