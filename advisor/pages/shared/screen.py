"""The reader's screen: a changed answer is said aloud to who cannot see it, and the page learns how wide the screen is.

Streamlit has neither a status region nor lists of anything but text, nor a word on the window's width, nor does it tell
a server that was started anew what was touched on the page; a short script in the browser does all four. It is served
as the browser's memory is (`advisor.pages.shared.browser`), and keeps nothing longer than the page is open.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import streamlit as st

from advisor.pages.shared import browser, redraw

NAME: Final = "advisor.screen"
FOLDER: Final = Path(__file__).with_name("screen_in_browser")  # what the browser may load of it
_KEY: Final = "check_screen"
_SAID: Final = "check_screen_said"


class Listed(NamedTuple):
    """One list to a screen reader: its name, the key of its container, what the keys of its items begin with."""

    name: str
    key: str
    item: str


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component(NAME, js="screen.js")


def narrow() -> bool:
    """Whether the window is a phone's; a desktop's until the browser has told."""
    return _told() is True


def shown_before() -> str | None:
    """The case that the page showed when the server ended, as an address writes it; None: none, or not told yet."""
    shown = _state().get("shown")
    return shown if isinstance(shown, str) else None


def _told() -> bool | None:
    told = _state().get("narrow")
    return told if isinstance(told, bool) else None


def _state() -> Mapping[str, object]:
    state = st.session_state.get(_KEY)
    return state if isinstance(state, Mapping) else {}


def watch() -> None:
    """Learn the width, and each change of it; for the page itself, not for a part of it: it may change all of it.

    And once after the server was started anew, what the page showed before.
    """
    browser.register()
    data = {"narrow": _told(), "session": browser.session()}
    _component()(key=_KEY, data=data, on_narrow_change=_heard, on_shown_change=_heard, height="content")


def say(answer: str, steps: Listed, shown: str | None) -> None:
    """Tell a screen reader, once what it says has changed, and what its list is. Draws nothing, tells nothing back.

    `shown` is the case to be told to a server that is started anew; None leaves the last one.
    """
    browser.register()
    data = {"say": answer, "steps": steps._asdict(), "shown": shown, "session": browser.session()}
    _component()(key=_SAID, data=data, height="content")


def _heard() -> None:
    """Another width is another page, and so is what was shown before."""
    redraw.begun()
