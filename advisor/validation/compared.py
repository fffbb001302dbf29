"""A published value beside what the models give for it: held or not, and the share that is."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import log
from statistics import fmean

from advisor.case.model import Range
from advisor.case.vocabulary import Measure
from advisor.physics.exposure_time.timer import Timer


@dataclass(frozen=True, slots=True)
class Compared:
    """One published value. Times in [s], doses in [µSv], else ratios; what does not tell it is None."""

    measure: Measure
    document: str  # id of a unit or of a source
    rows: tuple[str, ...]  # those compared, the first one leading
    printed: Range
    model: Range | None  # None where the models have nothing to compare it with
    held: bool | None  # whether the model agrees; None where it cannot be compared
    exam: str | None = None
    region: str | None = None
    receptor: str | None = None
    population: str | None = None
    start: str | None = None
    end: str | None = None

    @property
    def ratio(self) -> float | None:
        """Model to printed; of two ranges, between their typical values."""
        return self.model.typical / self.printed.typical if self.model else None


def share(compared: Iterable[Compared]) -> float | None:
    """The share that the model holds of what can be compared; None where nothing can."""
    decided = [each.held for each in compared if each.held is not None]
    return fmean(decided) if decided else None


def within_one_step(exposure_s: float, printed: Range, timer: Timer) -> bool:
    """Whether a time is the printed one, or one step of the timer beside it; a range holds all its steps.

    Parameters
    ----------
    exposure_s : float
        A time [s]; as the timer can be set only to its steps, its nearest step counts.
    printed : Range
        The printed time, or the shortest and longest of a recommended range [s].
    timer : Timer
        Its nearest steps to the ends of `printed` bound what is meant.
    """
    step, low, high = (timer.steps_s.index(timer.nearest(each)) for each in (exposure_s, printed.low, printed.high))
    return low - 1 <= step <= high + 1


def within_one_ratio(*, model: float, printed: float, timer: Timer) -> bool:
    """Whether two ratios of times differ by no more than one step of the timer does."""
    return abs(log(model / printed)) <= log(step_ratio(timer))


def step_ratio(timer: Timer) -> float:
    """How much longer one step of a timer is than the one before, on average."""
    first, last = timer.steps_s[0], timer.steps_s[-1]
    return float((last / first) ** (1.0 / (len(timer.steps_s) - 1)))
