"""A table file -> its cells as text: CSV in any usual encoding, XLSX, Parquet. Bounded, whatever the file claims."""

import csv
import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from advisor.intake.recognised import Recognised, plain, unit_as_written
from advisor.intake.refusal import Refusal, Why

LARGEST_TABLE_BYTES: Final = 100_000_000
MOST_ROWS: Final = 200_000
LARGEST_SHEET_BYTES: Final = 400_000_000  # of an XLSX, unpacked
_MOST_PARTS: Final = 2_000
_MOST_COLUMNS: Final = 300
_LONGEST_CELL: Final = 300
_TITLE_LINES: Final = 12
_DELIMITERS: Final = ";\t|,"
_CHUNK: Final = 1 << 20
_PARQUET: Final = b"PAR1"
_ZIP: Final = b"PK\x03\x04"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Cells:
    """Headings, rows of as many cells (with the line or row that each stands in), and how the text was written."""

    headings: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    form: str
    torn: tuple[Refusal, ...] = ()  # rows that were left out, with the reason


def read_cells(raw: bytes, terms: Recognised) -> Cells:
    """The cells of a table file.

    Raises
    ------
    Refusal
        For a file that is none, or is too large to be a practice's log.
    """
    if len(raw) > LARGEST_TABLE_BYTES:
        most, remedy = f"{LARGEST_TABLE_BYTES // 10**6} MB", "give it to the command audit as CSV or Parquet"
        raise Refusal("", Why.LOG_TOO_LARGE, most=most, remedy=remedy)
    if raw.startswith(_PARQUET):
        return _parquet(raw)
    if raw.startswith(_ZIP):
        return _sheet(raw, terms)
    if raw.startswith(_OLD_EXCEL):
        raise Refusal("", Why.OLD_EXCEL)
    return _csv(raw, terms)


def heading_score(cells: Iterable[str], terms: Recognised) -> int:
    """How many headings of a line are known ones: which line is the heading."""
    names = {word for words in terms.columns.values() for word in words}
    units = {unit for each in terms.units.values() for unit in each}
    return sum(1 for cell in cells if cell and _bare(cell, units) in names)


def _bare(cell: str, units: set[str]) -> str:
    name = plain(cell.partition("(")[0].partition("[")[0])
    last = name.rpartition(" ")
    return last[0] if last[0] and last[2] in units else name


def decoded(raw: bytes, terms: Recognised) -> tuple[str, str]:
    """The text and its encoding: UTF-8 or UTF-16 by its mark, else UTF-8 if it is that, else Japanese or Western."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16"), "utf-16"
        except UnicodeDecodeError:
            raise Refusal("", Why.TORN_UTF16) from None
    try:
        return raw.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        japanese = raw.decode("cp932", "replace")
        asian = any(word in japanese[:_CHUNK] for word in terms.headings_of_asia)
        return (japanese, "cp932") if asian else (raw.decode("cp1252", "replace"), "cp1252")


def delimiter_of(lines: Sequence[str]) -> str:
    """The sign that stands equally often in most lines."""
    best = max(_DELIMITERS, key=lambda sign: _regular(sign, lines))
    if _regular(best, lines) == 0:
        raise Refusal("", Why.NO_TABLE)
    return best


def _regular(sign: str, lines: Sequence[str]) -> int:
    counts = Counter(count for line in lines if (count := line.count(sign)))
    return max((often * count for count, often in counts.items()), default=0)


def _csv(raw: bytes, terms: Recognised) -> Cells:
    text, encoding = decoded(raw, terms)
    if "\0" in text:
        raise Refusal("", Why.NO_TEXT_TABLE)
    lines = text[: _CHUNK // 4].splitlines()[:100]
    delimiter = delimiter_of([line for line in lines if line.strip()])
    csv.field_size_limit(_CHUNK)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    rows: list[tuple[int, tuple[str, ...]]] = []
    try:
        for cells in reader:
            rows.append((reader.line_num, tuple(cell.strip()[:_LONGEST_CELL] for cell in cells[:_MOST_COLUMNS])))
            _check_length(len(rows))
    except csv.Error as error:
        raise Refusal("", Why.NOT_CSV, at_line=reader.line_num, error=error) from None
    return _with_heading(rows, terms, f"{encoding}, parted by {_NAMES.get(delimiter, delimiter)}")


_NAMES: Final = {";": "semicolons", "\t": "tabs", "|": "bars", ",": "commas"}


def _check_length(rows: int) -> None:
    if rows > MOST_ROWS:
        raise Refusal("", Why.TOO_MANY_ROWS, most=MOST_ROWS)


def _with_heading(rows: Sequence[tuple[int, tuple[str, ...]]], terms: Recognised, form: str) -> Cells:
    scores = [heading_score(cells, terms) for _, cells in rows[:_TITLE_LINES]]
    if not any(scores):
        raise Refusal("", Why.NO_HEADING)
    at = scores.index(max(scores))
    upper = at - 1 if at and scores[at - 1] else at  # of two lines it may hold fewer
    tried = (_with_units(rows, line, terms) for line in (at, upper))
    headings, last = max(tried, key=lambda made: heading_score(made[0], terms))
    width, good, torn = len(headings), [], []
    top = [cells[:width] for _, cells in rows[: last + 1]]
    for line, cells in rows[last + 1 :]:
        if not any(cells) or cells[:width] in top:
            continue  # empty, or the headings or their units once more
        if any(cells[width:]):
            torn.append(Refusal("", Why.TORN_ROW, line=line, cells=len(cells), headings=width))
        else:
            good.append((line, (*cells[:width], *("",) * (width - len(cells)))))
    return Cells(headings, tuple(good), form, tuple(torn))


def _with_units(rows: Sequence[tuple[int, tuple[str, ...]]], at: int, terms: Recognised) -> tuple[tuple[str, ...], int]:
    """The headings, and the line that they end in: units, or the parts of a merged heading, may stand below."""
    headings = rows[at][1]
    below = rows[at + 1][1][: len(headings)] if at + 1 < len(rows) else ()
    units = {unit for each in terms.units.values() for unit in each}
    known = {cell for cell in (*headings, *below) if heading_score((cell,), terms)}
    if not any(below) or not all(unit_as_written(cell) in units or cell in known for cell in below if cell):
        return headings, at
    below = (*below, *("",) * (len(headings) - len(below)))
    pairs = zip(headings, below, (*headings[1:], "-"), (*below[1:], ""), strict=True)
    return tuple(
        f"{top} ({low.strip('()[]')})" if top and low and (top in known or low not in known) and (right or not next_low)
        else low or top for top, low, right, next_low in pairs
    ), at + 1  # fmt: skip


def _sheet(raw: bytes, terms: Recognised) -> Cells:
    """The first sheet of an XLSX that has known headings."""
    _check_archive(raw)
    from python_calamine import CalamineError, CalamineWorkbook

    best: tuple[int, list[tuple[int, tuple[str, ...]]], str] = (0, [], "")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        for name in book.sheet_names[:20]:
            rows = [
                (nth, tuple(_text(cell) for cell in row[:_MOST_COLUMNS]))
                for nth, row in enumerate(book.get_sheet_by_name(name).iter_rows(), 1)
                if nth <= MOST_ROWS + 1
            ]
            score = max((heading_score(cells, terms) for _, cells in rows[:_TITLE_LINES]), default=0)
            if score > best[0]:
                best = (score, rows, name)
    except (CalamineError, ValueError, OSError, KeyError) as error:
        raise Refusal("", Why.NOT_XLSX, error=f"{error}") from None
    _check_length(len(best[1]))
    return _with_heading(best[1], terms, f"XLSX, sheet {best[2][:40]}")


def _check_archive(raw: bytes) -> None:
    """Refuse a small file that would unpack into a huge one."""
    try:
        unpacked = _unpacked_bytes(raw)
    except Refusal:
        raise
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise Refusal("", Why.DAMAGED_XLSX) from None
    if unpacked > LARGEST_SHEET_BYTES:
        raise Refusal("", Why.UNPACKS_TOO_LARGE, most=LARGEST_SHEET_BYTES // 10**6)


def _unpacked_bytes(raw: bytes) -> int:
    """How much it unpacks into, by pieces that are not kept, up to more than is read."""
    unpacked = 0
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = archive.infolist()
        if len(parts) > _MOST_PARTS:
            raise Refusal("", Why.TOO_MANY_PARTS, count=len(parts))
        for part in parts:
            with archive.open(part) as stream:
                while unpacked <= LARGEST_SHEET_BYTES and (piece := stream.read(_CHUNK)):
                    unpacked += len(piece)
    return unpacked


def _text(cell: Any) -> str:
    """A cell of a spreadsheet as it would be written."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return f"{cell:.10g}"
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell).strip()[:_LONGEST_CELL]


def _parquet(raw: bytes) -> Cells:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(raw))
        _check_length(file.metadata.num_rows)
        if file.metadata.num_columns > _MOST_COLUMNS:
            raise Refusal("", Why.TOO_MANY_COLUMNS, most=_MOST_COLUMNS)
        names = tuple(file.schema_arrow.names)
        return Cells(names, tuple(_parquet_rows(file)), "Parquet")
    except Refusal:
        raise
    except (pa.ArrowException, OSError, ValueError):
        raise Refusal("", Why.NOT_PARQUET) from None


def _parquet_rows(file: Any) -> Iterator[tuple[int, tuple[str, ...]]]:
    line = 0
    for batch in file.iter_batches(batch_size=10_000):
        columns = [column.to_pylist() for column in batch.columns]
        for row in zip(*columns, strict=True):
            line += 1
            yield line, tuple(_text(cell) for cell in row)
