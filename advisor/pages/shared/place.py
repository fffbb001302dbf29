"""What a place is called and what is said about it."""

import streamlit as st

from advisor.knowledge import Knowledge


def place_name(code: str, knowledge: Knowledge) -> str:
    """Its name, or its code where nothing is kept about it."""
    place = knowledge.places.get(code)
    return place.name if place else code


def notices(code: str, knowledge: Knowledge) -> None:
    """What its file warns of, and the files of what it is part of."""
    for here in knowledge.lineage(code):
        place = knowledge.places.get(here)
        if place is not None and place.notice:
            st.caption(f"{place.name}: {place.notice}")
