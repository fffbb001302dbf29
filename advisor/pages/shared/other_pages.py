"""The other pages by name: on a phone, and on a small tablet held upright, Streamlit's own menu is an arrow alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import streamlit as st

OTHERS: Final[Mapping[str, str]] = {  # address -> name, as app.py has them
    "technique-chart": "Technique chart",
    "audit": "Audit",
    "learn": "Learn",
    "record": "Record",
    "evidence": "Evidence",
}


def to_check() -> None:
    """On to the first page, in the same session."""
    st.switch_page(st.Page(links, title="Check", default=True))


def links() -> None:
    """All pages but the first, side by side; where Streamlit's menu has their names, touch.css hides them."""
    with st.container(horizontal=True, key="other_pages"):
        for address, name in OTHERS.items():
            st.page_link(st.Page(links, title=name, url_path=address))
