"""Out of the page: the record as a file, its card as PDF. Nothing is made before its button is touched."""

from __future__ import annotations

from functools import partial

import streamlit as st

from advisor.charts.picture import LIGHT
from advisor.handout import can_print
from advisor.handout.card import CardSize, card, card_html
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.pages.my_record import store
from advisor.pages.my_record import words as shared
from advisor.pages.record import words
from advisor.pages.shared.pictures import ink
from advisor.record import Record, record_text
from advisor.record.reading import renamed

_NAME = "record_name"


def show(record: Record, knowledge: Knowledge) -> None:
    """Save, print, erase."""
    st.subheader(words.TAKE, anchor=False)
    st.text_input(words.NAME, record.name or "", key=_NAME, max_chars=40, on_change=_named, width=380)
    with st.container(horizontal=True):
        st.download_button(
            words.FILE, record_text(record), words.FILE_NAME, "application/json", key="record_save",
            type="primary" if ink() is LIGHT else "secondary",  # white on pale blue is no contrast
            icon=":material/download:", on_click=store.saved,
        )  # fmt: skip
        for size in CardSize:
            _card(record, size, knowledge)
        st.button(words.ERASE, key="record_erase", icon=words.ERASE_ICON, on_click=store.erase)
    if count := store.unsaved():
        st.caption(words.UNSAVED.of(count))
    st.caption(words.CARD_ABOUT)


def _named() -> None:
    try:
        store.put(renamed(store.mine(), st.session_state.get(_NAME)), lambda: shared.NAMED)
    except Refusal as refused:
        store.refuse(refused)


def _card(record: Record, size: CardSize, knowledge: Knowledge) -> None:
    """As PDF; where this computer cannot make one, a page to print from the browser."""
    pdf = can_print()
    made = partial(card if pdf else card_html, record, knowledge, size)
    kind = "pdf" if pdf else "html"
    st.download_button(
        words.CARD[size], made, words.CARD_FILE.format(size=size.value.lower(), kind=kind),
        "application/pdf" if pdf else "text/html", key=f"record_card_{size}", on_click="ignore",
        icon=":material/print:",
    )  # fmt: skip
