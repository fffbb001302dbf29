"""What the command `audit` does: the summary on standard output, and a folder with report, table and summary."""

import argparse
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from advisor.audit import Audit, audit
from advisor.audit.export import write_file
from advisor.audit.opened import opened
from advisor.audit.summary import SUMMARY_TEXT, Summary, summary_from_text, summary_json
from advisor.audit.summed import summary
from advisor.case.unit import UnitProfile
from advisor.intake.case import checked_place
from advisor.intake.columns import MAPPING, columns_from_text
from advisor.intake.refusal import Refusal, Why
from advisor.intake.text import Text
from advisor.knowledge import Knowledge

REPORT: Final = "report.pdf"
SUMMARY: Final = "summary.json"
TABLE: Final = "exposures.{suffix}"
Printed = Callable[[Audit, Summary | None], bytes]
Read = Callable[[str, Text], bytes]


def audit_command(
    told: argparse.Namespace,
    knowledge: Knowledge,
    unit: UnitProfile | None,
    *,
    on: date,
    read: Read,
    printed: Printed,
) -> str:
    """Run the command: `read` reads a small file, `printed` makes the report.

    Raises
    ------
    Refusal
        For a file that is not there or is none, and for a folder that cannot be written.
    """
    place = checked_place(told.place)
    columns = columns_from_text(read(told.columns, MAPPING)) if told.columns else None
    last = summary_from_text(read(told.last, SUMMARY_TEXT), told.last) if told.last else None
    out = _folder(told.out) if told.out else None
    with opened(told.paths, knowledge, place=place, today=on, columns=columns) as found:
        made = audit(found.table, knowledge, place=place, on=on, material=found.material, unit=unit)
        summed = summary(made, knowledge, practice=told.practice, made_by=told.by, last=last)
        text = json.dumps(summary_json(summed), ensure_ascii=False, indent=1) + "\n"
        if out is not None:
            try:
                (out / SUMMARY).write_text(text, encoding="utf-8")
                (out / REPORT).write_bytes(printed(made, last))
                write_file(made, found, knowledge, out / TABLE.format(suffix="parquet" if told.parquet else "csv"))
            except OSError as error:
                raise Refusal("--out", Why.NOT_WRITTEN, error=error.strerror) from None
    return text


def _folder(name: str) -> Path:
    """The folder for the results, made where it is not there."""
    path = Path(name)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refusal("--out", Why.NOT_MADE, error=error.strerror) from None
    return path
