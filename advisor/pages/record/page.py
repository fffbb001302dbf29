"""The Record page: load, join, correct, erase, take along; and what families may want to know and to ask."""

from __future__ import annotations

import streamlit as st

from advisor import pages
from advisor.handout.parent_words import BENEFIT
from advisor.knowledge import Knowledge
from advisor.pages.my_record import store
from advisor.pages.record import entries, loading, take, words
from advisor.words import names


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
        take.show(record, knowledge)
    loading.ask(wide=not record.entries)
    entries.add_by_hand(knowledge)
    _families(knowledge)


def _families(knowledge: Knowledge) -> None:
    """What each kind of image is for, in the words of the parents' sheet; what to ask; who gives copies."""
    st.subheader(words.FAMILIES, anchor=False)
    st.markdown(f"##### {words.WHAT_FOR}")
    kinds = [(names.exam(exam), BENEFIT.get(exam.id)) for exam in knowledge.by_exam.values()]
    st.markdown("\n".join(words.KIND.format(image=image, benefit=said) for image, said in kinds if said))
    st.markdown(f"##### {words.QUESTIONS}")
    st.markdown("\n".join(f"- {each}" for each in words.QUESTION_LIST))
    st.markdown(f"##### {words.COPIES}")
    st.markdown(words.COPIES_SAID)
    st.markdown(words.NEEDED)
