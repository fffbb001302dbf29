"""The audit's plan on Spark, against DuckDB: the same distinct settings, doses and grades.

    python -m tests.bench.on_spark LOG.parquet

Needs `pip install "ibis-framework[pyspark]>=12,<13" setuptools` and a Java runtime (17); a chain gives its own session
to `ibis.pyspark.connect`. LOG is the table of an audit (`advisor.audit.exposure_table.table_of`, saved by pyarrow).
Prints what both engines found, each way of counting, and exits with status 1 where they differ. `pytest -m nightly`
runs it on an invented log.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

import ibis

from advisor.audit.collected import Collected, Settings
from advisor.audit.collecting import collected
from advisor.audit.exposure_table import ExposureTable
from advisor.audit.plan import TABLE
from advisor.audit.standards import standards
from advisor.audit.values import Values
from advisor.knowledge import load_knowledge

FIGURES = 9


def plain(value: Any) -> Any:
    """As it compares: sums of another order differ in the last digits."""
    if isinstance(value, float):
        return float(f"{value:.{FIGURES}g}")
    if isinstance(value, tuple):
        return tuple(plain(each) for each in value)
    if isinstance(value, dict):
        return sorted((repr(key), plain(each)) for key, each in value.items())
    if isinstance(value, Values):
        return plain(value.spread)
    if isinstance(value, Settings):
        return plain(tuple(value))
    if hasattr(value, "__slots__") and not isinstance(value, type):
        return tuple(plain(getattr(value, name)) for name in value.__slots__ if name != "rows")
    return value.isoformat()[:10] if hasattr(value, "isoformat") else value


def in_order(found: Collected) -> dict[str, list[str]]:
    """Everything found, whatever the order of rows."""
    told = {name: plain(getattr(found, name)) for name in _COMPARED}
    return {name: sorted(map(repr, each)) for name, each in told.items()}


_COMPARED = ("reasons", "implausible", "settings", "products", "kermas", "per_mAs", "grades")


def main(path: str) -> int:
    from pyspark.sql import SparkSession

    knowledge, counting = load_knowledge(), standards().conventions
    grown = knowledge.technique.usual.adult_age_years
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    spark = ibis.pyspark.connect(session)
    backends = {"duckdb": ibis.duckdb.connect(), "spark": spark}
    for backend in backends.values():
        backend.create_view(TABLE, backend.read_parquet(path), overwrite=True)
    same = True
    for exact in (True, False):
        found = {
            name: in_order(collected(replace(_asked(backend), exact=exact), knowledge.exams.stages, grown, counting))
            for name, backend in backends.items()
        }
        for name in _COMPARED:
            alike = found["duckdb"][name] == found["spark"][name]
            same = same and alike
            way = "each value" if exact else "counted together"
            print(f"{name}, {way}: {len(found['duckdb'][name])} rows, {'equal' if alike else 'DIFFERENT'}")
    return 0 if same else 1


def _asked(backend: Any) -> ExposureTable:
    """How the plan's questions are put to any backend of Ibis."""
    return ExposureTable(lambda question, *told: backend.to_pyarrow(question(backend.table(TABLE), *told)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
