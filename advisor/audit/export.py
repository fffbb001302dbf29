"""Each exposure with its verdict, as CSV or Parquet: batch by batch, and no cell that a spreadsheet would run."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from advisor.audit import Audit
from advisor.audit.judged import asked, verdict
from advisor.audit.plan import COUNTED, prepared
from advisor.intake.refusal import Refusal, Why
from advisor.knowledge import Knowledge

if TYPE_CHECKING:
    from advisor.audit.opened import Opened

SUFFIXES: Final = (".csv", ".parquet")
_BATCH: Final = 50_000
_COLUMNS: Final = (
    "row", "file", "on", "age_years", "band", "exam", "region", "unit", "receptor", "kV", "mA", "exposure_s",
    "dap_mGycm2", "entrance_kerma_mGy", "quality", "reject_reason", "reason", "verdict", "low_s", "set_s", "high_s",
)  # fmt: skip
_TEXTS: Final = frozenset({"file", "unit", "region", "reject_reason"})
_JUDGED: Final = "judged"
_JOINED_ON: Final = ("unit", "exam", "region", "receptor")
_JOINED_OR_BOTH_NULL: Final = ("age_full", "kV", "mA")


def judged_table(audit: Audit, knowledge: Knowledge) -> Any:
    """The verdict of each distinct setting, to be joined to the exposures."""
    import pyarrow as pa

    adult_age = knowledge.technique.usual.adult_age_years
    rows = {}
    for used in audit.found.settings:
        advice = audit.advised[asked(used, adult_age)]
        key = (used.unit, used.exam, used.region, used.receptor, used.age_years, used.kV, used.mA, used.time_bin)
        times = (advice.low_s, advice.set_s, advice.high_s) if advice else (None, None, None)
        rows[key] = (*key, f"{verdict(used.exposure_s, advice)}", *times)
    kinds = [pa.string()] * 4 + [pa.int64(), pa.float64(), pa.float64(), pa.int64(), pa.string()] + [pa.float64()] * 3
    names = (*_JOINED_ON, *_JOINED_OR_BOTH_NULL, "time_bin", "verdict", "low_s", "set_s", "high_s")
    columns = list(zip(*rows.values(), strict=True)) if rows else [()] * len(names)
    return pa.table({n: pa.array(c, k) for n, c, k in zip(names, columns, kinds, strict=True)})


def batches(audit: Audit, opened: Opened, knowledge: Knowledge) -> Iterator[Any]:
    """The audited table in pieces of Arrow, each text made harmless."""
    import ibis

    conventions, adult_age = audit.standards.conventions, knowledge.technique.usual.adult_age_years
    opened.con.register(_JUDGED, judged_table(audit, knowledge))
    rows = prepared(opened.table, knowledge.exams.stages, adult_age).mutate(
        time_bin=(opened.table.exposure_s.ln() * conventions.bins_per_e).floor().cast("int64")
    )
    told = f"({ibis.to_sql(rows, dialect='duckdb')})"
    where = " AND ".join(
        [*(f'e."{name}" = j."{name}"' for name in _JOINED_ON), "e.time_bin = j.time_bin"]
        + [f'e."{name}" IS NOT DISTINCT FROM j."{name}"' for name in _JOINED_OR_BOTH_NULL]
    )
    selected = ", ".join(f'{_shown(name)} AS "{name}"' for name in _COLUMNS)
    query = f"SELECT {selected} FROM {told} AS e LEFT JOIN {_JUDGED} AS j ON e.reason = '{COUNTED}' AND {where}"
    yield from opened.con.sql(query).to_arrow_reader(_BATCH)


def _shown(name: str) -> str:
    if name in ("verdict", "low_s", "set_s", "high_s"):
        return f'j."{name}"'
    if name in _TEXTS:
        return f"""CASE WHEN regexp_matches(e."{name}", '^[=+@\\t\\r-]') THEN '''' || e."{name}" ELSE e."{name}" END"""
    return f'e."{name}"'


def write(audit: Audit, opened: Opened, knowledge: Knowledge, out: BinaryIO, suffix: str) -> None:
    """Into an open file, by its suffix."""
    import pyarrow.csv as pc
    import pyarrow.parquet as pq

    if suffix not in SUFFIXES:
        raise Refusal("", Why.NO_SUCH_FORM, suffix=suffix or "nothing")
    writer: Any = None
    for batch in batches(audit, opened, knowledge):
        if writer is None:
            kind = pc.CSVWriter if suffix == SUFFIXES[0] else pq.ParquetWriter
            writer = kind(out, batch.schema)
        writer.write_batch(batch)
    if writer is not None:
        writer.close()


def as_bytes(audit: Audit, opened: Opened, knowledge: Knowledge, suffix: str) -> bytes:
    """For a download."""
    out = io.BytesIO()
    write(audit, opened, knowledge, out, suffix)
    return out.getvalue()


def write_file(audit: Audit, opened: Opened, knowledge: Knowledge, path: Path) -> None:
    with path.open("wb") as out:
        write(audit, opened, knowledge, out, path.suffix)
