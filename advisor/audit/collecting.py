"""The plan asked of a table, and its answers understood: words once each, sizes from ages, what does not count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from advisor.audit import plan
from advisor.audit.collected import Collected, Grade, Settings
from advisor.audit.dosed import Counted, Listed
from advisor.audit.exposure_table import ExposureTable
from advisor.audit.plan import KERMA, PRODUCT
from advisor.audit.standards import Conventions
from advisor.audit.understood import Stood, Understood, Words, column_of, rows_of, understood
from advisor.case.exams import Stages
from advisor.intake.exposure import Status

if TYPE_CHECKING:
    import pyarrow as pa

    from advisor.audit.values import Floats


def collected(table: ExposureTable, stages: Stages, grown_years: float, conventions: Conventions) -> Collected:
    """Ask the plan's questions of a table (of DuckDB, of Spark: whatever holds it)."""
    answer = _settings(table, grown_years)
    words = Words(table, stages)
    rows = understood(answer, words)
    time = _times(answer)
    used = (rows.group >= 0) & (time == time)
    settings = _used(answer, rows, time).only(used)
    doses = Listed(answer, rows, used, settings) if table.exact else Counted(table, words, conventions)
    first, last = _period(answer if table.tells.dated else table.ask(plan.period))
    grades, qualities = _grades(table, words)
    return Collected(
        reasons=_reasons(rows, answer),
        first=first,
        last=last,
        implausible=_implausible(answer, words),
        settings=settings,
        products=doses.of(PRODUCT),
        kermas=doses.of(KERMA),
        per_mAs=doses.ratios(),
        grades=grades,
        stood=Stood(answer, rows, used.tolist(), settings, words),
        qualities=qualities,
    )


def _settings(table: ExposureTable, grown_years: float) -> pa.Table:
    """With the keys that are the same in each row."""
    import pyarrow as pa

    answer = table.ask(plan.settings, grown_years, table.bins_per_e, table.tells)
    for name, value in table.constants:
        answer = answer.append_column(name, pa.array([value] * answer.num_rows, "float64"))
    return answer


def _period(told: pa.Table) -> tuple[date | None, date | None]:
    import pyarrow.compute as pc

    return _day(pc.min(told["first"]).as_py()), _day(pc.max(told["last"]).as_py())


def _day(at: date | None) -> date | None:
    return at.date() if isinstance(at, datetime) else at


def _month(at: int | None) -> date | None:
    """Its first day; of months counted from the year 0."""
    return None if at is None else date(at // 12, at % 12 + 1, 1)


def _times(answer: pa.Table) -> Any:
    """Those of a bin by their mean."""
    import numpy as np

    if "sum_s" not in answer.column_names:
        return column_of(answer, "time_bin")
    least, most, total, n = (column_of(answer, name) for name in ("least_s", "most_s", "sum_s", "n"))
    return np.where(least == most, least, total / n)


def _used(answer: pa.Table, rows: Understood, time: Floats) -> Settings:
    age, kV, mA = (column_of(answer, name).astype("float64") for name in ("age", "kV", "mA"))
    return Settings(rows.whose, rows.group, age, kV, mA, time, column_of(answer, "n"))


def _reasons(rows: Understood, answer: pa.Table) -> tuple[tuple[str, int], ...]:
    import numpy as np

    count: Counter[str] = Counter()
    usable = "usable" if "usable" in answer.column_names else "n"
    sums = [np.bincount(rows.at, column_of(answer, name), len(rows.told)) for name in ("n", usable)]
    for (group, reason), n, of_use in zip(rows.told, *(each.astype("int64").tolist() for each in sums), strict=True):
        if group is None:
            count[reason or plan.NO_EXAM] += n
            continue
        count[plan.COUNTED] += of_use
        if of_use < n:
            count[plan.NO_SETTING] += n - of_use
    return tuple(sorted(count.items()))


def _implausible(answer: pa.Table, words: Words) -> tuple[tuple[str, str, int], ...]:
    count: Counter[tuple[str, str]] = Counter()
    wrong = answer.filter(answer["implausible"].is_valid())
    for fields, unit, n in rows_of(wrong, ("implausible", "unit", "n")):
        count[fields, words.unit(unit)] += n
    return tuple((*each, n) for each, n in sorted(count.items()))


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
            found.append(Grade(meant, held, _month(at), grade, why, n))
    return tuple(found), qualities
