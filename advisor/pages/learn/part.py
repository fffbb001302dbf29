"""Which part of the Learn page is looked at."""

from __future__ import annotations

from typing import Final

import streamlit as st

PART: Final = "learn_part"


def go(part: str) -> None:
    """From a button: the next run shows this part, from its top."""
    st.session_state[PART] = part
