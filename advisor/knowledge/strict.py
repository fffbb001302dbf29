"""Reads TOML and CSV of data/ into typed values; an unknown, missing or mistyped key names file, line and key."""

from __future__ import annotations

import csv
import json
import tomllib
from pathlib import Path
from typing import Any, Final, TypeVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from advisor.knowledge.toml_lines import UnreadableError, line_of, tables_of

T = TypeVar("T")
STRICT: Final = ConfigDict(extra="forbid", allow_inf_nan=False)


class DataError(Exception):
    """A file of data/ that cannot be read: names file, line and key."""


class Files:
    """The files of one data folder; remembers nothing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self, pattern: str) -> list[str]:
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.glob(pattern) if path.is_file())

    def text(self, name: str) -> str:
        try:
            return (self.folder / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise DataError(f"{name}: cannot be read ({error})") from None

    def toml(self, name: str) -> dict[str, Any]:
        return parsed(name, self.text(name))

    def each(self, noun: type[T], told: dict[str, Any]) -> dict[str, T]:
        """Many files, or many tables of one file, of one noun; the keys are `file` or `file: table`."""
        adapter: TypeAdapter[dict[str, T]] = TypeAdapter(dict[str, noun], config=STRICT)  # type: ignore[valid-type]
        try:
            return adapter.validate_json(json.dumps(told, default=str), strict=True)  # a number in quotes is no number
        except ValidationError as error:
            first = error.errors()[0]
            name, _, table = str(first["loc"][0]).partition(": ")
            where = [*_where(table), *first["loc"][1:]]
            path = ".".join(str(part) for part in where)
            message = f"{name}, line {line_of(self.text(name), where)}, {path}: {first['msg']}"
            raise DataError(message) from None

    def one(self, noun: type[T], name: str) -> T:
        return self.each(noun, {name: self.toml(name)})[name]

    def cells(self, name: str) -> list[dict[str, str]]:
        """The cells of a CSV table as they are written."""
        return list(csv.DictReader(self.text(name).splitlines()))

    def rows(self, noun: type[T], name: str) -> tuple[T, ...]:
        """The rows of a CSV table; an empty cell is an unknown value, the column `from` is read as `from_`."""
        told = [{"from_" if k == "from" else k: v or None for k, v in row.items()} for row in self.cells(name)]
        adapter: TypeAdapter[list[T]] = TypeAdapter(list[noun], config=STRICT)  # type: ignore[valid-type]
        try:
            return tuple(adapter.validate_python(told))
        except ValidationError as error:
            first = error.errors()[0]
            row, *column = first["loc"]
            line = int(row) + 2  # the header is line 1
            raise DataError(f"{name}, line {line}, {'.'.join(map(str, column))}: {first['msg']}") from None


def parsed(name: str, text: str) -> dict[str, Any]:
    """The tables of a TOML text."""
    try:
        return tables_of(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{name}: {error}") from None
    except UnreadableError as error:
        raise DataError(f"{name}: {error}") from None


def _where(table: str) -> list[str | int]:
    """The parts of `note.3` or of a dotted name, a number being the place in an array of tables."""
    return [int(part) if part.isdecimal() else part for part in table.split(".")] if table else []
