"""How DuckDB reads a large CSV: its dialect and the kind of each column told once, torn lines counted by reason.

Figures are read as numbers and days as ISO days, which is what makes a million rows quick; a column with a single cell
that is neither is read again as text, so that no value is lost. Everything else is text as it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from advisor.audit.log import TEXT, TYPED, Log, named, quoted
from advisor.intake.columns import Column

if TYPE_CHECKING:
    import duckdb

_KINDS: Final = "['BIGINT', 'DOUBLE', 'DATE', 'VARCHAR']"
_SAMPLE: Final = 5_000  # lines that are looked at; a later cell of another kind costs a second reading
_ISO: Final = "%Y-%m-%d"
_LONGEST_LINE: Final = 1_000_000
_CHUNK: Final = 1 << 22
_MOST_TORN: Final = 100_000  # told one by one; more are not kept
_HELD, _TORN, _SCANS = "held", "torn_lines", "torn_scans"
_NO_QUOTE: Final = ("", "(empty)")
_OPEN_QUOTE: Final = "UNQUOTED VALUE"
_REASONS: Final[Mapping[str, str]] = {
    "MISSING COLUMNS": "has fewer cells than headings (a torn line)",
    "TOO MANY COLUMNS": "has more cells than headings (a torn line)",
    _OPEN_QUOTE: "stands behind a quotation mark that is not closed",
    "LINE SIZE OVER MAXIMUM": "is longer than a megabyte",
    "INVALID ENCODING": "is no text of the file's encoding",
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """What parts the cells, which signs quote, and how many lines stand above the headings."""

    path: Path
    encoding: str
    delimiter: str
    quote: str
    skip: int

    def lines(self) -> int:
        with self.path.open("rb") as stream:
            return sum(piece.count(b"\n") for piece in iter(lambda: stream.read(_CHUNK), b""))

    def source(self, kinds: Mapping[str, str], *, told: bool = False) -> str:
        """The table function; where `told`, torn lines are kept to be counted."""
        columns = ", ".join(f"{quoted(name)}: {quoted(kind)}" for name, kind in kinds.items())
        torn = (
            f"store_rejects=true, rejects_limit={_MOST_TORN}, rejects_table='{_TORN}', rejects_scan='{_SCANS}'"
            if told
            else "ignore_errors=true"
        )
        return (
            f"read_csv({quoted(str(self.path))}, auto_detect=false, header=true, columns={{{columns}}}, "
            f"delim={quoted(self.delimiter)}, quote={quoted(self.quote)}, escape={quoted(self.quote)}, "
            f"skip={self.skip}, encoding={quoted(self.encoding)}, dateformat='{_ISO}', "
            f"max_line_size={_LONGEST_LINE}, {torn})"
        )


def dialect(con: duckdb.DuckDBPyConnection, path: Path, encoding: str) -> tuple[Dialect, dict[str, str]]:
    """How the file is written, and what kind of value each column seems to hold, headings in order."""
    looked = con.execute(
        "SELECT Delimiter, Quote, SkipRows, Columns, DateFormat FROM sniff_csv(?, header=true, ignore_errors=true, "
        f"encoding=?, auto_type_candidates={_KINDS}, sample_size={_SAMPLE}, max_line_size={_LONGEST_LINE})",
        [str(path.resolve()), encoding],
    ).fetchone()
    delimiter, quote, skip, columns, days = looked or (",", "", 0, [], None)
    kinds = {each["name"]: each["type"] if each["type"] != "DATE" or days == _ISO else TEXT for each in columns}
    return Dialect(path.resolve(), encoding, delimiter, '"' if quote in _NO_QUOTE else quote, skip), kinds


def read_as(columns: Iterable[Column], kinds: Mapping[str, str]) -> dict[str, str]:
    """Only figures and days are read as such: a unit called 01 keeps its nought."""
    return {each.heading: kinds[each.heading] if each.field in TYPED else TEXT for each in columns}


def load(con: duckdb.DuckDBPyConnection, log: Log, file: Dialect, *, held: bool) -> tuple[Log, dict[str, int]]:
    """Read the file through, and hold what is asked of it where `held`; columns again as text where need be.

    Returns the log as it was read, and how many lines of the file were left out, by reason.
    """
    wanted = ", ".join(named(each.heading) for each in log.read) or "1"
    while True:
        con.execute(f"DROP TABLE IF EXISTS {_TORN}; DROP TABLE IF EXISTS {_SCANS}")
        source = file.source(log.kinds, told=True)
        if held:
            con.execute(f"CREATE OR REPLACE TEMP TABLE {_HELD} AS SELECT {wanted} FROM {source}")
            rows = _number(con, f"SELECT count(*) FROM {_HELD}")
        else:
            rows = _number(con, f"SELECT count(*), count(COLUMNS(*)) FROM {source}")
        wrong = con.execute(f"SELECT DISTINCT column_name FROM {_TORN} WHERE error_type = 'CAST'").fetchall()
        if not wrong:
            return replace(log, source=_HELD if held else file.source(log.kinds)), _torn(con, file, rows)
        crowded = _number(con, f"SELECT count(*) FROM {_TORN}") >= _MOST_TORN  # some may not have been kept
        as_text = log.kinds if crowded else {name.strip('"') for (name,) in wrong}
        log = replace(log, kinds={**log.kinds, **dict.fromkeys(as_text, TEXT)})


def _number(con: duckdb.DuckDBPyConnection, query: str) -> int:
    return int(con.execute(query).fetchall()[0][0])  # all of it, as torn lines are kept at the end


def _torn(con: duckdb.DuckDBPyConnection, file: Dialect, rows: int) -> dict[str, int]:
    """Lines by reason; all that were not read and have no other stand behind a quotation mark that nobody closed."""
    lines = con.execute(f"SELECT error_type, count(DISTINCT line) FROM {_TORN} GROUP BY ALL ORDER BY ALL").fetchall()
    torn = dict(lines)
    if _OPEN_QUOTE in torn:
        others = sum(n for kind, n in torn.items() if kind != _OPEN_QUOTE)
        torn[_OPEN_QUOTE] = max(torn[_OPEN_QUOTE], file.lines() - file.skip - 1 - rows - others)
    return {_REASONS.get(kind, kind.lower()): n for kind, n in torn.items()}
