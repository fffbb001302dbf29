"""Files of a practice -> the table of an audit and what it was made of: small logs by the cell, large by the engine."""

from __future__ import annotations

import codecs
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from advisor.audit import Material
from advisor.audit.converted import selection
from advisor.audit.engine import (
    as_cells,
    asked_of,
    bounds,
    check_size,
    connection,
    described,
    is_parquet,
    parquet,
    table_of_log,
)
from advisor.audit.exposure_table import ExposureTable, table_of
from advisor.audit.large_csv import dialect, load, read_as
from advisor.audit.plan import TABLE
from advisor.audit.standards import standards
from advisor.audit.written import loaded_as, month_first, sums_of_rows, understand_regions, with_settings
from advisor.intake.columns import said
from advisor.intake.exposure import Exposure
from advisor.intake.files import Reading, found_at, on_disk, read_given
from advisor.intake.recognised import recognised
from advisor.intake.refusal import Refusal, Why
from advisor.intake.settings import WORKED_OUT
from advisor.intake.telling import refused
from advisor.knowledge import Knowledge
from advisor.knowledge.places import american

if TYPE_CHECKING:
    import duckdb

LARGE_BYTES: Final = 8_000_000  # a log beyond it is a chain's
LARGE_ROWS: Final = 100_000
_LARGE: Final = (".csv", ".tsv", ".txt", ".parquet")
_CHUNK: Final = 1 << 18
_OTHER_LETTERS: Final = "its letters are of Windows, or of Asia; save it as CSV UTF-8"


@dataclass(frozen=True, slots=True)
class Opened:
    """An audit's table while its database is open."""

    table: ExposureTable
    material: Material
    con: duckdb.DuckDBPyConnection


@contextmanager
def opened(
    paths: Sequence[Path | str],
    knowledge: Knowledge,
    *,
    place: str | None = None,
    today: date | None = None,
    columns: Mapping[str, Any] | None = None,
) -> Iterator[Opened]:
    """Open files and folders; one large CSV or Parquet is read by the engine itself.

    Raises
    ------
    Refusal
        For what is not there or cannot be read, naming the file.
    """
    first = found_at(paths[0])
    if len(paths) == 1 and first.is_file() and _is_large(first):
        with _large(first, knowledge, place, today, columns) as found:
            yield found
        return
    with of_reading(read_given(on_disk(paths), knowledge, place=place, today=today, columns=columns)) as found:
        yield found


def _is_large(path: Path) -> bool:
    """A Parquet file is small for its rows, so they are counted."""
    if path.suffix.lower() != ".parquet":
        return path.suffix.lower() in _LARGE and path.stat().st_size > LARGE_BYTES
    return _parquet_rows(path) > LARGE_ROWS


def _parquet_rows(path: Path) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return int(pq.read_metadata(path).num_rows)
    except (pa.ArrowException, OSError):
        return 0  # it is refused when it is read


@contextmanager
def of_reading(reading: Reading) -> Iterator[Opened]:
    """What was read cell by cell, as a table."""
    if not reading.exposures:
        raise refused(reading)
    con = connection()
    try:
        held = table_of(reading.exposures)
        con.register(TABLE, held)
        yield Opened(ExposureTable(asked_of(con)), _material(reading), con)
    finally:
        con.close()


@contextmanager
def _large(
    path: Path, knowledge: Knowledge, place: str | None, today: date | None, told: Mapping[str, Any] | None
) -> Iterator[Opened]:
    import duckdb

    con = connection(path)
    try:
        check_size(path)
        yield _loaded(con, path, knowledge, place, today, told)
    except Refusal as refused_as:
        raise refused_as if refused_as.field else refused_as.named(path.name) from None
    except duckdb.Error as error:
        said = _OTHER_LETTERS if "not latin-1" in f"{error}" else f"{error}".splitlines()[0]
        raise Refusal(path.name, Why.NOT_A_TABLE, error=said) from None
    finally:
        con.close()


def _loaded(
    con: duckdb.DuckDBPyConnection, path: Path, knowledge: Knowledge, place: str | None, today: date | None,
    told: Mapping[str, Any] | None,
) -> Opened:  # fmt: skip
    """The file as the table of an audit: a CSV held in memory, or, where it is very large, read for each question."""
    terms, by_parquet = recognised(), is_parquet(path)
    fingerprint, encoding = looked_through(path, text=not by_parquet)
    rows = _parquet_rows(path) if by_parquet else path.stat().st_size // _BYTES_A_ROW
    exact, torn = rows < standards().conventions.exact_rows, dict[str, int]()
    if by_parquet:
        log = as_cells(described(*parquet(con, path), terms, knowledge, told))
    else:
        file, kinds = dialect(con, path, encoding)
        log = described("", kinds, terms, knowledge, told)
        log, torn = load(con, replace(log, kinds=read_as(log.columns, kinds)), file, held=exact)
    log = replace(log, bounds=bounds(con, log) if by_parquet or exact else {})  # else it would be read once more
    said_of = said(log.columns)
    torn |= sums_of_rows(con, log)
    log, repairs = with_settings(con, replace(log, today=today, month_first=month_first(con, log)))
    con.execute(f"CREATE TEMP VIEW {loaded_as(log)} AS {selection(log)}")
    repairs += understand_regions(con, log, knowledge, universal=american(place))
    if log.without_times:
        (worked_out,), *_ = con.execute(f"SELECT count(exposure_s) FROM {TABLE}").fetchall()
        repairs["exposure_s", WORKED_OUT] += worked_out
    table = table_of_log(con, log, knowledge, exact=exact)
    material = Material(files=1, columns=said_of, fingerprint=fingerprint, refusals=torn, repairs=+repairs)
    return Opened(table, material, con)


_BYTES_A_ROW: Final = 60  # of a CSV, about


def looked_through(path: Path, *, text: bool) -> tuple[str, str]:
    """The fingerprint of the file's bytes, and what DuckDB calls the encoding of its text."""
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder("utf-8")() if text else None
    encoding = "utf-8"
    with path.open("rb") as stream:
        while piece := stream.read(_CHUNK):
            digest.update(piece)
            if decoder is None or (piece.isascii() and not decoder.getstate()[0]):
                continue
            if piece.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                decoder, encoding = None, "utf-16"
                continue
            try:
                decoder.decode(piece)
            except UnicodeDecodeError:
                decoder, encoding = None, "latin-1"
    return digest.hexdigest()[:_FINGERPRINT], encoding


_FINGERPRINT: Final = 16


def _material(reading: Reading) -> Material:
    return Material(
        files=reading.files,
        rows=len(reading.exposures) + sum(each.line is not None for each in reading.refusals),
        told_again=reading.told_again,
        repairs=dict(Counter((r.field, r.why) for each in reading.exposures for r in each.repairs).most_common()),
        refusals=dict(Counter(each.reason for each in reading.refusals).most_common()),
        columns=tuple(line for columns in reading.columns.values() for line in said(columns)),
        fingerprint=_of_exposures(reading.exposures),
    )


def _of_exposures(exposures: Sequence[Exposure]) -> str:
    """Of what was read, whatever the order of the files."""
    digest = hashlib.blake2b(digest_size=8)
    for line in sorted(
        repr((e.event, e.on, e.at, e.age_years, e.exam, e.kV, e.mA, e.exposure_s, e.dap_mGycm2)) for e in exposures
    ):
        digest.update(line.encode())
    return digest.hexdigest()
