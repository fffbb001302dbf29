"""Which parts of the page stand whole in the reader's browser: only these may be drawn again by themselves.

Streamlit ends a run of the script as soon as another touch comes. A part that is then drawn alone finds questions that
were never drawn, and places outside itself that were never opened for it: the reader sees an error instead of the
answer. So every run, and every touch that asks for one, takes all parts for broken until the run has come to its end;
whoever wants a part alone asks here, and gets the whole page where it is broken.

This is told to an object of the session's own and not to `st.session_state`, as each access to that may end the run.
"""

from dataclasses import dataclass

import streamlit as st


@dataclass(slots=True)
class _Standing:
    parts: frozenset[str] = frozenset()


@st.cache_resource(scope="session", show_spinner=False)
def _standing() -> _Standing:
    return _Standing()


def begun() -> None:
    """A run begins, or a touch asks for one: what stood may go."""
    _standing().parts = frozenset()


def done(*parts: str) -> None:
    """The run has come to its end; these fragments, by their keys, were drawn in it."""
    _standing().parts = frozenset(parts)


def within(part: str) -> None:
    """From the callback of a widget that stands in this fragment: it is drawn by itself where it stands whole."""
    if part not in _standing().parts:
        begun()
        st.rerun("app")
