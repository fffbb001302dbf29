"""DuckDB, hardened: nothing is downloaded, no file is read but the one that is audited, and nothing is set any more.

A large log (CSV or Parquet) is converted here, by the same headings, units and words as a small one is in intake/.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from advisor.audit import plan
from advisor.audit.exposure_table import ExposureTable
from advisor.audit.log import FLOATS, TEXT, TYPED, Bounds, Log, named, quoted, widest_limits
from advisor.audit.standards import standards
from advisor.intake.columns import Column, columns_of
from advisor.intake.recognised import Recognised
from advisor.intake.refusal import Refusal, Why
from advisor.knowledge import Knowledge

if TYPE_CHECKING:
    import duckdb

    from advisor.audit.exposure_table import Ask, Question

MEMORY: Final = "1GB"
MOST_BYTES: Final = 10_000_000_000
_CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
    "memory_limit": MEMORY,
    "preserve_insertion_order": "false",
}
_PARQUET: Final = b"PAR1"
_ALWAYS: Final = ("implausible", "age", "time_bin", "region")  # worked out from several columns
_NEVER_EMPTY: Final = ("kV", "mA", "exposure_s", "age_years", "birth")  # worth to know of these that no cell is
_LONGEST_NAME: Final = 60


def connection(only: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A database in memory that may read one file, or none, and whose settings are locked."""
    import duckdb

    con = duckdb.connect(config=_CONFIG)
    if only is not None:
        con.execute("SET allowed_paths = [?]", [str(only.resolve())])
    con.execute("SET temp_directory = ''; SET enable_progress_bar = false")  # it would stand among the figures
    con.execute("SET enable_external_access = false; SET lock_configuration = true")
    return con


def asked_of(con: duckdb.DuckDBPyConnection) -> Ask:
    """How the plan's questions are put to a connection: each is compiled once in the life of this process."""
    return lambda question, *told: con.sql(_compiled(question, told)).to_arrow_table()


@lru_cache(maxsize=64)
def _compiled(question: Question, told: tuple[Any, ...]) -> str:
    import ibis

    return str(ibis.to_sql(question(plan.unbound(), *told), dialect="duckdb"))


def described(source: str, kinds: Mapping[str, str], terms: Recognised, knowledge: Knowledge, told: Any = None) -> Log:
    """The headings of a log, understood; a Refusal where none is."""
    log = Log(source, columns_of(tuple(kinds), terms, told), kinds, widest_limits(knowledge), terms)
    if not log.read:
        raise Refusal("", Why.NO_HEADING)
    return log


def check_size(path: Path) -> None:
    """Refuse a file that is larger than any log here."""
    if path.stat().st_size > MOST_BYTES:
        raise Refusal("", Why.LOG_TOO_LARGE, most=f"{MOST_BYTES // 10**9} GB", remedy="give a part of it")


def is_parquet(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(_PARQUET)) == _PARQUET


def parquet(con: duckdb.DuckDBPyConnection, path: Path) -> tuple[str, dict[str, str]]:
    """How DuckDB reads the file, and what kind of value each column holds."""
    source = f"read_parquet({quoted(str(path.resolve()))})"
    described = con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    return source, {name: kind.split("(")[0] for name, kind, *_ in described}


def as_cells(con: duckdb.DuckDBPyConnection, log: Log) -> Log:
    """The columns of a Parquet file that tell something as those of a CSV: finite figures, days, and words."""
    floats = [each.heading for each in log.read if each.field in TYPED and log.kinds[each.heading] in FLOATS]
    finite = ", ".join(f"bool_and(isfinite({named(each)}))" for each in floats)
    row = con.execute(f"SELECT {finite} FROM {log.source}").fetchall()[0] if floats else ()
    guarded = {name for name, all_finite in zip(floats, row, strict=True) if all_finite is False}
    told = {each.heading: _as_cell(log, each, guarded) for each in log.read}
    selected = ", ".join(f"{cell} AS {named(name)}" for name, (cell, _) in told.items())
    kinds = {name: kind for name, (_, kind) in told.items()}
    return replace(log, source=f"(SELECT {selected} FROM {log.source})", kinds={**log.kinds, **kinds})


def _as_cell(log: Log, column: Column, guarded: Collection[str]) -> tuple[str, str]:
    """What is read of a cell, and its kind; in words a grade of 1.0 is 1, as in a small log."""
    cell, kind = named(column.heading), log.kinds[column.heading]
    if column.field in TYPED and (log.number(column.heading) or log.day(column.heading)):
        return (f"CASE WHEN isfinite({cell}) THEN {cell} END" if column.heading in guarded else cell), kind
    if kind == "BOOLEAN":
        return f"CASE WHEN {cell} THEN 'yes' WHEN NOT {cell} THEN 'no' END", TEXT
    text = f"CAST({cell} AS VARCHAR)"
    return (rf"regexp_replace({text}, '\.0$', '')" if kind in FLOATS else text), TEXT


def bounds(con: duckdb.DuckDBPyConnection, log: Log) -> dict[str, Bounds]:
    """Of each column of figures or days: a Parquet file tells them at its end."""
    used = log.read
    asked = {each.heading: each.field for each in used if log.number(each.heading) or log.day(each.heading)}
    if not asked:
        return {}
    told = ", ".join(f"{_bounds(name, 'DOUBLE' if log.number(name) else 'DATE')}" for name in asked)
    always = ", ".join(
        f"count({named(name)}) = count(*)" if field in _NEVER_EMPTY else "false" for name, field in asked.items()
    )
    row = con.execute(f"SELECT {told}, {always} FROM {log.source}").fetchall()[0]
    ends, n = iter(row[: 2 * len(asked)]), len(asked)
    found = map(Bounds, ends, ends, row[-n:])
    return {name: each for name, each in zip(asked, found, strict=True) if each.least is not None}


def _bounds(name: str, kind: str) -> str:
    return f"CAST(min({named(name)}) AS {kind}), CAST(max({named(name)}) AS {kind})"


def table_of_log(con: duckdb.DuckDBPyConnection, log: Log, knowledge: Knowledge, *, exact: bool) -> ExposureTable:
    """What can be asked of a large log, whose words are as they stand in it."""

    def meant(name: str, word: str) -> str | None:
        return meant_by(name, word, log.terms, knowledge)

    return ExposureTable(
        asked_of(con),
        exact=exact,
        bins_per_e=None if log.few_times else standards().conventions.bins_per_e,
        told=tuple(name for name in (plan.PRODUCT, plan.KERMA) if name in log.by_field),
        constants=tuple((name, value) for name in ("kV", "mA") if (value := log.constant(name)) is not None),
        timed=log.always("exposure_s"),
        keys=tuple(key for key in plan.KEYS if key in _ALWAYS or key in log.by_field),
        grade_keys=tuple(key for key in plan.GRADE if key in ("month", "quality") or key in log.by_field),
        rows_told=False,
        meant=meant,
    )


def meant_by(name: str, word: str, terms: Recognised, knowledge: Knowledge) -> str | None:
    """The engine's own word for one of a log, by the field that it stands in."""
    if name in ("unit", "reject_reason"):
        return word.strip()[:_LONGEST_NAME] or None
    if name == "exam":
        exam = terms.exam_in(word)
        return exam if exam in knowledge.by_exam else None
    return terms.listed(name, word)
