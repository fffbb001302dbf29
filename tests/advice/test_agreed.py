"""The changes no issuer contests, and the levels shown beside a dose."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from advisor import advise, read_case
from advisor.advice import kept
from advisor.advice.agreed import agreed
from advisor.advice.levels import fitting
from advisor.knowledge import Knowledge
from tests.strategies import cases

FILM = {"receptor": "film_d", "beam": "round", "collar": False, "kV": 60, "mA": 7, "exposure_s": 0.25}


def test_a_contested_collar_is_left_to_the_reader(knowledge: Knowledge) -> None:
    told = {"on": "2026-11-21", "place": "US", "patient": {"age_years": 7}, "exam": "bitewing", "setup": FILM}
    report = advise(read_case(told, knowledge), knowledge)

    plan = agreed(report, knowledge)

    assert [saving.topic for saving in plan.savings] == ["receptor", "beam_shape"]
    assert plan.case.setup.collar is False
    assert report.setup_after.collar is True


def test_a_contested_receptor_leaves_no_trace_in_the_time(knowledge: Knowledge) -> None:
    """E film, contested at this place: the kV is changed with the time of E film, not with that of a sensor."""
    setup = {"receptor": "film_e", "beam": "rectangular", "kV": 72, "mA": 7, "exposure_s": 0.25, "cone_cm": 20}
    told = {"on": "2026-11-21", "place": "US", "patient": {"age_years": 35}, "exam": "periapical", "setup": setup}
    report = advise(read_case(told, knowledge), knowledge)
    alone = kept(report.case, {"kV": 70.0}, knowledge)

    plan = agreed(report, knowledge)

    assert "receptor" in [saving.topic for saving in report.savings]
    assert [saving.topic for saving in plan.savings] == ["tube_voltage"]
    assert plan.case.setup == alone


def test_where_law_settles_it_the_collar_is_among_the_changes(knowledge: Knowledge) -> None:
    told = {"on": "2026-11-21", "place": "US-NY", "patient": {"age_years": 7}, "exam": "bitewing", "setup": FILM}
    plan = agreed(advise(read_case(told, knowledge), knowledge), knowledge)

    assert plan.case.setup.collar is True


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(told=cases())
def test_uncontested_changes_never_raise_the_dose_and_add_up(knowledge: Knowledge, told: dict[str, object]) -> None:
    report = advise(read_case(told, knowledge), knowledge)
    plan = agreed(report, knowledge)
    now, after = report.dose_now.effective_dose_uSv, plan.dose.effective_dose_uSv

    assert sum(saving.typical_uSv for saving in plan.savings) == pytest.approx(now.typical - after.typical, abs=1e-9)
    if any(saving.typical_uSv < -1e-9 for saving in plan.savings):
        return  # a law is kept all the same
    assert after.typical <= now.typical * (1 + 1e-9)
    assert 0 <= plan.percent.low <= plan.percent.typical <= plan.percent.high <= 100


def test_a_level_of_another_region_is_not_shown_beside_an_image(knowledge: Knowledge) -> None:
    """Tamil Nadu's level is for the lower molars: it stands beside one, not beside an upper incisor."""
    told = {"place": "IN", "patient": {"age_years": 40}, "exam": "periapical"}
    molar, incisor = (
        fitting(advise(read_case({**told, "region": region}, knowledge), knowledge))
        for region in ("mandible_molar", "maxilla_incisor")
    )

    assert {level.region for level in molar} == {"mandible_molar"}
    assert {level.region for level in incisor} == set()


def levels(knowledge: Knowledge, **told: Any) -> list[str]:
    case = read_case({"patient": {"age_years": 40}, **told}, knowledge)
    return [f"{level.value:g} {level.year}" for level in advise(case, knowledge).reference_levels]


def test_levels_fit_the_application_the_receptor_and_the_age(knowledge: Knowledge) -> None:
    """No sinus beside a dental scan, a quadrant only beside a small field, one receptor, a child's beside a child."""
    serbia: dict[str, Any] = {"place": "RS", "exam": "bitewing", "region": "posterior"}

    assert levels(knowledge, place="FI", exam="cbct") == []
    assert levels(knowledge, place="SE", exam="cbct", setup={"fov": "large"}) == []
    assert levels(knowledge, place="SE", exam="cbct", setup={"fov": "small"}) == ["200 2025"]
    assert levels(knowledge, **serbia, setup={"receptor": "sensor"}) == ["3.11 None", "88 None"]
    assert levels(knowledge, **serbia) == []
    assert levels(knowledge, place="JP", exam="cbct", setup={"fov": "small"}, patient={"age_years": 15}) == ["420 2013"]
    assert levels(knowledge, place="JP", exam="cbct", setup={"fov": "small"}, patient={"age_years": 16}) == ["470 2013"]


def test_of_several_generations_of_levels_the_newest_is_shown(knowledge: Knowledge) -> None:
    """Korea has had four."""
    assert levels(knowledge, place="KR", exam="panoramic") == ["354 2023"]
    assert levels(knowledge, place="IN", exam="panoramic") == ["116 2022"]
