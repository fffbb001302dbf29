"""What is unusual, as questions to the practice: never a verdict on a person."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import log
from typing import Final

from advisor.audit.collected import Collected, OnUnit, PerMAs, SettingUsed
from advisor.audit.converted import BESIDE_DATES, NO_UNIT, UNREAD
from advisor.audit.plan import PRODUCT
from advisor.audit.standards import Standards
from advisor.audit.statistics import spread
from advisor.audit.values import Values
from advisor.case.model import Setup
from advisor.knowledge import Knowledge
from advisor.physics import beam

_POWERS_OF_TEN: Final = (0.001, 0.01, 0.1, 10.0, 100.0, 1000.0)
_NEAR: Final = 2.0  # a ratio this close to a power of ten looks like another unit
_MOST: Final = 20


class Unusual(StrEnum):
    IMPLAUSIBLE = "implausible"  # values that no such unit gives
    MISDATED = "misdated"  # days that are still to come, or before any such log
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
        _other_unit(found.per_mAs, knowledge, standards),
        _off_line(found.per_mAs, standards),
        _rare(found.settings, standards),
    )
    return tuple(each for kind in kinds for each in sorted(kind, key=lambda q: -q.n)[:_MOST])


def _implausible(found: Collected) -> list[Question]:
    count: dict[tuple[str, str], int] = defaultdict(int)
    for fields, unit, n in found.implausible:
        for field in (each for each in fields.split() if not each.endswith((UNREAD, NO_UNIT, BESIDE_DATES))):
            count[field, unit] += n
    kinds = {"on": Unusual.MISDATED}
    return [Question(kinds.get(field, Unusual.IMPLAUSIBLE), unit, n, field=field) for (field, unit), n in count.items()]


def _other_unit(per_mAs: Mapping[OnUnit, PerMAs], knowledge: Knowledge, standards: Standards) -> list[Question]:
    """A unit's usual product per mAs against what the beam model gives for any field."""
    asked = []
    for (unit, exam, kV), here in per_mAs.items():
        usual = here.values.spread
        expected = beam.dose_area_product(Setup(kV=kV, mA=1.0, exposure_s=1.0), knowledge.by_exam[exam], knowledge.beam)
        if usual is None or expected is None:
            continue
        most = standards.conventions.other_unit
        if expected.low / most <= usual.median <= expected.high * most:
            continue
        ratio = usual.median / expected.typical
        asked.append(
            Question(
                Unusual.OTHER_UNIT, unit, usual.n, exam, PRODUCT, usual.median, expected.typical, ratio,
                near_power(ratio),
            )
        )  # fmt: skip
    return asked


def _off_line(per_mAs: Mapping[OnUnit, PerMAs], standards: Standards) -> list[Question]:
    asked = []
    for (unit, exam, _), here in per_mAs.items():
        usual = here.values.spread
        if usual is None:
            continue
        most = standards.conventions.off_line
        below, above = here.values.below(usual.median / most), here.values.above(usual.median * most)
        rows = here.rows if here.rows is not None else ()
        if below.n:
            asked.append(_question(below, rows[: below.n], unit, exam, usual.median))
        if above.n:
            asked.append(_question(above, rows[-above.n :], unit, exam, usual.median))
    return asked


def _question(side: Values, rows: Iterable[int], unit: str, exam: str, usual: float) -> Question:
    middle = side.spread
    ratio = (middle.median if middle else usual) / usual
    row = min((int(each) for each in rows if each), default=None)
    return Question(
        Unusual.OFF_LINE, unit, side.n, exam, PRODUCT, usual * ratio, usual, ratio, near_power(ratio), row
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
    count: Counter[tuple[float | None, float | None, int]] = Counter()
    seconds: dict[tuple[float | None, float | None, int], float] = defaultdict(float)
    for used in here:
        key = (used.kV, used.mA, round(log(used.exposure_s) * told.bins_per_e))
        count[key] += used.n
        seconds[key] += used.n * used.exposure_s
    for key, n in count.items():
        exposure_s = seconds[key] / n
        ratio = exposure_s / usual_s
        if 100 * n / total <= told.rare_percent and not 1 / told.rare_ratio < ratio < told.rare_ratio:
            yield Question(Unusual.RARE, unit, n, exam, "exposure_s", exposure_s, usual_s, ratio, setting=key[:2])


def without_example(question: Question) -> Question:
    """For what leaves the practice: no row of its log."""
    return replace(question, row=None)
