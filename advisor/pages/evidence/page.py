"""The Evidence page: everything that advice rests on, by section; any row has an address of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

import streamlit as st

from advisor.evidence import sheets as tables
from advisor.evidence import table_words as in_tables
from advisor.evidence.links import RowKind
from advisor.evidence.shelf import Shelf
from advisor.pages.evidence import lists, models, news, places, row, words
from advisor.pages.evidence.address import arrive, ask_section, everything
from advisor.pages.shared.text import small

_SHOW: Final[Mapping[str, Callable[[Shelf, date], None]]] = {
    "statements": lists.statements,
    "conflicts": news.disagreements,
    "numbers": lists.numbers,
    "models": models.models,
    "sources": lists.sources,
    "waiting": news.unread,
    "changes": news.changed,
}
_PLACES: Final = "places"


def page() -> None:
    """Everything there is to see."""
    shelf = everything()
    today = date.today()  # noqa: DTZ011 - the reader's own day
    st.title(words.TITLE, anchor=False)
    small(_intro(shelf))
    asked = arrive(shelf)
    section = ask_section()
    if asked and asked.kind is not RowKind.PLACE:
        row.show(asked, shelf, today)
    if section == _PLACES and not (asked and asked.kind is not RowKind.PLACE):
        places.show(shelf, asked, today)
    elif not (asked and asked.found):
        _SHOW[section](shelf, today)
    small(words.FOOT.format(fingerprint=shelf.knowledge.fingerprint))


def _intro(shelf: Shelf) -> str:
    counted = {name: len(sheet.rows) for name, sheet in shelf.sheets.items()}
    return words.INTRO.format(
        sources=counted[tables.SOURCES],
        statements=counted[tables.STATEMENTS],
        issuers=len({edition.issuer for edition in shelf.knowledge.editions}),
        numbers=sum(counted[name] for name in in_tables.NUMBER_TABLES),
    )
