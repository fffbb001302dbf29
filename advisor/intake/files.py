"""Files and folders of a practice -> its exposures, each once; a file is read, or refused by name."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from advisor.intake.cells import LARGEST_TABLE_BYTES
from advisor.intake.columns import Column
from advisor.intake.dicom import Rejected, read_dicom, with_rejections
from advisor.intake.exposure import Exposure, joined
from advisor.intake.generator import exposures_of_text
from advisor.intake.header import LARGEST_HEADER_BYTES
from advisor.intake.recognised import Recognised, recognised
from advisor.intake.refusal import Refusal, Why
from advisor.intake.table import read_table
from advisor.knowledge import Knowledge

MOST_FILES: Final = 200_000
TABLE_SUFFIXES: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".parquet")
_JSON: Final = (".json", ".jsonl")
_MOST_LOOKED_AT: Final = 1_000_000
Progress = Callable[[float], object]  # told how many files, and what share of one, are done; may raise to stop


@dataclass(frozen=True, slots=True)
class Given:
    """A file by name, and a way to its first bytes."""

    name: str
    read: Callable[[int], bytes]


@dataclass(slots=True)
class Reading:
    """What files gave: exposures each once, refusals by file and reason, how columns were understood."""

    exposures: list[Exposure] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    columns: dict[str, tuple[Column, ...]] = field(default_factory=dict)
    forms: dict[str, str] = field(default_factory=dict)
    files: int = 0
    told_again: int = 0  # further pictures, slices or reports of an exposure that was counted already


def read_given(
    files: Iterable[Given],
    knowledge: Knowledge,
    *,
    place: str | None = None,
    today: date | None = None,
    columns: Mapping[str, Any] | None = None,
    progress: Progress = lambda done: None,
) -> Reading:
    """Read files one after the other."""
    reader = _Reader(recognised(), knowledge, place, today, columns, progress)
    for given in files:
        reader.read(given)
    return reader.ended()


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one file after the other, each by its kind."""

    terms: Recognised
    knowledge: Knowledge
    place: str | None
    today: date | None
    columns: Mapping[str, Any] | None
    progress: Progress
    reading: Reading = field(default_factory=Reading)
    rejected: list[Rejected] = field(default_factory=list)

    def read(self, given: Given) -> None:
        self.progress(self.reading.files)
        suffix, refusals = Path(given.name).suffix.lower(), self.reading.refusals
        read = self._table if suffix in TABLE_SUFFIXES else self._generator if suffix in _JSON else self._dicom
        try:
            read(given)
        except Refusal as refused:
            refusals.append(refused.of(given.name))
        except OSError as error:
            refusals.append(Refusal("", Why.UNREADABLE_FILE, file=given.name, error=error.strerror))
        self.reading.files += 1

    def ended(self) -> Reading:
        """Every exposure once, those whose picture was rejected marked so."""
        exposures, self.reading.told_again = joined(self.reading.exposures)
        self.reading.exposures = with_rejections(exposures, self.rejected)
        return self.reading

    def _table(self, given: Given) -> None:
        raw, name = given.read(LARGEST_TABLE_BYTES + 1), given.name
        log = read_table(
            raw, name, self.terms, self.knowledge, place=self.place, today=self.today, told=self.columns,
            working=lambda share: self.progress(self.reading.files + share),
        )  # fmt: skip
        self._add(log.exposures, log.refusals)
        self.reading.columns[name], self.reading.forms[name] = log.columns, log.form

    def _generator(self, given: Given) -> None:
        raw = given.read(LARGEST_TABLE_BYTES + 1)
        self._add(*exposures_of_text(raw, given.name, self.terms, self.knowledge, self.today))

    def _dicom(self, given: Given) -> None:
        raw = given.read(LARGEST_HEADER_BYTES)
        found, rejected, left_out = read_dicom(raw, given.name, self.terms, self.knowledge, self.today)
        self.rejected.extend(rejected)
        self._add(found, (each.of(given.name) for each in left_out))

    def _add(self, exposures: Iterable[Exposure], refusals: Iterable[Refusal]) -> None:
        self.reading.exposures += exposures
        self.reading.refusals += refusals


def on_disk(paths: Iterable[Path | str]) -> Iterator[Given]:
    """The files named, and all files below the folders named; links are not followed, devices and pipes not opened.

    All are counted before the first is read.

    Raises
    ------
    Refusal
        For a name that is not there, and for a folder of more files than a practice has.
    """
    names: list[str] = []
    for path in map(found_at, paths):
        names += _below(path, MOST_FILES - len(names)) if path.is_dir() else (str(path),)
        if len(names) > MOST_FILES:
            raise Refusal(f"{path}", Why.TOO_MANY_FILES, most=MOST_FILES, what="files")
    yield from (given_file(Path(name)) for name in names)


def found_at(name: Path | str) -> Path:
    """What is there by a name; Refusal where nothing is, and for a name that none can have."""
    path = Path(name)
    try:
        there = path.exists()
    except OSError as error:
        raise Refusal(f"{path}", Why.UNREADABLE_FILE, error=error.strerror) from None
    if not there:
        raise Refusal(f"{path}", Why.NOT_THERE)
    return path


def given_file(path: Path) -> Given:
    return Given(path.name, lambda most: _first_bytes(path, most))


def _first_bytes(path: Path, most: int) -> bytes:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        os.scandir(path).close()  # a folder that could not be opened, and says why
    if not stat.S_ISREG(mode):
        raise Refusal("", Why.NOT_REGULAR)
    with path.open("rb") as stream:
        return stream.read(most)


def _below(folder: Path, most: int) -> list[str]:
    """Files in a folder and its folders, by name within each; no more names are held than may be read, and one."""
    waiting, found, looked_at = [str(folder)], list[str](), 0
    while waiting:
        names, folders = list[str](), list[str]()
        for entry in _entries(waiting.pop()):
            looked_at += 1
            if looked_at > _MOST_LOOKED_AT:
                raise Refusal(f"{folder}", Why.TOO_MANY_FILES, most=_MOST_LOOKED_AT, what="entries")
            if isinstance(entry, str):  # a folder that is named among the files that cannot be read
                names.append(entry)
            elif entry.is_file(follow_symlinks=False):
                names.append(entry.path)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(entry.path)
            if len(found) + len(names) > most:
                return found + names
        found += sorted(names)
        waiting += sorted(folders, reverse=True)
    return found


def _entries(folder: str) -> Iterator[os.DirEntry[str] | str]:
    """What is in a folder, one at a time; of one that cannot be opened its own name."""
    try:
        opened = os.scandir(folder)
    except OSError:
        yield folder
        return
    with opened as entries:
        yield from entries
