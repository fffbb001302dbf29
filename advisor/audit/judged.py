"""Each distinct setting judged once by the engine that Check uses, and what its advice would have saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from advisor.audit.collected import SettingUsed
from advisor.case.model import Case, ExposureAdvice, Setup
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Receptor
from advisor.knowledge import Knowledge
from advisor.physics.exposure_time import exposure_advice
from advisor.xray_unit.known_good import nearest_known_good


class Verdict(StrEnum):
    """A time against the advised range."""

    LONGER = "longer"
    AS_ADVISED = "as_advised"
    SHORTER = "shorter"
    CANNOT_TELL = "cannot_tell"


class Asked(NamedTuple):
    """What the advised time depends on."""

    unit: str
    exam: str
    region: str
    receptor: str
    age_years: int | None
    kV: float | None
    mA: float | None


@dataclass(frozen=True, slots=True)
class Judged:
    """How many exposures were longer, as advised, shorter; mAs given, and what the advice would have saved."""

    verdicts: Mapping[Verdict, int]
    given_mAs: float
    saved_mAs: float  # with the advised step
    least_saved_mAs: float  # with the longest advised step

    @property
    def n(self) -> int:
        return sum(count for verdict, count in self.verdicts.items() if verdict is not Verdict.CANNOT_TELL)


def asked(used: SettingUsed, adult_age_years: float) -> Asked:
    """Beyond the age at which growth ends, age plays no part."""
    age = None if used.age_years is None else min(used.age_years, int(adult_age_years))
    return Asked(used.unit, used.exam, used.region, used.receptor, age, used.kV, used.mA)


def advised_times(
    settings: Iterable[SettingUsed], unit: UnitProfile | None, knowledge: Knowledge
) -> dict[Asked, ExposureAdvice | None]:
    """The advised time of each distinct question, asked once; None for extraoral exams and where facts are missing."""
    wanted = list(settings)
    adult = knowledge.technique.usual.adult_age_years
    names = {each.unit for each in wanted if knowledge.by_exam[each.exam].intraoral}
    known: dict[tuple[bool, Asked], ExposureAdvice | None] = {}
    found = {}
    for each in {asked(used, adult) for used in wanted}:
        own = unit if unit and _is_of(unit, each.unit, names) else None
        alike = (own is not None, each._replace(unit=""))
        if alike not in known:
            known[alike] = _advice(each, own, knowledge)
        found[each] = known[alike]
    return found


def _is_of(unit: UnitProfile, name: str, names: set[str]) -> bool:
    """The unit file is of the unit of that name, or of the only one in the log."""
    return unit.name.casefold() == name.casefold() or len(names) == 1


def _advice(each: Asked, unit: UnitProfile | None, knowledge: Knowledge) -> ExposureAdvice | None:
    exam = knowledge.by_exam[each.exam]
    if each.age_years is None or not exam.intraoral:
        return None
    usual = unit.setup if unit else Setup()
    region = next((region for region in exam.regions if region.id == each.region), None)
    receptor = Receptor(each.receptor) if each.receptor else usual.receptor
    kV = each.kV or usual.kV
    setup = Setup(
        receptor=receptor,
        kV=kV,
        mA=each.mA or usual.mA,
        cone_cm=usual.cone_cm,
        filtration_mmAl=usual.filtration_mmAl,
        unit=usual.unit,
        timer=usual.timer,
    )
    wanted = region.id if region else exam.default_region
    reference = nearest_known_good(unit.known_good, wanted, receptor, kV) if unit else None
    case = Case(
        patient=knowledge.exams.stages.patient(float(each.age_years)),
        exam=exam,
        region=region,
        setup=setup,
        reference_setting=reference,
    )
    advice = exposure_advice(case, knowledge.technique)
    return advice if advice.set_s is not None else None


def verdict(exposure_s: float, advice: ExposureAdvice | None) -> Verdict:
    if advice is None:
        return Verdict.CANNOT_TELL
    if not advice.sized(exposure_s):
        return Verdict.LONGER
    return Verdict.SHORTER if advice.too_short(exposure_s) else Verdict.AS_ADVISED


def judged(
    settings: Sequence[SettingUsed], found: Mapping[Asked, ExposureAdvice | None], adult_age_years: float
) -> Judged:
    """Of a group of settings; an exposure that is longer than advised saves what it is longer by."""
    verdicts = dict.fromkeys(Verdict, 0)
    given = saved = least = 0.0
    for used in settings:
        advice = found[asked(used, adult_age_years)]
        here = verdict(used.exposure_s, advice)
        verdicts[here] += used.n
        if advice is None or advice.set_s is None or advice.high_s is None:
            continue
        weight = used.n * (used.mA or 1.0)
        given += weight * used.exposure_s
        if here is Verdict.LONGER:
            saved += weight * max(0.0, used.exposure_s - advice.set_s)
            least += weight * max(0.0, used.exposure_s - advice.high_s)
    return Judged(verdicts, given, saved, least)
