"""Does the exposure fall with the size of the patient? Per unit, exam and receptor."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from advisor.audit.collected import Collected, DoseSeen, SettingUsed
from advisor.audit.groups import CHILD_BANDS
from advisor.audit.judged import Asked, Judged, judged
from advisor.audit.plan import BANDS
from advisor.audit.standards import Standards
from advisor.audit.statistics import Share, Slope, Spread, slope, spread, wilson
from advisor.case.model import ExposureAdvice
from advisor.knowledge import Knowledge


class Falls(StrEnum):
    """The answer to the audit's first question."""

    FALLS = "falls"
    DOES_NOT_FALL = "does_not_fall"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class BandShare:
    """A size group's median, and its share of the adults' on the same unit."""

    band: str
    spread: Spread
    percent_of_adult: float | None


@dataclass(frozen=True, slots=True)
class Usual:
    """The setting that adults get most often, and how many children got the same."""

    kV: float | None
    mA: float | None
    exposure_s: float
    region: str
    adults: int


@dataclass(frozen=True, slots=True)
class ChildSizing:
    unit: str
    exam: str
    receptor: str
    quantity: str  # exposure_s, at the adults' usual current; dap_mGycm2 where a programme sets the time
    answer: Falls
    bands: tuple[BandShare, ...]
    slope: Slope | None  # below the age at which growth ends
    usual: tuple[Usual, ...]
    with_adult_setting: Share | None
    judged: Judged | None

    @property
    def children(self) -> int:
        return sum(each.spread.n for each in self.bands if each.band in CHILD_BANDS)


Key = tuple[str, str, str]


def child_sizing(
    found: Collected, advised: Mapping[Asked, ExposureAdvice | None], knowledge: Knowledge, standards: Standards
) -> tuple[ChildSizing, ...]:
    """Every unit, exam and receptor that imaged at least one child."""
    settings: dict[Key, list[SettingUsed]] = defaultdict(list)
    for used in found.settings:
        settings[used.unit, used.exam, used.receptor].append(used)
    products: dict[Key, list[DoseSeen]] = defaultdict(list)
    for seen in found.products:
        products[seen.unit, seen.exam, seen.receptor].append(seen)
    made = []
    for key in sorted(settings.keys() | products.keys()):
        if knowledge.by_exam[key[1]].intraoral:
            made.append(_by_time(key, settings[key], advised, knowledge, standards))
        elif key in products:
            made.append(_by_product(key, products[key], settings[key], knowledge, standards))
    return tuple(each for each in made if each.children)


def _by_time(
    key: Key,
    settings: Sequence[SettingUsed],
    advised: Mapping[Asked, ExposureAdvice | None],
    knowledge: Knowledge,
    standards: Standards,
) -> ChildSizing:
    adult_age = knowledge.technique.usual.adult_age_years
    current = _usual_current(settings)
    values = [(used.band, used.age_years, used.exposure_s * _relative(used.mA, current), used.n) for used in settings]
    children = [used for used in settings if used.band in CHILD_BANDS]
    usual = _usual(settings, standards)
    return ChildSizing(
        *key,
        quantity="exposure_s",
        answer=_answer(values, standards),
        bands=_bands(values),
        slope=_slope(values, adult_age, standards),
        usual=usual,
        with_adult_setting=_as_adults(children, usual, standards),
        judged=judged(children, advised, adult_age),
    )


def _by_product(
    key: Key, doses: Sequence[DoseSeen], settings: Sequence[SettingUsed], knowledge: Knowledge, standards: Standards
) -> ChildSizing:
    values: list[Value] = [(seen.band, None, seen.value, seen.n) for seen in doses]
    usual = _usual(settings, standards)
    children = [used for used in settings if used.band in CHILD_BANDS]
    return ChildSizing(
        *key,
        quantity="dap_mGycm2",
        answer=_answer(values, standards),
        bands=_bands(values),
        slope=None,
        usual=usual,
        with_adult_setting=_as_adults(children, usual, standards),
        judged=None,
    )


Value = tuple[str, int | None, float, int]  # band, age, value, how often


def _usual_current(settings: Iterable[SettingUsed]) -> float | None:
    count: Counter[float] = Counter()
    for used in settings:
        if used.mA is not None and used.band not in CHILD_BANDS:
            count[used.mA] += used.n
    return max(count, key=lambda mA: (count[mA], mA), default=None)


def _relative(mA: float | None, usual: float | None) -> float:
    return 1.0 if mA is None or usual is None else mA / usual


def _bands(values: Sequence[Value]) -> tuple[BandShare, ...]:
    by_band: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for band, _, value, n in values:
        by_band[band].append((value, n))
    spreads = {band: found for band in BANDS if band in by_band and (found := spread(by_band[band]))}
    adult = spreads.get("adult")
    return tuple(
        BandShare(band, found, 100 * found.median / adult.median if adult and band in CHILD_BANDS else None)
        for band, found in spreads.items()
    )


def _slope(values: Iterable[Value], adult_age_years: float, standards: Standards) -> Slope | None:
    points = [(age + 0.5, value, n) for _, age, value, n in values if age is not None and age < adult_age_years]
    return slope(points, standards.conventions.confidence_z)


def _usual(settings: Iterable[SettingUsed], standards: Standards) -> tuple[Usual, ...]:
    """By region: what most adults got there."""
    count: Counter[tuple[str, float | None, float | None, float]] = Counter()
    for used in settings:
        if used.band not in CHILD_BANDS:
            count[used.region, used.kV, used.mA, used.exposure_s] += used.n
    best: dict[str, Usual] = {}
    for (region, kV, mA, exposure_s), n in count.most_common():
        if n >= standards.conventions.usual_least:
            best.setdefault(region, Usual(kV, mA, exposure_s, region, n))
    return tuple(best.values())


def _as_adults(children: Iterable[SettingUsed], usual: Sequence[Usual], standards: Standards) -> Share | None:
    """How many children, of those imaged where a usual adult setting is known, got that setting."""
    by_region = {each.region: each for each in usual}
    same = total = 0
    for used in children:
        adult = by_region.get(used.region)
        if adult is None:
            continue
        total += used.n
        alike = (used.kV, used.mA) == (adult.kV, adult.mA) and _same(used.exposure_s, adult.exposure_s, standards)
        same += used.n if alike else 0
    return wilson(same, total, standards.conventions.confidence_z) if total else None


def _same(one: float, other: float, standards: Standards) -> bool:
    return abs(one - other) <= other / standards.conventions.bins_per_e


def _answer(values: Sequence[Value], standards: Standards) -> Falls:
    """Of those who should get clearly less: younger than the convention says, or told as children without an age."""
    young = ("primary", "transitional", "child")
    child = spread([(value, n) for band, _, value, n in values if band in young])
    adult = spread([(value, n) for band, _, value, n in values if band == "adult"])
    least = standards.sample.least
    if child is None or adult is None or child.n < least or adult.n < least:
        return Falls.CANNOT_TELL
    if child.median >= adult.median * standards.conventions.same_setting_percent / 100:
        return Falls.DOES_NOT_FALL
    if None in (child.median_high, adult.median_low) or child.median_high >= adult.median_low:  # type: ignore[operator]
        return Falls.CANNOT_TELL
    return Falls.FALLS
