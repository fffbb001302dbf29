"""The audit's plan on Spark, against DuckDB: the same counts, the same sums.

    python -m tests.bench.on_spark LOG.parquet

Needs `pip install "ibis-framework[pyspark]>=12,<13" setuptools` and a Java runtime; a chain gives its own session to
`ibis.pyspark.connect`. LOG is the table of an audit (`advisor.audit.rows.table_of`, saved by pyarrow). Prints what both
engines found, and exits with status 1 where they differ.
"""

from __future__ import annotations

import sys
from typing import Any

import ibis

from advisor.audit.collected import Collected, collected
from advisor.audit.standards import standards
from advisor.knowledge import load_knowledge

FIGURES = 9


def plain(value: Any) -> Any:
    """As it compares: sums of another order differ in the last digits."""
    if isinstance(value, float):
        return float(f"{value:.{FIGURES}g}")
    if isinstance(value, tuple):
        return tuple(plain(each) for each in value)
    if hasattr(value, "__slots__") and not isinstance(value, type):
        return tuple(plain(getattr(value, name)) for name in value.__slots__)
    return value.isoformat()[:10] if hasattr(value, "isoformat") else value


def in_order(found: Collected) -> dict[str, list[str]]:
    return {name: sorted(map(repr, map(plain, getattr(found, name)))) for name in
            ("reasons", "implausible", "settings", "products", "kermas", "grades", "off_line")}  # fmt: skip


def main(path: str) -> int:
    from pyspark.sql import SparkSession

    knowledge, told = load_knowledge(), standards()
    grown = knowledge.technique.usual.adult_age_years
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    spark = ibis.pyspark.connect(session)
    tables = {"duckdb": ibis.duckdb.connect().read_parquet(path), "spark": spark.read_parquet(path)}
    found = {
        name: in_order(collected(table, knowledge.exams.stages, grown, told.conventions))
        for name, table in tables.items()
    }
    for name in found["duckdb"]:
        same = found["duckdb"][name] == found["spark"][name]
        print(f"{name}: {len(found['duckdb'][name])} rows, {'equal' if same else 'DIFFERENT'}")
    return 0 if found["duckdb"] == found["spark"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
