"""A student's progress as a file: taken whole or not at all, and never lost."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.intake.refusal import Refusal
from advisor.lessons.vocabulary import Sureness
from advisor.student.progress import LARGEST_BYTES, Progress, read, written
from advisor.student.schedule import Card, reviewed

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = NOON.date()


def card(*, at: datetime = NOON, right: bool = True) -> Card:
    marks = [1.0, 1.0 if right else 0.25]
    return reviewed(None, marks=marks, sureness=Sureness.FAIRLY, at=at, day=at.date())


def some() -> Progress:
    mine = Progress().answered("film_or_sensor", card(), DAY)
    return mine.answered("a_wrong_one", card(right=False), DAY)


answers = st.lists(
    st.tuples(
        st.from_regex(r"[a-z0-9_]{1,12}", fullmatch=True),
        st.lists(st.floats(min_value=0, max_value=1), min_size=1, max_size=4),
        st.sampled_from(Sureness),
        st.datetimes(min_value=datetime(2021, 1, 1), max_value=datetime(2090, 1, 1)),  # noqa: DTZ001 - given UTC below
    ),
    max_size=12,
)


@given(answers)
def test_what_is_written_is_read_as_it_was(told: list[tuple[str, list[float], Sureness, datetime]]) -> None:
    """Whatever was answered, whenever: nothing that this version writes is refused by it."""
    mine = Progress()
    for lesson, marks, sureness, moment in told:
        at = moment.replace(tzinfo=UTC)
        after = reviewed(mine.cards.get(lesson), marks=marks, sureness=sureness, at=at, day=at.date())
        mine = mine.answered(lesson, after, at.date())

    assert read(written(mine)) == mine


def test_nothing_is_written_as_nothing() -> None:
    """So that the browser keeps nothing where there is nothing to keep."""
    assert written(Progress()) == ""
    assert read("") == read(b"") == Progress()


def test_lessons_of_another_version_are_kept() -> None:
    """A lesson that this version does not have may come back with the next."""
    mine = Progress().answered("no_such_lesson", card(), DAY)

    assert "no_such_lesson" in read(written(mine)).cards


def changed(**told: Any) -> str:
    """A progress with one lesson, some of it told otherwise; None = left out."""
    file = json.loads(written(Progress().answered("a", card(), DAY)))
    lesson = {**file["lessons"]["a"], **told}
    file["lessons"]["a"] = {name: value for name, value in lesson.items() if value != "left out"}
    return json.dumps(file)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("not json", "file"),
        ("[]", "file"),
        ("[" * 200_000, "file"),
        (b"\xff\xfe\x00", "file"),
        (b"\x80\x04\x95", "file"),  # a pickle begins so
        ("{}", "version"),
        ('{"version": 2}', "version"),
        ('{"version": true}', "version"),
        ('{"version": "1"}', "version"),
        ('{"version": 1, "name": "Ada"}', "name"),
        ('{"version": 1, "lessons": []}', "lessons"),
        ('{"version": 1, "lessons": {"../x": {}}}', "lessons"),
        ('{"version": 1, "lessons": {"a": 5}}', "lessons.a"),
        ('{"version": 1, "days": ["yesterday"]}', "days.0"),
        ('{"version": 1, "days": [20000]}', "days.0"),
        ('{"version": 1, "days": ["1026-11-22"]}', "days.0"),
        (changed(state="burned"), "lessons.a.state"),
        (changed(state="learning"), "lessons.a"),
        (changed(state=[]), "lessons.a.state"),
        (changed(state={}), "lessons.a.state"),
        (changed(step=7), "lessons.a.step"),
        (changed(stability_days=0), "lessons.a.stability_days"),
        (changed(stability_days=1e30), "lessons.a.stability_days"),
        (changed(stability_days="3"), "lessons.a.stability_days"),
        (changed(difficulty=11), "lessons.a.difficulty"),
        (changed(difficulty=None), "lessons.a.difficulty"),
        (changed(due="2026-11-22T12:00:00"), "lessons.a.due"),
        (changed(due="2026-11-22T12:00:00+02:00"), "lessons.a.due"),
        (changed(due="9999-12-31T23:59:59Z"), "lessons.a.due"),
        (changed(reviewed="left out"), "lessons.a.reviewed"),
        (changed(begun="2026-11-22T12:00:00Z"), "lessons.a.begun"),
        (changed(marks=[]), "lessons.a.marks"),
        (changed(marks=[2.0]), "lessons.a.marks.0"),
        (changed(marks=[True]), "lessons.a.marks.0"),
        (changed(sureness="very"), "lessons.a.sureness"),
        (changed(note="x"), "lessons.a.note"),
        (changed(stability_days=float("nan")), "lessons.a.stability_days"),
        (changed(difficulty=float("inf")), "lessons.a.difficulty"),
    ],
)
def test_what_is_no_progress_is_refused_by_name(text: str | bytes, where: str) -> None:
    """Where it is wrong, in one sentence; nothing of it is taken."""
    with pytest.raises(Refusal) as refused:
        read(text)

    assert refused.value.field.startswith(where)
    assert refused.value.remedy


def test_a_file_that_is_too_large_is_not_read() -> None:
    with pytest.raises(Refusal, match="larger"):
        read(" " * (LARGEST_BYTES + 1))


def test_too_many_lessons_are_refused() -> None:
    one = json.loads(changed())["lessons"]["a"]
    short = {**one, "due": "2026-11-22T12:00:00Z"}
    many = {"version": 1, "lessons": {f"l{number}": short for number in range(2001)}}

    with pytest.raises(Refusal):
        read(json.dumps(many, separators=(",", ":")))


@given(st.text(max_size=300) | st.binary(max_size=300))
def test_no_text_breaks_the_reader(text: str | bytes) -> None:
    """It is progress, or refused by name: nothing else is raised."""
    with suppress(Refusal):
        assert isinstance(read(text), Progress)


def test_of_two_files_the_later_answer_counts() -> None:
    """A phone and a desktop; the order in which they are put together makes no difference."""
    early, late = card(at=NOON - timedelta(days=3)), card(right=False)
    phone = Progress({"a": early, "b": late}, (DAY - timedelta(days=3), DAY))
    desktop = Progress({"a": late, "c": early}, (DAY - timedelta(days=3),))
    both = phone.joined(desktop)

    assert both == desktop.joined(phone)
    assert both.cards == {"a": late, "b": late, "c": early}
    assert both.days == (DAY - timedelta(days=3), DAY)


def test_days_in_a_row() -> None:
    """Counted up to today, or to yesterday while nothing is answered today; a gap ends them."""
    days = tuple(DAY - timedelta(days=back) for back in (9, 3, 2, 1))

    assert Progress(days=days).streak_days(DAY) == 3
    assert Progress(days=(*days, DAY)).streak_days(DAY) == 4
    assert Progress(days=days).streak_days(DAY + timedelta(days=1)) == 0
    assert Progress().streak_days(date(2026, 1, 1)) == 0


def test_a_day_counts_once() -> None:
    assert some().days == (DAY,)
