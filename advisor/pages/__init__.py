"""The screens, one module each. With app.py and the server the only importers of streamlit."""

from __future__ import annotations

import streamlit as st

from advisor import load_knowledge
from advisor.knowledge import Knowledge


@st.cache_resource(show_spinner=False)
def knowledge() -> Knowledge:
    """Everything in data/, read once and shared by all visitors: it is frozen."""
    return load_knowledge()
