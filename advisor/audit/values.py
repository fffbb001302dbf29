"""Many values in order, each standing once or as often as it was counted; their spread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, starmap
from typing import TYPE_CHECKING, Any, Final

from advisor.audit.statistics import QUARTERS, Spread, rank_of_median, spread_at

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Counts = Ints
    Rows = Ints


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """`ordered` rises; `until` counts how many values there are up to and with each (None: each stands once).

    `told`: their spread, where it was worked out with that of others.
    """

    ordered: Floats
    until: Counts | None
    mean: float
    told: Spread | None = None

    @property
    def n(self) -> int:
        return int(self.until[-1]) if self.until is not None and len(self.until) else len(self.ordered)

    def at(self, rank: int) -> float:
        """The value of a rank, counted from 1."""
        nth = rank - 1 if self.until is None else int(self.until.searchsorted(rank))
        return self.ordered.item(nth)

    @property
    def spread(self) -> Spread | None:
        if self.told is not None or not len(self.ordered):
            return self.told
        return spread_at(self.n, self.at, self.mean)

    def below(self, limit: float) -> Values:
        nth = int(self.ordered.searchsorted(limit, "left"))
        return values_of(self.ordered[:nth], self._counts(0, nth))

    def above(self, limit: float) -> Values:
        nth = int(self.ordered.searchsorted(limit, "right"))
        return values_of(self.ordered[nth:], self._counts(nth, len(self.ordered)))

    def _counts(self, first: int, last: int) -> Counts | None:
        import numpy as np

        return None if self.until is None else np.diff(self.until, prepend=0)[first:last]


def values_of(values: Floats, counts: Counts | None = None) -> Values:
    """Put in order; `counts` tells how often each stands."""
    import numpy as np

    if counts is None:
        ordered = np.sort(values)
        return Values(ordered, None, float(ordered.sum()) / len(ordered) if len(ordered) else 0.0)
    order = np.argsort(values, kind="stable")
    values, until = values[order], np.cumsum(counts[order])
    total = int(until[-1]) if len(until) else 0
    return Values(values, until, float((values * counts[order]).sum()) / total if total else 0.0)


def together(parts: Sequence[Values]) -> Values:
    """As one."""
    import numpy as np

    if len(parts) == 1:
        return parts[0]
    values: Any = np.concatenate([each.ordered for each in parts]) if parts else np.empty(0)
    if all(each.until is None for each in parts):
        return values_of(values)
    counts = [
        np.ones(len(each.ordered), dtype=np.int64) if each.until is None else np.diff(each.until, prepend=0)
        for each in parts
    ]
    return values_of(values, np.concatenate(counts))


def numbered(*columns: Any) -> tuple[Ints, Ints]:
    """Equal rows share a number: where each number first stands, and the number of each row."""
    import numpy as np

    code = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        here = column
        if column.dtype.kind == "f":
            here = np.unique(column, return_inverse=True)[1]
        code = code * (int(here.max(initial=0)) + 1) + here
        if len(code) and code.max() > _LARGEST_CODE:
            code = np.unique(code, return_inverse=True)[1]
    _, first, number = np.unique(code, return_index=True, return_inverse=True)
    return first, number


_LARGEST_CODE: Final = 1 << 31


def places_of(number: Ints, count: int) -> list[Ints]:
    """Where each of so many numbers stands."""
    import numpy as np

    order = np.argsort(number, kind="stable")
    return np.split(order, number[order].searchsorted(np.arange(1, count)))[:count]


def spreads(of: Ints, values: Floats, counts: Counts, groups: int) -> list[Spread | None]:
    """Of values with how often each stands, the spread of each of so many groups; `of`: which group each is of."""
    import numpy as np

    order = np.lexsort((values, of))
    of, values, counts = of[order], values[order], counts[order]
    n = np.bincount(of, counts, groups).astype(np.int64)
    until, before = np.cumsum(counts), np.cumsum(n) - n
    told = np.flatnonzero(n)
    n, before = n[told], before[told]
    means = np.bincount(of, values * counts, groups)[told] / n
    made = _spreads(n, lambda rank: values[until.searchsorted(before + rank)], means)
    found: list[Spread | None] = [None] * groups
    for group, each in zip(told.tolist(), made, strict=True):
        found[group] = each
    return found


def parts_in_order(joined: Floats, borders: Ints) -> list[Values]:
    """Each part between two borders put in order, where it stands; none is empty."""
    import numpy as np

    ends = list(pairwise(borders.tolist()))
    for first, last in ends:
        joined[first:last].sort()
    starts, n = borders[:-1], np.diff(borders)
    means = np.add.reduceat(joined, starts) / n
    told = _spreads(n, lambda rank: joined[starts + rank - 1], means)
    return [Values(joined[first:last], None, each.mean, each) for (first, last), each in zip(ends, told, strict=True)]


def _spreads(n: Ints, at: Callable[[Ints], Floats], means: Floats) -> Iterator[Spread]:
    """Of groups of so many values, of which `at` gives those of a rank each."""
    import numpy as np

    k = np.array([rank_of_median(each) or 0 for each in n.tolist()], dtype=np.int64)
    too_few: Any = None
    ends = [np.where(k > 0, at(rank), too_few) for rank in (np.maximum(k, 1), np.minimum(n + 1 - k, n))]
    columns = (n, *(_quantiles(at, n, share) for share in QUARTERS), means, *ends)
    return starmap(Spread, zip(*(column.tolist() for column in columns), strict=True))


def _quantiles(at: Callable[[Ints], Floats], n: Ints, share: float) -> Floats:
    """By linear interpolation, as `statistics` does it for one."""
    import numpy as np

    place = share * (n - 1)
    below = np.floor(place).astype(np.int64)
    least, next_one = at(below + 1), at(np.minimum(below + 2, n))
    found: Floats = least + (place - below) * (next_one - least)
    return found
