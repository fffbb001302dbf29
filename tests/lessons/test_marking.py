"""Marks: full for what is right, less the further a number is off, by its ratio; the same on both sides."""

from __future__ import annotations

from math import exp, inf, log, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.case.model import Range
from advisor.lessons.answers import (
    Factor,
    Mark,
    Number,
    Offered,
    Order,
    Ordered,
    Picked,
    Picks,
    Placed,
    Predicted,
    Response,
    Solution,
    Talk,
    Talked,
    Typed,
)
from advisor.lessons.course import load_course
from advisor.lessons.lesson import Reply, Turn
from advisor.lessons.marking import closeness, mark
from advisor.lessons.vocabulary import Direction, Quantity

MARKING = load_course().marking
BEYOND = MARKING.nothing_beyond_factor
WITHIN = MARKING.within_factor
TYPICAL = st.floats(1e-3, 1e4)
RATIO = st.floats(1.0, 1e3)
TWO_OF_FOUR = Picks(
    tuple(Offered(key, right) for key, right in zip("abcd", (True, False, True, False), strict=True)), True
)
ONE_OF_THREE = Picks(tuple(Offered(key, key == "b") for key in "abc"), several=False)


def number(low: float, typical: float, high: float) -> Number:
    return Number(Quantity.DOSE, Range(low, typical, high), MARKING)


# Numbers


@given(TYPICAL, RATIO)
def test_too_much_and_too_little_by_the_same_ratio_count_alike(typical: float, ratio: float) -> None:
    """Half as much is as near as twice as much."""
    solution = number(typical, typical, typical)
    below, above = mark(solution, Typed(typical / ratio)), mark(solution, Typed(typical * ratio))

    assert below.score == pytest.approx(above.score, abs=1e-9)


@given(TYPICAL, RATIO, RATIO, RATIO)
def test_outside_a_range_too_both_sides_count_alike(typical: float, low: float, high: float, outside: float) -> None:
    """However lopsided the engine's range is: what counts is the ratio to its typical value."""
    solution = number(typical / low, typical, typical * high)
    away = max(low, high, WITHIN) * outside * 1.001
    below, above = mark(solution, Typed(typical / away)), mark(solution, Typed(typical * away))

    assert below.score == pytest.approx(above.score, abs=1e-9)


@given(TYPICAL, RATIO, RATIO)
def test_further_off_is_never_better(typical: float, one: float, other: float) -> None:
    """Going away from what is right, on either side, the mark never rises."""
    solution = number(typical, typical, typical)
    near, far = sorted((one, other))

    assert mark(solution, Typed(typical * far)).score <= mark(solution, Typed(typical * near)).score
    assert mark(solution, Typed(typical / far)).score <= mark(solution, Typed(typical / near)).score


@given(TYPICAL, st.floats(0.01, 0.48), st.floats(0.52, 0.99))
def test_outside_and_not_yet_nothing_further_off_is_worse(typical: float, one: float, other: float) -> None:
    near, far = (WITHIN * (BEYOND / WITHIN) ** share for share in (one, other))
    solution = number(typical, typical, typical)

    assert 0 < mark(solution, Typed(typical * far)).score < mark(solution, Typed(typical * near)).score < 1


@given(TYPICAL, st.floats(-0.999, 0.999))
def test_within_a_factor_of_two_is_right(typical: float, share: float) -> None:
    told = mark(number(typical, typical, typical), Typed(typical * exp(share * log(WITHIN))))

    assert told == Mark(1.0, right=True)


@given(TYPICAL, RATIO, RATIO, st.floats(0.0, 1.0))
def test_within_the_engine_s_own_range_is_worth_half(typical: float, below: float, above: float, share: float) -> None:
    """At least: a range may be wide, and its ends are not what is usual."""
    low, high = typical / below, typical * above
    told = min(max(exp(log(low) + share * (log(high) - log(low))), low), high)

    assert mark(number(low, typical, high), Typed(told)).score >= 0.5


@given(TYPICAL, st.floats(1.001, 100.0))
def test_beyond_a_factor_of_ten_is_worth_nothing(typical: float, further: float) -> None:
    solution = number(typical, typical, typical)

    assert mark(solution, Typed(typical * BEYOND * further)).score == 0
    assert mark(solution, Typed(typical / BEYOND / further)).score == 0


@pytest.mark.parametrize("told", [0.0, -1.0, nan, inf, -inf])
def test_what_is_no_amount_is_worth_nothing(told: float) -> None:
    assert mark(number(1.0, 2.0, 4.0), Typed(told)) == Mark(0.0, right=False)


def test_halfway_by_ratio_is_worth_half() -> None:
    """Between twice and ten times: the geometric mean, not 6."""
    assert closeness((WITHIN * BEYOND) ** 0.5, (1 / WITHIN, WITHIN), MARKING) == pytest.approx(0.5)


def test_a_range_that_starts_at_nothing_has_no_lower_end() -> None:
    """As of a saving that may be none."""
    assert mark(number(0.0, 40.0, 60.0), Typed(0.01)).score == 0.5


# Factors


def factor(times: float) -> Factor:
    direction = Direction.UP if times > 1 else Direction.DOWN if times < 1 else Direction.SAME
    one = Range(1.0, 1.0, 1.0)
    return Factor(Quantity.DOSE, direction, times, one, one.scaled(times), MARKING)


@given(st.floats(1.1, 50.0))
def test_down_by_two_and_down_to_a_half_say_the_same(times: float) -> None:
    down = factor(1 / times)

    assert mark(down, Predicted(Direction.DOWN, times)) == mark(down, Predicted(Direction.DOWN, 1 / times))
    assert mark(down, Predicted(Direction.DOWN, times)) == Mark(1.0, right=True)


@pytest.mark.parametrize(
    ("times", "told", "score", "right"),
    [
        (2.0, Predicted(Direction.UP, 2.0), 1.0, True),
        (2.0, Predicted(Direction.UP, 3.9), 1.0, True),
        (2.0, Predicted(Direction.UP, 20.0), 0.5, False),
        (2.0, Predicted(Direction.UP), 0.5, False),
        (2.0, Predicted(Direction.UP, 0.0), 0.5, False),
        (2.0, Predicted(Direction.UP, nan), 0.5, False),
        (2.0, Predicted(Direction.DOWN, 2.0), 0.0, False),
        (2.0, Predicted(Direction.SAME), 0.0, False),
        (1.0, Predicted(Direction.SAME), 1.0, True),
        (1.0, Predicted(Direction.SAME, 7.0), 1.0, True),
        (1.0, Predicted(Direction.UP, 1.0), 0.0, False),
    ],
)
def test_the_direction_is_half_of_a_prediction(times: float, told: Predicted, score: float, right: bool) -> None:
    given_mark = mark(factor(times), told)

    assert given_mark.score == pytest.approx(score)
    assert given_mark.right is right


# Picks


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("ac", Mark(1.0, right=True)),
        ("a", Mark(0.5, right=False, missed=("c",))),
        ("ab", Mark(0.0, right=False, missed=("c",), wrongly=("b",))),
        ("abc", Mark(0.5, right=False, wrongly=("b",))),
        ("abcd", Mark(0.0, right=False, wrongly=("b", "d"))),
        ("", Mark(0.0, right=False, missed=("a", "c"))),
        ("bd", Mark(0.0, right=False, missed=("a", "c"), wrongly=("b", "d"))),
    ],
)
def test_picking_all_is_worth_as_little_as_picking_none(keys: str, told: Mark) -> None:
    assert mark(TWO_OF_FOUR, Picked(frozenset(keys))) == told


def test_one_to_pick_is_all_or_nothing() -> None:
    assert mark(ONE_OF_THREE, Picked(frozenset("b"))) == Mark(1.0, right=True)
    assert mark(ONE_OF_THREE, Picked(frozenset("a"))) == Mark(0.0, right=False, missed=("b",), wrongly=("a",))
    assert mark(ONE_OF_THREE, Picked(frozenset("ab"))) == Mark(0.0, right=False, wrongly=("a",))


def test_nothing_to_pick_is_right_when_nothing_is_picked() -> None:
    none = Picks(tuple(Offered(key, right=False) for key in "ab"), several=True)

    assert mark(none, Picked(frozenset())) == Mark(1.0, right=True)
    assert mark(none, Picked(frozenset("a"))) == Mark(0.0, right=False, wrongly=("a",))


# Orders and talks

ORDER = Order(tuple(Placed(key, key, Range(nth, nth, nth)) for nth, key in enumerate("abcd", 1)))
TALK = Talk(
    {
        "start": Turn(
            "start",
            "Is it bad?",
            (
                Reply("It helps us see.", right=True, because="", next="size", meets=("benefit first",)),
                Reply("No.", right=False, because="", next="size"),
                Reply("Out.", right=False, because=""),
            ),
        ),
        "size": Turn(
            "size",
            "How much?",
            (Reply("A few hours.", right=True, because="", meets=("size",)), Reply("None.", right=False, because="")),
        ),
    },
    "start",
    ("benefit first", "size"),
)


@pytest.mark.parametrize(
    ("keys", "score", "missed"),
    [("abcd", 1.0, ""), ("bacd", 5 / 6, "ab"), ("dcba", 0.0, "abcd"), ("acbd", 5 / 6, "bc"), ("bcda", 0.5, "abcd")],
)
def test_an_order_counts_by_its_pairs(keys: str, score: float, missed: str) -> None:
    told = mark(ORDER, Ordered(tuple(keys)))

    assert told.score == pytest.approx(score)
    assert told.missed == tuple(missed)
    assert told.right is (keys == "abcd")


@pytest.mark.parametrize("keys", ["abc", "abcc", "abce", ""])
def test_an_order_of_other_things_is_worth_nothing(keys: str) -> None:
    assert mark(ORDER, Ordered(tuple(keys))) == Mark(0.0, right=False, missed=tuple("abcd"))


@pytest.mark.parametrize(
    ("replies", "told"),
    [
        ((0, 0), Mark(1.0, right=True, met=("benefit first", "size"))),
        ((0, 1), Mark(0.5, right=False, missed=("size",), wrongly=("None.",), met=("benefit first",))),
        ((1, 0), Mark(0.5, right=False, missed=("benefit first",), wrongly=("No.",), met=("size",))),
        ((2,), Mark(0.0, right=False, missed=("benefit first", "size"), wrongly=("Out.",))),
        ((0,), Mark(0.0, right=False, missed=("size",), met=("benefit first",))),
        ((), Mark(0.0, right=False, missed=("benefit first", "size"))),
    ],
)
def test_a_talk_counts_by_its_good_replies_once_it_has_ended(replies: tuple[int, ...], told: Mark) -> None:
    assert mark(TALK, Talked(replies)) == told


@pytest.mark.parametrize("replies", [(3,), (-1,), (0, 2), (2, 0), (0, 0, 0)])
def test_a_reply_that_is_not_there_is_refused(replies: tuple[int, ...]) -> None:
    with pytest.raises(IndexError, match="has no reply"):
        mark(TALK, Talked(replies))


@pytest.mark.parametrize(
    ("solution", "response"),
    [(ORDER, Typed(1.0)), (TALK, Picked(frozenset())), (ONE_OF_THREE, Ordered(("b",))), (factor(2.0), Typed(2.0))],
)
def test_an_answer_of_another_kind_is_refused(solution: Solution, response: Response) -> None:
    with pytest.raises(TypeError, match="does not answer"):
        mark(solution, response)
