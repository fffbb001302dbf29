"""The reader's place: as told on the Check page, else where most issuers speak."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Final

import streamlit as st

from advisor.evidence.shelf import Shelf
from advisor.guidance.editions import in_force
from advisor.pages.evidence import words
from advisor.pages.evidence.lists import places
from advisor.pages.shared.facts import told

_PLACE: Final = "evidence_reader_place"
_COUNTRY: Final = 2  # letters of an ISO 3166-1 code; a part of a country has more


@st.cache_resource(show_spinner=False, max_entries=3)
def most_spoken_of(_shelf: Shelf, on: date) -> str:
    """The country of which most documents in force on a day speak by its name."""
    knowledge = _shelf.knowledge
    countries = [each for each in knowledge.places if len(each) == _COUNTRY]
    speak = Counter(code for each in in_force(knowledge.editions, countries, on) for code in each.reach)
    return max(countries, key=lambda each: (speak[each], each))


def first(shelf: Shelf, today: date) -> str:
    """Before anything is chosen here."""
    on_check = told("place")
    return str(on_check) if on_check in shelf.knowledge.places else most_spoken_of(shelf, today)


def place(shelf: Shelf, today: date) -> str:
    """Asked in one list; it holds for all that is shown of a place."""
    codes, named = places(shelf)
    st.session_state.setdefault(_PLACE, first(shelf, today))
    st.selectbox(
        words.PLACE, codes, format_func=named.__getitem__, key=_PLACE, persist_state="session", filter_mode="contains"
    )
    return str(st.session_state[_PLACE])
