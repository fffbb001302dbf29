"""The other pages by name: on a phone, and on a small tablet held upright, Streamlit's own menu is an arrow alone."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from advisor.language import _

_CHECK: Final = "Check"
OTHERS: Final[Mapping[str, str]] = {  # address -> name
    "technique-chart": "Technique chart",
    "audit": "Audit",
    "learn": "Learn",
    "record": "Record",
    "evidence": "Evidence",
}


def title(address: str = "") -> str:
    """What a page is called in the reader's language; the first one has no address of its own."""
    return _(OTHERS[address]) if address else _(_CHECK)


def to_check() -> None:
    """On to the first page, in the same session."""
    st.switch_page(st.Page(links, title=title(), default=True))


def links() -> None:
    """All pages but the first, side by side; where Streamlit's menu has their names, touch.css hides them."""
    with st.container(horizontal=True, key="other_pages"):
        for address in OTHERS:
            st.page_link(st.Page(links, title=title(address), url_path=address))
