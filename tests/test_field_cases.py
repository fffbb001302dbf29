"""Settings and values met in practices, papers, manuals and examinations, each with what the answer must hold."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from advisor import advise, read_case
from advisor.exchange.report_json import report_json
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge

Row = dict[str, str]
ROWS: Final[list[Row]] = list(csv.DictReader((Path(__file__).parent / "field_cases.csv").open(encoding="utf-8")))
WAITING: Final[dict[str, str]] = {}  # not held yet: what it waits for


def _report(row: Row, knowledge: Knowledge) -> dict[str, Any]:
    return report_json(advise(read_case(json.loads(row["input"]), knowledge), knowledge))


def _within(row: Row, value: float) -> None:
    assert float(row["expected_low"]) <= value <= float(row["expected_high"])


def _exposure(row: Row, knowledge: Knowledge, what: str) -> None:
    told = _report(row, knowledge)["exposure"]
    if what == "set_s":
        _within(row, told["set_s"])
    else:
        assert told["low_s"] <= float(row["expected_low"])
        assert float(row["expected_high"]) <= told["high_s"]


def _dose(row: Row, knowledge: Knowledge, what: str) -> None:
    dose = _report(row, knowledge)["dose"]["now"]
    assert dose["low_uSv"] <= float(row["expected_low"])
    assert float(row["expected_high"]) <= dose["high_uSv"]


def _saving(row: Row, knowledge: Knowledge, what: str) -> None:
    savings = {each["topic"]: each["percent"] for each in _report(row, knowledge)["dose"]["savings"]}
    _within(row, savings[what])


def _level(row: Row, knowledge: Knowledge, what: str) -> None:
    exam, quantity, population = what.split(".")
    levels = _report(row, knowledge)["reference_levels"]
    found = [each for each in levels if each["quantity"] == quantity and each["population"] == population]
    assert any(float(row["expected_low"]) <= each["value"] <= float(row["expected_high"]) for each in found), exam


def _refusal(row: Row, knowledge: Knowledge, what: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_case(json.loads(row["input"]), knowledge)
    assert row["expected_low"] in f"{refused.value}"


def _complaint(row: Row, knowledge: Knowledge, what: str) -> None:
    warnings = _report(row, knowledge)["warnings"]
    assert any(row["expected_low"] in f"{each['field']} {each['says']}" for each in warnings)


def _verdict_not(row: Row, knowledge: Knowledge, what: str) -> None:
    verdicts = {each["step"]: each["verdict"] for each in _report(row, knowledge)["steps"]}
    assert verdicts[what] != row["expected_low"]


CHECKS: Final[dict[str, Callable[[Row, Knowledge, str], None]]] = {
    "exposure": _exposure,
    "dose": _dose,
    "saving": _saving,
    "level": _level,
    "refusal": _refusal,
    "complains": _complaint,
    "verdict_not": _verdict_not,
}


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_the_answer_holds_what_was_met(row: Row, knowledge: Knowledge, request: pytest.FixtureRequest) -> None:
    """The source of each stands in its row."""
    if row["id"] in WAITING:
        request.applymarker(pytest.mark.xfail(reason=WAITING[row["id"]], strict=True))
    kind, _, what = row["field"].partition(".")
    CHECKS[kind](row, knowledge, what)
