"""The cells of a large log -> values, as DuckDB is told to convert them: units, limits, ages, days."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from advisor.audit.days import day_of_text
from advisor.audit.log import NUMBERS, TEXT, Log, named, quoted
from advisor.intake.columns import QUANTITY, Column
from advisor.intake.patient import OLDEST

UNREAD: Final = "?"  # stands behind the field of a value that is no number
NO_UNIT: Final = "!"  # behind that of a value whose unit is told nowhere
BESIDE_DATES: Final = "~"  # behind that of an age that two dates contradict
_WORDS: Final = ("exam", "size", "receptor", "quality", "status", "unit", "reject_reason")
_REGION: Final = ("region", "tooth_region")
_TOLD_AGES: Final = (1 / 365, OLDEST)
_NO_TEXT, _NO_NUMBER = "CAST(NULL AS VARCHAR)", "CAST(NULL AS DOUBLE)"
_WITH_UNIT: Final = r"^\s*([0-9.,\s]*[0-9])\s*([^0-9\s.,].{0,12}?)\s*$"
_MONTHS_TOO: Final = r"^(\s*\d{1,3}\s*[^\d\s.,]{1,8})\.?[\s,]*\d{1,2}\s*[^\d\s]{1,8}\s*$"  # of an age: 7 yrs 3 m
APART: Final = "\x1f"  # between the words for a region and the teeth as they are written


def selection(log: Log) -> str:
    """The log as the table of an audit: each cell converted once, then held against what a dental unit can give."""
    converted = ", ".join(f"{expression} AS {named(name)}" for name, expression in _converted(log))
    checked = ", ".join(f"{expression} AS {named(name)}" for name, expression in _checked(log))
    rows = f"{log.source} AS log {exposures_only(log)}"
    return f"SELECT {checked} FROM (SELECT {converted} FROM {rows}) AS told"


def _converted(log: Log) -> Iterator[tuple[str, str]]:
    by_field = log.by_field
    for name in NUMBERS:
        yield name, _number(by_field.get(name), log) if name != "exposure_s" else _time(log)
    yield from _left_out(log)
    for name in _WORDS:
        yield name, _text(by_field.get(name))
    yield "region", _region(by_field)
    yield "on", _day(by_field.get("on"), log)
    yield "age_years", _age(log)


def exposures_only(log: Log) -> str:
    """No empty row, no sum of rows, nor the headings once more (there are none where a column holds figures only)."""
    read = [each.heading for each in log.read]
    sums = sum_of_rows(log)
    told = [f"NOT ({sums})"] if sums else []
    if not any(log.filled(each.field) for each in log.read):
        told.append(f"({' OR '.join(_filled(each, log) for each in log.read)})")
    if read and all(log.kinds[each] == TEXT for each in read):
        again = (f"trim(log.{named(each)}) IS DISTINCT FROM {quoted(each.strip())}" for each in read)
        told.append(f"({' OR '.join(again)})")
    return f"WHERE {' AND '.join(told)}" if told else ""


def sum_of_rows(log: Log) -> str | None:
    """A row that tells no age, and whose first word is that of a total or a mean; None where there can be none."""
    none = [f"log.{named(each.heading)} IS NULL" for each in log.read if each.field in ("age_years", "birth")]
    texts = [each.heading for each in log.read if log.kinds[each.heading] == TEXT]
    if not texts or any(log.filled(name) for name in ("age_years", "birth")):
        return None
    first = ", ".join(f"nullif(trim(log.{named(each)}), '')" for each in texts)
    said = f"strip_accents(lower(coalesce({first}, '')))"
    words = "|".join(map(re.escape, log.terms.sum_words.words))
    return " AND ".join((*none, rf"regexp_matches({said}, '(^|[^\pL\pN])({words})($|[^\pL\pN])')"))


def _region(by_field: Mapping[str, Column]) -> str:
    """The words for a region; where teeth are told, and then behind them, those as they are written."""
    words = [_text(by_field[name]) for name in _REGION if name in by_field]
    said = f"concat_ws(' ', {', '.join(words)})" if len(words) > 1 else (*words, _NO_TEXT)[0]
    if "teeth" not in by_field:
        return said
    return f"concat(coalesce({said}, ''), '{APART}', {_text(by_field['teeth'])})"


def _left_out(log: Log) -> Iterator[tuple[str, str]]:
    """Which values cannot be taken, by the field and the mark of the reason."""
    for name in NUMBERS:
        column = log.by_field.get(name)
        if column is None or (log.number(column.heading) and column.factor is not None):
            continue
        mark = UNREAD if column.factor else NO_UNIT
        yield f"{name}{mark}", f"{_filled(column, log)} AND {_number(column, log)} IS NULL"
    day = log.by_field.get("on")
    if day is not None and not log.day(day.heading):
        yield f"on{UNREAD}", f"{_filled(day, log)} AND {_day(day, log)} IS NULL"
    if {"age_years", "birth", "on"} <= set(log.by_field):
        apart = f"abs({_age_told(log)} - {_from_dates(log, 'years')})"
        yield f"age_years{BESIDE_DATES}", f"coalesce({apart} > {log.terms.contradiction.age_years}, false)"


def _filled(column: Column, log: Log) -> str:
    cell = f"log.{named(column.heading)}"
    return f"coalesce(trim({cell}) <> '', false)" if log.kinds[column.heading] == TEXT else f"{cell} IS NOT NULL"


def _checked(log: Log) -> Iterator[tuple[str, str]]:
    limits, wrong = log.limits, dict(_wrong(log))
    named_wrong = ", ".join(f"CASE WHEN {told} THEN '{name}' END" for name, told in wrong.items())
    yield (
        "implausible",
        f"CASE WHEN {' OR '.join(wrong.values())} THEN concat_ws(' ', {named_wrong}) END" if wrong else _NO_TEXT,
    )
    for name in NUMBERS:
        yield name, _limited(log, name, *limits[name]) if name in limits else name
    yield "age_years", _limited(log, "age_years", 0, OLDEST)
    for name in (*_WORDS, "region"):
        yield name, named(name)
    yield "on", '"on"' if _all_credible(log) else f"""CASE WHEN {_credible('"on"', log)} THEN "on" END"""
    yield "retake", "CAST(NULL AS BOOLEAN)"
    yield "file", _NO_TEXT
    yield "row", "CAST(NULL AS BIGINT)"


def _limited(log: Log, name: str, low: float, high: float) -> str:
    return name if log.within(name, low, high) else f"CASE WHEN {name} BETWEEN {low} AND {high} THEN {name} END"


def _wrong(log: Log) -> Iterator[tuple[str, str]]:
    """Of which rows a value cannot be taken, by what is named then."""
    for name in NUMBERS:
        if name in log.by_field and name in log.limits and not log.within(name, *log.limits[name]):
            low, high = log.limits[name]
            yield name, f"({name} > 0 AND NOT {name} BETWEEN {low} AND {high})"
    yield from ((name, named(name)) for name, _ in _left_out(log))
    if "on" in log.by_field and not _all_credible(log):
        yield "on", f"""NOT coalesce({_credible('"on"', log)}, true)"""


def _text(column: Column | None) -> str:
    return f"CAST(log.{named(column.heading)} AS VARCHAR)" if column else _NO_TEXT


def _number(column: Column | None, log: Log) -> str:
    """A figure in the field's own unit: from the column's, or from the cell's; of an unknown one none."""
    if column is None:
        return _NO_NUMBER
    cell = f"log.{named(column.heading)}"
    if log.number(column.heading):
        return _NO_NUMBER if column.factor is None else _times(f"CAST({cell} AS DOUBLE)", column.factor)
    if column.field == "age_years":
        cell = f"regexp_replace({cell}, '{_MONTHS_TOO}', '\\1')"
    own = _in_own_unit(cell, log.terms.units.get(QUANTITY.get(column.field, column.field), {}))
    if column.factor is None:
        return own
    bare = f"coalesce(TRY_CAST({cell} AS DOUBLE), {_decimal(cell)})"
    return f"coalesce({_times(bare, column.factor)}, {own})"


def _time(log: Log) -> str:
    """As told; in a log without times that of the charge at the current."""
    if not log.without_times:
        return _number(log.by_field.get("exposure_s"), log)
    charge, mA = (_number(log.by_field[name], log) for name in ("charge_mAs", "mA"))
    low, high = log.limits["mA"]
    return f"CASE WHEN {mA} BETWEEN {low} AND {high} THEN {charge} / {mA} END"


def _times(value: str, factor: float) -> str:
    return value if factor == 1.0 else f"{value} * {factor!r}"


def _decimal(cell: str) -> str:
    """A figure with a decimal comma, or with signs between thousands."""
    bare = rf"regexp_replace({cell}, '[\s''\x{{a0}}]', '', 'g')"
    point, comma = f"{cell} LIKE '%,%.%'", f"{cell} LIKE '%.%,%'"
    plain = (
        f"CASE WHEN {point} THEN replace({bare}, ',', '') WHEN {comma} THEN replace({bare}, '.', '') ELSE {bare} END"
    )
    return f"TRY_CAST(replace({plain}, ',', '.') AS DOUBLE)"


def _in_own_unit(cell: str, units: Mapping[str, float]) -> str:
    """A figure with its unit in the cell: 0,1 s under a heading of milliseconds."""
    if not units:
        return _NO_NUMBER
    figure = _decimal(f"regexp_extract({cell}, '{_WITH_UNIT}', 1)")
    unit = f"strip_accents(lower(regexp_extract({cell}, '{_WITH_UNIT}', 2)))"
    unit = f"trim(replace(translate({unit}, 'μµ·*×⋅・ ²', 'uu......2'), '^', ''), '.()[]')"
    known = ", ".join(f"{quoted(name)}: {factor!r}" for name, factor in units.items())
    return f"{figure} * (MAP {{{known}}})[{unit}]"


def _day(column: Column | None, log: Log) -> str:
    if column is None:
        return "CAST(NULL AS DATE)"
    cell = f"log.{named(column.heading)}"
    if log.day(column.heading):
        return f"CAST({cell} AS DATE)"
    return day_of_text(f"CAST({cell} AS VARCHAR)", log.month_first, log.terms)


def _age_told(log: Log) -> str:
    """Nought stands for unknown."""
    told = _number(log.by_field.get("age_years"), log)
    return told if log.within("age_years", *_TOLD_AGES) else f"nullif({told}, 0)"


def _age(log: Log) -> str:
    """As told unless two dates contradict it, else the completed years between them."""
    told = _age_told(log)
    if not {"birth", "on"} <= set(log.by_field):
        return told
    apart = f"abs({told} - {_from_dates(log, 'years')}) <= {log.terms.contradiction.age_years}"
    return f"coalesce(CASE WHEN coalesce({apart}, true) THEN {told} END, {_from_dates(log, 'completed')})"


def _from_dates(log: Log, what: str) -> str:
    """Years, or completed ones, between birth and exposure; a birth date that stands for none tells no age."""
    born, day = (_day(log.by_field[name], log) for name in ("birth", "on"))
    unknown = ", ".join(quoted(each) for each in log.terms.unknown_days.days)
    known = f"{born} < {day} AND {_credible(day, log)} AND strftime({born}, '%Y%m%d') NOT IN ({unknown})"
    years = {"years": f"date_sub('month', {born}, {day}) / 12", "completed": f"date_sub('year', {born}, {day})"}
    return f"CASE WHEN {known} THEN {years[what]} END"


def _all_credible(log: Log) -> bool:
    return log.within("on", log.terms.contradiction.earliest, log.today or date.max)


def _credible(day: str, log: Log) -> str:
    until = f"DATE '{log.today}'" if log.today else day
    return f"({day} BETWEEN DATE '{log.terms.contradiction.earliest}' AND {until})"
