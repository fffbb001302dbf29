"""Does the exposure fall with the size of the patient? Per unit, exam and receptor."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product
from math import log
from typing import TYPE_CHECKING, Any, Final, TypeVar

from advisor.audit.collected import Collected, Settings, SettingUsed
from advisor.audit.groups import CHILD_BANDS
from advisor.audit.judged import Judged, JudgedEach
from advisor.audit.plan import BANDS, PRODUCT
from advisor.audit.standards import Standards
from advisor.audit.statistics import Share, Slope, Spread, slope, wilson
from advisor.audit.values import Values, places_of, spreads, together
from advisor.knowledge import Knowledge

if TYPE_CHECKING:
    from advisor.audit.values import Floats, Ints

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
    found: Collected, judged: JudgedEach, knowledge: Knowledge, standards: Standards
) -> tuple[ChildSizing, ...]:
    """Every unit, exam and receptor that imaged at least one child."""
    products: dict[Key, dict[str, list[Values]]] = defaultdict(lambda: defaultdict(list))
    for group, values in found.products.items():
        products[group[:3]][group.band].append(values)
    by_time = _ByTime(found.settings, judged, knowledge.technique.usual.adult_age_years, standards)
    made = []
    for key in sorted({*by_time.keys, *products}):
        if knowledge.by_exam[key[1]].intraoral:
            made.append(by_time.told(key))
        elif key in products:
            made.append(_by_product(key, products[key], by_time, standards))
    return tuple(each for each in made if each.children)


class _ByTime:
    """Settings by unit, exam and receptor: times at the adults' usual current, and what adults usually get."""

    def __init__(self, used: Settings, judged: JudgedEach, adult_age: float, standards: Standards) -> None:
        self.keys: dict[Key, int] = {}
        self._used, self._judged, self._adult_age, self._standards = used, judged, adult_age, standards
        self._key = used.of({group: self.keys.setdefault(group[:3], len(self.keys)) for group in used.whose})
        self._child = used.of({group: group.band in CHILD_BANDS for group in used.whose}) > 0
        self._rows = dict(zip(self.keys, places_of(self._key, len(self.keys)), strict=True))
        adults: dict[Key, list[SettingUsed]] = defaultdict(list)
        for each in used.only(~self._child):
            adults[each[:3]].append(each)
        self.usual = {key: _usual(adults[key], standards) for key in self.keys}
        self._times = self._relative({key: _usual_current(adults[key]) for key in self.keys})
        self._shares = self._as_adults()
        self._bands = self._spreads({band: nth for nth, band in enumerate(BANDS)})
        self._young = self._spreads(dict.fromkeys(_YOUNG, 0))

    def _relative(self, currents: Mapping[Key, float | None]) -> Floats:
        """The times, at the adults' usual current."""
        import numpy as np

        usual = np.array([np.nan if each is None else each for each in currents.values()])[self._key]
        share = self._used.mA / usual
        return self._used.exposure_s * np.where(np.isnan(share), 1.0, share)

    def _spreads(self, places: Mapping[str, int]) -> Mapping[tuple[Key, int], Spread | None]:
        """Of the times of each key and place of its size group."""
        width = max(places.values()) + 1
        place = self._used.of({group: places.get(group.band, -1) for group in self._used.whose})
        told = place >= 0
        of = (self._key * width + place)[told]
        made = spreads(of, self._times[told], self._used.n[told], len(self.keys) * width)
        return dict(zip(product(self.keys, range(width)), made, strict=True))

    def _as_adults(self) -> Mapping[Key, Share | None]:
        """How many children, of those imaged where a usual adult setting is known, got that setting."""
        import numpy as np

        used, none = self._used, (np.nan, np.nan, np.nan)
        usual = {(*key, each.region): each for key, found in self.usual.items() for each in found}
        there = [usual.get((*group[:3], group.region)) for group in used.whose]
        rows = [none if each is None else (each.kV or 0.0, each.mA or 0.0, each.exposure_s) for each in there]
        kV, mA, exposure_s = np.array(rows).reshape(-1, 3)[used.group].T
        near = np.abs(used.exposure_s - exposure_s) <= exposure_s / self._standards.conventions.bins_per_e
        same = near & (np.nan_to_num(used.kV) == kV) & (np.nan_to_num(used.mA) == mA)
        counts = (self._counted(self._child & which & ~np.isnan(exposure_s)) for which in (same, True))
        z = self._standards.conventions.confidence_z
        return {key: wilson(k, n, z) if n else None for key, k, n in zip(self.keys, *counts, strict=True)}

    def _counted(self, which: Any) -> list[int]:
        """How many exposures of each key."""
        import numpy as np

        counts = np.bincount(self._key[which], self._used.n[which], len(self.keys))
        return [int(each) for each in counts]

    def share(self, key: Key) -> Share | None:
        return self._shares.get(key)

    def told(self, key: Key) -> ChildSizing:
        here = self._rows.get(key, self._key[:0])
        bands = {band: self._bands.get((key, nth)) for nth, band in enumerate(BANDS)}
        return ChildSizing(
            *key,
            quantity="exposure_s",
            answer=_answer(self._young.get((key, 0)), bands["adult"], self._standards),
            bands=_bands(bands),
            slope=self._slope(here),
            usual=self.usual.get(key, ()),
            with_adult_setting=self.share(key),
            judged=self._judged.of(here[self._child[here]]),
        )

    def _slope(self, here: Ints) -> Slope | None:
        import numpy as np

        growing = here[self._used.age_years[here] < self._adult_age]
        columns = (self._used.age_years[growing] + 0.5, self._times[growing], self._used.n[growing])
        return slope(np.column_stack(columns), self._standards.conventions.confidence_z)


def _by_product(key: Key, doses: Mapping[str, Sequence[Values]], by_time: _ByTime, standards: Standards) -> ChildSizing:
    by_band = {band: together(each).spread for band, each in doses.items()}
    return ChildSizing(
        *key,
        quantity=PRODUCT,
        answer=_answer(together(_young(doses)).spread, by_band.get("adult"), standards),
        bands=_bands(by_band),
        slope=None,
        usual=by_time.usual.get(key, ()),
        with_adult_setting=by_time.share(key),
        judged=None,
    )


_YOUNG: Final = ("primary", "transitional", "child")  # who should get clearly less; "child" is told without an age


def _young(by_band: Mapping[str, Iterable[T]]) -> list[T]:
    return [each for band in _YOUNG if band in by_band for each in by_band[band]]


def _usual_current(settings: Iterable[SettingUsed]) -> float | None:
    count: Counter[float] = Counter()
    for used in settings:
        if used.mA is not None:
            count[used.mA] += used.n
    return max(count, key=lambda mA: (count[mA], mA), default=None)


def _bands(found: Mapping[str, Spread | None]) -> tuple[BandShare, ...]:
    adult = found.get("adult")
    return tuple(
        BandShare(band, each, 100 * each.median / adult.median if adult and band in CHILD_BANDS else None)
        for band in BANDS
        if (each := found.get(band)) is not None
    )


def _usual(settings: Iterable[SettingUsed], standards: Standards) -> tuple[Usual, ...]:
    """By region: what most adults got there; times that differ by less than half a per cent are one setting."""
    count: Counter[tuple[str, float | None, float | None, int]] = Counter()
    seconds: dict[tuple[str, float | None, float | None, int], float] = defaultdict(float)
    for used in settings:
        key = (used.region, used.kV, used.mA, round(log(used.exposure_s) * standards.conventions.bins_per_e))
        count[key] += used.n
        seconds[key] += used.n * used.exposure_s
    best: dict[str, Usual] = {}
    for key, n in sorted(count.items(), key=lambda each: (-each[1], str(each[0]))):
        if n >= standards.conventions.usual_least:
            region, kV, mA, _ = key
            best.setdefault(region, Usual(kV, mA, seconds[key] / n, region, n))
    return tuple(best.values())


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
