"""What is unusual, as questions to the practice: never a verdict on a person."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from advisor.audit.collected import Collected, OnUnit, PerMAs, Settings
from advisor.audit.converted import BESIDE_DATES, NO_UNIT, UNREAD
from advisor.audit.plan import PRODUCT
from advisor.audit.standards import Standards
from advisor.audit.statistics import Spread
from advisor.audit.values import Values, numbered, spreads
from advisor.case.model import Range, Setup
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
    usual = {where: middle for where, here in found.per_mAs.items() if (middle := here.values.spread)}
    kinds = (
        _implausible(found),
        _other_unit(usual, knowledge, standards),
        _off_line(found.per_mAs, usual, standards),
        _rare(found.settings, standards),
    )
    return tuple(each for kind in kinds for each in sorted(kind, key=_order)[:_MOST])


def _order(asked: Question) -> tuple[int, str, str, str, str]:
    """The most exposures first, then by name, whatever the order of rows."""
    return (-asked.n, asked.unit, asked.exam or "", asked.field or "", f"{asked.setting}")


def _implausible(found: Collected) -> list[Question]:
    count: dict[tuple[str, str], int] = defaultdict(int)
    for fields, unit, n in found.implausible:
        for field in (each for each in fields.split() if not each.endswith((UNREAD, NO_UNIT, BESIDE_DATES))):
            count[field, unit] += n
    kinds = {"on": Unusual.MISDATED}
    return [Question(kinds.get(field, Unusual.IMPLAUSIBLE), unit, n, field=field) for (field, unit), n in count.items()]


Usual = Mapping[OnUnit, Spread]


def _other_unit(usual: Usual, knowledge: Knowledge, standards: Standards) -> Iterator[Question]:
    """A unit's usual product per mAs against what the beam model gives for any field."""
    most, known = standards.conventions.other_unit, dict[tuple[str, float | None], Range | None]()
    for (unit, exam, kV), here in usual.items():
        if (exam, kV) not in known:
            setup = Setup(kV=kV, mA=1.0, exposure_s=1.0)
            known[exam, kV] = beam.dose_area_product(setup, knowledge.by_exam[exam], knowledge.beam)
        expected = known[exam, kV]
        if expected is None or expected.low / most <= here.median <= expected.high * most:
            continue
        ratio = here.median / expected.typical
        figures = (here.median, expected.typical, ratio, near_power(ratio))
        yield Question(Unusual.OTHER_UNIT, unit, here.n, exam, PRODUCT, *figures)


def _off_line(per_mAs: Mapping[OnUnit, PerMAs], usual: Usual, standards: Standards) -> Iterator[Question]:
    most = standards.conventions.off_line
    for where, middle in usual.items():
        here = per_mAs[where]
        below, above = here.values.below(middle.median / most), here.values.above(middle.median * most)
        rows = here.rows if here.rows is not None else ()
        if below.n:
            yield _question(below, rows[: below.n], where.unit, where.exam, middle.median)
        if above.n:
            yield _question(above, rows[-above.n :], where.unit, where.exam, middle.median)


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


def _rare(settings: Settings, standards: Standards) -> Iterator[Question]:
    """Settings of a unit and exam that are rare there, and far from the middle; nearly equal times are one setting."""
    import numpy as np

    told, where = standards.conventions, dict[tuple[str, str], int]()
    of = settings.of({each: where.setdefault(each[:2], len(where)) for each in settings.whose})
    middles = spreads(of, settings.exposure_s, settings.n, len(where))
    bins = np.round(np.log(settings.exposure_s) * told.bins_per_e)
    first, at = numbered(of, settings.kV, settings.mA, bins)
    n = np.bincount(at, settings.n, len(first))
    exposure_s = np.bincount(at, settings.n * settings.exposure_s, len(first)) / n
    rows = [(each.n, each.median) if each else (0, np.nan) for each in middles]
    total, usual_s = np.array(rows).reshape(-1, 2)[of[first]].T
    ratio = exposure_s / usual_s
    far = (ratio <= 1 / told.rare_ratio) | (ratio >= told.rare_ratio)
    rare = np.flatnonzero(far & (total >= told.rare_least) & (100 * n / total <= told.rare_percent))
    columns = (column[rare].tolist() for column in (n, exposure_s, usual_s, ratio))
    for used, often, value, usual, share in zip(settings.only(first[rare]), *columns, strict=True):
        setting = (used.kV, used.mA)
        yield Question(
            Unusual.RARE, used.unit, int(often), used.exam, "exposure_s", value, usual, share, setting=setting
        )


def without_example(question: Question) -> Question:
    """For what leaves the practice: no row of its log."""
    return replace(question, row=None)
