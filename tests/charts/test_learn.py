"""The pictures of a student's progress: every number in words, in a table and on the chart."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest

from advisor.charts import lesson_words as words
from advisor.charts.learn import coming_days, competency_bars
from advisor.charts.picture import DARK, LIGHT, Ink
from advisor.student.standing import Standing

STANDINGS = {"Choose images": Standing(3, 1, 2, 4), "=Explain": Standing(0, 0, 0, 5)}
DAY = date(2026, 11, 22)


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
def test_lessons_by_competency_are_told_and_drawn(ink: Ink) -> None:
    """Each competency with its four counts; the bars add up to its lessons."""
    picture = competency_bars(STANDINGS, ink)
    drawn = picture.rows["standings"]

    assert "Choose images: 3 right, 1 right by a guess, 2 not right, 4 not begun" in picture.alternative
    assert sum(row["lessons"] for row in drawn if row["row"] == "Choose images") == 10
    assert [row[words.LESSONS] for row in picture.table] == [3, 1, 2, 4, 0, 0, 0, 5]
    assert picture.table[1] == {words.COMPETENCY: "Choose images", words.LAST_ANSWER: words.GUESSED, words.LESSONS: 1}
    assert [row[words.COMPETENCY] for row in csv.DictReader(io.StringIO(picture.csv_text))][-1] == "'=Explain"


@pytest.mark.parametrize("ink", [LIGHT, DARK], ids=["light", "dark"])
def test_what_comes_back_is_told_by_day(ink: Ink) -> None:
    """Days with nothing are drawn and tabled, and not read out."""
    days = {DAY: 2, DAY + timedelta(days=1): 0, DAY + timedelta(days=2): 3}
    picture = coming_days(days, DAY, ink)

    assert picture.alternative.endswith("today: 2; 11-24: 3.")
    assert [row["lessons"] for row in picture.rows["days"]] == [2, 0, 3]
    assert [row[words.LESSONS] for row in picture.table] == [2, 0, 3]


def test_nothing_to_come_is_said() -> None:
    assert words.COMING_NONE in coming_days({DAY: 0}, DAY, LIGHT).alternative
