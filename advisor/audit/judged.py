"""Each distinct setting judged once by the engine that Check uses, and what its advice would have saved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from advisor.audit.collected import Asked, Settings
from advisor.audit.values import numbered
from advisor.case.model import Case, ExposureAdvice, Setup
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Receptor
from advisor.knowledge import Knowledge
from advisor.physics.exposure_time import exposure_advice
from advisor.xray_unit.known_good import nearest_known_good

if TYPE_CHECKING:
    from advisor.audit.values import Floats, Ints

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


@dataclass(frozen=True, slots=True, eq=False)
class JudgedEach:
    """Settings by their verdicts, in the order of the settings; mAs as in `Judged`."""

    verdict: Ints  # its place in Verdict
    n: Ints
    mAs: Floats  # given, saved, saved at least: a column each

    def of(self, which: Any) -> Judged:
        """Of some of the settings."""
        import numpy as np

        counts = np.bincount(self.verdict[which], self.n[which], len(Verdict))
        verdicts = {each: int(count) for each, count in zip(Verdict, counts, strict=True)}
        return Judged(verdicts, *self.mAs[which].sum(axis=0).tolist())


def advised_settings(settings: Settings, unit: UnitProfile | None, knowledge: Knowledge) -> tuple[Advised, JudgedEach]:
    """The advised times, and each setting judged by them; what differs in counts alone is judged once."""
    import numpy as np

    first, at = numbered(settings.group, settings.age_years, settings.kV, settings.mA)
    asked = [used.asked for used in settings.only(first)]
    advised = advised_times(asked, unit, knowledge)
    places = {id(advice): nth for nth, advice in enumerate(advised.values())}
    numbers = np.array([places[id(advised[each])] for each in asked], dtype=np.int64)[at]
    which, place = numbered(numbers, settings.exposure_s)
    told = zip(at[which].tolist(), settings.exposure_s[which].tolist(), strict=True)
    judged = np.array([_judged(exposure_s, advised[asked[nth]]) for nth, exposure_s in told]).reshape(-1, 4)[place]
    weight = settings.n * np.where(settings.mA > 0, settings.mA, 1.0)
    return advised, JudgedEach(judged[:, 0].astype(np.int64), settings.n, judged[:, 1:] * weight[:, None])


def advised_times(asked: Iterable[Asked], unit: UnitProfile | None, knowledge: Knowledge) -> Advised:
    """The advised time of each distinct question, asked once; None for extraoral exams and where facts are missing."""
    wanted = set(asked)
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


def _judged(exposure_s: float, advice: ExposureAdvice | None) -> tuple[float, float, float, float]:
    """The verdict's place, what was given, and saved: what an exposure is longer by than advised."""
    here = verdict(exposure_s, advice)
    place = _PLACES[here]
    if advice is None or advice.set_s is None or advice.high_s is None:
        return place, 0.0, 0.0, 0.0
    if here is not Verdict.LONGER:
        return place, exposure_s, 0.0, 0.0
    return place, exposure_s, max(0.0, exposure_s - advice.set_s), max(0.0, exposure_s - advice.high_s)


_PLACES: Final = {each: nth for nth, each in enumerate(Verdict)}
