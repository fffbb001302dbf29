"""The cells of a large log -> values, as DuckDB is told to convert them: units, limits, ages, days."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from advisor.case.exams import Limit
from advisor.intake.columns import Column
from advisor.knowledge import Knowledge

NUMBERS: Final = ("kV", "mA", "exposure_s", "dap_mGycm2", "entrance_kerma_mGy")
UNREAD: Final = "?"  # stands behind the field of a value that is no number
_WORDS: Final = ("exam", "size", "receptor", "quality", "status", "unit", "reject_reason")
_REGION: Final = ("region", "tooth_region")
_OLDEST: Final = 120
_NUMERIC: Final = frozenset(
    {"DOUBLE", "FLOAT", "BIGINT", "INTEGER", "SMALLINT", "TINYINT", "DECIMAL", "HUGEINT", "UBIGINT", "UINTEGER"}
)
_NO_TEXT, _NO_NUMBER = "CAST(NULL AS VARCHAR)", "CAST(NULL AS DOUBLE)"


@dataclass(frozen=True, slots=True)
class Log:
    """A large log: how DuckDB reads it, what its columns mean, and what kind of value each holds."""

    source: str
    columns: tuple[Column, ...]
    kinds: Mapping[str, str]

    @property
    def by_field(self) -> Mapping[str, Column]:
        return {column.field: column for column in self.columns}


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def named(heading: str) -> str:
    return '"' + heading.replace('"', '""') + '"'


def widest_limits(knowledge: Knowledge) -> dict[str, Limit]:
    """What any dental unit can give: the widest over the families, as a large log is of all of them."""
    found: dict[str, Limit] = {}
    for limits in knowledge.exams.limits.values():
        for name, (low, high) in limits.items():
            least, most = found.get(name, (low, high))
            found[name] = (min(least, low), max(most, high))
    return found


def selection(log: Log, limits: Mapping[str, Limit], unknown_days: tuple[str, ...]) -> str:
    """The log as the table of an audit: each cell converted once, then held against what a dental unit can give."""
    converted = ", ".join(f"{expression} AS {named(name)}" for name, expression in _converted(log, unknown_days))
    checked = ", ".join(f"{expression} AS {named(name)}" for name, expression in _checked(log, limits))
    return f"SELECT {checked} FROM (SELECT {converted} FROM {log.source} AS log) AS told"


def _converted(log: Log, unknown_days: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    by_field = log.by_field
    for name in NUMBERS:
        yield name, _number(by_field.get(name), log)
    for name in _unread(log):
        cell = f"log.{named(by_field[name].heading)}"
        yield f"{name}{UNREAD}", f"trim({cell}) <> '' AND {_number(by_field[name], log)} IS NULL"
    for name in _WORDS:
        yield name, _text(by_field.get(name))
    regions = [_text(by_field[name]) for name in _REGION if name in by_field]
    yield "region", f"concat_ws(' ', {', '.join(regions)})" if len(regions) > 1 else (*regions, _NO_TEXT)[0]
    yield "on", _day(by_field.get("on"), log)
    yield "age_years", _age(log, unknown_days)


def _unread(log: Log) -> Iterator[str]:
    """The fields of numbers whose cells are text of a unit that is known."""
    for name in NUMBERS:
        column = log.by_field.get(name)
        if column is not None and column.factor is not None and log.kinds[column.heading] not in _NUMERIC:
            yield name


def _checked(log: Log, limits: Mapping[str, Limit]) -> Iterator[tuple[str, str]]:
    wrong = {
        name: f"({name} > 0 AND NOT {name} BETWEEN {limits[name][0]} AND {limits[name][1]})"
        for name in NUMBERS
        if name in log.by_field and name in limits
    } | {f"{name}{UNREAD}": named(f"{name}{UNREAD}") for name in _unread(log)}
    named_wrong = ", ".join(f"CASE WHEN {told} THEN '{name}' END" for name, told in wrong.items())
    yield (
        "implausible",
        f"CASE WHEN {' OR '.join(wrong.values())} THEN concat_ws(' ', {named_wrong}) END" if wrong else _NO_TEXT,
    )
    for name in NUMBERS:
        low, high = limits.get(name, (0.0, float("inf")))
        yield name, name if name not in limits else f"CASE WHEN {name} BETWEEN {low} AND {high} THEN {name} END"
    yield "age_years", f"CASE WHEN age_years BETWEEN 0 AND {_OLDEST} THEN age_years END"
    for name in (*_WORDS, "region", "on"):
        yield name, named(name)
    yield "retake", "CAST(NULL AS BOOLEAN)"
    yield "file", _NO_TEXT
    yield "row", "CAST(NULL AS BIGINT)"


def _text(column: Column | None) -> str:
    return f"CAST(log.{named(column.heading)} AS VARCHAR)" if column else _NO_TEXT


def _number(column: Column | None, log: Log) -> str:
    """A figure in the field's own unit; of an unknown unit none."""
    if column is None or column.factor is None:
        return _NO_NUMBER
    cell = f"log.{named(column.heading)}"
    value = f"CAST({cell} AS DOUBLE)"
    if log.kinds[column.heading] not in _NUMERIC:
        value = f"coalesce(TRY_CAST({cell} AS DOUBLE), TRY_CAST(replace({cell}, ',', '.') AS DOUBLE))"
    return value if column.factor == 1.0 else f"{value} * {column.factor!r}"


def _day(column: Column | None, log: Log) -> str:
    if column is None:
        return "CAST(NULL AS DATE)"
    cell = f"log.{named(column.heading)}"
    if log.kinds[column.heading] == "DATE" or log.kinds[column.heading].startswith("TIMESTAMP"):
        return f"CAST({cell} AS DATE)"
    cell = f"left(CAST({cell} AS VARCHAR), 10)"
    return f"coalesce(TRY_CAST({cell} AS DATE), CAST(TRY_STRPTIME({cell}, '%d.%m.%Y') AS DATE))"


def _age(log: Log, unknown_days: tuple[str, ...]) -> str:
    """As told, else the completed years between two dates; a birth date that stands for none tells no age."""
    told = _number(log.by_field.get("age_years"), log)
    birth, on = log.by_field.get("birth"), log.by_field.get("on")
    if birth is None or on is None:
        return told
    born, day = _day(birth, log), _day(on, log)
    unknown = ", ".join(quoted(each) for each in unknown_days)
    known = f"{born} < {day} AND strftime({born}, '%Y%m%d') NOT IN ({unknown})"
    return f"coalesce({told}, CASE WHEN {known} THEN date_sub('year', {born}, {day}) END)"
