"""A server that was started anew: the page says so once, and not to a window that comes for the first time."""

from __future__ import annotations

import json
from urllib.parse import parse_qsl

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


SHOWN = "age_years=7&exam=periapical&region=mandible_molar&receptor=film_d&kV=65&images=2&visit_kind=recall"


def held_by_page(shown: object, kept: object = "") -> AppTest:
    """A page that stayed open over a new start, and tells what it showed; Streamlit itself tells the age."""
    at = ran(whole_app())
    at.session_state["server_run"] = {"kept": ANOTHER_RUN}
    at.session_state["check_screen"] = {"shown": shown}
    ran(at)
    at.session_state["check_kept"] = {"kept": kept}
    return ran(at)


def test_the_case_that_the_page_showed_is_there_again() -> None:
    """With what is no widget of Streamlit's, as the image and its region; and no later touch is undone by it."""
    at = held_by_page(SHOWN)
    facts = {
        name: at.session_state[f"check_{name}"] for name in ("age_years", "exam", "region_periapical", "receptor", "kV")
    }
    at.session_state["check_exam"] = "bitewing"
    again = ran(at)

    assert words.SERVER_ANEW in text(at)
    assert list(facts.values()) == [7.0, "periapical", "mandible_molar", "film_d", 65.0]
    assert again.session_state["check_exam"] == "bitewing"


def test_an_answer_is_held_by_the_page_and_the_next_patient_is_not_the_last() -> None:
    at = held_by_page(SHOWN)
    answered = held(at)
    ran(at.button("check_next_patient").click())

    assert dict(parse_qsl(answered)).items() >= dict(parse_qsl(SHOWN)).items()
    assert held(at) == ""


def held(at: AppTest) -> str:
    (told,) = [each.proto for each in at.get("bidi_component") if "-check_screen_said" in each.proto.id]
    shown: str = json.loads(told.json)["shown"]
    return shown


@pytest.mark.parametrize("shown", ["exam=bitewing", SHOWN + "&receptor=x", "a" * 9000, 7])
def test_a_poisoned_page_holds_nothing(shown: object) -> None:
    at = held_by_page(shown)

    assert "check_exam" not in at.session_state or at.session_state["check_exam"] is None
