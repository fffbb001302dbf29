"""Does the exposure fall with the size of the patient? Per unit, exam and receptor."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log
from typing import Final, TypeVar

from advisor.audit.collected import Collected, SettingUsed
from advisor.audit.groups import CHILD_BANDS
from advisor.audit.judged import Advised, Judged, judged
from advisor.audit.plan import BANDS, PRODUCT
from advisor.audit.standards import Standards
from advisor.audit.statistics import Share, Slope, Spread, slope, spread, wilson
from advisor.audit.values import Values, together
from advisor.knowledge import Knowledge

T = TypeVar("T")


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
    found: Collected, advised: Advised, knowledge: Knowledge, standards: Standards
) -> tuple[ChildSizing, ...]:
    """Every unit, exam and receptor that imaged at least one child."""
    settings: dict[Key, list[SettingUsed]] = defaultdict(list)
    for used in found.settings:
        settings[used.unit, used.exam, used.receptor].append(used)
    products: dict[Key, dict[str, list[Values]]] = defaultdict(lambda: defaultdict(list))
    for group, values in found.products.items():
        products[group.unit, group.exam, group.receptor][group.band].append(values)
    made = []
    for key in sorted(settings.keys() | products.keys()):
        if knowledge.by_exam[key[1]].intraoral:
            made.append(_by_time(key, settings[key], advised, knowledge, standards))
        elif key in products:
            made.append(_by_product(key, products[key], settings[key], standards))
    return tuple(each for each in made if each.children)


def _by_time(
    key: Key,
    settings: Sequence[SettingUsed],
    advised: Advised,
    knowledge: Knowledge,
    standards: Standards,
) -> ChildSizing:
    adult_age = knowledge.technique.usual.adult_age_years
    current = _usual_current(settings)
    times = [(used.exposure_s * _relative(used.mA, current), used) for used in settings]
    by_band: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for exposure_s, used in times:
        by_band[used.band].append((exposure_s, used.n))
    children = [used for used in settings if used.band in CHILD_BANDS]
    usual = _usual(settings, standards)
    return ChildSizing(
        *key,
        quantity="exposure_s",
        answer=_answer(spread(_young(by_band)), spread(by_band["adult"]), standards),
        bands=_bands({band: spread(each) for band, each in by_band.items()}),
        slope=_slope(times, adult_age, standards),
        usual=usual,
        with_adult_setting=_as_adults(children, usual, standards),
        judged=judged(children, advised),
    )


def _by_product(
    key: Key, doses: Mapping[str, Sequence[Values]], settings: Sequence[SettingUsed], standards: Standards
) -> ChildSizing:
    by_band = {band: together(each).spread for band, each in doses.items()}
    usual = _usual(settings, standards)
    children = [used for used in settings if used.band in CHILD_BANDS]
    return ChildSizing(
        *key,
        quantity=PRODUCT,
        answer=_answer(together(_young(doses)).spread, by_band.get("adult"), standards),
        bands=_bands(by_band),
        slope=None,
        usual=usual,
        with_adult_setting=_as_adults(children, usual, standards),
        judged=None,
    )


_YOUNG: Final = ("primary", "transitional", "child")  # who should get clearly less; "child" is told without an age


def _young(by_band: Mapping[str, Iterable[T]]) -> list[T]:
    return [each for band in _YOUNG if band in by_band for each in by_band[band]]


def _usual_current(settings: Iterable[SettingUsed]) -> float | None:
    count: Counter[float] = Counter()
    for used in settings:
        if used.mA is not None and used.band not in CHILD_BANDS:
            count[used.mA] += used.n
    return max(count, key=lambda mA: (count[mA], mA), default=None)


def _relative(mA: float | None, usual: float | None) -> float:
    return 1.0 if mA is None or usual is None else mA / usual


def _bands(found: Mapping[str, Spread | None]) -> tuple[BandShare, ...]:
    adult = found.get("adult")
    return tuple(
        BandShare(band, each, 100 * each.median / adult.median if adult and band in CHILD_BANDS else None)
        for band in BANDS
        if (each := found.get(band)) is not None
    )


def _slope(times: Iterable[tuple[float, SettingUsed]], adult_age_years: float, standards: Standards) -> Slope | None:
    points = [
        (used.age_years + 0.5, exposure_s, used.n)
        for exposure_s, used in times
        if used.age_years is not None and used.age_years < adult_age_years
    ]
    return slope(points, standards.conventions.confidence_z)


def _usual(settings: Iterable[SettingUsed], standards: Standards) -> tuple[Usual, ...]:
    """By region: what most adults got there; times that differ by less than half a per cent are one setting."""
    count: Counter[tuple[str, float | None, float | None, int]] = Counter()
    seconds: dict[tuple[str, float | None, float | None, int], float] = defaultdict(float)
    for used in settings:
        if used.band not in CHILD_BANDS:
            key = (used.region, used.kV, used.mA, round(log(used.exposure_s) * standards.conventions.bins_per_e))
            count[key] += used.n
            seconds[key] += used.n * used.exposure_s
    best: dict[str, Usual] = {}
    for key, n in count.most_common():
        if n >= standards.conventions.usual_least:
            region, kV, mA, _ = key
            best.setdefault(region, Usual(kV, mA, seconds[key] / n, region, n))
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


def _answer(child: Spread | None, adult: Spread | None, standards: Standards) -> Falls:
    """Of those who should get clearly less: younger than the convention says, or told as children without an age."""
    least = standards.sample.least
    if child is None or adult is None or child.n < least or adult.n < least:
        return Falls.CANNOT_TELL
    if child.median >= adult.median * standards.conventions.same_setting_percent / 100:
        return Falls.DOES_NOT_FALL
    if child.median_high is None or adult.median_low is None or child.median_high >= adult.median_low:
        return Falls.CANNOT_TELL
    return Falls.FALLS
