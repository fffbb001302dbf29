"""Products and kermas by group, products per mAs by unit: each value, or counts of nearly equal ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from advisor.audit import plan
from advisor.audit.asked import ExposureTable
from advisor.audit.collected import OnUnit, PerMAs, SeenAs, SizeGroup
from advisor.audit.plan import PRODUCT
from advisor.audit.standards import Conventions
from advisor.audit.understood import Told, Words, rows_of
from advisor.audit.values import Values, values_of

if TYPE_CHECKING:
    import pyarrow as pa

    from advisor.audit.values import Floats, Rows

_GROUPED: Final = (*plan.WHO_AND_WHAT, "age")


@dataclass(frozen=True, slots=True)
class Listed:
    """Products and kermas as the distinct settings list them."""

    answer: pa.Table
    groups: Sequence[Told]
    seen: Sequence[SeenAs]

    def of(self, quantity: str) -> Mapping[SizeGroup, Values]:
        parts: dict[SizeGroup, list[Floats]] = defaultdict(list)
        for nth, values in self._listed(quantity):
            group, _ = self.groups[nth]
            if group is not None:
                parts[group].append(values)
        return {group: values_of(_joined(each)) for group, each in parts.items()}

    def ratios(self) -> Mapping[OnUnit, PerMAs]:
        parts: dict[OnUnit, list[Floats]] = defaultdict(list)
        rows: dict[OnUnit, list[Rows]] = defaultdict(list)
        numbers = dict(self._listed("rows"))
        for nth, values in self._listed(PRODUCT):
            used = self.seen[nth].used
            if used is None or not used.mA:
                continue
            where = OnUnit(used.unit, used.exam, used.kV)
            parts[where].append(values / (used.mA * used.exposure_s))
            if nth in numbers:
                rows[where].append(numbers[nth])
        return {where: _in_order(each, rows.get(where, ())) for where, each in parts.items()}

    def _listed(self, name: str) -> Iterator[tuple[int, Any]]:
        """The values that each distinct setting lists, where it lists any."""
        if name not in self.answer.column_names:
            return
        lists = self.answer[name].combine_chunks()
        values, ends = lists.values.to_numpy(zero_copy_only=False), lists.offsets.to_pylist()
        for nth, (first, last) in enumerate(pairwise(ends)):
            if last > first:
                yield nth, values[first:last]


def _joined(parts: Sequence[Any]) -> Any:
    import numpy as np

    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _in_order(parts: Sequence[Floats], rows: Sequence[Rows]) -> PerMAs:
    import numpy as np

    values = _joined(parts)
    return PerMAs(values_of(values), _joined(rows)[np.argsort(values)] if rows else None)


def counted_values(
    quantity: str, table: ExposureTable, words: Words, conventions: Conventions
) -> Mapping[SizeGroup, Values]:
    """From counts of values that are nearly the same; in small groups from each value."""
    if quantity not in table.told:
        return {}
    stages = words.stages
    borders = (stages.primary_until, stages.transitional_until, stages.adolescent_until)
    bins = table.ask(plan.value_bins, quantity, borders, conventions.dose_bins_per_e)
    parts: dict[SizeGroup, list[tuple[float, int]]] = defaultdict(list)
    for *key, age, n, total in rows_of(bins, (*_GROUPED, "n", "sum_value")):
        group, _ = words.group(*key, age=age)
        if group is not None:
            parts[group].append((total / n, n))
    found = {group: _values(each) for group, each in parts.items()}
    if any(each.n < conventions.exact_below for each in found.values()):
        found |= _few(quantity, table, words, borders, conventions, found)
    return found


def _few(
    quantity: str, table: ExposureTable, words: Words, borders: tuple[float, ...], conventions: Conventions,
    found: Mapping[SizeGroup, Values],
) -> Mapping[SizeGroup, Values]:  # fmt: skip
    answer = table.ask(plan.few_values, quantity, borders, conventions.exact_below)
    parts: dict[SizeGroup, list[float]] = defaultdict(list)
    for *key, age, values in rows_of(answer, (*_GROUPED, "values")):
        group, _ = words.group(*key, age=age)
        if group is not None:
            parts[group] += values
    return {group: _values([(value, 1) for value in each]) for group, each in parts.items()
            if len(each) == found[group].n}  # fmt: skip


def counted_ratios(table: ExposureTable, words: Words, conventions: Conventions) -> Mapping[OnUnit, PerMAs]:
    if PRODUCT not in table.told:
        return {}
    parts: dict[OnUnit, list[tuple[float, int]]] = defaultdict(list)
    answer = table.ask(plan.ratio_bins, conventions.dose_bins_per_e)
    for unit, exam, status, kV, n, total in rows_of(answer, ("unit", "exam", "status", "kV", "n", "sum_ratio")):
        meant = words.meant("exam", exam)
        if meant is not None and words.meant("status", status) is None:
            parts[OnUnit(words.unit(unit), meant, kV)].append((total / n, n))
    return {where: PerMAs(_values(each)) for where, each in parts.items()}


def _values(pairs: Sequence[tuple[float, int]]) -> Values:
    import numpy as np

    values, counts = zip(*pairs, strict=True)
    return values_of(np.array(values, dtype=np.float64), np.array(counts, dtype=np.int64))
