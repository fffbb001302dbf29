"""The published data as it is written, for the tests that hold its provenance and its ranges."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent.parent / "data"
MODELS = ("dose_model.toml", "dose_fit.toml", "technique.toml", "exams.toml")
ROW = re.compile(r"^[A-Z]+(?:-[A-Z0-9a-z]+)*\d*[a-z]?(?:-[A-Za-z]+)?$")


@cache
def toml(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


def files(pattern: str) -> list[str]:
    return sorted(path.relative_to(DATA).as_posix() for path in DATA.glob(pattern))


def tables(value: Any) -> Iterator[dict[str, Any]]:
    """Every table in a TOML value, the value itself first."""
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from tables(each)
    elif isinstance(value, list):
        for each in value:
            yield from tables(each)


def all_tables() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every table of every TOML file and every row of every CSV file, with the name of the file."""
    for name in files("**/*.toml"):
        yield from ((name, each) for each in tables(toml(name)))
    for name in files("*.csv"):
        yield from ((name, dict(row)) for row in table(name))


def rows() -> Iterator[tuple[str, dict[str, Any]]]:
    """Everything that has an id of its own: rows of tables, statements, notes, reference levels."""
    for name in files("*.csv"):
        yield from ((name, dict(row)) for row in table(name))
    for name in files("guidance/*.toml"):
        yield from ((name, each) for each in toml(name).get("statement", ()))
    for name in files("places/*.toml"):
        yield from ((name, each) for each in toml(name).get("reference_level", ()) if "id" in each)
    yield from (("evidence_notes.toml", each) for each in toml("evidence_notes.toml")["note"])


def used_rows() -> Iterator[tuple[str, str]]:
    """The ids that the models' parameters name, with the file."""
    for name in MODELS:
        yield from ((name, row) for each in tables(toml(name)) for row in each.get("rows", ()))
