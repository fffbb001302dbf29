"""Numbers as people say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.case.model import Range
from advisor.words import figures

POSITIVE = st.floats(min_value=1e-6, max_value=1e9)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0.0, "0"),
        (0.0234, "0.02"),
        (0.15, "0.15"),
        (0.96, "1"),
        (14.2, "14"),
        (26.0, "30"),
        (99.6, "100"),
        (340, "300"),
    ],
)
def test_one_significant_figure_two_where_the_first_is_a_one(value: float, said: str) -> None:
    """As many figures as an estimate deserves, and never an exponent."""
    assert figures.figure(value) == said


@given(POSITIVE)
def test_rounding_is_never_more_than_a_quarter_off(value: float) -> None:
    """2.5 may become 2 or 3, nothing further."""
    assert abs(figures.rounded(value) / value - 1.0) <= 0.26


@given(POSITIVE, POSITIVE)
def test_rounding_keeps_order(one: float, other: float) -> None:
    """A range never turns round."""
    low, high = sorted((one, other))

    assert figures.rounded(low) <= figures.rounded(high)


@pytest.mark.parametrize(
    ("dose", "said"),
    [
        (Range(1.0, 3.3, 8.0), "about 3 µSv (1–8 µSv)"),
        (Range(300, 1200, 3000), "about 1.2 mSv (0.3–3 mSv)"),
        (Range(5.0, 5.0, 5.0), "about 5 µSv (5 µSv)"),
    ],
)
def test_a_dose_is_said_with_its_range_and_unit(dose: Range, said: str) -> None:
    """Never a number alone."""
    assert figures.dose(dose) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (Range(0.1, 0.33, 0.9), "about 8 hours (2–20 hours)"),
        (Range(0.02, 0.0417, 0.1), "about 1 hour (0.5–2 hours)"),
        (Range(0.01, 0.03, 0.1), "about 40 minutes (14–140 minutes)"),
        (Range(1.9, 1.99, 2.1), "about 50 hours (50 hours)"),
        (Range(2.0, 5.0, 20.0), "about 5 days (2–20 days)"),
    ],
)
def test_background_is_told_in_hours_below_two_days(days: Range, said: str) -> None:
    """One unit for the estimate and both ends."""
    assert figures.background_time(days) == said


@pytest.mark.parametrize(
    ("percent", "said"),
    [
        (Range(38, 67, 86), "about 70 % (40–85 %)"),
        (Range(0.0, 78, 100), "about 80 % (up to 99 %)"),
        (Range(85, 93, 97), "about 90 % (85–95 %)"),
    ],
)
def test_a_saving_is_said_to_the_nearest_five(percent: Range, said: str) -> None:
    """Nothing takes all of a dose away."""
    assert figures.percent_saved(percent).replace(figures.NARROW_SPACE, " ") == said


@pytest.mark.parametrize(
    ("time_s", "said"), [(0.1, "0.10 s"), (0.125, "0.125 s"), (2.0, "2.00 s"), (0.0125, "0.0125 s")]
)
def test_times_are_written_as_on_timers(time_s: float, said: str) -> None:
    """At least two decimals, none lost."""
    assert figures.seconds(time_s) == said


def test_a_span_of_times_names_its_unit_once() -> None:
    """0.08–0.125 s."""
    assert figures.time_span(0.08, 0.125) == "0.08–0.125 s"
    assert figures.time_span(0.1, 0.1) == "0.10 s"


def test_counts_agree_with_their_noun() -> None:
    """One image, two images, 18 images."""
    counted = [figures.counted(number, "image", "images") for number in (0, 1, 2, 18)]

    assert counted == ["no images", "one image", "two images", "18 images"]
    assert figures.months(1) == "1 month"
    assert figures.listed(["a"]) == "a"
    assert figures.listed(["a", "b", "c"]) == "a, b and c"


@pytest.mark.parametrize(
    ("alone", "inside"),
    [("Collar on", "collar on"), ("F film, 0.10 s", "F film, 0.10 s"), ("60 kV", "60 kV"), ("", "")],
)
def test_words_within_a_sentence_keep_what_is_a_name(alone: str, inside: str) -> None:
    assert figures.within(alone) == inside


def test_no_line_ends_between_a_number_and_its_unit() -> None:
    said = figures.unbroken("Change to 60 kV and set 0.10 s; wait 12 months; 2 steps.")

    assert said.split(" ") == [
        "Change",
        "to",
        "60\N{NO-BREAK SPACE}kV",
        "and",
        "set",
        "0.10\N{NO-BREAK SPACE}s;",
        *["wait", "12", "months;", "2", "steps."],
    ]
