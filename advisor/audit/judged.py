"""Each distinct setting judged once by the engine that Check uses, and what its advice would have saved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from advisor.audit.collected import Asked, SettingUsed
from advisor.case.model import Case, ExposureAdvice, Setup
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Receptor
from advisor.knowledge import Knowledge
from advisor.physics.exposure_time import exposure_advice
from advisor.xray_unit.known_good import nearest_known_good

Advised = Mapping[Asked, ExposureAdvice | None]


class Verdict(StrEnum):
    """A time against the advised range."""

    LONGER = "longer"
    AS_ADVISED = "as_advised"
    SHORTER = "shorter"
    CANNOT_TELL = "cannot_tell"


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


def advised_times(settings: Iterable[SettingUsed], unit: UnitProfile | None, knowledge: Knowledge) -> Advised:
    """The advised time of each distinct question, asked once; None for extraoral exams and where facts are missing."""
    wanted = {used.asked for used in settings}
    names = {name for name, exam, *_ in wanted if knowledge.by_exam[exam].intraoral}
    known: dict[tuple[object, ...], ExposureAdvice | None] = {}
    found: dict[Asked, ExposureAdvice | None] = {}
    for each in wanted:
        own = unit if unit and _is_of(unit, each[0], names) else None
        alike = (own is not None, *each[1:])
        if alike not in known:
            known[alike] = _advice(each, own, knowledge)
        found[each] = known[alike]
    return found


def _is_of(unit: UnitProfile, name: str, names: set[str]) -> bool:
    """The unit file is of the unit of that name, or of the only one in the log."""
    return unit.name.casefold() == name.casefold() or len(names) == 1


def _advice(each: Asked, unit: UnitProfile | None, knowledge: Knowledge) -> ExposureAdvice | None:
    _, exam_id, receptor_id, region_id, age_years, kV, mA = each
    exam = knowledge.by_exam[exam_id]
    if age_years is None or not exam.intraoral:
        return None
    usual = unit.setup if unit else Setup()
    region = next((region for region in exam.regions if region.id == region_id), None)
    receptor, kV = Receptor(receptor_id) if receptor_id else usual.receptor, kV or usual.kV
    setup = Setup(
        receptor=receptor, kV=kV, mA=mA or usual.mA, cone_cm=usual.cone_cm, unit=usual.unit,
        filtration_mmAl=usual.filtration_mmAl, timer=usual.timer,
    )  # fmt: skip
    wanted = region.id if region else exam.default_region
    reference = nearest_known_good(unit.known_good, wanted, receptor, kV) if unit else None
    patient = knowledge.exams.stages.patient(float(age_years))
    case = Case(patient=patient, exam=exam, region=region, setup=setup, reference_setting=reference)
    advice = exposure_advice(case, knowledge.technique)
    return advice if advice.set_s is not None else None


def verdict(exposure_s: float, advice: ExposureAdvice | None) -> Verdict:
    if advice is None:
        return Verdict.CANNOT_TELL
    if not advice.sized(exposure_s):
        return Verdict.LONGER
    return Verdict.SHORTER if advice.too_short(exposure_s) else Verdict.AS_ADVISED


def judged(settings: Sequence[SettingUsed], found: Advised) -> Judged:
    """Of a group of settings; an exposure that is longer than advised saves what it is longer by."""
    verdicts = dict.fromkeys(Verdict, 0)
    given = saved = least = 0.0
    for used in settings:
        advice = found[used.asked]
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
