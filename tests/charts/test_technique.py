"""The pictures of a technique chart: lines that agree with the chart, names that do not collide, words and numbers."""

from __future__ import annotations

import csv
import io
from itertools import pairwise
from math import exp, log
from typing import Any, Final

import pytest

from advisor.case.unit import UnitProfile
from advisor.charts import technique as charts
from advisor.charts.picture import DARK, LIGHT, Ink, Picture
from advisor.knowledge import Knowledge
from advisor.technique_chart.chart import CurvePoint, technique_chart, time_curve
from advisor.technique_chart.receptor_dose import dose_of_setting
from advisor.xray_unit.reading import read_unit

SURGERY: Final[dict[str, Any]] = {
    "name": "Surgery 1",
    "setup": {"receptor": "sensor", "kV": 63, "mA": 8, "cone_cm": 20},
    "known_good": [{"population": "adult", "region": "mandible_molar", "exposure_s": 0.125}],
}
REGIONS: Final = ("maxilla_incisor", "maxilla_canine", "maxilla_premolar", "maxilla_molar")


@pytest.fixture(scope="module")
def unit(knowledge: Knowledge) -> UnitProfile:
    return read_unit(SURGERY, knowledge)


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def ink(request: pytest.FixtureRequest) -> Ink:
    chosen: Ink = request.param
    return chosen


def drawn(unit: UnitProfile, knowledge: Knowledge, ink: Ink = LIGHT) -> Picture:
    lines = {line.region.id: line for line in technique_chart(unit, knowledge).lines}
    curves = {region: time_curve(unit, region, knowledge) for region in REGIONS}
    advised = {
        region: [CurvePoint(cell.column.age_years, cell.exposure.set_s or 0.0) for cell in lines[region].cells]
        for region in REGIONS
    }
    picture = charts.time_curves(curves, advised, knowledge.technique.timer(unit.setup.timer).steps_s, ink)

    assert picture is not None

    return picture


def test_every_region_has_a_line_a_dash_and_a_mark_of_its_own(
    unit: UnitProfile, knowledge: Knowledge, ink: Ink
) -> None:
    """Colour is never all that tells them apart."""
    layers = drawn(unit, knowledge, ink).specification["layer"]
    scales = [
        layer["encoding"][channel]["scale"]["range"]
        for layer in layers
        for channel in ("strokeDash", "shape", "color")
        if channel in layer["encoding"]
    ]

    assert len(scales) == 4
    for scale in scales:
        assert len({str(each) for each in scale}) == len(REGIONS)


def test_no_name_covers_another(unit: UnitProfile, knowledge: Knowledge) -> None:
    """Incisor and canine end almost alike: the upper name moves up, in the same order as the lines."""
    rows = drawn(unit, knowledge).rows
    span = rows["steps"][-1]["at"] - rows["steps"][0]["at"]
    placed = sorted(row["at"] for row in rows["names"])
    ends = {row["row"]: row["at"] for row in rows["curves"]}

    assert min(after - before for before, after in pairwise(placed)) >= span / 20
    assert [row["row"] for row in rows["names"]] == sorted(ends, key=lambda name: ends[name])


def test_rules_are_steps_of_the_timer_round_all_that_is_drawn(unit: UnitProfile, knowledge: Knowledge) -> None:
    rows = drawn(unit, knowledge).rows
    steps = [exp(row["at"]) for row in rows["steps"]]
    times = [row["at"] for row in (*rows["curves"], *rows["marks"])]

    assert {round(step, 6) for step in steps} <= {round(s, 6) for s in knowledge.technique.timer(None).steps_s}
    assert log(steps[0]) <= min(times)
    assert max(times) <= log(steps[-1])


def test_a_timer_of_very_many_steps_shows_some_of_them(knowledge: Knowledge) -> None:
    """Without limit to how finely it can be set, the rules stay apart."""
    any_time = read_unit({**SURGERY, "timer": "continuous"}, knowledge)

    assert 5 <= len(drawn(any_time, knowledge).rows["steps"]) <= 20


def test_no_line_falls_with_age(unit: UnitProfile, knowledge: Knowledge) -> None:
    """Younger is never longer."""
    for region in REGIONS:
        line = [row["at"] for row in drawn(unit, knowledge).rows["curves"] if row["row"] == region]

        assert line == sorted(line)


def test_the_numbers_are_those_of_the_chart(unit: UnitProfile, knowledge: Knowledge) -> None:
    """Before rounding at round ages, and the step to set where the chart has a column."""
    picture = drawn(unit, knowledge)
    read = list(csv.DictReader(io.StringIO(picture.csv_text)))
    at_six = next(row for row in read if row["region"] == "maxilla_molar" and row["age, years"] == "6")

    assert list(read[0]) == ["region", "age, years", "before rounding, s", "step to set, s"]
    assert at_six["step to set, s"] == "0.1"
    assert float(at_six["before rounding, s"]) == pytest.approx(0.105, rel=0.05)
    assert "maxilla_molar from 0.094 s at 3 years to 0.166 s for adults" in picture.alternative


def test_nothing_known_draws_nothing(knowledge: Knowledge) -> None:
    bare = read_unit({"name": "Bare"}, knowledge)
    curves = {region: time_curve(bare, region, knowledge) for region in REGIONS}

    assert charts.time_curves(curves, {}, knowledge.technique.timer(None).steps_s, LIGHT) is None
    assert charts.receptor_bars({}, LIGHT) is None


def test_what_reaches_the_receptor_lies_over_what_is_usable(unit: UnitProfile, knowledge: Knowledge, ink: Ink) -> None:
    """Estimate, usable range and limit in marks, in words and in numbers."""
    exam = knowledge.by_exam["periapical"]
    dose = dose_of_setting(unit.known_good[0], unit.setup, exam, knowledge.technique)
    picture = charts.receptor_bars({"Known good": dose}, ink)

    assert picture is not None
    assert dose.kerma_mGy is not None
    (usable,), (estimate,), (limit,) = (picture.rows[name] for name in ("usable", "doses", "limit"))
    assert estimate["typical"] == dose.kerma_mGy.typical
    assert usable["low"] < estimate["typical"] < usable["high"]
    assert limit["low"] == dose.limit_mGy == 0.2
    assert "Known good: " in picture.alternative
    assert picture.table[0]["usable to, mGy"] == "0.4"
