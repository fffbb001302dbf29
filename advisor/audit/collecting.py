"""The plan asked of a table, and its answers understood: words once each, sizes from ages, what does not count."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from advisor.audit import plan
from advisor.audit.asked import ExposureTable
from advisor.audit.collected import Collected, Grade, OnUnit, PerMAs, SeenAs, SettingUsed, SizeGroup
from advisor.audit.plan import KERMA, PRODUCT
from advisor.audit.rows import UNTOLD_UNIT
from advisor.audit.standards import Conventions
from advisor.audit.values import Values, values_of
from advisor.case.exams import Stages
from advisor.intake.exposure import Status

if TYPE_CHECKING:
    import pyarrow as pa

    from advisor.audit.values import Floats, Rows

Told = tuple[SizeGroup | None, str | None]  # the group of a row, or why it is not counted


def collected(table: ExposureTable, stages: Stages, grown_years: float, conventions: Conventions) -> Collected:
    """Ask the plan's questions of a table (of DuckDB, of Spark: whatever holds it)."""
    listed = table.told if table.exact else ()
    rows_listed = table.rows_told and PRODUCT in listed
    answer = table.ask(plan.settings, grown_years, table.bins_per_e, table.keys, listed, rows_listed)
    words = _Words(table, stages)
    stood = list(_rows(answer, plan.KEYS))
    groups = [words.group(*key[:_AGE_AT], age=key[_AGE_AT + 1]) for key in stood]
    seen = tuple(_seen(*each, words) for each in zip(stood, groups, _times(answer), strict=True))
    doses = _Doses(answer, groups, seen) if table.exact else None
    grades, qualities = _grades(_rows(table.ask(plan.grades), _GRADE), words)
    days = [day for name in ("first", "last") for day in answer[name].to_pylist() if day is not None]
    return Collected(
        reasons=_reasons(groups, answer),
        first=min(days, default=None),
        last=max(days, default=None),
        implausible=_implausible(stood, answer, words),
        settings=tuple(each.used for each in seen if each.used is not None),
        products=doses.of(PRODUCT) if doses else _binned(PRODUCT, table, words, conventions),
        kermas=doses.of(KERMA) if doses else _binned(KERMA, table, words, conventions),
        per_mAs=doses.ratios() if doses else _binned_ratios(table, words, conventions),
        grades=grades,
        seen=seen,
        qualities=qualities,
    )


_AGE_AT: Final = len(plan.WHO_AND_WHAT)  # of the plan's keys, then what was implausible, then the age
_GRADE: Final = ("exam", "receptor", "status", "month", "quality", "reject_reason", "n")
_GROUPED: Final = (*plan.WHO_AND_WHAT, "age")


@dataclass(slots=True)
class _Words:
    """Each word, and each row of words, understood once."""

    table: ExposureTable
    stages: Stages
    known: dict[tuple[str, str], str | None] = field(default_factory=dict)
    groups: dict[tuple[Any, ...], Told] = field(default_factory=dict)

    def meant(self, name: str, word: str | None) -> str | None:
        if word is None:
            return None
        if (name, word) not in self.known:
            self.known[name, word] = self.table.meant(name, word)
        return self.known[name, word]

    def unit(self, word: str | None) -> str:
        return self.meant("unit", word) or UNTOLD_UNIT

    def group(self, *stood: str | None, age: int | None) -> Told:
        """Of unit, exam, receptor, size, region and status as they stand in the table."""
        key = (*stood, age)
        if key not in self.groups:
            self.groups[key] = self._group(*stood, age=age)
        return self.groups[key]

    def _group(
        self, unit: str | None = None, exam: str | None = None, receptor: str | None = None, size: str | None = None,
        region: str | None = None, status: str | None = None, *, age: int | None,
    ) -> Told:  # fmt: skip
        meant, left_out = self.meant("exam", exam), self.meant("status", status)
        band = self.meant("size", size) if age is None else self._band(age)
        if left_out is not None:
            return None, left_out
        if meant is None:
            return None, plan.NO_EXAM
        if band is None:
            return None, plan.NO_AGE
        where = (self.table.region_meant(meant, region) if region else None) or ""
        return SizeGroup(self.unit(unit), meant, self.meant("receptor", receptor) or "", band, where), None

    def _band(self, age: int) -> str:
        stage = f"{self.stages.dentition(age)}"
        return stage if stage in plan.BANDS else "adult"


def _rows(answer: pa.Table, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    told = set(answer.column_names)
    untold = [None] * answer.num_rows
    return zip(*(answer[name].to_pylist() if name in told else untold for name in names), strict=True)


def _times(answer: pa.Table) -> Iterator[tuple[float | None, int]]:
    """The time that stands for each distinct setting, and how often it was used."""
    for n, total, least, most in _rows(answer, ("n", "sum_s", "least_s", "most_s")):
        yield (None if total is None else least if least == most else total / n), n


def _seen(key: tuple[Any, ...], group: Told, time: tuple[float | None, int], words: _Words) -> SeenAs:
    whose, reason = group
    (exposure_s, n), (*_, age, kV, mA, _) = time, key
    if whose is None:
        exam = words.meant("exam", key[1])
        receptor = words.meant("receptor", key[2])
        return SeenAs(key, words.unit(key[0]), exam, receptor, None, None, reason, None)
    unit, exam, receptor, band, region = whose
    used = None
    if exposure_s is not None:
        used = SettingUsed(unit, exam, receptor, band, region, age, kV, mA, exposure_s, n)
    return SeenAs(key, unit, exam, receptor, region, band, None, used)


def _reasons(groups: Iterable[Told], answer: pa.Table) -> tuple[tuple[str, int], ...]:
    count: Counter[str] = Counter()
    for (group, reason), (n, usable) in zip(groups, _rows(answer, ("n", "usable")), strict=True):
        if group is None:
            count[reason or plan.NO_EXAM] += n
            continue
        count[plan.COUNTED] += usable
        if usable < n:
            count[plan.NO_SETTING] += n - usable
    return tuple(sorted(count.items()))


def _implausible(stood: Iterable[tuple[Any, ...]], answer: pa.Table, words: _Words) -> tuple[tuple[str, str, int], ...]:
    count: Counter[tuple[str, str]] = Counter()
    for key, n in zip(stood, answer["n"].to_pylist(), strict=True):
        if key[_AGE_AT] is not None:
            count[key[_AGE_AT], words.unit(key[0])] += n
    return tuple((*wrong, n) for wrong, n in sorted(count.items()))


def _grades(rows: Iterable[tuple[Any, ...]], words: _Words) -> tuple[tuple[Grade, ...], Mapping[str, str]]:
    found: list[Grade] = []
    qualities: dict[str, str] = {}
    for exam, receptor, status, at, quality, reason, n in rows:
        month = at.date() if isinstance(at, datetime) else at
        meant, grade = words.meant("exam", exam), words.meant("quality", quality)
        if grade is not None:
            qualities[quality] = grade
        if grade is not None and meant is not None and words.meant("status", status) != Status.PHANTOM:
            found.append(
                Grade(
                    meant,
                    words.meant("receptor", receptor) or "",
                    month,
                    grade,
                    words.meant("reject_reason", reason),
                    n,
                )
            )
    return tuple(found), qualities


@dataclass(frozen=True, slots=True)
class _Doses:
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
        for nth, (first, last) in enumerate(itertools.pairwise(ends)):
            if last > first:
                yield nth, values[first:last]


def _joined(parts: Sequence[Any]) -> Any:
    import numpy as np

    return parts[0] if len(parts) == 1 else np.concatenate(parts)


def _in_order(parts: Sequence[Floats], rows: Sequence[Rows]) -> PerMAs:
    import numpy as np

    values = _joined(parts)
    return PerMAs(values_of(values), _joined(rows)[np.argsort(values)] if rows else None)


def _binned(quantity: str, table: ExposureTable, words: _Words, conventions: Conventions) -> Mapping[SizeGroup, Values]:
    """From counts of values that are nearly the same; in small groups from each value."""
    if quantity not in table.told:
        return {}
    stages = words.stages
    borders = (stages.primary_until, stages.transitional_until, stages.adolescent_until)
    bins = table.ask(plan.value_bins, quantity, borders, conventions.bins_per_e)
    parts: dict[SizeGroup, list[tuple[float, int]]] = defaultdict(list)
    for *key, age, n, total in _rows(bins, (*_GROUPED, "n", "sum_value")):
        group, _ = words.group(*key, age=age)
        if group is not None:
            parts[group].append((total / n, n))
    found = {group: _counted(each) for group, each in parts.items()}
    if any(each.n < conventions.exact_below for each in found.values()):
        found |= _few(quantity, table, words, borders, conventions, found)
    return found


def _few(
    quantity: str, table: ExposureTable, words: _Words, borders: tuple[float, ...], conventions: Conventions,
    found: Mapping[SizeGroup, Values],
) -> Mapping[SizeGroup, Values]:  # fmt: skip
    answer = table.ask(plan.few_values, quantity, borders, conventions.exact_below)
    parts: dict[SizeGroup, list[float]] = defaultdict(list)
    for *key, age, values in _rows(answer, (*_GROUPED, "values")):
        group, _ = words.group(*key, age=age)
        if group is not None:
            parts[group] += values
    return {group: _counted([(value, 1) for value in each]) for group, each in parts.items()
            if len(each) == found[group].n}  # fmt: skip


def _binned_ratios(table: ExposureTable, words: _Words, conventions: Conventions) -> Mapping[OnUnit, PerMAs]:
    if PRODUCT not in table.told:
        return {}
    parts: dict[OnUnit, list[tuple[float, int]]] = defaultdict(list)
    answer = table.ask(plan.ratio_bins, conventions.bins_per_e)
    for unit, exam, status, kV, n, total in _rows(answer, ("unit", "exam", "status", "kV", "n", "sum_ratio")):
        meant = words.meant("exam", exam)
        if meant is not None and words.meant("status", status) is None:
            parts[OnUnit(words.unit(unit), meant, kV)].append((total / n, n))
    return {where: PerMAs(_counted(each)) for where, each in parts.items()}


def _counted(pairs: Sequence[tuple[float, int]]) -> Values:
    import numpy as np

    values, counts = zip(*pairs, strict=True)
    return values_of(np.array(values, dtype=np.float64), np.array(counts, dtype=np.int64))
