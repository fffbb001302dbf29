"""What is being answered, as a text that the browser keeps: it comes back whole, or is refused in a sentence."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.case.model import Range
from advisor.intake.refusal import Refusal
from advisor.lessons.answers import Number, Offered, Order, Ordered, Picked, Picks, Placed, Predicted, Talked, Typed
from advisor.lessons.course import load_course
from advisor.lessons.vocabulary import Direction, Quantity
from advisor.student.under_way import ExamUnderWay, LessonUnderWay, UnderWay, fits, read, written

RESPONSES = (
    Picked(frozenset({"a", "b"})),
    Picked(frozenset()),
    Typed(0.25),
    Predicted(Direction.SAME),
    Predicted(Direction.DOWN, 2.0),
    Ordered(("1", "0")),
    Talked((0, 2)),
)
LESSON = LessonUnderWay("longer_cone", RESPONSES)
EXAM = ExamUnderWay("spring 2027", "0.1.0+abc", date(2026, 11, 28), 2, dict(enumerate(RESPONSES)), handed_in=True)


@pytest.mark.parametrize("told", [UnderWay(), UnderWay(LESSON), UnderWay(None, EXAM), UnderWay(LESSON, EXAM)])
def test_what_is_under_way_comes_back_whole(told: UnderWay) -> None:
    assert read(written(told)) == told


@pytest.mark.parametrize(
    "text",
    [
        "null", "[]", "5", "{", '{"version": 2}', '{"version": true}', '{"version": 1, "lesson": 5}',
        '{"version": 1, "lesson": {"lesson": "a", "answered": [{"kind": "picked", "keys": [5]}]}}',
        '{"version": 1, "exam": {"seed": "a", "fingerprint": "b", "on": "2026-02-31"}}',
        '{"version": 1, "exam": {"seed": "a", "fingerprint": "b", "on": "2026-11-28", "responses": {"x": {}}}}',
        '{"version": 1, "lesson": {"lesson": "a", "answered": [{"kind": "typed", "value": NaN}]}}',
        "[" * 40_000, '{"version": 1, "lesson": {"lesson": "' + "a" * 200_000 + '"}}',
    ],
)  # fmt: skip
def test_what_nobody_answered_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        read(text)


_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@given(lesson=_JUNK, exam=_JUNK, given_=_JUNK)
def test_junk_is_refused_in_a_sentence(lesson: Any, exam: Any, given_: Any) -> None:
    for told in (
        {"version": 1, "lesson": lesson, "exam": exam},
        {"version": 1, "lesson": {"lesson": "a", "answered": [given_]}},
        {"version": 1, "exam": {"seed": "a", "fingerprint": "b", "on": "2026-11-28", "responses": {"0": given_}}},
        {"version": 1, "lesson": {"lesson": "a", "answered": [{"kind": "talked", "replies": given_}]}},
    ):
        with suppress(Refusal):
            read(json.dumps(told))


def test_only_answers_that_the_question_could_have_been_given_fit() -> None:
    """Others would end in an error when they are marked."""
    some = Range(1.0, 2.0, 3.0)
    one = Picks((Offered("a", True), Offered("b", False)), several=False)
    number = Number(Quantity.DOSE, some, load_course().marking)
    order = Order((Placed("0", "x", some), Placed("1", "y", some)))

    assert fits(one, Picked(frozenset("a")))
    assert not fits(one, Picked(frozenset("ab")))
    assert not fits(one, Picked(frozenset("c")))
    assert not fits(one, Typed(1.0))
    assert fits(number, Typed(1.0))
    assert not fits(number, Ordered(("0", "1")))
    assert fits(order, Ordered(("1", "0")))
    assert not fits(order, Ordered(("1", "1")))
