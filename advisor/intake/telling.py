"""What the command `read` prints: a JSON line an exposure, a line a refusal, or how the columns were understood."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable

from advisor.intake.case import checked_place
from advisor.intake.columns import LARGEST_MAPPING_BYTES, columns_from_text, columns_text
from advisor.intake.exposure import exposure_json, refusal_json
from advisor.intake.files import Reading, on_disk, read_given
from advisor.intake.refusal import CaseError
from advisor.knowledge import Knowledge


def read_told(told: argparse.Namespace, knowledge: Knowledge, read: Callable[[str, str, int], bytes]) -> str:
    """Run the command; `read` reads a small file.

    Raises
    ------
    CaseError
        For a path that is not there, and where nothing at all was read: the first refusal, and how many more.
    """
    place = checked_place(told.place) if told.place else None
    columns = columns_from_text(read(told.columns, "columns", LARGEST_MAPPING_BYTES)) if told.columns else None
    reading = read_given(on_disk(told.paths), knowledge, place=place, columns=columns)
    if told.show_columns:
        return columns_printed(reading)
    if not reading.exposures:
        raise refused(reading)
    return printed(reading)


def refused(reading: Reading) -> CaseError:
    """Why nothing was read."""
    if not reading.refusals:
        return CaseError("read", "no file is there; give files, or a folder with some")
    first, more = reading.refusals[0], len(reading.refusals) - 1
    row = f"row {first.row} " if first.row else ""
    return CaseError(first.file, f"{row}{first.reason}{f' (and {more} more)' if more else ''}")


def printed(reading: Reading) -> str:
    """One JSON line an exposure, in the order read, then one a file or row that gave none."""
    lines = [exposure_json(each) for each in reading.exposures] + [refusal_json(each) for each in reading.refusals]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def columns_printed(reading: Reading) -> str:
    """The small file in which a practice keeps what its columns mean, of the tables read."""
    everything = {column.heading: column for columns in reading.columns.values() for column in columns}
    return columns_text(tuple(everything.values()))
