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
from typing import Final, NamedTuple

from advisor.case.vocabulary import Topic
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


_Scored = tuple[Sequence[int], ShelfRow]


class _Wanted(NamedTuple):
    typed: str
    beginnings: tuple[str, ...]


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
    vocabulary: tuple[str, ...]  # what a misspelt word may have been meant to be


def search(shelf: Shelf, written: str, *, place: str, today: date) -> Found:
    """The rows that hold each of the words; where none does, those that hold most of them. No words, no rows.

    Of issuers first whoever speaks at the place today, then what fits best, then the latest; what nobody has read
    whole comes last of its kind.
    """
    index = _index(shelf)
    taken_for: dict[str, str] = {}
    wanted = list(_wanted(plain(written).split(), index, taken_for))
    scored = [(_scores(each, wanted), each.row) for each in index.rows]
    best = _best(scored, len(wanted))
    left_out = (word.typed for nth, word in enumerate(wanted) if not any(scores[nth] for scores, _ in best))
    here = standings(shelf.knowledge, place, today)
    groups: dict[Group, dict[object, ShelfRow]] = {}
    for _scores_of, row in sorted(best, key=lambda pair: _order(pair[0], pair[1], here)):
        groups.setdefault(_group(row), {}).setdefault(same(row), row)
    fit = {_group(row): sum(scores) for scores, row in sorted(best, key=lambda pair: sum(pair[0]))}
    fit[Group.STATEMENTS] = fit.get(Group.STATEMENTS, 0) + _SPEAK_FIRST
    first = sorted(groups, key=lambda each: (-fit[each], list(Group).index(each)))
    return Found({each: tuple(groups[each].values()) for each in first}, tuple(left_out), taken_for)


def same(row: ShelfRow) -> object:
    """Rows that say the same sentence of one issuer are one to a reader, each to a rule."""
    cells = row.row
    return (
        (cells["issuer"], cells["year"], cells["says"]) if row.sheet.id == tables.STATEMENTS else (row.sheet.id, row.id)
    )


def _group(row: ShelfRow) -> Group:
    if row.sheet.id == tables.STATEMENTS:
        return Group.STATEMENTS
    return Group.DOCUMENTS if row.sheet.id in _DOCUMENTS else Group.NUMBERS


def _best(scored: Sequence[_Scored], words: int) -> list[_Scored]:
    """Rows that hold every word; where there is none, the rarest words of at least half of them."""
    held = [[nth for nth, score in enumerate(scores) if score] for scores, _ in scored]
    most = max(map(len, held), default=0)
    if not most or 2 * most < words:
        return []
    rows = [sum(nth in each for each in held) for nth in range(words)]
    rarity = [sum(1 / rows[nth] for nth in each) if len(each) == most else 0.0 for each in held]
    return [each for each, rare in zip(scored, rarity, strict=True) if rare >= max(rarity) * _ROUNDED]


def _wanted(typed: Sequence[str], index: _Index, taken_for: dict[str, str]) -> Iterator[_Wanted]:
    """Phrases that have a meaning, the longest first; then single words, without those that say nothing."""
    at, said = 0, False
    while at < len(typed):
        for length in range(min(_LONGEST_PHRASE, len(typed) - at), 0, -1):
            phrase = " ".join(typed[at : at + length])
            if phrase in index.meanings:
                yield _Wanted(phrase, index.meanings[phrase])
                at, said = at + length, True
                break
        else:
            word = typed[at]
            at += 1
            if word not in index.says_nothing:
                said = True
                yield _word(word, index, taken_for)
    if not said:  # nothing but small words: they are meant
        yield from (_Wanted(word, (word,)) for word in typed)


def _word(word: str, index: _Index, taken_for: dict[str, str]) -> _Wanted:
    beginning = _ENDING.sub("", word)
    if any(f" {beginning}" in each.whole for each in index.rows):
        return _Wanted(word, (beginning,))
    letters = sorted(word)
    near = [each for each in index.vocabulary if sorted(each) == letters]  # two of them in the wrong order
    near = near or get_close_matches(word, index.vocabulary, n=1, cutoff=_NEAR)
    if not near:
        return _Wanted(word, (word,))
    taken_for[word] = near[0]
    return _Wanted(word, index.meanings.get(near[0], (_ENDING.sub("", near[0]),)))


def _scores(spoken: _Spoken, wanted: Sequence[_Wanted]) -> list[int]:
    levels = ((spoken.topic, _TOPIC), (spoken.about, _STRONG), (spoken.whole, _WEAK))
    return [
        next((score for text, score in levels if any(f" {each}" in text for each in word.beginnings)), 0)
        for word in wanted
    ]


def _order(scores: Sequence[int], found: ShelfRow, here: Mapping[str, StatementStanding]) -> tuple[object, ...]:
    unread = found.certainty is not None and not found.certainty.usable
    standing = here.get(found.id) if found.sheet.id == tables.STATEMENTS else StatementStanding.SPEAKS
    since = found.row.get("in_force_from", "")
    return (
        unread,
        standing is not StatementStanding.SPEAKS,
        standing is None,
        -sum(scores),
        [-ord(each) for each in since],
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
    said = (word for each in rows if each.row.sheet.id in _SAID for word in each.about.split())
    vocabulary = tuple(dict.fromkeys(word for word in (*meanings, *said) if len(word) > 3))  # noqa: PLR2004
    return _Index(rows, meanings, frozenset(shelf.reader_words.says_nothing), vocabulary)


def _spoken(found: ShelfRow, shelf: Shelf) -> _Spoken:
    sheet, row, places = found.sheet.id, found.row, shelf.knowledge.places
    topic = names.TOPIC[Topic(row["topic"])] if sheet == tables.STATEMENTS else found.sheet.title
    about = [topic, row["id"], *(in_tables.cell(column, row.get(column) or "") for column in in_tables.TELLS[sheet])]
    if sheet == tables.STATEMENTS:
        about += [places[code].name for code in row["reach"].split(", ") if code in places]
    source = shelf.source(row)
    whole = [*about, *row.values(), *((source.issuer, source.title) if source else ())]
    return _Spoken(found, *(f" {plain(' '.join(each))}" for each in ([topic], about, whole)))
