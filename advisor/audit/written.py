"""What a large log writes in ways of its own, each way understood once: regions and teeth, all settings in one cell.

The engine joins what was understood to the rows, so that a million rows cost no more than the ways there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from advisor.audit.converted import APART, exposures_only, sum_of_rows
from advisor.audit.engine import meant_by
from advisor.audit.log import TEXT, Log, named
from advisor.audit.plan import TABLE
from advisor.intake.as_written import IN_ONE_CELL, figures_together
from advisor.intake.columns import Column
from advisor.intake.days import DAY_FIRST, MONTHS
from advisor.intake.recognised import Recognised
from advisor.intake.refusal import Why
from advisor.intake.settings import Found
from advisor.intake.teeth_told import TOO_MANY_WAYS, Place, region_told
from advisor.knowledge import Knowledge

if TYPE_CHECKING:
    import duckdb

MOST_WAYS: Final = 100_000  # of writing a region, or settings; those of the rows that are most come first
_LOADED: Final = "loaded"
_TOLD: Final = "told_together"
Repairs = Counter[tuple[str, str]]  # in how many rows, by field and why


def month_first(con: duckdb.DuckDBPyConnection, log: Log) -> bool | None:
    """How a day with slashes is meant: as those of the exposures show, else as birth dates do."""
    columns = (log.by_field[name] for name in ("on", "birth") if name in log.by_field)
    for heading in (each.heading for each in columns if log.kinds[each.heading] == TEXT):
        cell = f"lower(log.{named(heading)})"
        told = (f"TRY_CAST(regexp_extract({cell}, '^{DAY_FIRST.pattern}', {nth}) AS INT)" for nth in (1, 2))
        parts = ", ".join(f"coalesce(max({each}), 0) > {MONTHS}" for each in told)
        first, second = con.execute(f"SELECT {parts} FROM {log.source} AS log").fetchall()[0]
        if first is not second:
            return bool(second)
    return None


def sums_of_rows(con: duckdb.DuckDBPyConnection, log: Log) -> dict[str, int]:
    """How many rows are a total or a mean of others, by that reason."""
    told = sum_of_rows(log)
    if told is None:
        return {}
    (count,) = con.execute(f"SELECT count(*) FROM {log.source} AS log WHERE {told}").fetchall()[0]
    return {Why.SUM_OF_ROWS.value: count} if count else {}


def with_settings(con: duckdb.DuckDBPyConnection, log: Log) -> tuple[Log, Repairs]:
    """The log with the settings of such a cell as columns, of those that have none; in how many rows what was left."""
    repairs = Repairs()
    if "settings" not in log.by_field:
        return log, repairs
    cell = f"CAST(log.{named(log.by_field['settings'].heading)} AS VARCHAR)"
    rows = f"(SELECT * FROM {log.source} AS log {exposures_only(log)}) AS log"
    written = _ways(con, cell, f"{rows} WHERE {cell} <> ''", "settings", repairs)
    told = [Found() for _ in written]
    for found, (way, n) in zip(told, written, strict=True):
        figures_together(way, log.by_field["settings"], found, log.terms)
        for each in found.repairs:
            repairs[each.field, each.why] += n
    wanted = [name for name in IN_ONE_CELL if name not in log.by_field and any(name in each.values for each in told)]
    own = tuple(Column(f"{_TOLD} {name}", name, factor=1.0) for name in wanted)
    _register(con, _TOLD, way=[way for way, _ in written], **{
        each.heading: [found.values.get(name) for found in told] for name, each in zip(wanted, own, strict=True)
    })  # fmt: skip
    source = f"(SELECT log.*, told.* EXCLUDE (way) FROM {rows} LEFT JOIN {_TOLD} AS told ON told.way = {cell})"
    kinds = {**log.kinds, **{each.heading: "DOUBLE" for each in own}}
    return replace(log, source=source, columns=(*log.columns, *own), kinds=kinds), repairs


def understand_regions(con: duckdb.DuckDBPyConnection, log: Log, knowledge: Knowledge, *, universal: bool) -> Repairs:
    """Where regions are told, the table of the audit over the one loaded; in how many rows one tells no region."""
    wrong = Repairs()
    if loaded_as(log) == TABLE:
        return wrong
    told = f"{_LOADED} WHERE region <> '' AND region <> '{APART}'"
    written = _ways(con, "exam, region", told, "region", wrong)
    places = [_region(exam or "", region, log.terms, knowledge, universal=universal) for exam, region, _ in written]
    for place, (*_, n) in zip(places, written, strict=True):
        if place.wrong:
            wrong["region", place.wrong] += n
    exams, regions = ([row[nth] for row in written] for nth in (0, 1))
    _register(con, "regions", exam=exams, region=regions, meant=[each.region for each in places])
    con.execute(
        f"CREATE TEMP VIEW {TABLE} AS SELECT log.* REPLACE (m.meant AS region) FROM {_LOADED} AS log "
        "LEFT JOIN regions AS m ON m.exam IS NOT DISTINCT FROM log.exam AND m.region = log.region"
    )
    return wrong


def loaded_as(log: Log) -> str:
    """What a log is loaded as: the table of the audit, or one whose regions are still to be understood."""
    return _LOADED if {"teeth", "region", "tooth_region"}.intersection(log.by_field) else TABLE


def _region(exam: str, written: str, terms: Recognised, knowledge: Knowledge, *, universal: bool) -> Place:
    words, _, teeth = written.partition(APART)
    name, exams = meant_by("exam", exam, terms, knowledge), knowledge.by_exam
    return region_told(exams[name], words, teeth, terms, exams, universal=universal) if name else Place()


def _ways(con: duckdb.DuckDBPyConnection, what: str, rows: str, field: str, repairs: Repairs) -> list[tuple[Any, ...]]:
    """The ways of writing, with how many rows each is of; those of rows beyond the most ways are counted."""
    query = f"SELECT {what}, count(*) AS n FROM {rows} GROUP BY ALL ORDER BY n DESC LIMIT {MOST_WAYS}"
    written = con.execute(query).fetchall()
    if len(written) == MOST_WAYS:
        total = con.execute(f"SELECT count(*) FROM {rows}").fetchall()[0][0]
        repairs[field, TOO_MANY_WAYS] = total - sum(n for *_, n in written)
    return written


def _register(con: duckdb.DuckDBPyConnection, name: str, **columns: Iterable[str | float | None]) -> None:
    import pyarrow as pa

    kinds = {each: "float64" if each.startswith(_TOLD) else "string" for each in columns}
    con.register(name, pa.table({each: pa.array(list(cells), kinds[each]) for each, cells in columns.items()}))
