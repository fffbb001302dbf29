"""Many values in order, each standing once or as often as it was counted; their spread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from advisor.audit.statistics import Spread, spread_at

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Counts = NDArray[np.int64]
    Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """`ordered` rises; `until` counts how many values there are up to and with each (None: each stands once)."""

    ordered: Floats
    until: Counts | None
    mean: float

    @property
    def n(self) -> int:
        return int(self.until[-1]) if self.until is not None and len(self.until) else len(self.ordered)

    def at(self, rank: int) -> float:
        """The value of a rank, counted from 1."""
        nth = rank - 1 if self.until is None else int(self.until.searchsorted(rank))
        return float(self.ordered[nth])

    @property
    def spread(self) -> Spread | None:
        return spread_at(self.n, self.at, self.mean) if len(self.ordered) else None

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
        return Values(ordered, None, float(ordered.mean()) if len(ordered) else 0.0)
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
