"""Medians with intervals that assume nothing, Wilson's interval of a share, a slope with its interval."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from math import exp, floor, fsum, sqrt
from typing import Any, Final

_EXACT_UNTIL: Final = 200
_TAIL: Final = 0.025
_HALF_WIDTH: Final = 0.98  # 1.96 / 2: of the square root of n
QUARTERS: Final = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True)
class Spread:
    """A group's n, quartiles, mean, and where the median lies with at least 95 % (None: too few for that)."""

    n: int
    lower_quartile: float
    median: float
    upper_quartile: float
    mean: float
    median_low: float | None
    median_high: float | None


@dataclass(frozen=True, slots=True)
class Share:
    """k of n, in per cent, with Wilson's 95 % interval."""

    k: int
    n: int
    percent: float
    low_percent: float
    high_percent: float


@dataclass(frozen=True, slots=True)
class Slope:
    """Change in per cent a year, with its 95 % interval, of the logarithm of time on age."""

    n: int
    percent_a_year: float
    low: float
    high: float


@lru_cache(maxsize=2048)
def rank_of_median(n: int) -> int | None:
    """k so that the median lies between the k-th and the (n+1-k)-th ordered value with at least 95 %; None below 6."""
    if n > _EXACT_UNTIL:
        return floor(n / 2 - _HALF_WIDTH * sqrt(n))
    chance, below, k = 0.5**n, 0.0, 0
    while below + chance <= _TAIL:
        below += chance
        chance *= (n - k) / (k + 1)
        k += 1
    return k or None


def spread(counts: Iterable[tuple[float, int]]) -> Spread | None:
    """Of values with how often each stands."""
    often: dict[float, int] = defaultdict(int)
    for value, count in counts:
        often[value] += count
    ordered = sorted(often)
    until = list(accumulate(often[value] for value in ordered))
    if not until or not until[-1]:
        return None
    mean = fsum(value * count for value, count in often.items()) / until[-1]
    return spread_at(until[-1], lambda rank: ordered[bisect_left(until, rank)], mean)


def spread_at(n: int, at: Callable[[int], float], mean: float) -> Spread:
    """Of `n` values in order, of which `at` gives the one of a rank from 1; quartiles by linear interpolation."""
    lower, median, upper = (_quantile(at, n, share) for share in QUARTERS)
    k = rank_of_median(n)
    return Spread(
        n=n,
        lower_quartile=lower,
        median=median,
        upper_quartile=upper,
        mean=mean,
        median_low=at(k) if k else None,
        median_high=at(n + 1 - k) if k else None,
    )


def _quantile(at: Callable[[int], float], n: int, share: float) -> float:
    place = share * (n - 1)
    below = at(floor(place) + 1)
    part = place - floor(place)
    return below if not part else below + part * (at(floor(place) + 2) - below)


def wilson(k: int, n: int, z: float) -> Share:
    """A share with the interval that also holds near 0 and 100 %."""
    share = k / n
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Share(k, n, 100 * share, 100 * max(0.0, middle - half), 100 * min(1.0, middle + half))


def slope(points: Any, z: float) -> Slope | None:
    """Of ln(time) on age: points are (age in years, time, how often). None below three patients or of one age only."""
    import numpy as np

    ages, times, counts = np.asarray(points, dtype=np.float64).reshape(-1, 3).T
    n = int(counts.sum())
    if n < len(QUARTERS):
        return None
    logs = np.log(times)
    x, y = (each - (each * counts).sum() / n for each in (ages, logs))
    xx = float((counts * x * x).sum())
    if xx <= 0:
        return None
    yearly = float((counts * x * y).sum()) / xx
    rest = float((counts * (y - yearly * x) ** 2).sum())
    half = _student(z, n - 2) * sqrt(max(0.0, rest) / (n - 2) / xx)
    low, high = (100 * (exp(yearly + sign * half) - 1) for sign in (-1, 1))
    return Slope(n, 100 * (exp(yearly) - 1), low, high)


def _student(z: float, freedom: int) -> float:
    """The quantile of Student's t that belongs to a normal one, by the first terms of its expansion."""
    return z + (z**3 + z) / (4 * freedom) + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
