"""The Evidence page: it opens on what a reader asks; behind it every row, each with an address of its own."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

import streamlit as st

from advisor.evidence import sheets as tables
from advisor.evidence import table_words as in_tables
from advisor.evidence.links import RowKind
from advisor.evidence.shelf import Shelf
from advisor.pages.evidence import disagreements, home, lists, models, news, places, row, words
from advisor.pages.evidence.address import HOME, arrive, everything, go, section, way_back
from advisor.pages.my_units import settings, store
from advisor.pages.shared.text import small

_SHOW: Final[Mapping[str, Callable[[Shelf, date], None]]] = {
    HOME: home.show,
    "steps": home.step,
    "statements": lists.statements,
    "conflicts": disagreements.show,
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
    settings.hear(shelf.knowledge)
    asked = arrive(shelf)
    shown = section()
    if shown != HOME:
        st.button(words.TITLE, icon=words.BACK_ICON, key="evidence_home", type="tertiary", on_click=go, args=(HOME,))
    if address := way_back():
        st.markdown(words.WAY_BACK.format(link=address))
    st.title(words.SECTIONS[shown], anchor=False)
    if asked and asked.kind is not RowKind.PLACE:
        row.show(asked, shelf, today)
    if shown == _PLACES and not (asked and asked.kind is not RowKind.PLACE):
        places.show(shelf, asked, today)
    elif not (asked and asked.found):
        _SHOW[shown](shelf, today)
    small(f"{_intro(shelf)} {words.FOOT.format(fingerprint=shelf.knowledge.fingerprint)}")
    store.keep()


def _intro(shelf: Shelf) -> str:
    counted = {name: len(sheet.rows) for name, sheet in shelf.sheets.items()}
    return words.INTRO.format(
        sources=counted[tables.SOURCES],
        statements=counted[tables.STATEMENTS],
        issuers=len({edition.issuer for edition in shelf.knowledge.editions}),
        numbers=sum(counted[name] for name in in_tables.NUMBER_TABLES),
    )
