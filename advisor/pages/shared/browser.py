"""The browser's memory for what a reader wants to find again: a component whose script this server serves as a file.

Streamlit loads a component's script that is given as text from a blob address, which the content security policy
refuses; a script in a component's own folder comes from this server and is accepted.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple
from uuid import uuid4

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from advisor import __version__
from advisor.pages.shared import redraw

_PACKAGE: Final = "advisor"
_FOLDER: Final = "kept_in_browser"
NAME: Final = f"{_PACKAGE}.kept"
FOLDER: Final = Path(__file__).with_name(_FOLDER)  # what the browser may load of it
_SCREEN: Final = ComponentConfig("screen", "screen_in_browser")  # advisor.pages.shared.screen
_PICK: Final = ComponentConfig("pick", "pick_in_browser")  # advisor.pages.shared.pick
_MANIFEST: Final = ComponentManifest(_PACKAGE, __version__, [ComponentConfig("kept", _FOLDER), _SCREEN, _PICK])


class Slot(NamedTuple):
    """A place of its own in the browser's storage."""

    key: str  # where the session holds what the browser told
    name: str  # in the browser
    store: str = "localStorage"  # for all windows, until it is forgotten; or sessionStorage: this window's
    echo: bool = False  # whether what was written is told back


SETTINGS: Final = Slot("check_kept", "dental-exposure-advisor", echo=True)
PROGRESS: Final = Slot("learn_kept", "dental-exposure-advisor.progress")
UNDER_WAY: Final = Slot("learn_now", "dental-exposure-advisor.now", store="sessionStorage")
SERVER: Final = Slot("server_run", "dental-exposure-advisor.server", store="sessionStorage")
_NO_TEXT: Final = "null"  # what nobody can have kept: each reader refuses it in a sentence


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component(NAME, js="kept.js")


class Told(NamedTuple):
    """What the browser has kept, and how often another window had changed it."""

    text: str
    turn: int = 0


def told(slot: Slot) -> str | None:
    """What the browser told that it has kept; None while it has not told."""
    last = last_told(slot)
    return last.text if last else None


def last_told(slot: Slot) -> Told | None:
    """The one doorway for what a browser says that it keeps: whatever it sends, a text comes out of it, or nothing."""
    return told_by(st.session_state.get(slot.key))


def told_by(answer: Any) -> Told | None:
    """What a component's value tells; None while it tells nothing, and a text that no reader takes where it is none."""
    if answer is None:
        return None
    if not isinstance(answer, Mapping):
        return Told(_NO_TEXT)
    text, turn = answer.get("kept"), answer.get("turn")
    if text is None:
        return None
    return Told(text if isinstance(text, str) else _NO_TEXT, turn if type(turn) is int else 0)


def exchange(
    slot: Slot, write: str | None, *, over: bool = False, plain: bool = False, screen: str | None = None
) -> None:
    """Give the browser what to keep, or None: then it tells what it has.

    So it does, and keeps it, where another window has written since; unless it is to be written `over`. The address
    is made `plain` where what it told was read.
    Another `screen` than before is shown from its top.
    """
    register()
    last = last_told(slot)
    heard = last.turn if last else 0  # the script runs again only where something here is new
    data = {
        "store": slot.store, "slot": slot.name, "write": write, "over": over, "echo": slot.echo, "plain": plain,
        "heard": heard, "session": session(), "screen": screen,
    }  # fmt: skip
    _component()(key=slot.key, data=data, on_kept_change=_heard, on_turn_change=_heard, height="content")


def ask_before_leaving(key: str) -> None:
    """While this is drawn, the browser asks before the window is left or loaded anew."""
    register()
    _component()(key=key, data={"unsaved": True}, height="content")


def register() -> None:
    """Make the folders of our scripts known, once a process."""
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(NAME) is None:
        manager.register_from_manifest(_MANIFEST, Path(__file__).parent)


def session() -> str:
    """A name of this visit's own: a server that was started anew may know less than the browser keeps by now."""
    name: str = st.session_state.setdefault("browser_session", uuid4().hex)
    return name


def _heard() -> None:
    """The rerun that follows reads what was heard, and may change all of the page."""
    redraw.begun()
