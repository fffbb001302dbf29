"""A server that was started anew while somebody was at work: the page says what is still there and what is not.

A window keeps the name of the server's run that it spoke with last. It is drawn by lot and says nothing of anybody.
"""

from typing import Final
from uuid import uuid4

import streamlit as st

from advisor.pages.shared import browser, redraw, words

_READ: Final = "server_anew_read"


def notice() -> None:
    """Above the page, until it was read, where the window spoke with another run of the server before this session."""
    last = browser.told(browser.SERVER)
    if last in (None, "", this_run()) or _READ in st.session_state:
        return
    st.info(words.SERVER_ANEW, icon=words.SERVER_ANEW_ICON)
    st.button(words.GO_ON, key="server_anew_go_on", on_click=_read)


def keep() -> None:
    """Let the window keep this run's name, once it has told which one it kept; after a full run of any page."""
    browser.exchange(browser.SERVER, this_run() if browser.told(browser.SERVER) is not None else None)


@st.cache_resource(show_spinner=False)
def this_run() -> str:
    return uuid4().hex


def _read() -> None:
    redraw.begun()
    st.session_state[_READ] = True
