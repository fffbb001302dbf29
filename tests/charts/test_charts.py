"""What the pictures show, in marks, in words and as tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest

from advisor import advise, read_case
from advisor.advice.report import Report
from advisor.case.model import Range
from advisor.case.vocabulary import TimerKind, Topic
from advisor.charts import check as charts
from advisor.charts import words
from advisor.charts.picture import BLUE, DARK, GREEN, LIGHT, VERMILION, Ink, Picture, csv_text
from advisor.knowledge import Knowledge
from advisor.spreadsheet import inert

CASE: dict[str, Any] = {
    "on": "2026-11-21",
    "place": "US",
    "patient": {"age_years": 7, "caries_risk": "low"},
    "visit": {"kind": "recall", "months_since_bitewings": 8, "contacts_visible": False},
    "exam": "bitewing",
    "setup": {"receptor": "film_d", "beam": "round", "collar": False, "kV": 60, "mA": 7, "exposure_s": 0.8},
}
ROWS = {
    words.NOW: (Range(2.0, 10.0, 40.0), Range(0.2, 1.2, 5.0)),
    words.AFTER: (Range(0.4, 2.0, 8.0), Range(0.05, 0.24, 1.0)),
}


@pytest.fixture(scope="module")
def report(knowledge: Knowledge) -> Report:
    return advise(read_case(CASE, knowledge), knowledge)


@pytest.fixture(scope="module", params=[LIGHT, DARK], ids=["light", "dark"])
def ink(request: pytest.FixtureRequest) -> Ink:
    chosen: Ink = request.param
    return chosen


@pytest.fixture(scope="module")
def pictures(report: Report, knowledge: Knowledge, ink: Ink) -> list[Picture]:
    found = {finding.topic: finding for step in report.steps for finding in step.findings}
    timer = charts.timer_strip(report.exposure, 0.8, knowledge.technique.timer(None).steps_s, ink)
    interval = charts.interval_timeline(found[Topic.BITEWING_INTERVAL], 8.0, ink)
    assert timer is not None
    assert interval is not None
    return [charts.dose_bars(ROWS, "Somewhere", ink), charts.saving_steps(report.savings, ink), timer, interval]


def channels(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        for name, value in node.items():
            yield name, value
            yield from channels(value)
    elif isinstance(node, list):
        for value in node:
            yield from channels(value)


def test_every_picture_says_in_words_what_it_shows(pictures: list[Picture]) -> None:
    """For those who do not see it; with its numbers."""
    for picture in pictures:
        assert len(picture.alternative) > 40
        assert any(character.isdigit() for character in picture.alternative)


def test_every_picture_has_its_numbers_as_a_table_and_as_csv(pictures: list[Picture]) -> None:
    """The same rows in both."""
    for picture in pictures:
        read = list(csv.DictReader(io.StringIO(picture.csv_text)))

        assert len(read) == len(picture.table) > 0
        assert list(read[0]) == list(picture.table[0])


def test_colours_are_those_that_all_can_tell_apart(pictures: list[Picture], ink: Ink) -> None:
    """Blue, vermilion, green and the strong ink of the page; the names of rows stand beside the marks."""
    allowed = {BLUE, VERMILION, GREEN, ink.text, ink.line, ink.strong, "transparent"}
    for picture in pictures:
        used = {
            value for name, value in channels(dict(picture.shape)) if isinstance(value, str) and value.startswith("#")
        }
        used |= {
            colour
            for name, scale in channels(dict(picture.shape))
            if name == "scale" and isinstance(scale, dict)
            for colour in scale.get("range", [])
            if str(colour).startswith("#")
        }

        assert used <= allowed


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("drawn", "page"), [(LIGHT, "#ffffff"), (DARK, "#171614")])
def test_text_and_marks_stand_out_from_the_page(drawn: Ink, page: str) -> None:
    """WCAG AA: 4.5 to 1 for text, 3 to 1 for marks."""
    assert contrast(drawn.text, page) >= 4.5
    assert min(contrast(mark, page) for mark in (BLUE, VERMILION, GREEN, drawn.strong)) >= 3.0


def test_doses_stand_on_a_linear_axis_from_nothing() -> None:
    """A logarithm shrinks differences for those who do not expect it; a student may ask for one."""
    linear = charts.dose_bars(ROWS, "Somewhere", LIGHT).shape["layer"][0]["encoding"]["x"]["scale"]
    logarithmic = charts.dose_bars(ROWS, "Somewhere", LIGHT, logarithmic=True).shape["layer"][0]["encoding"]["x"]

    assert linear == {"domainMin": 0, "nice": True}
    assert logarithmic["scale"] == {"type": "log"}


def test_the_axis_is_time_of_background_at_the_place() -> None:
    """In the unit in which the sentence beside it speaks."""
    picture = charts.dose_bars(ROWS, "Somewhere", LIGHT)

    assert picture.shape["layer"][0]["encoding"]["x"]["axis"]["title"] == "hours of natural background, Somewhere"
    assert picture.rows["doses"][0]["typical"] == pytest.approx(1.2 * 24)


def test_bars_are_told_apart_by_shape_as_by_colour() -> None:
    """Now, after and before."""
    rows = {"Before": ROWS[words.NOW], **ROWS}
    point = charts.dose_bars(rows, "Somewhere", LIGHT).shape["layer"][1]["encoding"]

    assert len(set(point["shape"]["scale"]["range"])) == len(rows)
    assert len(set(point["color"]["scale"]["range"])) == len(rows)


def test_a_new_answer_moves_marks_and_builds_no_chart() -> None:
    """The shape is drawn up once: only rows change."""
    one = charts.dose_bars(ROWS, "Somewhere", LIGHT)
    other = charts.dose_bars({**ROWS, words.NOW: (Range(1, 2, 3), Range(0.1, 1.0, 2.0))}, "Somewhere", LIGHT)

    assert one.shape is other.shape
    assert one.rows != other.rows


def test_savings_step_down_to_what_is_left(report: Report) -> None:
    """Each bar begins where the one before ended."""
    rows = charts.saving_steps(report.savings, LIGHT).rows["changes"]

    assert rows[0]["from"] == 100.0
    assert [row["from"] for row in rows[1:-1]] == [row["to"] for row in rows[:-2]]
    assert rows[-1]["to"] == pytest.approx(rows[-2]["to"])


def test_the_timer_shows_the_step_to_set_and_the_time_set_now(report: Report, knowledge: Knowledge) -> None:
    """Each with its word; the advised range between."""
    picture = charts.timer_strip(report.exposure, 0.8, knowledge.technique.timer(None).steps_s, LIGHT)
    assert picture is not None

    assert [row["label"] for name in ("set", "now") for row in picture.rows[name]] == ["set", "now"]
    assert {"set", "advised"} <= {row[words.ROLE] for row in picture.table}
    assert len(picture.rows["steps"]) < 30


def test_a_time_that_is_already_right_has_one_mark(report: Report, knowledge: Knowledge) -> None:
    """Two marks in one place hide each other."""
    picture = charts.timer_strip(report.exposure, report.exposure.set_s, knowledge.technique.timer(None).steps_s, LIGHT)
    assert picture is not None

    assert "now" not in picture.rows


@pytest.mark.parametrize("kind", [TimerKind.CONTINUOUS, TimerKind.IMPULSES_60])
def test_a_timer_of_many_steps_shows_those_that_matter(knowledge: Knowledge, kind: TimerKind) -> None:
    """Fifty ticks on a phone would be a grey bar: the advised range, the step to set and the time now remain."""
    setup = {"receptor": "sensor", "kV": 60, "mA": 2, "timer": kind.value}
    case = read_case({"patient": {"age_years": 9}, "exam": "periapical", "setup": setup}, knowledge)
    advice = advise(case, knowledge).exposure
    picture = charts.timer_strip(advice, 1.5, knowledge.technique.timer(kind).steps_s, LIGHT)
    assert picture is not None

    assert [row[words.EXPOSURE_S] for row in picture.table] == [advice.low_s, advice.set_s, advice.high_s, 1.5]
    assert all(row["label"] for row in picture.rows["steps"])


def test_no_timer_where_no_time_could_be_worked_out(knowledge: Knowledge) -> None:
    """A panoramic unit sets its own time."""
    case = read_case({"patient": {"age_years": 9}, "exam": "panoramic"}, knowledge)
    advice = advise(case, knowledge).exposure

    assert charts.timer_strip(advice, None, knowledge.technique.timer(None).steps_s, LIGHT) is None


def test_cells_that_a_spreadsheet_would_run_are_made_text() -> None:
    """A unit named =HYPERLINK(...) stays a name; negative numbers stay numbers."""
    table = [{"=a": "=1+1", "b": "+x", "c": "@x", "d": "-x", "e": -1.5, "f": "plain", "g": "\tx"}]

    assert csv_text(table) == "'=a,b,c,d,e,f,g\n'=1+1,'+x,'@x,'-x,-1.5,plain,'\tx\n"
    assert csv_text([]) == ""


def test_a_cell_is_no_formula_where_a_spreadsheet_cuts_at_semicolons() -> None:
    """As those of half of Europe do, whatever a table is parted by; nor one that begins with an East Asian sign."""
    cells = {"a;=1+1;": "a;'=1+1;", "a\n@x": "a\n'@x", "\N{FULLWIDTH EQUALS SIGN}x": "'\N{FULLWIDTH EQUALS SIGN}x"}

    assert {cell: inert(cell) for cell in cells} == cells
    assert [inert(cell) for cell in ("-1.5", "a; b - c = d", "a=b")] == ["-1.5", "a; b - c = d", "a=b"]


def test_no_interval_is_drawn_for_a_risk_that_nobody_told(knowledge: Knowledge) -> None:
    """Each issuer has one a risk: the first would be taken for everybody's."""
    told = {**CASE, "patient": {"age_years": 7}}
    report = advise(read_case(told, knowledge), knowledge)
    finding = report.finding(Topic.BITEWING_INTERVAL)
    assert finding is not None

    assert charts.interval_timeline(finding, 8.0, LIGHT) is None
