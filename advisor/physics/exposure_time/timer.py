"""What a timer can be set to: its steps, made once, and the one that is meant by a time."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import ceil, floor, log10, sqrt
from typing import Final

from advisor.case.vocabulary import TimerKind

_REMEMBERED: Final = 256
_HAIR: Final = 1e-9  # of rounding, when the ends of a timer are counted in impulses


@dataclass(frozen=True, slots=True)
class Timer:
    steps_s: tuple[float, ...]  # rising
    borders_s: tuple[float, ...]  # between one step and the next
    impulses_per_s: float | None = None  # where it counts impulses and shows no seconds

    def nearest(self, exposure_s: float) -> float:
        """The step nearest to a time; the ends of the timer hold beyond it."""
        return self.steps_s[bisect_right(self.borders_s, exposure_s)]

    def longest_within(self, limit_s: float) -> float | None:
        """The longest step that is not above a limit; None below the first step."""
        below = bisect_right(self.steps_s, limit_s)
        return self.steps_s[below - 1] if below else None

    def impulses(self, exposure_s: float) -> int | None:
        """The number that the timer shows for one of its steps; None where it shows seconds."""
        return round(exposure_s * self.impulses_per_s) if self.impulses_per_s else None


@lru_cache(maxsize=_REMEMBERED)
def with_steps(steps_s: tuple[float, ...]) -> Timer:
    """A timer with steps of its own [s], rising; nearest is meant as a ratio."""
    return Timer(steps_s, tuple(sqrt(step * following) for step, following in pairwise(steps_s)))


def timers(
    steps_s: Iterable[float], *, impulses_per_s: Mapping[TimerKind, float], figures: int
) -> dict[TimerKind, Timer]:
    """The kinds of timer, each from the first to the last step of the series.

    Parameters
    ----------
    steps_s : iterable of float
        The R'10 series [s], rising; its ends hold for the other kinds as well.
    impulses_per_s : Mapping
        Half-waves of the mains in a second, by kind; such a timer counts whole ones.
    figures : int
        Significant figures to which a continuous timer is set.

    Notes
    -----
    Of two steps the one nearer as a ratio is meant (border: geometric mean); a continuous timer is rounded as numbers
    are (border: arithmetic mean).
    """
    series = tuple(steps_s)
    ends = (series[0], series[-1])
    made = {
        kind: replace(with_steps(_impulses(per_s, *ends)), impulses_per_s=per_s)
        for kind, per_s in impulses_per_s.items()
    }
    return {TimerKind.R10: with_steps(series), TimerKind.CONTINUOUS: _continuous(figures, *ends), **made}


def _impulses(per_s: float, first_s: float, last_s: float) -> tuple[float, ...]:
    least, most = ceil(first_s * per_s - _HAIR), floor(last_s * per_s + _HAIR)
    return tuple(count / per_s for count in range(least, most + 1))


def _continuous(figures: int, first_s: float, last_s: float) -> Timer:
    """Every time of so many figures, written as the decimal that it is."""
    steps: list[float] = []
    for decade in range(floor(log10(first_s) + _HAIR), ceil(log10(last_s))):
        places = figures - 1 - decade
        steps += [float(f"{count}e{-places}") for count in range(10 ** (figures - 1), 10**figures)]
    within = tuple(step for step in steps if first_s <= step <= last_s)
    return Timer(within, tuple((step + following) / 2 for step, following in pairwise(within)))
