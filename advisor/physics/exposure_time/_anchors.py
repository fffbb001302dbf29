"""Times known to be good, that a case's time is worked out from: own setting, maker's chart, measured usable doses."""

from math import exp, log

from advisor.case.model import ReferenceSetting, Setup
from advisor.case.vocabulary import ExposureBasis, Programme, Receptor
from advisor.physics.beam import output_mGy_per_mAs
from advisor.physics.exposure_time.tables import Anchor, Setting, TechniqueTables, in_words, tissue_depth_mm
from advisor.physics.exposure_time.tube_load import relative_load


def own_setting(known: ReferenceSetting, wanted: Setting, tables: TechniqueTables) -> Anchor:
    """One setting that this unit is known to image well with."""
    region = known.region.id if known.region else wanted.region
    age_years = tables.usual.age_years(known.population)
    setting = Setting(region, known.receptor, age_years, known.kV, known.mA, known.cone_cm, None)
    words = f"anchored on your {known.population} {in_words(region)} setting {known.exposure_s:g} s"
    return Anchor(known.exposure_s, setting, ExposureBasis.OWN_SETTING, 0.0, words)


def unit_chart(unit: str, wanted: Setting, tables: TechniqueTables) -> Anchor | None:
    """From the chart's own cells for this region and receptor, else from its adult cell for the reference region."""
    receptor = wanted.receptor
    if receptor is None:
        return None
    adult = tables.charts.get((unit, wanted.region, receptor, Programme.ADULT))
    child = tables.charts.get((unit, wanted.region, receptor, Programme.CHILD))
    if adult and child:
        return _between(adult, child, wanted.age_years, tables)
    if adult or child:
        return adult or child
    molars = (tables.charts.get((unit, tables.reference.region, r, Programme.ADULT)) for r in (receptor, *Receptor))
    return next((molar for molar in molars if molar), None)


def _between(adult: Anchor, child: Anchor, age_years: float, tables: TechniqueTables) -> Anchor:
    """Through both cells of a chart, along the tissue depth at an age; never above the adult's."""
    if age_years >= tables.usual.adult_age_years:
        return adult
    grown, young = adult.setting, child.setting
    child_s = child.exposure_s * relative_load(grown._replace(age_years=young.age_years), young, tables)
    rise = max(0.0, log(adult.exposure_s / child_s))
    depth, thin, thick = (tissue_depth_mm(age, tables) for age in (age_years, young.age_years, grown.age_years))
    exposure_s = adult.exposure_s * exp(rise * (depth - thick) / (thick - thin))
    squared = tables.squared_spread["spread_size"] + adult.squared_spread
    words = f"{adult.evidence}; {child.evidence}"
    return Anchor(exposure_s, grown._replace(age_years=age_years), ExposureBasis.UNIT_CHART, squared, words)


def general_model(setup: Setup, tables: TechniqueTables) -> Anchor:
    """The reference image, with the output of this tube where it was measured; less sure where it was not."""
    exposure_s, setting, basis, squared, words = tables.general
    if setup.output_mGy_per_mAs is not None and setup.kV is not None:
        typical = output_mGy_per_mAs(
            kV=setup.kV, filtration_mmAl=setup.filtration_mmAl, cone_cm=setup.cone_cm, tables=tables.beam
        )
        exposure_s *= typical.typical / setup.output_mGy_per_mAs
        words += ", your measured output"
    else:
        squared += tables.squared_spread["reference_output"]
    if setup.cone_cm is None:
        squared += tables.squared_spread["reference_cone"]
    return Anchor(exposure_s, setting, basis, squared, words)
