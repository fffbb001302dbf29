"""Tables as CSV that a spreadsheet may open: no cell is taken for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

# At the start of a cell, and within it where a spreadsheet may cut: many take a semicolon for the end of a cell.
FORMULA: Final = "^([\t\r])|(^|[;\t\r\n])([=+@\uff1d\uff0b\uff20\uff0d-])"  # the last are East Asian ones
HARMLESS: Final = r"\2'\1\3"


def inert(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would run; numbers stay numbers."""
    return cell if _is_number(cell) else as_text(cell)


def as_text(cell: str) -> str:
    """The cell, with an apostrophe before all that a formula begins with, numbers with a sign too."""
    return re.sub(FORMULA, HARMLESS, cell)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return cell == cell.strip()


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> str:
    """Header and rows, in UTF-8 with lines ending as spreadsheets expect."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([inert(row.get(column) or "") for column in columns] for row in rows)
    return text.getvalue()
