"""How many touches a task takes, counted as a hand makes them; of what Streamlit's harness cannot touch, by its key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest
from streamlit.testing.v1 import AppTest

from advisor.knowledge import Knowledge
from advisor.pages.shared.facts import key
from tests.pages.app import ran, text, whole_app

_OPEN: Final = "check_step_{}"


class Hand:
    """Touches what is there, and only that; counts, and counts what it writes."""

    def __init__(self, knowledge: Knowledge, place: str) -> None:
        self.at: AppTest = whole_app()
        self.at.session_state["check_place"] = place  # chosen once, long ago
        ran(self.at)
        self.by_exam = knowledge.by_exam
        self.touches = 0
        self.keys = 0

    def key(self, name: str) -> str:
        exam = self.at.session_state.get("check_exam")
        return key(name, self.by_exam[exam]) if exam else key(name)

    def chip(self, widget: str, value: Any) -> None:
        self.touched(self.at.button_group(key=widget).select(value))

    def answer(self, **facts: Any) -> None:
        for name, value in facts.items():
            self.chip(self.key(name), value)

    def choose(self, name: str, value: Any) -> None:
        """From a list, which is opened first."""
        self.touches += 1
        self.touched(self.at.selectbox(key=self.key(name)).select(value))

    def press(self, widget: str) -> None:
        self.touched(self.at.button(key=widget).click())

    def write(self, name: str, value: float) -> None:
        self.keys += len(f"{value:g}")
        self.touched(self.at.number_input(key=self.key(name)).set_value(value))

    def open(self, box: str) -> None:
        assert not self.at.session_state[box]

        self.at.session_state[box] = True
        self.touched(self.at)

    def patient(self, age_years: float, exam: str) -> None:
        self.pick("check_age_years", age_years)
        self.pick("check_exam", exam)

    def pick(self, fact: str, value: Any) -> None:
        """A button of a grid, which is drawn by the browser; what its touch does is told where it is tested."""
        self.at.session_state[fact] = value
        self.touched(self.at)

    def touched(self, widget: Any) -> None:
        ran(widget)
        self.touches += 1


def film(hand: Hand) -> None:
    hand.patient(7.0, "bitewing")
    hand.answer(receptor="film_d", beam="round")


def not_due(hand: Hand) -> None:
    """Contacts untold: either answer would wait."""
    hand.patient(7.0, "bitewing")
    hand.press("check_as_usual")
    hand.open(_OPEN.format("select"))
    hand.answer(visit_kind="recall", caries_risk="low", signs_of_disease=False)
    hand.write("months_since_bitewings", 8.0)


def keep_a_unit(hand: Hand) -> None:
    hand.open("check_start_unit")
    hand.chip("check_receptor", "sensor")
    hand.chip("check_beam", "rectangular")
    hand.keys += len("0.25")
    hand.touched(hand.at.number_input(key="check_adult_s_bitewing").set_value(0.25))
    hand.press("check_start_keep")


def next_patient(hand: Hand) -> None:
    film(hand)
    hand.touches = 0
    hand.press("check_next_patient")
    hand.patient(9.0, "bitewing")


def scan(hand: Hand) -> None:
    """By hand: its question, field and programme."""
    hand.patient(12.0, "cbct")
    hand.choose("indication", "impacted_canine")
    hand.answer(fov="small", programme="child")


def whole_scan(hand: Hand) -> None:
    """And that examination and old images do not answer it: every step has its verdict."""
    scan(hand)
    hand.press(hand.key("as_usual"))


def example_scan(hand: Hand) -> None:
    hand.press("check_example_2")
    hand.press(hand.key("as_usual"))
    hand.answer(fov="small", programme="child")


def panoramic(hand: Hand) -> None:
    hand.patient(9.0, "panoramic")
    hand.answer(beam="restricted", programme="child")


def pregnant(hand: Hand) -> None:
    hand.patient(30.0, "periapical")
    hand.open(_OPEN.format("select"))
    hand.answer(visit_kind="symptoms", pregnant=True)


def family_sheet(hand: Hand) -> None:
    film(hand)
    hand.touches = 0
    hand.open("check_sheet")
    assert [each.key for each in hand.at.get("download_button")]
    hand.touches += 1  # the button itself: made when it is touched


@pytest.mark.parametrize(
    ("task", "place", "touches", "keys", "said"),
    [
        (film, "US", 4, 0, "Change to F film; use the rectangular collimator."),
        (not_due, "US", 8, 1, "Wait"),
        (keep_a_unit, "US", 5, 4, "Set dental X-rays"),
        (next_patient, "US", 3, 0, "Change to F film"),
        (scan, "US", 6, 0, "CBCT, 12 years"),
        (whole_scan, "US", 7, 0, "CBCT, 12 years: set:"),
        (example_scan, "US", 4, 0, "CBCT, 12 years: set:"),
        (panoramic, "GB", 4, 0, "Panoramic, 9 years"),
        (pregnant, "US", 5, 0, "Pregnant: "),
        (family_sheet, "US", 2, 0, "Change to F film"),
    ],
)
def test_few_touches_tell_it(
    task: Callable[[Hand], None], place: str, touches: int, keys: int, said: str, knowledge: Knowledge, root: Path
) -> None:
    """With nothing told but the place."""
    hand = Hand(knowledge, place)
    task(hand)

    assert said in text(hand.at)
    assert (hand.touches, hand.keys) == (touches, keys)
