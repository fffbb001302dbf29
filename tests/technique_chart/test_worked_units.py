"""Worked units that a clinician can read: a unit file in, times and warnings of its technique chart out."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from advisor.case.vocabulary import Receptor
from advisor.knowledge import Knowledge
from advisor.technique_chart.chart import ChartCell, SizeColumn, TechniqueChart, technique_chart
from advisor.xray_unit.reading import read_unit

UNITS = Path(__file__).resolve().parents[1] / "units"
EXPECTED = {
    "cells", "columns", "basis", "needs", "lines", "of_the_chart", "warned", "published", "unpublished", "lower_mA",
    "no_lower_mA",
}  # fmt: skip


def read_cases() -> dict[str, dict[str, Any]]:
    """Every worked unit by the name of its file, its number there and its sentence."""
    files = sorted(UNITS.glob("*.toml"))
    told = {file.stem: tomllib.loads(file.read_text(encoding="utf-8"))["case"] for file in files}
    return {
        f"{name}-{number}: {case['name']}": case
        for name, cases in told.items()
        for number, case in enumerate(cases, start=1)
    }


CASES = read_cases()


def called(column: SizeColumn) -> str:
    return column.size.value if column.size else f"{column.age_years:g}"


def cells(chart: TechniqueChart, region: str) -> dict[str, ChartCell]:
    (line,) = (line for line in chart.lines if line.region.id == region)
    return {called(cell.column): cell for cell in line.cells}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_worked_unit(case: dict[str, Any], knowledge: Knowledge) -> None:
    """Times, what stands beside them, and warnings are those that the case gives."""
    expect = case["expect"]
    assert expect, "a case without an expectation proves nothing"
    assert set(expect) <= EXPECTED
    receptor = Receptor(case["receptor"]) if "receptor" in case else None
    unit = read_unit(case["unit"], knowledge)
    chart = technique_chart(unit, knowledge, ages_years=case.get("ages_years"), receptor=receptor)

    check_times(chart, expect)
    check_what_stands_beside(chart, expect)
    check_warnings(chart, expect)


def check_times(chart: TechniqueChart, expect: dict[str, Any]) -> None:
    for region, wanted in expect.get("cells", {}).items():
        there = cells(chart, region)
        assert {name: there[name].exposure.set_s for name in wanted} == wanted, region
    if "columns" in expect:
        assert [called(column) for column in chart.columns] == expect["columns"]
    if "lines" in expect:
        assert len(chart.lines) == expect["lines"]
    everywhere = [cell for line in chart.lines for cell in line.cells]
    if "basis" in expect:
        assert {cell.exposure.basis for cell in everywhere} == {expect["basis"]}
    if "needs" in expect:
        assert all(cell.exposure.set_s is None for cell in everywhere)
        (said,) = {cell.exposure.evidence[0] for cell in everywhere}
        assert said.startswith("cannot tell: needs")
        assert all(name in said for name in expect["needs"])


def check_what_stands_beside(chart: TechniqueChart, expect: dict[str, Any]) -> None:
    for region, wanted in expect.get("published", {}).items():
        published = {name: cell.published for name, cell in cells(chart, region).items()}
        assert {name: maker.time_s.typical for name in wanted if (maker := published[name])} == wanted, region
    for region, names in expect.get("unpublished", {}).items():
        assert all(cells(chart, region)[name].published is None for name in names), region
    for region, wanted in expect.get("lower_mA", {}).items():
        assert {name: cells(chart, region)[name].lower_mA for name in wanted} == wanted, region
    for region, names in expect.get("no_lower_mA", {}).items():
        assert all(cells(chart, region)[name].lower_mA is None for name in names), region


def check_warnings(chart: TechniqueChart, expect: dict[str, Any]) -> None:
    assert list(chart.warnings) == expect.get("of_the_chart", [])
    for region, wanted in expect.get("warned", {}).items():
        there = cells(chart, region)
        assert {name: list(there[name].warnings) for name in wanted} == wanted, region
