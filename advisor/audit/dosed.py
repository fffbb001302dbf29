"""Products and kermas by group, products per mAs by unit: each value, or counts of nearly equal ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from advisor.audit import plan
from advisor.audit.collected import OnUnit, PerMAs, SettingUsed, SizeGroup
from advisor.audit.exposure_table import ExposureTable
from advisor.audit.plan import PRODUCT
from advisor.audit.standards import Conventions
from advisor.audit.understood import Told, Words, rows_of
from advisor.audit.values import Values, values_of

if TYPE_CHECKING:
    import pyarrow as pa

    from advisor.audit.exposure_table import Question
    from advisor.audit.values import Floats, Rows

_GROUPED: Final = (*plan.WHO_AND_WHAT, "age")


@dataclass(frozen=True, slots=True)
class Listed:
    """Products and kermas as the distinct settings list them."""

    answer: pa.Table
    groups: Sequence[Told]
    used: Sequence[SettingUsed | None]

    def of(self, quantity: str) -> Mapping[SizeGroup, Values]:
        parts: dict[SizeGroup, list[Floats]] = defaultdict(list)
        values, ends = self._listed(quantity)
        for (group, _), (first, last) in zip(self.groups, pairwise(ends), strict=False):
            if group is not None and last > first:
                parts[group].append(values[first:last])
        return {group: values_of(_joined(each)) for group, each in parts.items()}

    def ratios(self) -> Mapping[OnUnit, PerMAs]:
        import numpy as np

        values, ends = self._listed(PRODUCT)
        if not len(values):
            return {}
        mAs = np.array([(each.mA or 0.0) * each.exposure_s if each else 0.0 for each in self.used])
        with np.errstate(divide="ignore"):
            values = values / np.repeat(mAs, np.diff(ends))
        numbers, _ = self._listed("rows")
        parts: dict[OnUnit, list[Floats]] = defaultdict(list)
        rows: dict[OnUnit, list[Rows]] = defaultdict(list)
        for used, (first, last) in zip(self.used, pairwise(ends), strict=True):
            if used is None or not used.mA or last == first:
                continue
            where = OnUnit(used.unit, used.exam, used.kV)
            parts[where].append(values[first:last])
            if len(numbers):
                rows[where].append(numbers[first:last])
        return {where: _in_order(each, rows.get(where, ())) for where, each in parts.items()}

    def _listed(self, name: str) -> tuple[Any, Sequence[int]]:
        """The values that the distinct settings list, one after the other, and where each list begins and ends."""
        if name not in self.answer.column_names:
            return (), ()
        lists = self.answer[name].combine_chunks()
        ends = lists.offsets.to_numpy()
        values = lists.values.to_numpy(zero_copy_only=False)[ends[0] : ends[-1]]
        return values, (ends - ends[0]).tolist()


def _joined(parts: Sequence[Any]) -> Any:
    import numpy as np

    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _in_order(parts: Sequence[Floats], rows: Sequence[Rows]) -> PerMAs:
    import numpy as np

    values = _joined(parts)
    return PerMAs(values_of(values), _joined(rows)[np.argsort(values)] if rows else None)


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
