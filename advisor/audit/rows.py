"""The table that an audit is made of: one row an exposure, the same columns whatever it was read from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from advisor.audit.plan import NUMBERS, TEXTS
from advisor.intake.exposure import Exposure

if TYPE_CHECKING:
    import pyarrow as pa

UNTOLD_UNIT: Final = "unit not told"


def table_of(exposures: Sequence[Exposure]) -> pa.Table:
    """Exposures as a table; a value that such a unit cannot give is left out, and named in `implausible`."""
    import pyarrow as pa

    columns: dict[str, Any] = {
        "row": pa.array([each.row for each in exposures], pa.int64()),
        "on": pa.array([each.on for each in exposures], pa.date32()),
        "retake": pa.array([each.retake for each in exposures], pa.bool_()),
        "file": pa.array([each.file for each in exposures], pa.string()),
        "unit": pa.array([each.unit or UNTOLD_UNIT for each in exposures], pa.string()),
        "implausible": pa.array([" ".join(each.implausible) or None for each in exposures], pa.string()),
    }
    for name in NUMBERS:
        columns[name] = pa.array(list(_plausible(exposures, name)), pa.float64())
    for name in TEXTS:
        if name not in columns:
            columns[name] = pa.array([_word(getattr(each, name)) for each in exposures], pa.string())
    return pa.table(columns)


def _plausible(exposures: Iterable[Exposure], name: str) -> Iterable[float | None]:
    return (None if name in each.implausible else getattr(each, name) for each in exposures)


def _word(value: Any) -> str | None:
    return None if value is None else str(value)
