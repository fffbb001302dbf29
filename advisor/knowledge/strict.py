"""Reads TOML and CSV of data/ into typed values; an unknown, missing or mistyped key names file, line and key."""

import csv
import json
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar, get_args, get_type_hints

import tomli
from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from advisor.case.spelling import nearest, not_known
from advisor.knowledge.toml_lines import UnreadableError, line_of, tables_of

T = TypeVar("T")
STRANGER: Final = "unexpected_keyword_argument"
_KEY: Final = "[key]"  # what pydantic appends to the place of a key of a mapping
STRICT: Final = ConfigDict(extra="forbid", allow_inf_nan=False)


class DataError(Exception):
    """A file of data/ that cannot be read: names file, line and key.

    No `Refusal`, which is of what somebody brings: this one is met by who writes data/, and stops the program.
    """


class Files:
    """The files of one data folder; each TOML file is parsed once."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._parsed: dict[str, dict[str, Any]] = {}

    def names(self, pattern: str) -> list[str]:
        before = len(self.folder.parts)
        return sorted("/".join(path.parts[before:]) for path in self.folder.glob(pattern) if path.is_file())

    def text(self, name: str) -> str:
        try:
            return (self.folder / name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise DataError(f"{name}: cannot be read ({error})") from None

    def toml(self, name: str) -> dict[str, Any]:
        if name not in self._parsed:
            self._parsed[name] = parsed(name, self.text(name))
        return self._parsed[name]

    def each(self, noun: type[T], tables: dict[str, Any]) -> dict[str, T]:
        """Many files, or many tables of one file, of one noun; the keys are `file` or `file: table`."""
        adapter: TypeAdapter[dict[str, T]] = _by_name(noun)  # type: ignore[arg-type]  # a class can be hashed
        try:
            return adapter.validate_json(json.dumps(tables, default=str), strict=True)  # "1" is no number
        except ValidationError as error:
            first = first_error(error)
            name, _, table = str(first["loc"][0]).partition(": ")
            where = [*_where(table), *(part for part in first["loc"][1:] if part != _KEY)]
            raise self.wrong(name, where, _said(first, noun)) from None

    def one(self, noun: type[T], name: str) -> T:
        return self.each(noun, {name: self.toml(name)})[name]

    def wrong(self, name: str, where: Sequence[str | int], remedy: str) -> DataError:
        """What is wrong at a key of a TOML file, with its line; entries of a list are counted from 0."""
        path = ".".join(str(part) for part in where)
        return DataError(f"{name}, line {line_of(self.text(name), where)}, {path}: {remedy}")

    def one_of(self, name: str, where: Sequence[str | int], word: str | None, words: Collection[str]) -> None:
        """Refuse a word at a key of a TOML file that is written there and is none of these."""
        if word is not None and word not in words:
            raise self.wrong(name, where, not_known(word, words))

    def cells(self, name: str) -> list[dict[str, str]]:
        """The cells of a CSV table as they are written."""
        return list(csv.DictReader(self.text(name).splitlines()))

    def rows(self, noun: type[T], name: str) -> tuple[T, ...]:
        """The rows of a CSV table; an empty cell is an unknown value, the column `from` is read as `from_`."""
        cells = [{"from_" if k == "from" else k: v or None for k, v in row.items()} for row in self.cells(name)]
        adapter: TypeAdapter[list[T]] = _in_rows(noun)  # type: ignore[arg-type]  # a class can be hashed
        try:
            return tuple(adapter.validate_python(cells))
        except ValidationError as error:
            first = first_error(error)
            row, *column = first["loc"]
            raise wrong_cell(name, int(row), ".".join(map(str, column)), _said(first, noun)) from None


@cache
def _by_name(noun: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(dict[str, noun], config=STRICT)  # type: ignore[valid-type]


@cache
def _in_rows(noun: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(list[noun], config=STRICT)  # type: ignore[valid-type]


def wrong_cell(name: str, row: int, column: str, remedy: str) -> DataError:
    """What is wrong in a cell of a CSV table; its rows are counted from 0, and the header is line 1."""
    return DataError(f"{name}, line {row + 2}, {column.removesuffix('_')}: {remedy}")


def first_error(error: ValidationError) -> ErrorDetails:
    """The one to be told: a misspelt key before the missing one that it was meant to be."""
    return min(error.errors(), key=lambda each: each["type"] != STRANGER)


def _said(error: ErrorDetails, noun: type[Any]) -> str:
    if error["type"] in ("enum", "literal_error"):
        return not_known(error["input"], re.findall(r"'([^']*)'", error["ctx"]["expected"]))
    if error["type"] == STRANGER:
        near = nearest(error["loc"][-1], _keys(noun, error["loc"][1:-1]))
        return f"is not a key here{f'; did you mean {near}?' if near else ''}"
    return error["msg"]


def _keys(noun: type[Any], where: Sequence[str | int]) -> list[str]:
    """The keys of the table that stands at a path of a noun."""
    for part in where:
        if isinstance(part, str) and is_dataclass(noun):
            noun = next(_nouns(get_type_hints(noun).get(part)), noun)
    return [field.name.removesuffix("_") for field in fields(noun)] if is_dataclass(noun) else []


def _nouns(hint: Any) -> Iterator[type[Any]]:
    """The dataclasses that a type holds: X of tuple[X, ...], of X | None, of a mapping to X."""
    if is_dataclass(hint):
        yield hint  # type: ignore[misc]
    for inside in get_args(hint):
        yield from _nouns(inside)


def parsed(name: str, text: str) -> dict[str, Any]:
    """The tables of a TOML text."""
    try:
        return tables_of(text)
    except tomli.TOMLDecodeError as error:
        raise DataError(f"{name}: {error}") from None
    except UnreadableError as error:
        raise DataError(f"{name}: {error}") from None


def _where(table: str) -> list[str | int]:
    """The parts of `note.3` or of a dotted name, a number being the place in an array of tables."""
    return [int(part) if part.isdecimal() else part for part in table.split(".")] if table else []
