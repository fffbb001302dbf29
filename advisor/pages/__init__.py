"""The screens, one module each. With app.py and the server the only importers of streamlit."""

from pathlib import Path
from typing import Final

import streamlit as st

from advisor import load_knowledge
from advisor.knowledge import Knowledge

TOUCH: Final = Path(__file__).parent / "shared" / "touch.css"  # targets for a gloved finger


@st.cache_resource(show_spinner=False)
def knowledge() -> Knowledge:
    """Everything in data/, read once and shared by all visitors: it is frozen."""
    return load_knowledge()
