"""Each exposure with its verdict, as CSV or Parquet: batch by batch, and no cell that a spreadsheet would run."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Final

from advisor.audit import Audit
from advisor.audit.collected import SeenAs
from advisor.audit.judged import verdict
from advisor.audit.plan import COUNTED, KEYS, NO_SETTING, keyed, unbound
from advisor.intake.refusal import Refusal, Why
from advisor.knowledge import Knowledge
from advisor.spreadsheet import FORMULA, HARMLESS

if TYPE_CHECKING:
    from advisor.audit.opened import Opened

SUFFIXES: Final = (".csv", ".parquet")
_BATCH: Final = 50_000
_AS_IT_STANDS: Final = (
    "row", "file", "on", "age_years", "kV", "mA", "exposure_s", "dap_mGycm2", "entrance_kerma_mGy", "reject_reason",
)  # fmt: skip
_COLUMNS: Final = (
    "row", "file", "on", "age_years", "band", "exam", "region", "unit", "receptor", "kV", "mA", "exposure_s",
    "dap_mGycm2", "entrance_kerma_mGy", "quality", "reject_reason", "reason", "verdict", "low_s", "set_s", "high_s",
)  # fmt: skip
_TEXTS: Final = frozenset({"file", "unit", "region", "reject_reason"})
_JUDGED, _QUALITIES = "judged", "qualities"
_QUOTE: Final = "'"
_STOOD: Final = "stood_"  # before a key of the plan


def judged_table(audit: Audit) -> Any:
    """What each distinct setting was understood as, with its verdict, to be joined to the exposures."""
    import pyarrow as pa

    rows = [(*each.stood, *_understood(each, audit)) for each in audit.found.stood]
    columns: list[tuple[Any, ...]] = list(zip(*rows, strict=True)) if rows else [()] * (len(KEYS) + len(_KINDS))
    names = [f"{_STOOD}{key}" for key in KEYS]
    kinds = [_KEY_KINDS.get(key, "string") for key in KEYS]
    fields = zip((*names, *_KINDS), columns, (*kinds, *_KINDS.values()), strict=True)
    return pa.table({name: pa.array(column, kind) for name, column, kind in fields})


_KEY_KINDS: Final = {"age": "int64", "kV": "float64", "mA": "float64", "time_bin": "float64"}
_KINDS: Final = {
    "band": "string", "exam": "string", "region": "string", "unit": "string", "receptor": "string", "reason": "string",
    "verdict": "string", "low_s": "float64", "set_s": "float64", "high_s": "float64",
}  # fmt: skip


def _understood(each: SeenAs, audit: Audit) -> tuple[str | float | None, ...]:
    """In the order of `_KINDS`."""
    words = (each.band, each.exam, each.region, each.unit, each.receptor, each.reason)
    if each.used is None:
        return (*words, None, None, None, None)
    advice = audit.advised[each.used.asked]
    times = (advice.low_s, advice.set_s, advice.high_s) if advice else (None, None, None)
    return (*words, f"{verdict(each.used.exposure_s, advice)}", *times)


def batches(audit: Audit, opened: Opened, knowledge: Knowledge) -> Iterator[Any]:
    """The audited table in pieces of Arrow, each text made harmless."""
    import ibis
    import pyarrow as pa

    qualities = audit.found.qualities
    meant = {"told": list(qualities), "meant": list(qualities.values())}
    opened.con.register(_JUDGED, judged_table(audit))
    opened.con.register(_QUALITIES, pa.table({name: pa.array(each, "string") for name, each in meant.items()}))
    table, grown = unbound(), knowledge.technique.usual.adult_age_years
    told = table.mutate(**keyed(table, grown, opened.table.bins_per_e))
    where = " AND ".join(f'e."{key}" IS NOT DISTINCT FROM j."{_STOOD}{key}"' for key in KEYS)
    selected = ", ".join(f'{_shown(name)} AS "{name}"' for name in _COLUMNS)
    query = (
        f"SELECT {selected} FROM ({ibis.to_sql(told, dialect='duckdb')}) AS e JOIN {_JUDGED} AS j ON {where} "
        f"LEFT JOIN {_QUALITIES} AS q ON q.told = e.quality"
    )
    yield from opened.con.sql(query).to_arrow_reader(_BATCH)


def _shown(name: str) -> str:
    if name == "reason":
        usable = "coalesce(e.exposure_s, e.dap_mGycm2, e.entrance_kerma_mGy) IS NULL"
        return f"coalesce(j.reason, CASE WHEN {usable} THEN '{NO_SETTING}' ELSE '{COUNTED}' END)"
    if name == "quality":
        return "q.meant"
    column = f'{"e" if name in _AS_IT_STANDS else "j"}."{name}"'
    if name in _TEXTS:
        return f"regexp_replace({column}, '{FORMULA}', '{HARMLESS.replace(_QUOTE, _QUOTE * 2)}', 'g')"
    return column


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
