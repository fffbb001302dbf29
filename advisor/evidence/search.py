"""Rows by the words of a reader: what has them all, what is about them, who speaks at the reader's place first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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
from advisor.evidence.wanted import Dictionary, Wanted, wanted_words
from advisor.intake.recognised import plain, recognised
from advisor.language import speaking
from advisor.words import names

_TEXTS: Final = (tables.NOTES, tables.PRIMER)
_DOCUMENTS: Final = (tables.EDITIONS, tables.PLACES, tables.SOURCES)
_SAID: Final = (tables.STATEMENTS, tables.PLACES)
_TOPIC, _STRONG, _WEAK = 4, 3, 1
_SPEAK_FIRST: Final = 2  # a table is about its whole title, and nobody asks for tables
LONGEST: Final = 80  # letters that are looked for; a field says as many, a hand-made client need not keep to it
_ROUNDED: Final = 1 - 1e-9
_ENOUGH, _NEARLY = 3, 0.6  # rows; share of what the best holds
_LETTERS: Final = 3  # of a word too short to be misspelt


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
    dictionary: Dictionary


def search(shelf: Shelf, written: str, *, place: str, today: date) -> Found:
    """The rows that hold each of the words; where few do, then those that hold what tells most. No words, no rows.

    What has all the words in what it says goes before what mentions them; of issuers first whoever speaks at the
    place today, then what fits best, then the latest; what nobody has read whole comes last of its kind.
    """
    index = _index(shelf)
    taken_for: dict[str, str] = {}
    wanted = list(wanted_words(plain(written[:LONGEST]).split(), index.dictionary, taken_for))
    here, anywhere = (standings(shelf.knowledge, each, today) for each in (place, None))
    scored = [_Scored([_score(each, word.beginnings) for word in wanted], each.row) for each in index.rows]
    best, beside = _fitting(scored, wanted, here)
    left_out = (word.typed for nth, word in enumerate(wanted) if not any(each.scores[nth] for each in best))
    groups: dict[Group, dict[object, ShelfRow]] = {}
    for some in (best, beside):
        for each in sorted(some, key=lambda found: _order(found, here)):
            groups.setdefault(_group(each.row), {}).setdefault(same(each.row), _standing(each.row, anywhere))
    fit = {_group(each.row): sum(each.scores) for each in sorted(best, key=lambda found: sum(found.scores))}
    fit[Group.STATEMENTS] = fit.get(Group.STATEMENTS, 0) + _SPEAK_FIRST
    rows = {group: tuple(each.values()) for group, each in groups.items()}
    first = sorted(rows, key=lambda group: (_reported(rows[group][0]), -fit.get(group, 0), list(Group).index(group)))
    return Found({group: rows[group] for group in first}, tuple(left_out), taken_for)


def same(row: ShelfRow) -> object:
    """Rows that say the same sentence of one issuer are one to a reader, each to a rule."""
    cells = row.row
    return (cells["issuer"], cells["year"], cells["says"]) if _is_said(row) else (row.sheet.id, row.id)


def _reported(row: ShelfRow) -> bool:
    """Whether it is known only by somebody else's report: never in front of an issuer."""
    return row.sheet.id in _TEXTS and row.certainty is Certainty.SECONDARY


def _speaks(row: ShelfRow, here: Mapping[str, StatementStanding]) -> bool:
    return not _is_said(row) or here.get(row.id) is StatementStanding.SPEAKS


def _is_said(row: ShelfRow) -> bool:
    return row.sheet.id == tables.STATEMENTS


def _standing(row: ShelfRow, anywhere: Mapping[str, StatementStanding]) -> ShelfRow:
    """A statement says how it stands: what ended is not read as if it held."""
    return ShelfRow(row.sheet, {**row.row, "standing": anywhere[row.id]}) if row.id in anywhere else row


def _group(row: ShelfRow) -> Group:
    if _is_said(row):
        return Group.STATEMENTS
    return Group.DOCUMENTS if row.sheet.id in _DOCUMENTS else Group.NUMBERS


def _fitting(
    scored: Sequence[_Scored], wanted: Sequence[Wanted], here: Mapping[str, StatementStanding]
) -> tuple[list[_Scored], list[_Scored]]:
    """Rows that hold the words which tell most; where few of them speak here, the rows that come near them.

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
    weighed = list(zip(scored, held, strict=True))
    best = [each for each, weight in weighed if weight >= most * _ROUNDED]
    near = [each for each, weight in weighed if most * _NEARLY <= weight < most * _ROUNDED]
    speak = sum(_is_said(each.row) and _speaks(each.row, here) for each in best)
    return best, [each for each in near if len(best) < _ENOUGH or (speak < _ENOUGH and _is_said(each.row))]


def _score(spoken: _Spoken, beginnings: Sequence[str]) -> int:
    """Most rows hold nothing of it, so that the whole is asked first."""
    held = [begins for each in beginnings if (begins := f" {each}") in spoken.whole]
    levels = ((spoken.topic, _TOPIC), (spoken.about, _STRONG), (spoken.whole, _WEAK))
    return next((score for text, score in levels if any(each in text for each in held)), 0) if held else 0


def _order(found: _Scored, here: Mapping[str, StatementStanding]) -> tuple[object, ...]:
    row, scores = found.row, [each for each in found.scores if each]
    unread = row.certainty is not None and not row.certainty.usable
    return (
        unread,
        min(scores) < _STRONG,
        _reported(row),
        not _speaks(row, here),
        _is_said(row) and row.id not in here,
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
    dictionary = Dictionary(meanings, nothing, frozenset(typed), vocabulary, tuple(each.whole for each in rows))
    return _Index(rows, dictionary)


def _spoken(found: ShelfRow, shelf: Shelf) -> _Spoken:
    sheet, row, places = found.sheet.id, found.row, shelf.knowledge.places
    topic = names.TOPIC[Topic(row["topic"])] if sheet == tables.STATEMENTS else found.sheet.title
    about = [topic, row["id"], *(in_tables.cell(column, row.get(column) or "") for column in in_tables.TELLS[sheet])]
    if sheet == tables.STATEMENTS:
        about += [places[code].name for code in row["reach"].split(", ") if code in places]
    source = shelf.source(row)
    whole = [*about, *row.values(), *((source.issuer, source.title) if source else ())]
    return _Spoken(found, *(f" {plain(' '.join(each))}" for each in ([topic], about, whole)))
