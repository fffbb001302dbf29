"""A record's file or the text of its card -> a checked Record, with the sentences of every other file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Final, Literal

from pydantic import PlainValidator, TypeAdapter, WithJsonSchema, with_config
from pydantic_core import PydanticCustomError

from advisor.case.day import KnownDay, known_day
from advisor.case.model import Setup
from advisor.case.teeth import Notation, numbered
from advisor.intake.case import STRICT, checked_region, checked_setup
from advisor.intake.contract import Contract
from advisor.intake.equivalents import SetupIn
from advisor.intake.plausible import check_within
from advisor.intake.refusal import Refusal, Why, unknown_word
from advisor.intake.text import Text, plain_line
from advisor.knowledge import Knowledge
from advisor.record.card_text import is_card_text, told_by_card
from advisor.record.entry import (
    LONGEST_NAME,
    LONGEST_TEXT,
    MOST_ENTRIES,
    SETTINGS,
    Entry,
    Estimate,
    Record,
    in_order,
)

RECORD_TEXT: Final = Text("a record", 500_000, "give a record's file, or the text of its card")
VERSION: Final = 1
KIND: Final = "imaging_record"
_MOST_TEETH: Final = 32
_HASH: Final = re.compile(r"[0-9a-f]{16}")
_UID: Final = re.compile(r"[0-2](\.(0|[1-9][0-9]*))+")
_LONGEST_UID: Final = 64
_DAY_SAID: Final = "A day, or what is known of it: 2026-11-21, 2026-11 or 2026."


def _day(told: Any) -> KnownDay:
    try:
        return known_day(told if isinstance(told, str) else "")
    except ValueError:
        raise PydanticCustomError("known_day", Why.NO_KNOWN_DAY.value) from None


_Day = Annotated[
    KnownDay,
    PlainValidator(_day),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}(-\d{2}(-\d{2})?)?$", "description": _DAY_SAID}),
]


@dataclass(frozen=True, slots=True)
class EntryIn(Entry):
    """An entry as the file writes it: all but day and exam optional, absent = not told."""

    on: _Day
    setup: SetupIn = field(default_factory=SetupIn)


@with_config(STRICT)
@dataclass(frozen=True, slots=True)
class _RecordIn:
    entries: tuple[EntryIn, ...]
    kind: Literal["imaging_record"] = "imaging_record"
    version: Literal[1] = 1
    name: str | None = None


RECORD_IN: Final = TypeAdapter(_RecordIn)
_CONTRACT: Final = Contract(
    what="record",
    adapter=RECORD_IN,
    nouns={"": _RecordIn, "entries": EntryIn},
    least=("entries",),
    example="entries, each with on and exam",
    lists={"entries": "must be a list of entries, each with on and exam", "teeth": 'must be a list such as ["64"]'},
)


def record_from_text(text: str | bytes, knowledge: Knowledge, name: str = "record") -> Record:
    """The record of a file's JSON, or of the lines that a card's code holds.

    Raises
    ------
    Refusal
        One sentence that names the field or the line, and the remedy.
    """
    plain = RECORD_TEXT.plain(text, name)
    told = told_by_card(plain, name) if is_card_text(plain) else RECORD_TEXT.json(plain, name)
    return read_record(told, knowledge)


def read_record(mapping: Mapping[str, Any], knowledge: Knowledge) -> Record:
    """Check a record of the published contract (`data/schema/record.schema.json`); Refusal as above."""
    told = _CONTRACT.read(mapping)
    if len(told.entries) > MOST_ENTRIES:
        raise Refusal("entries", Why.TOO_MANY_OF, count=len(told.entries), most=MOST_ENTRIES)
    entries = (_named(count, each, knowledge) for count, each in enumerate(told.entries, start=1))
    return Record(in_order(tuple(entries)), _text("name", told.name, LONGEST_NAME))


def _named(count: int, told: EntryIn, knowledge: Knowledge) -> Entry:
    try:
        return _entry(told, knowledge)
    except Refusal as refused:
        raise refused.named(f"entries.{count}.{refused.field}") from None


def _entry(told: EntryIn, knowledge: Knowledge) -> Entry:
    exam = knowledge.by_exam.get(told.exam)
    if exam is None:
        raise unknown_word("exam", told.exam, knowledge.by_exam)
    _check_numbers(told, knowledge)
    region = checked_region("region", told.region, exam.regions, exam)
    return Entry(
        on=told.on,
        exam=exam.id,
        region=region.id if region else None,
        side=told.side,
        teeth=_teeth(told.teeth),
        age_years=told.age_years,
        why=_text("why", told.why),
        where=_text("where", told.where),
        asked_by=_text("asked_by", told.asked_by),
        setup=settings_of(checked_setup(told.setup, exam, knowledge)),
        air_kerma_mGy=told.air_kerma_mGy,
        estimate=_estimate(told.estimate),
        event=_identifier("event", told.event, _HASH, "the hash that the command read prints"),
        study_uid=_identifier("study_uid", told.study_uid, _UID, "a DICOM UID such as 1.2.826.0.1"),
    )


def _check_numbers(told: EntryIn, knowledge: Knowledge) -> None:
    if told.age_years is not None:
        check_within("age_years", told.age_years, knowledge.exams.case_limits["age_years"], " as an age in years")
    if told.air_kerma_mGy is not None:
        highest = knowledge.exams.max_incident_air_kerma_mGy
        check_within("air_kerma_mGy", told.air_kerma_mGy, (0.0, highest), " as an air kerma in mGy")


def settings_of(setup: Setup) -> Setup:
    """Of a setup, what was set for the one image; not the timer, the tube or how it was measured."""
    return Setup(**{name: getattr(setup, name) for name in SETTINGS})


def _teeth(told: Sequence[str]) -> tuple[str, ...]:
    if len(told) > _MOST_TEETH:
        raise Refusal("teeth", Why.TOO_MANY_OF, count=len(told), most=_MOST_TEETH)
    for each in told:
        if numbered(each, Notation.FDI) is None:
            raise Refusal("teeth", Why.NO_TOOTH, told=each)
    return tuple(dict.fromkeys(told))


def _text(name: str, told: str | None, most: int = LONGEST_TEXT) -> str | None:
    """One line as somebody wrote it; None where nothing is left."""
    if told is None:
        return None
    line = plain_line(told)
    if len(line) > most:
        raise Refusal(name, Why.TOO_MANY_LETTERS, count=len(line), most=most)
    return line or None


def _estimate(told: Estimate | None) -> Estimate | None:
    if told is not None and not 0.0 <= told.low_uSv <= told.typical_uSv <= told.high_uSv:
        raise Refusal("estimate", Why.NO_RANGE)
    return told


def _identifier(name: str, told: str | None, form: re.Pattern[str], what: str) -> str | None:
    if told is not None and (len(told) > _LONGEST_UID or not form.fullmatch(told)):
        raise Refusal(name, Why.NO_IDENTIFIER, told=told, what=what)
    return told


def renamed(record: Record, name: str | None) -> Record:
    """The record under what the family writes; Refusal where that is longer than a line."""
    return replace(record, name=_text("name", name, LONGEST_NAME))
