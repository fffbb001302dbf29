"""The plan asked of a table, and its answers understood: words once each, sizes from ages, what does not count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from itertools import repeat
from typing import TYPE_CHECKING, Any, Final

from advisor.audit import plan
from advisor.audit.collected import Collected, Grade, SeenAs, SettingUsed
from advisor.audit.dosed import Counted, Listed
from advisor.audit.exposure_table import ExposureTable
from advisor.audit.plan import KERMA, PRODUCT
from advisor.audit.standards import Conventions
from advisor.audit.understood import Told, Words, rows_of
from advisor.case.exams import Stages
from advisor.intake.exposure import Status

if TYPE_CHECKING:
    import pyarrow as pa


def collected(table: ExposureTable, stages: Stages, grown_years: float, conventions: Conventions) -> Collected:
    """Ask the plan's questions of a table (of DuckDB, of Spark: whatever holds it)."""
    answer = _settings(table, grown_years)
    words = Words(table, stages)
    stood = list(rows_of(answer, plan.KEYS))
    groups = [words.group(key[:_AGE_AT], key[_AGE_AT + 1]) for key in stood]
    figures = list(rows_of(answer, ("n", "usable", "sum_s", "least_s", "most_s")))
    seen = tuple(map(_seen, stood, groups, figures, repeat(words)))
    doses = Listed(answer, groups, seen) if table.exact else Counted(table, words, conventions)
    grades, qualities = _grades(table, words)
    return Collected(
        reasons=_reasons(groups, figures),
        first=_day(answer["first"], "min"),
        last=_day(answer["last"], "max"),
        implausible=_implausible(stood, figures, words),
        settings=tuple(each.used for each in seen if each.used is not None),
        products=doses.of(PRODUCT),
        kermas=doses.of(KERMA),
        per_mAs=doses.ratios(),
        grades=grades,
        seen=seen,
        qualities=qualities,
    )


_AGE_AT: Final = len(plan.WHO_AND_WHAT)  # of the plan's keys, then what was implausible, then the age
_Figures = tuple[int, int, float | None, float | None, float | None]  # how often, usable, times: sum, least, most


def _settings(table: ExposureTable, grown_years: float) -> pa.Table:
    listed = table.told if table.exact else ()
    rows_listed = table.rows_told and PRODUCT in listed
    return table.ask(plan.settings, grown_years, table.bins_per_e, table.keys, listed, rows_listed)


def _day(days: pa.ChunkedArray, which: str) -> date | None:
    import pyarrow.compute as pc

    at = getattr(pc, which)(days).as_py()
    return at.date() if isinstance(at, datetime) else at


def _seen(key: tuple[Any, ...], group: Told, figures: _Figures, words: Words) -> SeenAs:
    whose, reason = group
    if whose is None:
        meant, held = words.meant("exam", key[1]), words.meant("receptor", key[2])
        return SeenAs(key, words.unit(key[0]), meant, held, None, None, reason, None)
    unit, exam, receptor, band, region = whose
    n, _, total, least, most = figures
    used = None
    if total is not None and least is not None:
        exposure_s = least if least == most else total / n
        _, age, kV, mA, _ = key[_AGE_AT:]
        used = SettingUsed(unit, exam, receptor, region, age, kV, mA, band, exposure_s, n)
    return SeenAs(key, unit, exam, receptor, region, band, None, used)


def _reasons(groups: Iterable[Told], figures: Iterable[_Figures]) -> tuple[tuple[str, int], ...]:
    count: Counter[str] = Counter()
    for (group, reason), (n, usable, *_) in zip(groups, figures, strict=True):
        if group is None:
            count[reason or plan.NO_EXAM] += n
            continue
        count[plan.COUNTED] += usable
        if usable < n:
            count[plan.NO_SETTING] += n - usable
    return tuple(sorted(count.items()))


def _implausible(
    stood: Iterable[tuple[Any, ...]], figures: Iterable[_Figures], words: Words
) -> tuple[tuple[str, str, int], ...]:
    count: Counter[tuple[str, str]] = Counter()
    for key, (n, *_) in zip(stood, figures, strict=True):
        if key[_AGE_AT] is not None:
            count[key[_AGE_AT], words.unit(key[0])] += n
    return tuple((*wrong, n) for wrong, n in sorted(count.items()))


def _grades(table: ExposureTable, words: Words) -> tuple[tuple[Grade, ...], Mapping[str, str]]:
    found: list[Grade] = []
    qualities: dict[str, str] = {}
    rows = table.ask(plan.grades, table.grade_keys)
    for exam, receptor, status, at, quality, reason, n in rows_of(rows, (*plan.GRADE, "n")):
        month = at.date() if isinstance(at, datetime) else at
        meant, grade = words.meant("exam", exam), words.meant("quality", quality)
        if grade is not None:
            qualities[quality] = grade
        if grade is not None and meant is not None and words.meant("status", status) != Status.PHANTOM:
            held, why = words.meant("receptor", receptor) or "", words.meant("reject_reason", reason)
            found.append(Grade(meant, held, month, grade, why, n))
    return tuple(found), qualities
