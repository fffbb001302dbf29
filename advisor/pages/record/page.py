"""The Record page: load, join, correct, erase, take along; and what families may want to know and to ask."""

from functools import partial
from typing import Final

import streamlit as st

from advisor import pages
from advisor.handout import can_print
from advisor.handout.card import CardSize, card, card_html
from advisor.handout.parent_words import BENEFIT
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.pages.my_record import store
from advisor.pages.my_record import words as shared
from advisor.pages.record import entries, loading, words
from advisor.pages.shared.pictures import strong
from advisor.record import Record, record_text
from advisor.record.reading import renamed
from advisor.words import names

_NAME: Final = "record_name"


def page() -> None:
    """Everything there is to see."""
    knowledge = pages.knowledge()
    st.title(words.TITLE, anchor=False)
    st.markdown(words.INTRO)
    record = store.mine()
    store.notices()
    if store.can_bring_back():
        st.button(words.BRING_BACK, key="record_bring_back", icon=":material/undo:", on_click=store.bring_back)
    if not record.entries:
        st.info(words.EMPTY, icon=words.EMPTY_ICON)
    else:
        entries.show(record, knowledge)
        _take(record, knowledge)
    loading.ask(wide=not record.entries)
    entries.add_by_hand(knowledge)
    _families(knowledge)


def _take(record: Record, knowledge: Knowledge) -> None:
    """Out of the page: the record as a file, its card. Nothing is made before its button is touched."""
    st.subheader(words.TAKE, anchor=False)
    st.text_input(words.NAME, record.name or "", key=_NAME, max_chars=40, on_change=_named, width=380)
    with st.container(horizontal=True):
        st.download_button(
            words.FILE, record_text(record), words.FILE_NAME, "application/json", key="record_save", type=strong(),
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


def _families(knowledge: Knowledge) -> None:
    """What each kind of image is for, in the words of the parents' sheet; what to ask; who gives copies."""
    st.header(words.FAMILIES, anchor=False)
    st.subheader(words.WHAT_FOR, anchor=False)
    kinds = [(names.exam(exam), BENEFIT.get(exam.id)) for exam in knowledge.by_exam.values()]
    st.markdown("\n".join(words.KIND.format(image=image, benefit=said) for image, said in kinds if said))
    st.subheader(words.QUESTIONS, anchor=False)
    st.markdown("\n".join(f"- {each}" for each in words.QUESTION_LIST))
    st.subheader(words.COPIES, anchor=False)
    st.markdown(words.COPIES_SAID)
    st.markdown(words.NEEDED)
