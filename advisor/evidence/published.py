"""data/ as it is written: tables cell by cell with what columns mean, parameters of the models, words of readers."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from advisor.knowledge import DATA
from advisor.knowledge.strict import Files
from advisor.knowledge.technique import TechniqueFile
from advisor.spreadsheet import as_csv

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SheetColumn:
    name: str
    meaning: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A table of text: every row has an `id`, an empty cell is unknown."""

    id: str
    title: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[Cells, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What readers type for one thing, and how the words begin that rows have for it."""

    typed: tuple[str, ...]
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReaderWords:
    """data/reader_words.toml: meanings, and words so common in questions that they tell rows apart in nothing."""

    says_nothing: tuple[str, ...] = ()
    meaning: tuple[Meaning, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class PublishedTables:
    tables: tuple[Sheet, ...]
    technique: TechniqueFile
    reader_words: ReaderWords = ReaderWords()


def load_published(folder: Path | str | None = None) -> PublishedTables:
    """Read the tables as their files write them; the strict reader's errors name file, line and key."""
    files = Files(Path(folder) if folder else DATA)
    described = json.loads(files.text("datapackage.json"))
    tables = tuple(_sheet(each, files) for each in described["resources"])
    return PublishedTables(
        tables, files.one(TechniqueFile, "technique.toml"), files.one(ReaderWords, "reader_words.toml")
    )


def _sheet(described: Mapping[str, Any], files: Files) -> Sheet:
    columns = tuple(
        SheetColumn(each["name"], each.get("description", ""), each.get("unit", ""))
        for each in described["schema"]["fields"]
    )
    return Sheet(described["name"], described["title"], columns, tuple(files.cells(described["path"])))


def sheet_csv(sheet: Sheet) -> str:
    """A whole table, for a spreadsheet."""
    return as_csv([column.name for column in sheet.columns], sheet.rows)
