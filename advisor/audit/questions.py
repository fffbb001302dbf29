"""What is unusual, as questions to the practice: never a verdict on a person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from advisor.audit.collected import Collected, OffLine, SettingUsed
from advisor.audit.standards import Standards
from advisor.audit.statistics import spread
from advisor.case.model import Setup
from advisor.knowledge import Knowledge
from advisor.physics import beam

_POWERS_OF_TEN: Final = (0.001, 0.01, 0.1, 10.0, 100.0, 1000.0)
_NEAR: Final = 2.0  # a ratio this close to a power of ten looks like another unit
_MOST: Final = 20


class Unusual(StrEnum):
    IMPLAUSIBLE = "implausible"  # values that no such unit gives
    RARE = "rare"  # a setting seldom used on that unit, and far from its middle
    OFF_LINE = "off_line"  # products that do not go with their mAs, on a unit where others do
    OTHER_UNIT = "other_unit"  # a unit's products do not go with its settings at all


@dataclass(frozen=True, slots=True)
class Question:
    """`n` exposures of a unit; `ratio`: of their value to the usual one; `power`: of ten that it is near."""

    kind: Unusual
    unit: str
    n: int
    exam: str | None = None
    field: str | None = None
    value: float | None = None
    usual: float | None = None
    ratio: float | None = None
    power: float | None = None
    row: int | None = None
    setting: tuple[float | None, float | None] | None = None  # kV, mA


def questions(found: Collected, knowledge: Knowledge, standards: Standards) -> tuple[Question, ...]:
    """The most telling first, at most twenty of a kind."""
    kinds = (
        _implausible(found),
        _other_unit(found.off_line, knowledge, standards),
        _off_line(found.off_line, standards),
        _rare(found.settings, standards),
    )
    return tuple(each for kind in kinds for each in sorted(kind, key=lambda q: -q.n)[:_MOST])


def _implausible(found: Collected) -> list[Question]:
    count: dict[tuple[str, str], int] = defaultdict(int)
    for fields, unit, n in found.implausible:
        for field in fields.split():
            count[field, unit] += n
    return [Question(Unusual.IMPLAUSIBLE, unit, n, field=field) for (field, unit), n in count.items()]


def _by_exam(lines: Sequence[OffLine]) -> dict[tuple[str, str, float | None], list[OffLine]]:
    found: dict[tuple[str, str, float | None], list[OffLine]] = defaultdict(list)
    for line in lines:
        found[line.unit, line.exam, line.kV].append(line)
    return found


def _other_unit(lines: Sequence[OffLine], knowledge: Knowledge, standards: Standards) -> list[Question]:
    """A unit's usual product per mAs against what the beam model gives for any field."""
    asked = []
    for (unit, exam, kV), here in _by_exam(lines).items():
        usual = spread([(line.per_mAs, line.n) for line in here])
        expected = beam.dose_area_product(Setup(kV=kV, mA=1.0, exposure_s=1.0), knowledge.by_exam[exam], knowledge.beam)
        if usual is None or expected is None:
            continue
        most = standards.conventions.other_unit
        if expected.low / most <= usual.median <= expected.high * most:
            continue
        ratio = usual.median / expected.typical
        asked.append(
            Question(
                Unusual.OTHER_UNIT, unit, usual.n, exam, "dap_mGycm2", usual.median, expected.typical, ratio,
                near_power(ratio),
            )
        )  # fmt: skip
    return asked


def _off_line(lines: Sequence[OffLine], standards: Standards) -> list[Question]:
    asked = []
    for (unit, exam, _), here in _by_exam(lines).items():
        usual = spread([(line.per_mAs, line.n) for line in here])
        if usual is None:
            continue
        apart: dict[bool, list[OffLine]] = {True: [], False: []}
        for line in here:
            ratio = line.per_mAs / usual.median
            if not 1 / standards.conventions.off_line <= ratio <= standards.conventions.off_line:
                apart[ratio > 1].append(line)
        for side in apart.values():
            if side:
                asked.append(_question(side, unit, exam, usual.median))
    return asked


def _question(side: Sequence[OffLine], unit: str, exam: str, usual: float) -> Question:
    n = sum(line.n for line in side)
    middle = spread([(line.per_mAs, line.n) for line in side])
    ratio = (middle.median if middle else usual) / usual
    row = min((line.example for line in side if line.example is not None), default=None)
    return Question(
        Unusual.OFF_LINE, unit, n, exam, "dap_mGycm2", usual * ratio, usual, ratio, near_power(ratio), row
    )  # fmt: skip


def near_power(ratio: float) -> float | None:
    """The power of ten that a ratio is near, as another unit would make it."""
    return next((power for power in _POWERS_OF_TEN if power / _NEAR <= ratio <= power * _NEAR), None)


def _rare(settings: Sequence[SettingUsed], standards: Standards) -> list[Question]:
    told = standards.conventions
    by_exam: dict[tuple[str, str], list[SettingUsed]] = defaultdict(list)
    for used in settings:
        by_exam[used.unit, used.exam].append(used)
    asked: list[Question] = []
    for (unit, exam), here in by_exam.items():
        middle = spread([(used.exposure_s, used.n) for used in here])
        if middle is None or middle.n < told.rare_least:
            continue
        asked += _rare_settings(here, unit, exam, middle.median, middle.n, standards)
    return asked


def _rare_settings(
    here: Sequence[SettingUsed], unit: str, exam: str, usual_s: float, total: int, standards: Standards
) -> Iterator[Question]:
    told = standards.conventions
    count: dict[tuple[float | None, float | None, float], int] = defaultdict(int)
    for used in here:
        count[used.kV, used.mA, used.exposure_s] += used.n
    for (kV, mA, exposure_s), n in count.items():
        ratio = exposure_s / usual_s
        if 100 * n / total <= told.rare_percent and not 1 / told.rare_ratio < ratio < told.rare_ratio:
            yield Question(Unusual.RARE, unit, n, exam, "exposure_s", exposure_s, usual_s, ratio, setting=(kV, mA))


def without_example(question: Question) -> Question:
    """For what leaves the practice: no row of its log."""
    return replace(question, row=None)
