"""A server that was started anew: the page says so once, and not to a window that comes for the first time."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from advisor.pages.shared import words
from tests.pages.app import ran, text, whole_app

ANOTHER_RUN = "0123456789abcdef"


def in_window(kept: object) -> AppTest:
    """A window that kept this of the server, as it told once the page had opened."""
    at = ran(whole_app())
    at.session_state["server_run"] = {"kept": kept}
    return ran(at)


def given(at: AppTest) -> str | None:
    """What the page lets the window keep of the server; None: nothing."""
    (told,) = [each.proto for each in at.get("bidi_component") if "-server_run" in each.proto.id]
    write: str | None = json.loads(told.json)["write"]
    return write


def test_nothing_is_kept_before_the_window_has_told() -> None:
    assert given(ran(whole_app())) is None


def test_a_first_visit_and_a_reload_are_no_restart() -> None:
    """The window keeps the run's name from then on, and tells it when it is loaded again."""
    first = in_window("")
    again = in_window(given(first))

    assert given(first)
    assert given(again) == given(first)
    assert words.SERVER_ANEW not in text(first) + text(again)


@pytest.mark.parametrize("kept", [ANOTHER_RUN, "{}", 7, ["run"]])
def test_another_run_is_said_until_it_was_read(kept: object) -> None:
    """Junk in the window's store does no more than that; the window then keeps this run's name."""
    at = in_window(kept)
    run = given(at)
    said = text(at)
    still = text(ran(at))
    read = ran(at.button("server_anew_go_on").click())

    assert words.SERVER_ANEW in said
    assert words.SERVER_ANEW in still
    assert words.SERVER_ANEW not in text(read)
    assert run not in (None, kept)
