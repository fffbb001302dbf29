"""Followed advice is at rest: the setup after all changes asks for no further one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from advisor import advise, read_case
from advisor.advice.agreed import agreed
from advisor.case.vocabulary import Topic
from advisor.knowledge import Knowledge
from tests.strategies import cases

patient = settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
CHILD: dict[str, Any] = {"place": "US", "on": "2026-11-28", "exam": "bitewing", "region": "posterior"}
TUBE: dict[str, Any] = {"receptor": "film_f", "beam": "rectangular", "mA": 7, "cone_cm": 20, "collar": True}


@patient
@given(told=cases())
def test_the_setup_after_the_advice_asks_for_nothing_more(knowledge: Knowledge, told: dict[str, Any]) -> None:
    report = advise(read_case(told, knowledge), knowledge)
    again = advise(replace(report.case, setup=report.setup_after), knowledge)

    assert [(saving.topic, saving.change) for saving in again.savings] == []
    assert again.setup_after == report.setup_after


@patient
@given(told=cases())
def test_the_uncontested_changes_ask_for_no_further_uncontested_ones(
    knowledge: Knowledge, told: dict[str, Any]
) -> None:
    plan = agreed(advise(read_case(told, knowledge), knowledge), knowledge)
    again = agreed(advise(plan.case, knowledge), knowledge)

    assert [(saving.topic, saving.change) for saving in again.savings] == []


@pytest.mark.parametrize("age", [6, 8, 10, 13])
@pytest.mark.parametrize("kV", [71, 72, 75, 80])
@pytest.mark.parametrize("exposure_s", [0.08, 0.1, 0.125, 0.16, 0.2])
def test_a_lower_voltage_brings_the_child_s_time_at_that_voltage(
    knowledge: Knowledge, age: int, kV: int, exposure_s: float
) -> None:
    """The time that images as before at the lower voltage may be an adult's there: the child's is set in one go."""
    case = {**CHILD, "patient": {"age_years": age}, "setup": {**TUBE, "kV": kV, "exposure_s": exposure_s}}
    report = advise(read_case(case, knowledge), knowledge)
    again = advise(replace(report.case, setup=report.setup_after), knowledge)

    assert not again.savings


@pytest.mark.parametrize("age", [8, 35])
@pytest.mark.parametrize("kV", [40, 50, 52, 54])
@pytest.mark.parametrize("exposure_s", [0.2, 0.4, 0.8])
def test_a_legal_floor_is_kept_whatever_it_does_to_the_estimate(
    knowledge: Knowledge, age: int, kV: int, exposure_s: float
) -> None:
    """Washington forbids less than 55 kV; what IAEA advises above it, and would raise the estimate, is not made."""
    setup = {**TUBE, "kV": kV, "exposure_s": exposure_s}
    case = {**CHILD, "place": "US-WA", "patient": {"age_years": age}, "setup": setup}
    report = advise(read_case(case, knowledge), knowledge)
    again = advise(replace(report.case, setup=report.setup_after), knowledge)
    now, after = report.dose_now.effective_dose_uSv.typical, report.dose_after.effective_dose_uSv.typical

    assert [saving.topic for saving in report.savings].count(Topic.TUBE_VOLTAGE) == 1
    assert report.setup_after.kV is not None
    assert report.setup_after.kV >= 55
    assert not again.savings
    assert again.setup_after == report.setup_after
    assert sum(each.percent for each in report.savings) == pytest.approx(100 * (now - after) / now)


@pytest.mark.parametrize("kV", [50, 52, 54, 55, 58])
def test_without_a_law_a_voltage_that_would_raise_the_estimate_stays_advice(knowledge: Knowledge, kV: int) -> None:
    """It is named, so that it can be chosen, and not made."""
    case = {**CHILD, "patient": {"age_years": 35}, "setup": {**TUBE, "kV": kV, "exposure_s": 0.2}}
    report = advise(read_case(case, knowledge), knowledge)
    asked = {each.topic: each.decides.answer for step in report.steps for each in step.findings}[Topic.TUBE_VOLTAGE]

    assert asked.instead == {"kV": 60.0}
    assert report.setup_after.kV in (kV, 60.0)
    assert all(each.percent >= 0 for each in report.savings)
