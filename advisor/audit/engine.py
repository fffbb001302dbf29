"""DuckDB, hardened: nothing is downloaded, no file is read but the one that is audited, and nothing is set any more.

A large log (CSV or Parquet) is converted here, by the same headings, units and words as a small one is in intake/.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from advisor.audit.rows import UNTOLD_UNIT
from advisor.intake.columns import Column, columns_of
from advisor.intake.recognised import Recognised, listed_under
from advisor.intake.refusal import Refusal, Why
from advisor.knowledge import Knowledge

if TYPE_CHECKING:
    import duckdb
    from ibis.backends.duckdb import Backend

TABLE: Final = "exposures"
_AS_TOLD: Final = "as_told"
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
_NUMBERS: Final = ("kV", "mA", "exposure_s", "dap_mGycm2", "entrance_kerma_mGy")
_WORDS: Final = ("exam", "size", "receptor", "quality", "status")
_NUMERIC: Final = frozenset(
    {"DOUBLE", "FLOAT", "BIGINT", "INTEGER", "SMALLINT", "TINYINT", "DECIMAL", "HUGEINT", "UBIGINT", "UINTEGER"}
)
_MOST_WORDS: Final = 10_000


def connection(only: Path | None = None) -> tuple[duckdb.DuckDBPyConnection, Backend]:
    """A database in memory, and Ibis on it, that may read one file, or none, and whose settings are locked."""
    import duckdb
    import ibis

    con = duckdb.connect(config=_CONFIG)
    if only is not None:
        con.execute("SET allowed_paths = [?]", [str(only.resolve())])
    con.execute("SET temp_directory = ''")
    con.execute("SET enable_progress_bar = false")  # it would stand among the figures
    backend = ibis.duckdb.from_connection(con)  # it sets the time zone, so before the lock
    con.execute("SET enable_external_access = false")
    con.execute("SET lock_configuration = true")
    return con, backend


@dataclass(frozen=True, slots=True)
class Log:
    """A large log: how DuckDB reads it, what its columns mean, and which of them hold numbers."""

    source: str
    columns: tuple[Column, ...]
    numeric: frozenset[str]


def described(con: duckdb.DuckDBPyConnection, source: str, terms: Recognised, told: Any = None) -> Log:
    """The headings of a log, understood."""
    kinds = {name: kind for name, kind, *_ in con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    numeric = frozenset(name for name, kind in kinds.items() if kind.split("(")[0] in _NUMERIC)
    return Log(source, columns_of(kinds, terms, told), numeric)


def source_of(path: Path) -> str:
    """How DuckDB reads the file: every cell of a CSV as text, a torn line left out and counted."""
    with path.open("rb") as stream:
        magic = stream.read(len(_PARQUET))
    if path.stat().st_size > MOST_BYTES:
        raise Refusal("", Why.LOG_TOO_LARGE, most=f"{MOST_BYTES // 10**9} GB", remedy="give a part of it")
    where = quoted(str(path.resolve()))
    if magic == _PARQUET:
        return f"read_parquet({where})"
    return f"read_csv({where}, all_varchar=true, header=true, ignore_errors=true, null_padding=false)"


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def named(heading: str) -> str:
    return '"' + heading.replace('"', '""') + '"'


def load_large(
    con: duckdb.DuckDBPyConnection, log: Log, terms: Recognised, knowledge: Knowledge, *, kept: bool
) -> None:
    """The file as the table of an audit: held in memory where `kept`, else read again for each question."""
    by_field = {column.field: column for column in log.columns}
    words = [name for name in _WORDS if name in by_field]
    kind = "TABLE" if kept else "VIEW"
    selected = ", ".join(f"{expression} AS {name}" for name, expression in _expressions(by_field, log, knowledge))
    con.execute(f"CREATE TEMP {kind} {_AS_TOLD} AS SELECT {selected} FROM {log.source} AS log")
    if words:
        told = ", ".join(f"list(DISTINCT {name})" for name in words)
        found = con.execute(f"SELECT {told} FROM {_AS_TOLD}").fetchone() or ()
        for name, stood in zip(words, found, strict=True):
            _map_words(con, name, stood or [], terms, knowledge)
    meant = ", ".join(f"words_{name}.meant AS {name}" for name in words)
    joins = " ".join(f"LEFT JOIN words_{name} ON words_{name}.told = log.{name}" for name in words)
    replaced = f"log.* REPLACE ({meant})" if words else "log.*"
    con.execute(f"CREATE TEMP VIEW {TABLE} AS SELECT {replaced} FROM {_AS_TOLD} AS log {joins}")


def _map_words(
    con: duckdb.DuckDBPyConnection, name: str, stood: Iterable[str], terms: Recognised, knowledge: Knowledge
) -> None:
    """A small table of what each word that stands in the column means."""
    con.execute(f"CREATE TEMP TABLE words_{name} (told VARCHAR, meant VARCHAR)")
    rows = [(told, meant) for told in list(stood)[:_MOST_WORDS] if (meant := _meant(name, told, terms, knowledge))]
    if rows:
        con.executemany(f"INSERT INTO words_{name} VALUES (?, ?)", rows)


def _meant(name: str, told: str, terms: Recognised, knowledge: Knowledge) -> str | None:
    if name == "exam":
        exam = terms.exam_in(told)
        return exam if exam in knowledge.by_exam else None
    words = {"size": terms.size_words, "receptor": terms.receptor_words, "quality": terms.quality_words}
    return listed_under(words.get(name, terms.status_words), told)


def _expressions(by_field: Mapping[str, Column], log: Log, knowledge: Knowledge) -> Iterable[tuple[str, str]]:
    numbers = {name: _number(by_field.get(name), log) for name in (*_NUMBERS, "age_years")}
    limits = _limits(knowledge)
    wrong = [f"WHEN NOT ({numbers[name]} BETWEEN {limits[name][0]} AND {limits[name][1]}) THEN '{name}'"
             for name in _NUMBERS if name in by_field and name in limits]  # fmt: skip
    yield "implausible", f"CASE {' '.join(wrong)} END" if wrong else "CAST(NULL AS VARCHAR)"
    for name in _NUMBERS:
        if name in by_field and name in limits:
            low, high = limits[name]
            yield name, f"CASE WHEN {numbers[name]} BETWEEN {low} AND {high} THEN {numbers[name]} END"
        else:
            yield name, numbers[name]
    yield "age_years", f"CASE WHEN {numbers['age_years']} <= 120 THEN {numbers['age_years']} END"
    for name in _WORDS:
        yield name, _text(by_field.get(name))
    yield "unit", f"coalesce(left({_text(by_field.get('unit'))}, 60), {quoted(UNTOLD_UNIT)})"
    yield "region", _text(by_field.get("region"))
    yield "reject_reason", _text(by_field.get("reject_reason"))
    yield '"on"', _day(by_field.get("on"))
    yield "retake", "CAST(NULL AS BOOLEAN)"
    yield "file", "CAST(NULL AS VARCHAR)"
    yield "row", "CAST(NULL AS BIGINT)"


def _limits(knowledge: Knowledge) -> dict[str, tuple[float, float]]:
    """What any dental unit can give: the widest over the families, as a large log is of all of them."""
    found: dict[str, tuple[float, float]] = {}
    for limits in knowledge.exams.limits.values():
        for name, (low, high) in limits.items():
            least, most = found.get(name, (low, high))
            found[name] = (min(least, low), max(most, high))
    return found


def _text(column: Column | None) -> str:
    return f"nullif(trim(CAST(log.{named(column.heading)} AS VARCHAR)), '')" if column else "CAST(NULL AS VARCHAR)"


def _number(column: Column | None, log: Log) -> str:
    """A figure above zero in the field's unit; of an unknown unit none."""
    if column is None or column.factor is None:
        return "CAST(NULL AS DOUBLE)"
    cell = f"log.{named(column.heading)}"
    value = f"CAST({cell} AS DOUBLE)"
    if column.heading not in log.numeric:
        value = f"coalesce(TRY_CAST({cell} AS DOUBLE), TRY_CAST(replace({cell}, ',', '.') AS DOUBLE))"
    scaled = value if column.factor == 1.0 else f"{value} * {column.factor!r}"
    return f"nullif(greatest({scaled}, 0), 0)"


def _day(column: Column | None) -> str:
    if column is None:
        return "CAST(NULL AS DATE)"
    cell = f"CAST(log.{named(column.heading)} AS VARCHAR)"
    return f"coalesce(TRY_CAST({cell} AS DATE), CAST(TRY_STRPTIME(left({cell}, 10), '%d.%m.%Y') AS DATE))"
