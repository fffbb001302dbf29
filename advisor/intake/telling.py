"""What the command `read` prints: a JSON line an exposure, a line a refusal, or how the columns were understood."""

import argparse
import json
from collections.abc import Callable
from datetime import date

from advisor.intake.case import checked_place
from advisor.intake.columns import MAPPING, columns_from_text, columns_text
from advisor.intake.exposure import exposure_json, refusal_json
from advisor.intake.files import Reading, on_disk, read_given
from advisor.intake.refusal import Refusal, Why
from advisor.intake.text import Text
from advisor.knowledge import Knowledge


def read_command(
    told: argparse.Namespace, knowledge: Knowledge, read: Callable[[str, Text], bytes], today: date
) -> str:
    """Run the command; `read` reads a small file.

    Raises
    ------
    Refusal
        For a path that is not there, and where nothing at all was read: the first refusal, and how many more.
    """
    place = checked_place(told.place) if told.place else None
    columns = columns_from_text(read(told.columns, MAPPING)) if told.columns else None
    reading = read_given(on_disk(told.paths), knowledge, place=place, today=today, columns=columns)
    if told.show_columns:
        return columns_text([column for each in reading.columns.values() for column in each])
    if not reading.exposures:
        raise refused(reading)
    return printed(reading)


def refused(reading: Reading) -> Refusal:
    """Why nothing was read."""
    if not reading.refusals and reading.columns:
        return Refusal(next(iter(reading.columns)), Why.NO_ROW)
    if not reading.refusals:
        return Refusal("read", Why.NO_FILE)
    first, more = reading.refusals[0], len(reading.refusals) - 1
    row, others = f"row {first.line} " if first.line else "", f" (and {more} more)" if more else ""
    return Refusal(f"{first.file}", Why.FIRST_OF_MANY, row=row, reason=first.reason, more=others)


def printed(reading: Reading) -> str:
    """One JSON line an exposure, in the order read, then one a file or row that gave none."""
    lines = [exposure_json(each) for each in reading.exposures] + [refusal_json(each) for each in reading.refusals]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
