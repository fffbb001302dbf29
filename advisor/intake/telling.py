"""What the command `read` prints: a JSON line an exposure, a line a refusal, or how the columns were understood."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from advisor.intake.columns import columns_text
from advisor.intake.exposure import exposure_json, refusal_json
from advisor.intake.files import Reading, on_disk, read_given
from advisor.knowledge import Knowledge


def read_paths(
    paths: Sequence[str], knowledge: Knowledge, *, place: str | None = None, columns: Mapping[str, Any] | None = None
) -> Reading:
    """All exposures of files and folders; CaseError for a path that is not there."""
    return read_given(on_disk(paths), knowledge, place=place, columns=columns)


def printed(reading: Reading) -> str:
    """One JSON line an exposure, in the order read, then one a file or row that gave none."""
    lines = [exposure_json(each) for each in reading.exposures] + [refusal_json(each) for each in reading.refusals]
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def problems(reading: Reading) -> list[str]:
    """What to say where nothing at all was read: each refusal by file and reason."""
    if reading.exposures:
        return []
    row = {each: f"{each.file}, row {each.row}" if each.row else each.file for each in reading.refusals}
    return [f"{row[each]}: {each.reason}" for each in reading.refusals] or ["read: no file is there"]


def columns_printed(reading: Reading) -> str:
    """The small file in which a practice keeps what its columns mean, of the tables read."""
    everything = {column.heading: column for columns in reading.columns.values() for column in columns}
    return columns_text(tuple(everything.values()))
