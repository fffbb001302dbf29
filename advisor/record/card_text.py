"""The lines that a card's code holds: plain words that any phone shows, and that are read back strictly.

    Dental image record: Mia
    2026-11-21 bitewing posterior left; age 7; why caries; at Dr Lee; by Dr Lee; sensor; 60 kV; 7 mA; 0.1 s; 25 mGy.cm2

No link, no identifier, no estimate of dose, and no name but what the family wrote.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from advisor.case.teeth import Notation, tooth
from advisor.case.vocabulary import Beam, FieldOfView, Programme, Receptor
from advisor.intake.refusal import Refusal, Why
from advisor.intake.text import number_told
from advisor.record.entry import Entry, Record, Side

HEAD: Final = "Dental image record"
_COUNTED: Final = re.compile(rf"{HEAD}(?: \d+/\d+)?(?:: ?(?P<name>.*))?")
_NUMBERS: Final[Mapping[str, str]] = {  # of a setup, by the unit that follows the number
    "kV": "kV",
    "mA": "mA",
    "s": "exposure_s",
    "mAs": "exposure_mAs",
    "cm cone": "cone_cm",
    "images": "images",
    "mGy.cm2": "dap_mGycm2",
}
_WORDS: Final[Mapping[str, Mapping[str, Any]]] = {
    "receptor": {str(each): str(each) for each in Receptor},
    "beam": {str(each): str(each) for each in Beam},
    "programme": {f"{each} programme": str(each) for each in Programme},
    "fov": {f"{each} field": str(each) for each in FieldOfView},
    "collar": {"collar on": True, "collar off": False},
}
_TEXTS: Final[Mapping[str, str]] = {"why": "why", "at": "where", "by": "asked_by"}
_FIELD: Final = re.compile(r"field ([0-9.e+-]+) x ([0-9.e+-]+) cm")
_MEANT: Final = re.compile(r"([0-9.e+-]+) ([A-Za-z.0-9 ]+)")
_KERMA: Final = "mGy"
_BREAK: Final = ";"


def card_lines(record: Record) -> list[str]:
    """A line an entry, the newest first."""
    return ["; ".join(_parts(entry)) for entry in reversed(record.entries)]


def card_text(record: Record, lines: list[str], part: str = "") -> str:
    """What one code holds: a heading, then lines; `part` is 1/2 where there are two codes."""
    heading = f"{HEAD} {part}".rstrip() + (f": {record.name}" if record.name else "")
    return "\n".join((heading, *lines)) + "\n"


def _parts(entry: Entry) -> Iterator[str]:
    teeth = ",".join(entry.teeth)
    yield " ".join(each for each in (f"{entry.on}", entry.exam, entry.region, entry.side, teeth) if each)
    if entry.age_years is not None:
        yield f"age {entry.age_years:g}"
    for word, name in _TEXTS.items():
        if text := getattr(entry, name):
            yield f"{word} {text.replace(_BREAK, ',')}"
    yield from setting_parts(entry)


def setting_parts(entry: Entry) -> Iterator[str]:
    """What was set and what the unit displayed, as a line has it."""
    for name, words in _WORDS.items():
        yield from (word for word, value in words.items() if getattr(entry.setup, name) == value)
    if entry.setup.field_cm is not None:
        diameter, height = entry.setup.field_cm
        yield f"field {diameter:g} x {height:g} cm"
    for unit, name in _NUMBERS.items():
        if (value := getattr(entry.setup, name)) is not None:
            yield f"{value:g} {unit}"
    if entry.air_kerma_mGy is not None:
        yield f"{entry.air_kerma_mGy:g} {_KERMA}"


def is_card_text(text: str) -> bool:
    """Whether a text begins as a card's does."""
    return text.lstrip().startswith(HEAD)


def told_by_card(text: str, name: str = "card") -> dict[str, Any]:
    """The lines of one card or of several, one below the other, as a record's file tells them.

    Raises
    ------
    Refusal
        About the first line that is no entry.
    """
    names, entries = [], []
    for count, line in enumerate((each.strip() for each in text.splitlines()), start=1):
        heading = _COUNTED.fullmatch(line)
        if heading:
            names.append(heading["name"])
        elif line:
            try:
                entries.append(_entry(line))
            except ValueError as error:
                raise Refusal(f"{name}, line {count}", Why.NO_CARD_LINE, error=error) from None
    told = next((each.strip() for each in names if each), None)
    return {"entries": entries, "name": told}


def _entry(line: str) -> dict[str, Any]:
    head, *rest = (part.strip() for part in line.split(_BREAK))
    day, *words = head.split()
    if not words:
        raise ValueError("names no exam")
    entry: dict[str, Any] = {"on": day, "exam": words[0], "setup": {}}
    for word in words[1:]:
        entry |= _where(word)
    for part in rest:
        _told(part, entry)
    return entry


def _where(word: str) -> dict[str, Any]:
    if word in set(Side):
        return {"side": word}
    teeth = word.split(",")
    return {"teeth": teeth} if all(tooth(each, Notation.FDI) for each in teeth) else {"region": word}


def _told(part: str, entry: dict[str, Any]) -> None:
    """One thing that a line tells, into its entry or its setup."""
    setup: dict[str, Any] = entry["setup"]
    word, _, text = part.partition(" ")
    if word in _TEXTS:
        entry[_TEXTS[word]] = text
    elif word == "age":
        entry["age_years"] = number_told(text)
    elif sized := _FIELD.fullmatch(part):
        setup["field_cm"] = [number_told(each) for each in sized.groups()]
    elif named := next((name for name, words in _WORDS.items() if part in words), None):
        setup[named] = _WORDS[named][part]
    elif measured := _MEANT.fullmatch(part):
        _measured(number_told(measured[1]), measured[2], entry)
    elif part:
        raise ValueError(f"{part!r:.40} is not understood")


def _measured(value: float, unit: str, entry: dict[str, Any]) -> None:
    if unit == _KERMA:
        entry["air_kerma_mGy"] = value
    elif unit in _NUMBERS:
        whole = int(value) if value.is_integer() else value
        entry["setup"][_NUMBERS[unit]] = whole
    else:
        raise ValueError(f"{unit!r:.40} is no unit known here")
