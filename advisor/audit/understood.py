"""The words of a table, each understood once: which group a row is of, or why it is not counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from advisor.audit import plan
from advisor.audit.collected import SeenAs, SettingUsed, SizeGroup
from advisor.audit.exposure_table import UNTOLD_UNIT, ExposureTable
from advisor.audit.values import numbered
from advisor.case.exams import Stages

if TYPE_CHECKING:
    import pyarrow as pa

    from advisor.audit.values import Ints

Told = tuple[SizeGroup | None, str | None]  # the group of a row, or why it is not counted


@dataclass(slots=True)
class Words:
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

    def group(self, stood: tuple[str | None, ...], age: int | None) -> Told:
        """Of unit, exam, receptor, size, region and status as they stand in the table."""
        key = (stood, age)
        found = self.groups.get(key)
        if found is None:
            found = self.groups[key] = self._group(*stood, age=age)
        return found

    def _group(
        self, unit: str | None, exam: str | None, receptor: str | None, size: str | None, region: str | None,
        status: str | None, *, age: int | None,
    ) -> Told:  # fmt: skip
        meant, left_out = self.meant("exam", exam), self.meant("status", status)
        band = self.meant("size", size) if age is None else self._band(age)
        if left_out is not None:
            return None, left_out
        if meant is None:
            return None, plan.NO_EXAM
        if band is None:
            return None, plan.NO_AGE
        return SizeGroup(self.unit(unit), meant, self.meant("receptor", receptor) or "", band, region or ""), None

    def _band(self, age: int) -> str:
        stage = f"{self.stages.dentition(age)}"
        return stage if stage in plan.BANDS else "adult"


@dataclass(frozen=True, slots=True)
class Understood:
    """The rows of an answer: of each its place in `told`, and, where it is counted, in `whose` (else -1)."""

    told: Sequence[Told]
    at: Ints
    whose: Sequence[SizeGroup]
    group: Ints


def understood(answer: pa.Table, words: Words) -> Understood:
    """By the words and the age, each kind of row once."""
    import numpy as np

    kinds, of_kind = alike(answer, (*plan.WHO_AND_WHAT[1:], "age"))
    units, of_unit = alike(answer, plan.WHO_AND_WHAT[:1])
    meant = [words.group((None, *row[:-1]), row[-1]) for row in kinds]
    names = [words.unit(unit) for (unit,) in units]
    first, at = numbered(of_kind, of_unit)
    pairs = zip(of_kind[first].tolist(), of_unit[first].tolist(), strict=True)
    told = [_on(names[unit], *meant[kind]) for kind, unit in pairs]
    whose: dict[SizeGroup, int] = {}
    places = [-1 if group is None else whose.setdefault(group, len(whose)) for group, _ in told]
    return Understood(told, at, tuple(whose), np.array(places, dtype=np.int64)[at])


def _on(unit: str, group: SizeGroup | None, reason: str | None) -> Told:
    return (SizeGroup(unit, *group[1:]) if group else None), reason


def alike(answer: pa.Table, names: Sequence[str]) -> tuple[list[tuple[Any, ...]], Ints]:
    """The distinct rows of these columns, and which of them each row is."""
    import numpy as np

    columns = {name: answer[name].combine_chunks() for name in names if name in answer.column_names}
    codes = (each.dictionary_encode("encode").indices.to_numpy().astype("int64") for each in columns.values())
    first, at = numbered(np.zeros(answer.num_rows, dtype=np.int64), *codes)
    told = (columns[name].take(first).to_pylist() if name in columns else [None] * len(first) for name in names)
    return list(zip(*told, strict=True)), at


@dataclass(frozen=True, slots=True)
class Stood:
    """What each group of rows was understood as, worked out only where it is asked for."""

    answer: pa.Table
    rows: Understood
    used: Sequence[bool]  # whether a row is one of the settings, which stand in the same order
    settings: Iterable[SettingUsed]
    words: Words

    def __iter__(self) -> Iterator[SeenAs]:
        settings = iter(self.settings)
        for key, at, is_used in zip(rows_of(self.answer, plan.KEYS), self.rows.at.tolist(), self.used, strict=True):
            whose, reason = self.rows.told[at]
            if whose is None:
                meant, held = self.words.meant("exam", key[1]), self.words.meant("receptor", key[2])
                yield SeenAs(key, self.words.unit(key[0]), meant, held, None, None, reason, None)
            else:
                unit, exam, receptor, band, region = whose
                yield SeenAs(key, unit, exam, receptor, region, band, None, next(settings) if is_used else None)


def rows_of(answer: pa.Table, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    told = set(answer.column_names)
    untold = [None] * answer.num_rows
    return zip(*(answer[name].to_pylist() if name in told else untold for name in names), strict=True)


def column_of(answer: pa.Table, name: str) -> Any:
    """As numbers; NaN where nothing is told."""
    import numpy as np

    return answer[name].to_numpy() if name in answer.column_names else np.full(answer.num_rows, np.nan)
