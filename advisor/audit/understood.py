"""The words of a table, each understood once: which group a row is of, or why it is not counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from advisor.audit import plan
from advisor.audit.collected import SeenAs, SettingUsed, SizeGroup
from advisor.audit.exposure_table import UNTOLD_UNIT, ExposureTable
from advisor.case.exams import Stages

if TYPE_CHECKING:
    import pyarrow as pa

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
class Stood:
    """What each group of rows was understood as, worked out only where it is asked for."""

    keys: Sequence[tuple[Any, ...]]
    groups: Sequence[Told]
    used: Sequence[SettingUsed | None]
    words: Words

    def __iter__(self) -> Iterator[SeenAs]:
        for key, (whose, reason), used in zip(self.keys, self.groups, self.used, strict=True):
            if whose is None:
                meant, held = self.words.meant("exam", key[1]), self.words.meant("receptor", key[2])
                yield SeenAs(key, self.words.unit(key[0]), meant, held, None, None, reason, None)
            else:
                unit, exam, receptor, band, region = whose
                yield SeenAs(key, unit, exam, receptor, region, band, None, used)


def rows_of(answer: pa.Table, names: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    told = set(answer.column_names)
    untold = [None] * answer.num_rows
    return zip(*(answer[name].to_pylist() if name in told else untold for name in names), strict=True)
