"""Numbers of orders -> exams (data/order_codes.toml): two spellings of the CDT's system, CPT for CT of the face."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Final

from advisor.knowledge import DATA
from advisor.knowledge.strict import Files

_FILE: Final = "order_codes.toml"


class CodeSystem(StrEnum):
    CDT = "cdt"
    CPT = "cpt"


@dataclass(frozen=True, slots=True)
class OrderCode:
    """A number of a code system, and what it orders; `source`: the document in which it was seen."""

    system: CodeSystem
    code: str
    exam: str
    source: str
    images: int | None = None


@dataclass(frozen=True, slots=True)
class _OrderCodes:
    systems: Mapping[CodeSystem, tuple[str, ...]]  # their addresses
    code: tuple[OrderCode, ...]


@lru_cache(maxsize=4)
def order_codes(folder: Path = DATA) -> Mapping[tuple[str, str], OrderCode]:
    """What is ordered, by address of the code system and number; DataError where exam or source is none of data/."""
    file = _file(folder)
    return {(address, each.code): each for each in file.code for address in file.systems[each.system]}


@lru_cache(maxsize=4)
def cdt_of(folder: Path = DATA) -> Mapping[str, tuple[str, str]]:
    """The first CDT number of each exam that has one number only, with the address of its system."""
    file = _file(folder)
    numbers = [each for each in file.code if each.system is CodeSystem.CDT]
    alone = [each for each in numbers if sum(other.exam == each.exam for other in numbers) == 1]
    return {each.exam: (file.systems[CodeSystem.CDT][0], each.code) for each in alone}


def _file(folder: Path) -> _OrderCodes:
    """The file, its exams and documents held against those that there are."""
    files = Files(folder)
    file = files.one(_OrderCodes, _FILE)
    exams = [exam["id"] for exam in files.toml("exams.toml")["exam"]]
    for nth, each in enumerate(file.code):
        files.one_of(_FILE, ("code", nth, "exam"), each.exam, exams)
        files.one_of(_FILE, ("code", nth, "source"), each.source, files.toml("sources.toml"))
    return file
