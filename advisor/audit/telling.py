"""What the command `audit` does: a folder with report, summary and table, and the summary on standard output."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from advisor.audit import audit
from advisor.audit.export import write_file
from advisor.audit.opened import opened
from advisor.audit.summary import Summary, summary, summary_json
from advisor.knowledge import Knowledge
from advisor.plausible import CaseError
from advisor.units.unit import UnitProfile

SUMMARY: Final = "summary.json"
TABLE: Final = "exposures.csv"


def audit_paths(
    paths: Sequence[str],
    knowledge: Knowledge,
    *,
    on: date,
    place: str,
    unit: UnitProfile | None = None,
    columns: Mapping[str, Any] | None = None,
    last: Summary | None = None,
    practice: str | None = None,
    made_by: str | None = None,
    table: Path | None = None,
) -> Summary:
    """Audit files and folders; the exposures with their verdicts go into `table` where one is named."""
    with opened(paths, knowledge, place=place, columns=columns) as found:
        made = audit(found.table, knowledge, place=place, on=on, material=found.material, unit=unit)
        if table is not None:
            try:
                write_file(made, found, knowledge, table)
            except OSError as error:
                raise CaseError("--out", f"cannot be written ({error.strerror}); give another folder") from None
        return summary(made, knowledge, practice=practice, made_by=made_by, last=last)


def folder(name: str) -> Path:
    """The folder for the results, made where it is not there."""
    path = Path(name)
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CaseError("--out", f"cannot be made ({error.strerror}); give a folder") from None
    return path


def written(told: Summary) -> str:
    return json.dumps(summary_json(told), ensure_ascii=False, indent=1) + "\n"
