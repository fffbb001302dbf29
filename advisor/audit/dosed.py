"""Products and kermas by group, products per mAs by unit: each value, or counts of nearly equal ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from advisor.audit import plan
from advisor.audit.collected import OnUnit, PerMAs, Settings, SizeGroup
from advisor.audit.exposure_table import ExposureTable
from advisor.audit.plan import PRODUCT
from advisor.audit.standards import Conventions
from advisor.audit.understood import Understood, Words, rows_of
from advisor.audit.values import Values, numbered, parts_in_order, values_of

if TYPE_CHECKING:
    import pyarrow as pa

    from advisor.audit.exposure_table import Question
    from advisor.audit.values import Floats, Ints

_GROUPED: Final = (*plan.WHO_AND_WHAT, "age")


@dataclass(frozen=True, slots=True)
class Listed:
    """Products and kermas as the distinct settings list them."""

    answer: pa.Table
    rows: Understood
    used: Any  # which rows are `settings`
    settings: Settings

    def of(self, quantity: str) -> Mapping[SizeGroup, Values]:
        joined = _joined(*self._listed(quantity), self.rows.group)
        return {self.rows.whose[group]: values for group, values in joined.in_order().items()}

    def ratios(self) -> Mapping[OnUnit, PerMAs]:
        import numpy as np

        values, ends = self._listed(PRODUCT)
        mAs = np.full(len(self.used), np.nan)
        mAs[self.used] = self.settings.mA * self.settings.exposure_s
        with np.errstate(divide="ignore"):
            values = values / np.repeat(mAs, np.diff(ends))
        whose, where = self._on_units(mAs)
        joined, numbers = _joined(values, ends, where), _joined(*self._listed("rows"), where)
        ratios = dict(joined.parts())
        rows = {unit: each[np.argsort(ratios[unit])] for unit, each in numbers.parts()}
        return {whose[unit]: PerMAs(each, rows.get(unit)) for unit, each in joined.in_order().items()}

    def _on_units(self, mAs: Floats) -> tuple[Sequence[OnUnit], Ints]:
        """Every unit, exam and kV with a mAs, and which of them each row is of (-1: none)."""
        import numpy as np

        names, whose = dict[tuple[str, str], int](), self.rows.whose
        exams = self.settings.of({each: names.setdefault(each[:2], len(names)) for each in whose})
        first, at = numbered(exams, self.settings.kV)
        where = np.full(len(mAs), -1)
        where[self.used] = at
        where[~(mAs > 0)] = -1
        return [OnUnit(each.unit, each.exam, each.kV) for each in self.settings.only(first)], where

    def _listed(self, name: str) -> tuple[Any, Any]:
        """The values that the distinct settings list, one after the other, and where each list begins and ends."""
        import numpy as np

        if name not in self.answer.column_names:
            return np.empty(0), np.zeros(self.answer.num_rows + 1, dtype=np.int64)
        lists = self.answer[name].combine_chunks()
        ends = lists.offsets.to_numpy()
        return lists.values.to_numpy(zero_copy_only=False)[ends[0] : ends[-1]], ends - ends[0]


@dataclass(frozen=True, slots=True, eq=False)
class _Joined:
    """The values of each group, one after the other."""

    values: Any
    groups: Sequence[int]
    borders: Ints

    def parts(self) -> Iterator[tuple[int, Any]]:
        ends = pairwise(self.borders.tolist())
        return ((group, self.values[first:last]) for group, (first, last) in zip(self.groups, ends, strict=True))

    def in_order(self) -> dict[int, Values]:
        return dict(zip(self.groups, parts_in_order(self.values, self.borders), strict=True)) if self.groups else {}


def _joined(values: Any, ends: Any, of: Ints) -> _Joined:
    """`of`: which group each list is of, less than 0 for none."""
    import numpy as np

    order = np.argsort(of, kind="stable")
    order = order[(of[order] >= 0) & (ends[order + 1] > ends[order])]
    until = np.append(0, np.cumsum(ends[order + 1] - ends[order]))
    if not len(order):
        return _Joined(values[:0], (), until)
    bounds = zip(ends[order].tolist(), ends[order + 1].tolist(), strict=True)
    joined = np.concatenate([values[first:last] for first, last in bounds])
    begins = np.append(0, np.flatnonzero(np.diff(of[order])) + 1)
    return _Joined(joined, of[order][begins].tolist(), until[np.append(begins, len(order))])


@dataclass(frozen=True, slots=True)
class Counted:
    """From counts of values that are nearly the same; in small groups from each value."""

    table: ExposureTable
    words: Words
    conventions: Conventions

    def of(self, quantity: str) -> Mapping[SizeGroup, Values]:
        if quantity not in self.table.told:
            return {}
        parts: dict[SizeGroup, list[tuple[float, int]]] = defaultdict(list)
        for group, n, total in self._rows(
            plan.value_bins, quantity, self.conventions.dose_bins_per_e, "n", "sum_value"
        ):
            parts[group].append((total / n, n))
        found = {group: _values(each) for group, each in parts.items()}
        if any(each.n < self.conventions.exact_below for each in found.values()):
            found |= self._few(quantity, found)
        return found

    def _few(self, quantity: str, found: Mapping[SizeGroup, Values]) -> Mapping[SizeGroup, Values]:
        parts: dict[SizeGroup, list[float]] = defaultdict(list)
        for group, values in self._rows(plan.few_values, quantity, self.conventions.exact_below, "values"):
            parts[group] += values
        return {group: _values([(value, 1) for value in each]) for group, each in parts.items()
                if len(each) == found[group].n}  # fmt: skip

    def _rows(self, question: Question, quantity: str, limit: float, *columns: str) -> Iterator[tuple[Any, ...]]:
        """The group of each row of an answer that is of one, and what the columns hold."""
        stages = self.words.stages
        borders = (stages.primary_until, stages.transitional_until, stages.adolescent_until)
        answer = self.table.ask(question, quantity, borders, limit)
        keys = len(_GROUPED) - 1
        for row in rows_of(answer, (*_GROUPED, *columns)):
            group, _ = self.words.group(row[:keys], row[keys])
            if group is not None:
                yield group, *row[keys + 1 :]

    def ratios(self) -> Mapping[OnUnit, PerMAs]:
        table, words = self.table, self.words
        if PRODUCT not in table.told:
            return {}
        parts: dict[OnUnit, list[tuple[float, int]]] = defaultdict(list)
        answer = table.ask(plan.ratio_bins, self.conventions.dose_bins_per_e)
        for unit, exam, status, kV, n, total in rows_of(answer, ("unit", "exam", "status", "kV", "n", "sum_ratio")):
            meant = words.meant("exam", exam)
            if meant is not None and words.meant("status", status) is None:
                parts[OnUnit(words.unit(unit), meant, kV)].append((total / n, n))
        return {where: PerMAs(_values(each)) for where, each in parts.items()}


def _values(pairs: Sequence[tuple[float, int]]) -> Values:
    import numpy as np

    values, counts = zip(*pairs, strict=True)
    return values_of(np.array(values, dtype=np.float64), np.array(counts, dtype=np.int64))
