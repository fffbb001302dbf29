"""The plan asked of a table, and its answers understood: words once each, sizes from ages, what does not count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from advisor.audit import plan
from advisor.audit.collected import Collected, Grade, SettingUsed
from advisor.audit.dosed import Counted, Listed
from advisor.audit.exposure_table import ExposureTable
from advisor.audit.plan import KERMA, PRODUCT
from advisor.audit.standards import Conventions
from advisor.audit.understood import Stood, Told, Words, rows_of
from advisor.case.exams import Stages
from advisor.intake.exposure import Status

if TYPE_CHECKING:
    import pyarrow as pa


def collected(table: ExposureTable, stages: Stages, grown_years: float, conventions: Conventions) -> Collected:
    """Ask the plan's questions of a table (of DuckDB, of Spark: whatever holds it)."""
    answer = _settings(table, grown_years)
    words = Words(table, stages)
    stood = list(rows_of(answer, plan.KEYS))
    groups = [words.group(key[:_WORDS], key[_AGE_AT]) for key in stood]
    figures = list(rows_of(answer, ("n", "usable", "exposure_s")))
    used = list(map(_used, stood, groups, figures))
    doses = Listed(answer, groups, used) if table.exact else Counted(table, words, conventions)
    first, last = map(_day, next(rows_of(table.ask(plan.period), ("first", "last"))))
    grades, qualities = _grades(table, words)
    return Collected(
        reasons=_reasons(groups, figures),
        first=first,
        last=last,
        implausible=_implausible(stood, figures, words),
        settings=tuple(each for each in used if each is not None),
        products=doses.of(PRODUCT),
        kermas=doses.of(KERMA),
        per_mAs=doses.ratios(),
        grades=grades,
        stood=Stood(stood, groups, used, words),
        qualities=qualities,
    )


_WORDS: Final = len(plan.WHO_AND_WHAT)
_AGE_AT, _WRONG_AT = plan.KEYS.index("age"), plan.KEYS.index("implausible")
_Figures = tuple[int, int, float | None]  # how often, how many usable, the time


def _settings(table: ExposureTable, grown_years: float) -> pa.Table:
    listed = table.told if table.exact else ()
    rows_listed = table.rows_told and PRODUCT in listed
    return table.ask(plan.settings, grown_years, table.bins_per_e, table.keys, listed, rows_listed)


def _day(at: date | None) -> date | None:
    return at.date() if isinstance(at, datetime) else at


def _used(key: tuple[Any, ...], group: Told, figures: _Figures) -> SettingUsed | None:
    whose, _ = group
    n, _, exposure_s = figures
    if whose is None or exposure_s is None:
        return None
    unit, exam, receptor, band, region = whose
    age, kV, mA, _ = key[_AGE_AT:]
    return SettingUsed(unit, exam, receptor, region, age, kV, mA, band, exposure_s, n)


def _reasons(groups: Iterable[Told], figures: Iterable[_Figures]) -> tuple[tuple[str, int], ...]:
    count: Counter[str] = Counter()
    for (group, reason), (n, usable, _) in zip(groups, figures, strict=True):
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
        if key[_WRONG_AT] is not None:
            count[key[_WRONG_AT], words.unit(key[0])] += n
    return tuple((*wrong, n) for wrong, n in sorted(count.items()))


def _grades(table: ExposureTable, words: Words) -> tuple[tuple[Grade, ...], Mapping[str, str]]:
    found: list[Grade] = []
    qualities: dict[str, str] = {}
    rows = table.ask(plan.grades, table.grade_keys)
    for exam, receptor, status, at, quality, reason, n in rows_of(rows, (*plan.GRADE, "n")):
        meant, grade = words.meant("exam", exam), words.meant("quality", quality)
        if grade is not None:
            qualities[quality] = grade
        if grade is not None and meant is not None and words.meant("status", status) != Status.PHANTOM:
            held, why = words.meant("receptor", receptor) or "", words.meant("reject_reason", reason)
            found.append(Grade(meant, held, _day(at), grade, why, n))
    return tuple(found), qualities
