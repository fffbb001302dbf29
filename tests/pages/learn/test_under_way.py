"""A reload, or a server that was started anew, in the middle of a lesson or an exam: it goes on where it was."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.lessons.answers import Solution
from advisor.lessons.vocabulary import Sureness
from advisor.pages.learn import words
from advisor.student.under_way import read
from tests.pages.learn.test_page import answer, opened, played, ran, text, today, touch


def in_window(told: str | None = "", **address: str) -> AppTest:
    """The page in a window that keeps this."""
    at = opened(**address)
    at.session_state["learn_now"] = {"kept": told}
    return ran(at)


def kept(at: AppTest) -> str:
    """What the page gives the window to keep."""
    (told,) = [each.proto for each in at.get("bidi_component") if "learn_now" in each.proto.id]
    write: str = json.loads(told.json)["write"]
    return write


def solution_of(item: Any) -> Solution:
    return today().worked[item.lesson.id].solutions[item.number]


def test_a_lesson_goes_on_where_it_was() -> None:
    """With what was answered, at the question that was asked."""
    lesson = next(name for name, each in today().worked.items() if len(each.solutions) > 1)
    at = in_window(lesson=lesson)
    number = at.session_state["learn_sitting"].number
    answer(at, today().worked[lesson].solutions[0], f"learn_{number}_0", right=True)
    again = in_window(kept(at), lesson=lesson)
    before, after = at.session_state["learn_sitting"], again.session_state["learn_sitting"]

    assert (after.lesson, after.answered) == (before.lesson, before.answered)
    assert len(after.answered) == 1
    assert today().lessons[lesson].questions[1].ask in text(again)
    assert words.GONE_ON in text(again)
    assert words.GONE_ON in text(ran(again))

    played_on = answer_next(again, lesson)

    assert words.GONE_ON not in text(played_on)


def answer_next(at: AppTest, lesson: str) -> AppTest:
    number = at.session_state["learn_sitting"].number
    answer(at, today().worked[lesson].solutions[1], f"learn_{number}_1", right=True)
    return ran(at)


@pytest.mark.parametrize("link", [{}, {"lesson": "rank_five_exams_at_fourteen"}], ids=["map", "old link"])
def test_a_lesson_under_way_follows_its_new_name(link: dict[str, str]) -> None:
    """Answered under the name that it had before the server was renewed."""
    was, lesson = "rank_five_exams_at_fourteen", today().new_ids["rank_five_exams_at_fourteen"]
    at = in_window(lesson=lesson)
    number = at.session_state["learn_sitting"].number
    answer(at, today().worked[lesson].solutions[0], f"learn_{number}_0", right=True)
    again = in_window(kept(at).replace(f'"{lesson}"', f'"{was}"'), **link)

    assert again.session_state["learn_sitting"].lesson == lesson
    assert again.session_state["learn_sitting"].answered == at.session_state["learn_sitting"].answered != ()
    assert words.GONE_ON in text(again)


def test_a_first_visit_is_told_nothing() -> None:
    """Neither one by a link nor one that begins anew."""
    lesson = next(iter(today().worked))

    for at in (in_window(), in_window(lesson=lesson), in_window(seed="spring 2027")):
        assert words.GONE_ON not in text(at)


def test_an_exam_goes_on_where_it_was() -> None:
    """The answers stand in their fields when the student goes back."""
    at = touch(in_window(seed="spring 2027"), "learn_exam_begin")
    taking = at.session_state["learn_exam"]
    for place, item in enumerate(taking.paper.items[:2]):
        answer(at, solution_of(item), f"learn_exam_{taking.number}_{place}", right=True)
        touch(at, "learn_exam_next")
    before = at.session_state["learn_exam"]
    again = in_window(kept(at), seed="spring 2027")
    said = text(again)
    touch(again, "learn_exam_back")
    touch(again, "learn_exam_back")
    after = again.session_state["learn_exam"]
    assert words.GONE_ON in said

    assert after.paper == before.paper
    assert after.responses == before.responses
    assert len(after.responses) == 2
    assert (before.at, after.at) == (2, 0)


def test_a_teachers_seed_stays_in_the_address_until_the_exam_begins() -> None:
    """So that a reload brings the same paper."""
    at = in_window(seed="spring 2027")
    ran(at)

    assert at.query_params["seed"] in ("spring 2027", ["spring 2027"])


def test_another_seed_in_the_address_is_not_answered_with_the_old_paper() -> None:
    at = touch(in_window(seed="spring 2027"), "learn_exam_begin")
    again = in_window(kept(at), seed="autumn 2027")

    assert "learn_exam" not in again.session_state


def test_a_finished_lesson_is_under_way_no_more() -> None:
    """Once it is told how sure the answer was."""
    lesson = next(iter(today().worked))
    at = played(in_window(lesson=lesson), lesson, right=True)
    assert read(kept(at)).lesson is not None

    touch(at, f"learn_sure_{Sureness.FAIRLY}")

    now = read(kept(at)).lesson
    assert now is not None
    assert (now.lesson == lesson, now.answered) == (False, ())  # the next one has begun


@pytest.mark.parametrize(
    "junk",
    [
        "{", "null", '{"version": 1, "lesson": {"lesson": "gone"}}',
        '{"version": 1, "lesson": {"lesson": "longer_cone", "answered": [{"kind": "talked", "replies": [9]}]}}',
        '{"version": 1, "exam": {"seed": "a", "fingerprint": "another", "on": "2026-11-28"}}',
    ],
)  # fmt: skip
def test_what_cannot_go_on_begins_again_and_says_so(junk: str) -> None:
    """Nothing else is lost."""
    assert words.BEGIN_AGAIN in text(in_window(junk))
