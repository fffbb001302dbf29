"""The time to set: anchored on the practice's own setting, else on the maker's chart, else on measured usable doses.

All three are one model: a time known to be good, times what the case asks of the tube relative to that setting.
"""

from dataclasses import replace
from functools import lru_cache
from math import exp, sqrt
from typing import Final

from advisor.case.body import Build
from advisor.case.model import Case, ExposureAdvice, Patient, Range, Setup, TimerSetting
from advisor.case.vocabulary import Dentition, ExposureBasis
from advisor.physics.beam import output_ratio
from advisor.physics.exposure_time._anchors import general_model, own_setting, unit_chart
from advisor.physics.exposure_time.tables import Anchor, Setting, TechniqueTables, in_words
from advisor.physics.exposure_time.timer import Timer
from advisor.physics.exposure_time.tube_load import relative_load

_SIZE: Final = {Build.SMALL: "size_small", Build.LARGE: "size_large"}  # parameters of data/technique.toml
_WITHOUT_TEETH: Final = "without_teeth"
_NEEDED: Final = ("kV", "mA", "receptor")
_REMEMBERED: Final = 512  # ages
_PER_MILLION: Final = 1e-6  # of rounding, when a time is held against a limit


def exposure_advice(case: Case, tables: TechniqueTables) -> ExposureAdvice:
    """The time to set for a case.

    Parameters
    ----------
    case : Case
        Its `reference_setting` is used first, then the published chart of `setup.unit`, then the general model, which
        needs kV [kV], mA [mA] and receptor. Unknown region: the usual one of the exam. Unknown cone: a wider range.
        Unknown timer: the R'10 series.

    Returns
    -------
    ExposureAdvice
        model_s [s] as calculated, set_s its step of the timer, low_s and high_s steps too; all None, with the reason
        as evidence, for extraoral exams and where facts are missing. child_share follows from age, size and exam alone.

    Notes
    -----
    t = t0 (n r / (S T mA) d^2) / (the same of the setting that t0 belongs to), with receptor need n, relative exposure
    r of the region, tube output S and transmission T of the tissue depth at that kV, and d from source to receptor. The
    depth follows head size by age, so a child's time rises smoothly to the adult's: younger is never longer.

    References
    ----------
    Spectra `poludniowski_2021`, head size `rcpch_uk90`; each parameter's rows in data/technique.toml.
    """
    if not case.exam.intraoral:
        return _nothing("exposure time is set by the unit's programme")
    wanted = _wanted(case, tables)
    timer = case.setup.timer
    if case.reference_setting is not None:
        return _advice(own_setting(case.reference_setting, wanted, tables), wanted, timer, tables)
    chart = unit_chart(case.setup.unit, wanted, tables) if case.setup.unit else None
    if chart is not None:
        return _advice(chart, wanted, timer, tables)
    missing = [name for name in _NEEDED if getattr(case.setup, name) is None]
    if missing:
        reason = f"cannot tell: needs {', '.join(missing)}, or one setting known to be good"
        return _nothing(reason, child_share(_who(wanted, tables), tables))
    return _advice(general_model(case.setup, tables), wanted, timer, tables)


def _nothing(reason: str, share: Range | None = None) -> ExposureAdvice:
    return ExposureAdvice(None, None, None, None, (reason,), child_share=share)


@lru_cache(maxsize=_REMEMBERED)
def child_share(wanted: Setting, tables: TechniqueTables) -> Range | None:
    """Of a usual adult's time for the same image: depends on the depth of tissue, hardly on kV, on nothing of the unit.

    Returns
    -------
    Range or None
        A share, typically below 1, as 90 % range; None for an age at which nobody grows any more.

    References
    ----------
    Rows of `spread_size` in data/technique.toml; 90 % of one more survey or chart lies within its range.
    """
    adult = tables.usual.adult_age_years
    if wanted.age_years >= adult:
        return None
    grown = wanted._replace(age_years=adult, head_cm=None, patient=())
    share, spread = relative_load(wanted, grown, tables), tables.parameters["spread_size"]
    most = share * spread.high
    return Range(share * spread.low, share, most if share > 1.0 else min(1.0, most))


def _who(wanted: Setting, tables: TechniqueTables) -> Setting:
    """The patient and the kV of a setting, so that what else is set does not ask for the same share again."""
    return wanted._replace(region=tables.reference.region, receptor=None, mA=None, cone_cm=None, filtration_mmAl=None)


def _wanted(case: Case, tables: TechniqueTables) -> Setting:
    setup = case.setup
    return Setting(
        region=case.region.id if case.region else case.exam.default_region or tables.reference.region,
        receptor=setup.receptor,
        age_years=case.patient.age_years,
        kV=setup.kV,
        mA=setup.mA,
        cone_cm=setup.cone_cm,
        filtration_mmAl=setup.filtration_mmAl,
        head_cm=case.patient.head_cm,
        patient=_of_patient(case.patient),
    )


def _of_patient(patient: Patient) -> tuple[str, ...]:
    """What makes an image of this patient need another time than of a usual one: size, a mouth without teeth."""
    size = (_SIZE[patient.size],) if patient.size in _SIZE else ()
    return (*size, _WITHOUT_TEETH) if patient.dentition is Dentition.ADULT_EDENTULOUS else size


def _advice(
    anchor: Anchor, wanted: Setting, timer_told: TimerSetting | None, tables: TechniqueTables
) -> ExposureAdvice:
    timer = tables.timer(timer_told)
    ratio = relative_load(wanted, anchor.setting, tables)
    model_s = anchor.exposure_s * ratio
    evidence, squared_spread = _conversions(wanted, anchor, tables)
    spread = exp(sqrt(squared_spread))
    set_s = timer.nearest(model_s)
    if anchor.basis is ExposureBasis.OWN_SETTING and ratio <= 1.0:
        good_s = tables.settable(anchor.exposure_s, timer_told)
        set_s = good_s if ratio == 1.0 else min(set_s, good_s)
    low_s = min(set_s, timer.nearest(model_s / spread))
    return ExposureAdvice(
        set_s=set_s,
        low_s=low_s,
        high_s=max(set_s, timer.nearest(model_s * spread)),
        basis=anchor.basis,
        evidence=evidence,
        model_s=model_s,
        adult_s=_for_an_adult(anchor, wanted, timer, tables),
        child_share=child_share(_who(wanted, tables), tables),
        usable_from_s=low_s * _usable_share(anchor, wanted, tables),
    )


def _usable_share(anchor: Anchor, wanted: Setting, tables: TechniqueTables) -> float:
    """How far a time may fall below the range before the receptor is likely to get too little.

    The general model's range is that of the exposures that gave usable images; a setting that a practice or a maker
    found good lies somewhere within it, so times below may still do.
    """
    if anchor.basis is ExposureBasis.MODEL:
        return 1.0
    usable = tables.parameters[f"usable_{wanted.receptor or tables.reference.receptor}"]
    return usable.low / usable.typical


def _for_an_adult(anchor: Anchor, wanted: Setting, timer: Timer, tables: TechniqueTables) -> float | None:
    grown = wanted._replace(age_years=tables.usual.adult_age_years, head_cm=None)
    if wanted.age_years >= grown.age_years:
        return None
    return timer.nearest(anchor.exposure_s * relative_load(grown, anchor.setting, tables))


def _conversions(wanted: Setting, anchor: Anchor, tables: TechniqueTables) -> tuple[tuple[str, ...], float]:
    """What had to be converted and from which rows, and how far the time may be off (square of the logarithm)."""
    known, squared, cited = anchor.setting, tables.squared_spread, tables.cited
    evidence, squares = [anchor.evidence], anchor.squared_spread
    if wanted.region != known.region:
        evidence.append(cited[wanted.region])
        squares += squared["spread_region"] + squared[wanted.region] + squared[known.region]
    for name in wanted.patient:
        evidence.append(f"{in_words(name)}: rows {cited[name]}")
        squares += squared[name]
    if _grows(wanted, known, tables):
        evidence.append(cited["face_over_head"])
        squares += squared["spread_size"]
    if wanted.receptor and known.receptor and wanted.receptor is not known.receptor:
        evidence.append(f"receptor need: rows {cited[wanted.receptor]}; {cited[known.receptor]}")
        squares += squared["spread_receptor"]
    if _differ(wanted.kV, known.kV) or _differ(wanted.cone_cm, known.cone_cm):
        evidence.append("tube voltage: poludniowski_2021; cone: inverse square")
        squares += squared["spread_tube"]
    return tuple(evidence), squares


def _grows(wanted: Setting, known: Setting, tables: TechniqueTables) -> bool:
    """Whether two ages differ before growth ends, or one head was measured."""
    if wanted.head_cm != known.head_cm:
        return True
    return wanted.age_years != known.age_years and min(wanted.age_years, known.age_years) < tables.usual.adult_age_years


def _differ(one: float | None, other: float | None) -> bool:
    return one is not None and other is not None and one != other


def retimed(before: Setup, after: Setup, case: Case, tables: TechniqueTables) -> Setup:
    """The changed setup with the time that gives the receptor what it got before, relative to its need.

    Parameters
    ----------
    before, after : Setup
        The time of `before` is scaled by receptor need, kV, cone and mA, as far as both tell them; that of `after` is
        not looked at. None stays None.

    Returns
    -------
    Setup
        `after` with a step of the timer that gives no more air kerma at the cone end than before, and with the
        practice's own output, if told, brought to the new kV and cone.
    """
    old, new = _bare(before, case, tables), _bare(after, case, tables)
    per_mAs = output_ratio(after, before, tables.beam)
    if before.output_mGy_per_mAs is not None and after.output_mGy_per_mAs == before.output_mGy_per_mAs:
        after = replace(after, output_mGy_per_mAs=before.output_mGy_per_mAs * per_mAs)
    ratio = relative_load(new, old, tables)
    if before.exposure_s is None:
        at_most = min(ratio, 1.0 / per_mAs)
        charge = before.exposure_mAs
        return replace(after, exposure_s=None, exposure_mAs=charge and charge * at_most)
    if ratio == 1.0:
        return replace(after, exposure_s=before.exposure_s)
    same_kerma_s = before.exposure_s / per_mAs * _milliamperes(before, after) / _milliamperes(after, before)
    return replace(after, exposure_s=_step_within(before.exposure_s * ratio, same_kerma_s, tables.timer(after.timer)))


def _bare(setup: Setup, case: Case, tables: TechniqueTables) -> Setting:
    """A setup for the same image: its region does not matter."""
    region = tables.reference.region
    age = case.patient.age_years
    return Setting(region, setup.receptor, age, setup.kV, setup.mA, setup.cone_cm, setup.filtration_mmAl)


def _milliamperes(setup: Setup, other: Setup) -> float:
    """For ratios: what was not told is as in the other."""
    return setup.mA or other.mA or 1.0


def _step_within(exposure_s: float, limit_s: float, timer: Timer) -> float:
    """The step nearest to a time but not above a limit; below the timer's first step, the time itself."""
    highest = limit_s * (1.0 + _PER_MILLION)
    step = timer.nearest(exposure_s)
    return step if step <= highest else timer.longest_within(highest) or min(exposure_s, limit_s)
