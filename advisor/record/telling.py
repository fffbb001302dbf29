"""The command `record`: make one, join several, check one, print its card."""

import argparse
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from advisor.intake.exposure import Exposure
from advisor.intake.files import on_disk, read_given
from advisor.intake.refusal import Refusal, Why
from advisor.intake.telling import refused
from advisor.intake.text import Text
from advisor.knowledge import Knowledge
from advisor.record.card_text import card_lines
from advisor.record.entry import TEXTS, Entry, Record
from advisor.record.joining import joined
from advisor.record.made import entries_of_report, entry_of_exposure
from advisor.record.reading import RECORD_TEXT, read_record, record_from_text, renamed
from advisor.record.writing import record_json, record_text

Read = Callable[[str, Text], bytes]
Asked = Callable[[str], Any]  # a case file -> its report


def record_command(asked: argparse.Namespace, knowledge: Knowledge, read: Read, report_of: Asked) -> str:
    """Run one of the commands but `card`; what it prints.

    Raises
    ------
    Refusal
        One sentence that names the file or field and the remedy.
    """
    if asked.doing == "make":
        return record_text(_made(asked, knowledge, report_of))
    records = [record_of_file(name, knowledge, read) for name in asked.files]
    if asked.doing == "join":
        return record_text(joined(records[0], *records[1:]))
    (record,) = records
    return "".join(f"{line}\n" for line in checked(record))


def record_of_file(name: str, knowledge: Knowledge, read: Read) -> Record:
    """The record of a file; what is wrong in it is named under the file's name."""
    raw = read(name, RECORD_TEXT)
    try:
        return record_from_text(raw, knowledge, name)
    except Refusal as error:
        raise error if error.field.startswith(name) else error.named(f"{name}: {error.field}") from None


def checked(record: Record) -> Iterator[str]:
    """How many images, and each in a line as its card has it."""
    count = len(record.entries)
    yield f"{count} {'entry' if count == 1 else 'entries'}"
    yield from card_lines(record)


def _made(asked: argparse.Namespace, knowledge: Knowledge, report_of: Asked) -> Record:
    """A record of cases and of the exposures in files, checked as any other."""
    record = renamed(Record(), asked.name)
    cases = [each for each in asked.files if _is_case(each)]
    for name in cases:
        made = entries_of_report(report_of(name), why=asked.why, where=asked.where, asked_by=asked.asked_by)
        record = joined(record, Record(made))
    files = [each for each in asked.files if each not in cases]
    if files:
        record = joined(record, _of_files(files, asked, knowledge))
    return read_record(record_json(record), knowledge)


def _is_case(name: str) -> bool:
    """A case is JSON that is not a generator's; a log, a picture or a folder has another name."""
    return name == "-" or name.lower().endswith(".json")


def _of_files(names: Iterable[str], asked: argparse.Namespace, knowledge: Knowledge) -> Record:
    reading = read_given(on_disk(names), knowledge)
    if not reading.exposures:
        raise refused(reading)
    entries = entries_of(reading.exposures)
    if not entries:
        raise Refusal(reading.exposures[0].file, Why.MAKES_NO_ENTRY)
    record = read_record(record_json(Record(tuple(entries))), knowledge)
    told = {name: text for name in TEXTS if (text := getattr(asked, name))}
    shown = [entry | told for entry in record_json(record)["entries"]]
    return joined(Record(), read_record({"entries": shown}, knowledge))


def entries_of(exposures: Iterable[Exposure]) -> list[Entry]:
    """The entries that exposures make; those without a day or an exam make none."""
    return [entry for entry in map(entry_of_exposure, exposures) if entry is not None]
