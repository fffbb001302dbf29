"""What each column of the transcribed tables adds up to, so that no cell changes unnoticed."""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path
from zlib import crc32

DATA = Path(__file__).resolve().parents[2] / "data"
COLUMNS = Path(__file__).parent / "columns.txt"
NUMBER = re.compile(r"\d+(?:\.\d+)?(?:e-?\d+)?")


def column_sums() -> str:
    """One line a column: how many cells are filled, what the numbers in them add up to, and a checksum of the words."""
    lines = [line for file in sorted(DATA.glob("*.csv")) for line in _table(file)]
    return "\n".join([*lines, *_numbers("guidance"), *_numbers("places")]) + "\n"


def _table(file: Path) -> list[str]:
    with file.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    return [_line(f"{file.name} {name}", [row[name] for row in rows]) for name in rows[0]]


def _numbers(folder: str) -> list[str]:
    """The same of the editions and places: every number written in them, with its key."""
    files = sorted((DATA / folder).glob("*.toml"))
    return [_line(f"{folder}/{file.name}", _leaves(tomllib.loads(file.read_text(encoding="utf-8")))) for file in files]


def _leaves(value: object, key: str = "") -> list[str]:
    if isinstance(value, dict):
        return [leaf for name, each in value.items() for leaf in _leaves(each, f"{key}.{name}")]
    if isinstance(value, list):
        return [leaf for each in value for leaf in _leaves(each, key)]
    return [f"{key} {value}"] if isinstance(value, float | int) else []


def _line(name: str, cells: list[str]) -> str:
    filled = [cell for cell in cells if cell]
    total = sum(float(number) for cell in filled for number in NUMBER.findall(cell))
    return f"{name}: {len(filled)} filled, {total:.12g}, {crc32('|'.join(cells).encode()):08x}"
