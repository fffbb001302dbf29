"""Record -> its card as PDF: a code that holds the entries as text, on a credit card or A6; more cards where needed."""

import argparse
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, NamedTuple

from markupsafe import Markup

from advisor.handout import card_words as words
from advisor.handout.page import card_page
from advisor.handout.press import HandoutError, book
from advisor.intake.refusal import Refusal, Why
from advisor.knowledge import Knowledge
from advisor.record.card_text import card_lines, card_text
from advisor.record.entry import Record
from advisor.words import names

_SEPARATOR: Final = "; "


class CardSize(StrEnum):
    CREDIT = "credit"
    A6 = "A6"


class _Form(NamedTuple):
    """Paper and code: at most so many bytes, that a module of the code is 0.36 mm or more, for any phone to read."""

    width: str
    height: str
    margin: str
    code: str
    points: float
    most_bytes: int
    listed: int


_FORMS: Final = {  # a credit card as in ISO/IEC 7810 ID-1
    CardSize.CREDIT: _Form("85.6mm", "53.98mm", "2mm", "47mm", 5.6, 1150, 0),
    CardSize.A6: _Form("105mm", "148mm", "5mm", "80mm", 7.0, 1650, 3),
}


def card(record: Record, knowledge: Knowledge, size: CardSize | str = CardSize.CREDIT) -> bytes:
    """The card as a tagged PDF (PDF/UA-1), a page a code.

    Raises
    ------
    Refusal
        For a record without entries.
    HandoutError
        In one sentence: a system library is missing.
    """
    return book(card_html(record, knowledge, size))


def card_html(record: Record, knowledge: Knowledge, size: CardSize | str = CardSize.CREDIT) -> str:
    """The same as one self-contained HTML document."""
    if not record.entries:
        raise Refusal("entries", Why.EMPTY_RECORD)
    form = _FORMS[CardSize(size)]
    sheet = {
        "title": words.TITLE,
        "words": words,
        "form": form,
        "name": record.name,
        "count": _counted(record),
        "cards": list(_cards(record, form, knowledge)),
    }
    return card_page(sheet, form.points)


def codes(record: Record, size: CardSize | str = CardSize.CREDIT) -> list[str]:
    """What the codes hold, one text a card."""
    form = _FORMS[CardSize(size)]
    parts = list(_parts(card_lines(record), len(card_text(record, [], "00/00").encode()), form.most_bytes))
    counts = [f"{part}/{len(parts)}" if len(parts) > 1 else "" for part in range(1, len(parts) + 1)]
    return [card_text(record, lines, part) for lines, part in zip(parts, counts, strict=True)]


def _parts(lines: Sequence[str], heading_bytes: int, most_bytes: int) -> Iterator[list[str]]:
    """As many lines to a code as it may hold; one line always, however long."""
    part: list[str] = []
    held = heading_bytes
    for line in lines:
        length = len(line.encode()) + 1
        if part and held + length > most_bytes:
            yield part
            part, held = [], heading_bytes
        part.append(line)
        held += length
    yield part


def _cards(record: Record, form: _Form, knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    texts = codes(record, next(size for size, each in _FORMS.items() if each is form))
    for part, text in enumerate(texts, start=1):
        lines = text.splitlines()[1:]
        yield {
            "code": _code(text, words.CODE.of(len(lines))),
            "part": words.PART.format(part=part, parts=len(texts)) if len(texts) > 1 else "",
            "lines": [_short(line, knowledge) for line in lines[: form.listed]],
            "more": words.MORE.of(len(lines) - form.listed) if len(lines) > form.listed > 0 else "",
        }


def _code(text: str, title: str) -> Markup:
    """The code as an SVG element that says in its title what it is; as strong against scratches as its size allows."""
    import segno

    code = segno.make_qr(text, error="l", encoding="utf-8", eci=not text.isascii())  # or decoders guess the letters
    return Markup(code.svg_inline(border=4, omitsize=True, svgclass=None, lineclass=None, title=title))


def _short(line: str, knowledge: Knowledge) -> str:
    """Day and image of a line, in words."""
    day, exam, *where = line.split(_SEPARATOR)[0].split(" ")
    return " ".join((day, names.exam(knowledge.by_exam[exam]), *(_place(each, knowledge) for each in where)))


def _place(word: str, knowledge: Knowledge) -> str:
    """A region or a side as it is called; teeth by their numbers."""
    found = knowledge.by_region.get(word)
    return names.region(found).lower() if found else names.SIDE.get(word, word)


def _counted(record: Record) -> str:
    first, last = record.entries[0].on, record.entries[-1].on
    form = words.COUNT_ONE if first == last else words.COUNT
    return form.of(len(record.entries), first=first, last=last)


def card_command(record: Record, knowledge: Knowledge, asked: argparse.Namespace) -> str:
    """Write the card where the command says; what it prints."""
    try:
        Path(asked.out).write_bytes(card(record, knowledge, asked.size))
    except OSError as error:
        raise Refusal("--out", Why.CARD_NOT_WRITTEN, error=error.strerror) from None
    except HandoutError as error:
        raise Refusal("card", Why.NOT_PRINTED, error=error) from None
    cards = words.CARDS.of(len(codes(record, asked.size)))
    entries = words.ENTRIES.of(len(record.entries))
    return words.WRITTEN.format(file=asked.out, cards=cards, entries=entries)
