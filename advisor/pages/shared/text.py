"""How a page sets text that is more than a plain sentence."""

import streamlit as st

from advisor.pages.shared import words


def small(text: str) -> None:
    """A remark beside the point: smaller, but as dark as everything else."""
    st.markdown(words.SMALL.format(text=text))


def begun(text: str) -> str:
    """What stands elsewhere within a line, at the beginning of one."""
    return f"{text[:1].upper()}{text[1:]}"
