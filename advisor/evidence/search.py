"""Rows by the words of a reader: as people type them, in their languages, misspelt; the reader's place first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from functools import lru_cache
from gettext import NullTranslations
from math import log
from typing import Final, NamedTuple

from advisor.case.vocabulary import Certainty, Topic
from advisor.evidence import sheets as tables
from advisor.evidence import table_words as in_tables
from advisor.evidence.shelf import Shelf, ShelfRow
from advisor.evidence.statements import StatementStanding, standings
from advisor.intake.recognised import plain, recognised
from advisor.language import speaking
from advisor.words import names

_DOCUMENTS: Final = (tables.EDITIONS, tables.PLACES, tables.SOURCES)
_SAID: Final = (tables.STATEMENTS, tables.PLACES)
_LONGEST_PHRASE: Final = 5  # words
_NEAR: Final = 0.84
_TOPIC, _STRONG, _WEAK = 4, 3, 1
_SPEAK_FIRST: Final = 2  # a table is about its whole title, and nobody asks for tables
_ROUNDED: Final = 1 - 1e-9
_ENOUGH, _NEARLY = 3, 0.6  # rows; share of what the best holds
_COMPOUND: Final = 6  # letters of a part
_LETTERS: Final = 3  # of a word too short to be misspelt
_ENDING: Final = re.compile(r"(?<=\w{4})(?:ing|es|s|ed)$")


class Group(StrEnum):
    """What issuers say, what was measured or read, and the documents themselves."""

    STATEMENTS = "statements"
    NUMBERS = "numbers"
    DOCUMENTS = "documents"


class Found(NamedTuple):
    """Rows, best first, the group first in which the words fit best; and how the words were taken."""

    groups: Mapping[Group, tuple[ShelfRow, ...]]
    left_out: tuple[str, ...] = ()  # words that no row holds beside the others
    taken_for: Mapping[str, str] = {}


class _Scored(NamedTuple):
    scores: Sequence[int]  # a word, 0 where the row does not hold it
    row: ShelfRow


class _Wanted(NamedTuple):
    typed: str
    beginnings: tuple[str, ...]
    means: bool = False  # a word of readers, of which is known what they mean


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A row in plain words: its topic or table, what it says, and all that it holds."""

    row: ShelfRow
    topic: str
    about: str
    whole: str


@dataclass(frozen=True, slots=True)
class _Index:
    rows: tuple[_Spoken, ...]
    meanings: Mapping[str, tuple[str, ...]]  # by what is typed
    says_nothing: frozenset[str]
    typed: frozenset[str]  # every word of readers
    vocabulary: tuple[str, ...]  # what a misspelt word may have been meant to be


def search(shelf: Shelf, written: str, *, place: str, today: date) -> Found:
    """The rows that hold each of the words; where few do, then those that hold what tells most. No words, no rows.

    What has all the words in what it says goes before what mentions them; of issuers first whoever speaks at the
    place today, then what fits best, then the latest; what nobody has read whole comes last of its kind.
    """
    index = _index(shelf)
    taken_for: dict[str, str] = {}
    wanted = list(_wanted(plain(written).split(), index, taken_for))
    best, beside = _fitting([_scored(each, wanted) for each in index.rows], wanted)
    left_out = (word.typed for nth, word in enumerate(wanted) if not any(each.scores[nth] for each in best))
    here = standings(shelf.knowledge, place, today)
    groups: dict[Group, dict[object, ShelfRow]] = {}
    for some in (best, beside):
        for each in sorted(some, key=lambda found: _order(found, here)):
            groups.setdefault(_group(each.row), {}).setdefault(same(each.row), each.row)
    fit = {_group(each.row): sum(each.scores) for each in sorted(best, key=lambda found: sum(found.scores))}
    fit[Group.STATEMENTS] = fit.get(Group.STATEMENTS, 0) + _SPEAK_FIRST
    rows = {group: tuple(each.values()) for group, each in groups.items()}
    first = sorted(rows, key=lambda group: (_reported(rows[group][0]), -fit.get(group, 0), list(Group).index(group)))
    return Found({group: rows[group] for group in first}, tuple(left_out), taken_for)


def same(row: ShelfRow) -> object:
    """Rows that say the same sentence of one issuer are one to a reader, each to a rule."""
    cells = row.row
    return (
        (cells["issuer"], cells["year"], cells["says"]) if row.sheet.id == tables.STATEMENTS else (row.sheet.id, row.id)
    )


def _reported(row: ShelfRow) -> bool:
    """Whether it is known only by somebody else's report: never in front of an issuer."""
    return row.sheet.id != tables.STATEMENTS and row.certainty is Certainty.SECONDARY


def _group(row: ShelfRow) -> Group:
    if row.sheet.id == tables.STATEMENTS:
        return Group.STATEMENTS
    return Group.DOCUMENTS if row.sheet.id in _DOCUMENTS else Group.NUMBERS


def _fitting(scored: Sequence[_Scored], wanted: Sequence[_Wanted]) -> tuple[list[_Scored], list[_Scored]]:
    """Rows that hold the words which tell most, and where those are few the rows that come near them.

    A word tells the more the fewer rows hold it; one that has a meaning tells twice as much; one that no row holds,
    nothing, but rows are found only by at least half of the words.
    """
    rows = [sum(each.scores[nth] > 0 for each in scored) for nth in range(len(wanted))]
    tells = [
        (2 if word.means else 1) * log(1 + len(scored) / count) if count else 0.0
        for word, count in zip(wanted, rows, strict=True)
    ]
    held = [sum(told for told, score in zip(tells, each.scores, strict=True) if score) for each in scored]
    most = max(held, default=0.0)
    known = sum(count > 0 for count in rows)
    if not most or (2 * known < len(wanted) and not any(word.means for word in wanted)):
        return [], []
    best = [each for each, weight in zip(scored, held, strict=True) if weight >= most * _ROUNDED]
    if len(best) >= _ENOUGH:
        return best, []
    return best, [each for each, weight in zip(scored, held, strict=True) if most * _NEARLY <= weight < most * _ROUNDED]


def _wanted(written: Sequence[str], index: _Index, taken_for: dict[str, str]) -> Iterator[_Wanted]:
    """Phrases that have a meaning, the longest first; then single words, without those that say nothing."""
    words = [_understood(word, index, taken_for) for word in written]
    at, said = 0, False
    while at < len(words):
        length = next((n for n in range(_LONGEST_PHRASE, 0, -1) if " ".join(words[at : at + n]) in index.meanings), 0)
        typed, phrase = (" ".join(each[at : at + max(length, 1)]) for each in (written, words))
        at += max(length, 1)
        if length or phrase not in index.says_nothing:
            said = True
            yield _Wanted(typed, index.meanings.get(phrase, (_ENDING.sub("", phrase),)), means=length > 0)
    if not said:  # nothing but small words: they are meant
        yield from (_Wanted(word, (word,)) for word in written)


def _understood(word: str, index: _Index, taken_for: dict[str, str]) -> str:
    """As it stands where readers or rows have it; else what its parts mean, as in compounds; else the nearest word."""
    beginning = f" {_ENDING.sub('', word)}"
    if word in index.typed or any(beginning in each.whole for each in index.rows):
        return word
    cuts = range(len(word) - _COMPOUND, 0, -1)
    parts = (*(word[: _COMPOUND + cut - 1] for cut in cuts), *(word[-_COMPOUND - cut + 1 :] for cut in cuts))
    part = next((each for each in parts if each in index.meanings), None)
    near = part or next((each for each in index.vocabulary if _swapped(each, word)), None)
    near = near or next(iter(get_close_matches(word, index.vocabulary, n=1, cutoff=_NEAR)), None)
    if near and not part and near not in index.says_nothing:
        taken_for[word] = near
    return near or word


def _swapped(one: str, other: str) -> bool:
    """Whether they differ in the order of two letters beside each other."""
    if len(one) != len(other) or one == other:
        return False
    first = next(nth for nth, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)
    return one[first : first + 2] == other[first : first + 2][::-1] and one[first + 2 :] == other[first + 2 :]


def _scored(spoken: _Spoken, wanted: Sequence[_Wanted]) -> _Scored:
    return _Scored([_score(spoken, word.beginnings) for word in wanted], spoken.row)


def _score(spoken: _Spoken, beginnings: Sequence[str]) -> int:
    """Most rows hold nothing of it, so that the whole is asked first."""
    held = [begins for each in beginnings if (begins := f" {each}") in spoken.whole]
    levels = ((spoken.topic, _TOPIC), (spoken.about, _STRONG), (spoken.whole, _WEAK))
    return next((score for text, score in levels if any(each in text for each in held)), 0) if held else 0


def _order(found: _Scored, here: Mapping[str, StatementStanding]) -> tuple[object, ...]:
    row, scores = found.row, [each for each in found.scores if each]
    unread = row.certainty is not None and not row.certainty.usable
    standing = here.get(row.id) if row.sheet.id == tables.STATEMENTS else StatementStanding.SPEAKS
    return (
        unread,
        _reported(row),
        min(scores) < _STRONG,
        standing is not StatementStanding.SPEAKS,
        standing is None,
        -sum(scores),
        [-ord(each) for each in row.row.get("in_force_from", "")],
    )


@lru_cache(maxsize=2)
def _index(shelf: Shelf) -> _Index:
    """Every row in the words of the data, whatever the reader's language; the data are written in one."""
    with speaking(NullTranslations()):
        rows = tuple(_spoken(ShelfRow(sheet, row), shelf) for sheet in shelf.sheets.values() for row in sheet.rows)
    exams = shelf.knowledge.by_exam
    of_exams = {
        word: tuple(dict.fromkeys(map(plain, (exams[exam].label, names.EXAM.get(exam, exam), exam))))
        for exam, words in recognised().exam_words.items()
        for word in words
        if exam in exams
    }
    meanings = of_exams | {plain(word): each.rows for each in shelf.reader_words.meaning for word in each.typed}
    nothing = frozenset(shelf.reader_words.says_nothing)
    typed = dict.fromkeys(word for phrase in (*meanings, *nothing) for word in phrase.split())
    said = (word for each in rows if each.row.sheet.id in _SAID for word in each.about.split())
    vocabulary = tuple(dict.fromkeys(word for word in (*typed, *said) if len(word) > _LETTERS))
    return _Index(rows, meanings, nothing, frozenset(typed), vocabulary)


def _spoken(found: ShelfRow, shelf: Shelf) -> _Spoken:
    sheet, row, places = found.sheet.id, found.row, shelf.knowledge.places
    topic = names.TOPIC[Topic(row["topic"])] if sheet == tables.STATEMENTS else found.sheet.title
    about = [topic, row["id"], *(in_tables.cell(column, row.get(column) or "") for column in in_tables.TELLS[sheet])]
    if sheet == tables.STATEMENTS:
        about += [places[code].name for code in row["reach"].split(", ") if code in places]
    source = shelf.source(row)
    whole = [*about, *row.values(), *((source.issuer, source.title) if source else ())]
    return _Spoken(found, *(f" {plain(' '.join(each))}" for each in ([topic], about, whole)))
