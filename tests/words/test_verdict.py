"""What a saving is called: a number where it is worth one."""

from __future__ import annotations

import pytest

from advisor.case.model import Range
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
