"""One of many at a single touch: what the browser tells is taken only where it was offered."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.app import ran


def _page() -> None:
    import streamlit as st

    from advisor.pages.shared import pick

    st.session_state["heard"] = []
    pick._heard("told", {3.0, "bitewing"}, st.session_state["heard"].append)


@pytest.mark.parametrize(
    ("told", "heard"),
    [
        ({"touched": {"value": 3}}, [3]),
        ({"touched": {"value": "bitewing"}}, ["bitewing"]),
        ({"touched": {"value": None}}, [None]),
        *(({"touched": each}, []) for each in (None, {}, 3, {"value": 4}, {"value": "mri"}, {"value": [3.0]})),
        ("anything", []),
    ],
)
def test_only_what_was_offered_is_heard(told: Any, heard: list[Any]) -> None:
    at = AppTest.from_function(_page)
    at.session_state["told"] = told

    assert ran(at).session_state["heard"] == heard
