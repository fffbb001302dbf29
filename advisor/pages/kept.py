"""The browser's memory for the practice's settings: a component whose script this server serves as a file.

Streamlit loads a component's script that is given as text from a blob address, which the content security policy
refuses; a script in a component's own folder comes from this server and is accepted.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

from advisor import __version__

_PACKAGE: Final = "advisor"
_FOLDER: Final = "browser"
KEY: Final = "check_kept"  # where the session holds what the browser told
_NAME: Final = f"{_PACKAGE}.kept"
_MANIFEST: Final = ComponentManifest(_PACKAGE, __version__, [ComponentConfig("kept", _FOLDER)])


@st.cache_resource(show_spinner=False)
def _component() -> Any:
    return st.components.v2.component(_NAME, js="kept.js")


def exchange(write: str | None) -> None:
    """Give the browser what to keep, or None: then it tells once what it has kept."""
    manager = get_bidi_component_manager()
    if manager.get_component_asset_root(_NAME) is None:
        manager.register_from_manifest(_MANIFEST, Path(__file__).parent)
    _component()(key=KEY, data={"write": write}, on_kept_change=_heard, height="content")


def _heard() -> None:
    """The rerun that follows reads what was heard."""
