"""The reader's place: as told on the Check page, else where most issuers speak; and all places by name."""

from collections import Counter
from datetime import date
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from advisor.evidence.shelf import Shelf
from advisor.guidance.editions import in_force
from advisor.knowledge.places import WORLD
from advisor.pages.evidence import words
from advisor.pages.evidence.address import way_back
from advisor.pages.shared.facts import told

_PLACE: Final = "evidence_reader_place"
_CHOSEN: Final = "evidence_reader_chose"
_COUNTRY: Final = 2  # letters of an ISO 3166-1 code; a part of a country has more


def places(shelf: Shelf) -> tuple[list[str], dict[Any, str]]:
    """Codes by name, and their names."""
    named: dict[Any, str] = {code: place.name for code, place in shelf.knowledge.places.items()}
    return sorted(named, key=lambda code: named[code]), named


@st.cache_resource(show_spinner=False, max_entries=3)
def most_spoken_of(_shelf: Shelf, on: date) -> str:
    """The country of which most documents in force on a day speak by its name."""
    knowledge = _shelf.knowledge
    countries = [each for each in knowledge.places if len(each) == _COUNTRY]
    speak = Counter(code for each in in_force(knowledge.editions, countries, on) for code in each.reach)
    return max(countries, key=lambda each: (speak[each], each))


def first(shelf: Shelf, today: date) -> str:
    """Before anything is chosen here: that of the case a row was looked up from, else the reader's own."""
    case = parse_qs(urlsplit(way_back() or "").query).get("place", [None])[0]
    found = next((each for each in (case, told("place")) if each in shelf.knowledge.places and each != WORLD), None)
    return str(found) if found else most_spoken_of(shelf, today)


def place(shelf: Shelf, today: date) -> str:
    """Asked in one list; it holds for all that is shown of a place."""
    codes, named = places(shelf)
    if not st.session_state.get(_CHOSEN):  # the browser may tell the reader's place after the first run
        st.session_state[_PLACE] = first(shelf, today)
    st.selectbox(
        words.PLACE, codes, format_func=named.__getitem__, key=_PLACE, on_change=_chosen, persist_state="session",
        filter_mode="contains",
    )  # fmt: skip
    return str(st.session_state[_PLACE])


def _chosen() -> None:
    st.session_state[_CHOSEN] = True
