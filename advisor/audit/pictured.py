"""What the pictures of an audit show, as figures: times by age with the advised band beside them."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from advisor.audit import Audit
from advisor.audit.child_sizing import ChildSizing
from advisor.audit.collected import SettingUsed
from advisor.audit.judged import advised_times
from advisor.knowledge import Knowledge


@dataclass(frozen=True, slots=True)
class AdvisedAt:
    age_years: int
    low_s: float
    set_s: float
    high_s: float


@dataclass(frozen=True, slots=True)
class TimesByAge:
    """Exposures of one unit, exam and receptor; the band is for its usual kV, mA and region."""

    unit: str
    exam: str
    seen: tuple[tuple[int, float, int], ...]  # age, seconds, how many
    advised: tuple[AdvisedAt, ...]


def times_by_age(audit: Audit, sizing: ChildSizing, knowledge: Knowledge) -> TimesByAge | None:
    """None where no age was told, or a programme sets the time."""
    here = [
        used
        for used in audit.found.settings
        if (used.unit, used.exam, used.receptor) == (sizing.unit, sizing.exam, sizing.receptor)
        and used.age_years is not None
    ]
    if not here or not knowledge.by_exam[sizing.exam].intraoral:
        return None
    adult_age = int(knowledge.technique.usual.adult_age_years)
    count: dict[tuple[int, float], int] = defaultdict(int)
    for used in here:
        age = used.age_years or 0
        count[age if age < adult_age else adult_age + _ADULTS_AT, used.exposure_s] += used.n
    return TimesByAge(
        unit=sizing.unit,
        exam=sizing.exam,
        seen=tuple((age, time, n) for (age, time), n in sorted(count.items())),
        advised=_band(audit, _usual(here), adult_age, knowledge),
    )


_ADULTS_AT: Final = 2  # years beyond the age at which growth ends: where all adults are drawn


def _usual(here: Iterable[SettingUsed]) -> SettingUsed:
    """The region, kV and mA that most exposures share."""
    count: Counter[tuple[str, float | None, float | None]] = Counter()
    example: dict[tuple[str, float | None, float | None], SettingUsed] = {}
    for used in here:
        key = (used.region, used.kV, used.mA)
        count[key] += used.n
        example[key] = used
    return example[max(count, key=lambda key: (count[key], str(key)))]


def _band(audit: Audit, usual: SettingUsed, adult_age: int, knowledge: Knowledge) -> tuple[AdvisedAt, ...]:
    ages = range(_YOUNGEST, adult_age + 1)
    wanted = [usual._replace(age_years=age) for age in ages]
    found = advised_times([used.asked for used in wanted], audit.unit, knowledge)
    band = []
    for used in wanted:
        advice = found[used.asked]
        if advice and (span := advice.span_s):
            band.append(AdvisedAt(used.age_years or 0, span.low, span.typical, span.high))
    return tuple(band)


_YOUNGEST: Final = 3
