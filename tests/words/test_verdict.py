"""What a saving is called: a number where it is worth one."""

from __future__ import annotations

from typing import Any

import pytest

from advisor import advise, read_case
from advisor.advice.agreed import agreed
from advisor.case.model import Range
from advisor.knowledge import Knowledge
from advisor.words import verdict


@pytest.mark.parametrize(
    ("wanted", "priced", "said"),
    [
        (1, 1, "it hardly changes the dose"),
        (2, 2, "both hardly change the dose"),
        (3, 3, "all three hardly change the dose"),
        (3, 2, "the new settings hardly change the dose"),
    ],
)
def test_less_than_a_tenth_is_no_number(wanted: int, priced: int, said: str) -> None:
    assert verdict.saved(wanted, Range(2.0, 9.4, 30.0), priced) == said


def test_a_tenth_is_a_number_and_nothing_is_silent() -> None:
    assert verdict.saved(1, Range(2.0, 10.0, 30.0), 1).startswith("it saves about 10")
    assert verdict.saved(1, Range(0.0, 0.4, 1.0), 1) == ""


GOOD: dict[str, Any] = {
    "receptor": "sensor",
    "beam": "rectangular",
    "kV": 65,
    "mA": 7,
    "exposure_s": 0.1,
    "cone_cm": 20,
}


def headline(knowledge: Knowledge, place: str, **setup: Any) -> str:
    visit = {"kind": "symptoms", "clinical_exam_done": True, "earlier_images_checked": True, "indication": "caries"}
    told = {"on": "2026-11-28", "place": place, "patient": {"age_years": 35}, "visit": visit, "exam": "bitewing"}
    report = advise(read_case({**told, "region": "posterior", "setup": {**GOOD, **setup}}, knowledge), knowledge)
    plan = agreed(report, knowledge)
    return verdict.sentence(report, plan.percent, plan.counted).headline


def test_a_change_that_saves_nothing_is_no_change_for_the_headline(knowledge: Knowledge) -> None:
    """ADA advises a collar off, which changes no dose; a round beam does, and is counted."""
    assert not headline(knowledge, "US", collar=True).startswith("1 of")
    assert headline(knowledge, "US", collar=True, beam="round").startswith("1 of 6 steps needs a change")


def test_what_a_law_asks_for_is_counted_whatever_it_does_to_the_dose(knowledge: Knowledge) -> None:
    assert headline(knowledge, "US-WA", collar=False, kV=50).startswith("1 of 6 steps needs a change")
