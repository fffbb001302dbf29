"""What keeps advice within what can be set, is known to be good, and is meant for the patient."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from advisor import advise, read_case
from advisor.advice.report import Report
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from tests.case_json import case_json

TUBE: dict[str, Any] = {"receptor": "sensor", "kV": 65, "mA": 7, "cone_cm": 20}
LEAST = [  # a display at the lower end of what one can be set to: any saving would leave it
    {"exam": "panoramic", "patient": {"age_years": 12}, "setup": {"programme": "adult", "dap_mGycm2": 0.11}},
    {"exam": "bitewing", "setup": {"receptor": "film_d", "dap_mGycm2": 0.012}},
    {"exam": "periapical", "patient": {"age_years": 8}, "setup": {"beam": "round", "dap_mGycm2": 0.011}},
]


def advised(knowledge: Knowledge, **told: Any) -> Report:
    patient = {"patient": {"age_years": 35}, "place": "US", "on": "2026-11-28", **told}
    return advise(read_case(patient, knowledge), knowledge)


@pytest.mark.parametrize("told", LEAST)
def test_a_change_that_no_unit_can_be_set_to_is_not_made(knowledge: Knowledge, told: dict[str, Any]) -> None:
    """What is advised can be told again; the change stays advice of its issuer."""
    report = advised(knowledge, **told)
    after = replace(report.case, setup=report.setup_after)

    assert report.setup_after.dap_mGycm2 == told["setup"]["dap_mGycm2"]
    assert read_case(json.loads(json.dumps(case_json(after))), knowledge).setup == report.setup_after
    assert any(each.decides.answer.instead for step in report.steps for each in step.findings)


@pytest.mark.parametrize(
    ("place", "exam", "child", "adult"),
    [("FR", "panoramic", [], [150, 100]), ("KR", "panoramic", [224], [354]), ("IN", "panoramic", [82], [116])],
)
def test_a_child_is_never_held_against_an_adult_s_level(
    knowledge: Knowledge, place: str, exam: str, child: list[float], adult: list[float]
) -> None:
    """Nor the other way round: where a place has none for children, none is shown."""
    for age, values in ((8, child), (40, adult)):
        levels = advised(knowledge, place=place, exam=exam, patient={"age_years": age}).reference_levels

        assert [each.value for each in levels] == values, age


@pytest.mark.parametrize("good_s", [0.09, 0.11, 0.115, 0.15, 0.18, 0.29])
@pytest.mark.parametrize("age", [10, 13, 15, 16.5, 17.9, 35])
def test_nobody_who_needs_no_more_gets_more_than_a_time_known_to_be_good(
    knowledge: Knowledge, good_s: float, age: float
) -> None:
    """However the step of the timer nearest to the child's time rounds."""
    known = {"exposure_s": good_s, "region": "posterior"}
    told: dict[str, Any] = {"exam": "bitewing", "region": "posterior", "setup": TUBE, "reference_setting": known}
    grown, child = (advised(knowledge, **told, patient={"age_years": each}).exposure for each in (35, age))

    assert grown.set_s is not None
    assert child.set_s is not None
    assert child.set_s <= grown.set_s
    assert abs(grown.set_s / good_s - 1) < 0.13


def test_a_time_known_to_be_good_may_be_told_in_impulses(knowledge: Knowledge) -> None:
    told: dict[str, Any] = {"exam": "periapical", "region": "mandible_molar", "setup": {**TUBE, "timer": "60_per_s"}}
    counted, timed = (
        advised(knowledge, **told, reference_setting=each)
        for each in ({"exposure_impulses": 12}, {"exposure_s": 12 / 60})
    )

    assert counted.case.reference_setting == timed.case.reference_setting
    assert counted.exposure.set_s == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("known", "timer", "words"),
    [
        ({"exposure_impulses": 12}, None, "reference_setting.exposure_impulses: are counted by the mains"),
        ({"exposure_impulses": 12, "exposure_s": 0.5}, "60_per_s", "12 at 60 a second are 0.2 s, not 0.5 s"),
        ({"exposure_impulses": 900}, "60_per_s", "reference_setting.exposure_impulses: 900 is not plausible"),
        ({}, None, "reference_setting.exposure_s: is needed"),
    ],
)
def test_impulses_that_cannot_be_counted_are_refused(
    knowledge: Knowledge, known: dict[str, Any], timer: str | None, words: str
) -> None:
    with pytest.raises(Refusal) as refused:
        advised(knowledge, exam="periapical", setup={**TUBE, "timer": timer}, reference_setting=known)

    assert words in f"{refused.value}"
