"""What reaches the receptor, held against the range of which a receptor of its kind makes a usable image."""

from dataclasses import dataclass
from math import exp, sqrt
from typing import Final

from advisor.case.model import Exam, Range, ReferenceSetting, Setup
from advisor.case.vocabulary import ReceptorVerdict
from advisor.physics.beam import incident_air_kerma, missing_for_kerma
from advisor.physics.exposure_time.tables import TechniqueTables, tissue_depth_mm
from advisor.physics.spread import product
from advisor.xray_unit.known_good import set_on

_LIMIT: Final = "receptor_limit"


@dataclass(frozen=True, slots=True)
class ReceptorDose:
    """Air kerma at the receptor and what is said of it; `rows` are those of the usable range and of the way there."""

    verdict: ReceptorVerdict
    kerma_mGy: Range | None
    usable_mGy: Range | None
    limit_mGy: float
    limit_rows: str
    rows: str
    missing: tuple[str, ...] = ()

    @property
    def above_limit(self) -> bool | None:
        """Whether even the low end lies above the published limit for any receptor; None where nothing is known."""
        return None if self.kerma_mGy is None else self.kerma_mGy.low > self.limit_mGy


def receptor_dose(setup: Setup, exam: Exam, region: str, *, age_years: float, tables: TechniqueTables) -> ReceptorDose:
    """Whether a setting gives the receptor too little, enough or too much.

    Parameters
    ----------
    setup : Setup
        Needs kV [kV], mA [mA], exposure_s [s] and receptor; a measured output narrows the range, an unknown cone or
        filtration widens it.
    exam : Exam
        Intraoral; extraoral exams have no cone end.
    region : str
        Id of a region of data/exams.toml.
    age_years : float
        Of the patient, 0 to 120.

    Returns
    -------
    ReceptorDose
        kerma_mGy at the receptor, without scatter. Too little or too much only where the whole range lies outside what
        is usable; perhaps, where its typical value does; cannot tell where something is missing.

    Notes
    -----
    K = K_i T(kV, F, depth at that age) / r (d / (d + s))^2 with incident air kerma K_i, transmission T of the tissue
    depth of the reference region, relative exposure r of the region, and s from the cone end d to the receptor. The
    usable ranges were brought to the receptor through the same depth, so how deep it really is cancels out; what
    differs from there (region, head size, kV) widens the range.

    References
    ----------
    Spectra `poludniowski_2021`; usable ranges `katsoni_2011` and `priory_films_2001`, as in data/technique.toml.
    """
    missing = _missing(setup, exam)
    kerma = None if set(missing) - {"receptor"} else _at_receptor(setup, exam, region, age_years, tables)
    name = f"usable_{setup.receptor}"
    usable = tables.parameters[name] if setup.receptor else None
    return ReceptorDose(
        verdict=_verdict(kerma, usable),
        kerma_mGy=kerma,
        usable_mGy=usable,
        limit_mGy=tables.parameters[_LIMIT].typical,
        limit_rows=tables.cited[_LIMIT],
        rows=_rows(name, tables),
        missing=missing,
    )


def dose_of_setting(known: ReferenceSetting, setup: Setup, exam: Exam, tables: TechniqueTables) -> ReceptorDose:
    """Whether a setting that a practice tells of its unit gives the receptor enough; no region is the reference one."""
    region = known.region.id if known.region else tables.reference.region
    age_years = tables.usual.age_years(known.population)
    return receptor_dose(set_on(setup, known, tables.beam), exam, region, age_years=age_years, tables=tables)


def _rows(name: str, tables: TechniqueTables) -> str:
    """Of the usable range and of the way through the tissue, each once."""
    cited = (tables.cited[each] for each in (name, "tissue_depth") if each in tables.cited)
    return ", ".join(dict.fromkeys(row for rows in cited for row in rows.split(", ")))


def _missing(setup: Setup, exam: Exam) -> tuple[str, ...]:
    if not exam.intraoral:
        return ("intraoral exam",)
    needed = dict.fromkeys(("receptor", "kV", *missing_for_kerma(setup)))
    return tuple(name for name in needed if getattr(setup, name) is None)


def _verdict(kerma: Range | None, usable: Range | None) -> ReceptorVerdict:
    if kerma is None or usable is None:
        return ReceptorVerdict.CANNOT_TELL
    if kerma.typical < usable.low:
        return ReceptorVerdict.TOO_LITTLE if kerma.high < usable.low else ReceptorVerdict.PERHAPS_TOO_LITTLE
    if kerma.typical > usable.high:
        return ReceptorVerdict.TOO_MUCH if kerma.low > usable.high else ReceptorVerdict.PERHAPS_TOO_MUCH
    return ReceptorVerdict.USABLE


def _at_receptor(setup: Setup, exam: Exam, region: str, age_years: float, tables: TechniqueTables) -> Range | None:
    kerma = incident_air_kerma(setup, exam, tables.beam)
    if kerma is None or setup.kV is None:
        return None
    log_kerma, filtration_mmAl = tables.beam.spectra.log_kerma, setup.filtration_mmAl
    depth_mm = tissue_depth_mm(age_years, tables)
    behind = exp(log_kerma(setup.kV, filtration_mmAl, depth_mm) - log_kerma(setup.kV, filtration_mmAl))
    cone_cm = setup.cone_cm or tables.usual.cone_cm
    nearness = cone_cm / (cone_cm + tables.usual.skin_to_receptor_cm)
    there = kerma.scaled(behind * nearness * nearness / tables.relative_exposure[region])
    return product((there, *_widened(setup.kV, region, age_years, tables)))


def _widened(kV: float, region: str, age_years: float, tables: TechniqueTables) -> tuple[Range, ...]:
    """What makes this image differ from the one that the usable ranges were brought to the receptor for."""
    squared, factors = tables.squared_spread, []
    if region != tables.reference.region:
        spread = exp(sqrt(squared["spread_region"] + squared[region]))
        factors.append(Range(1.0 / spread, 1.0, spread))
    if age_years < tables.usual.adult_age_years:
        factors.append(tables.parameters["spread_size"])
    if kV != tables.usual.kV:
        factors.append(tables.parameters["spread_tube"])
    return tuple(factors)
