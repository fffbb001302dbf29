"""A child's share of an adult's time: known from age and exam alone, and what the advised times keep to."""

from __future__ import annotations

from typing import Any

import pytest

from advisor import advise, read_case
from advisor.case.model import ExposureAdvice
from advisor.exchange.report_json import report_json
from advisor.knowledge import Knowledge
from tests.strategies import INTRAORAL

PUBLISHED = {  # children of about seven: Korea 2021 and 2023, Planmeca, Carestream, Gendex, ProX, Chapel Hill
    7.0: (0.65, 0.646, 0.68, 0.63, 0.62, 0.655, 0.758)
}


def exposure(knowledge: Knowledge, age: float, exam: str, **told: Any) -> ExposureAdvice:
    return advise(read_case({"patient": {"age_years": age}, "exam": exam, **told}, knowledge), knowledge).exposure


@pytest.mark.parametrize("exam", INTRAORAL)
@pytest.mark.parametrize("age", [1.0, 4.0, 7.0, 12.0, 17.9])
def test_age_and_exam_alone_tell_it(knowledge: Knowledge, exam: str, age: float) -> None:
    advice = exposure(knowledge, age, exam)

    assert advice.set_s is None
    assert advice.child_share is not None
    assert 0.4 < advice.child_share.low < advice.child_share.typical < advice.child_share.high <= 1.0


@pytest.mark.parametrize(("age", "exam"), [(18.0, "bitewing"), (60.0, "full_mouth"), (7.0, "panoramic"), (7.0, "cbct")])
def test_adults_and_extraoral_images_have_none(knowledge: Knowledge, age: float, exam: str) -> None:
    case = read_case({"patient": {"age_years": age}, "exam": exam}, knowledge)

    assert exposure(knowledge, age, exam).child_share is None
    assert report_json(advise(case, knowledge))["exposure"]["child_share"] == {}


def test_published_ratios_lie_in_it_nine_times_in_ten(knowledge: Knowledge) -> None:
    for age, printed in PUBLISHED.items():
        share = exposure(knowledge, age, "periapical").child_share
        assert share is not None
        assert share.typical == pytest.approx(0.667, abs=0.01)
        assert (share.low, share.high) == (pytest.approx(0.58, abs=0.01), pytest.approx(0.77, abs=0.01))
        assert all(share.low <= each <= share.high for each in printed)


def test_a_child_s_time_follows_from_one_adult_time_and_nothing_else(knowledge: Knowledge) -> None:
    """No kV, no mA, no receptor: they are those of the time that is known to be good."""
    advice = exposure(
        knowledge,
        7.0,
        "periapical",
        region="mandible_molar",
        setup={"timer": "continuous"},
        reference_setting={"exposure_s": 0.3, "region": "mandible_molar"},
    )

    assert advice.child_share is not None
    assert advice.model_s == pytest.approx(0.3 * advice.child_share.typical)
    assert advice.low_s == pytest.approx(0.3 * advice.child_share.low, rel=0.04)  # two figures of the timer
    assert advice.high_s == pytest.approx(0.3 * advice.child_share.high, rel=0.04)
    assert advice.adult_s == pytest.approx(0.3)


def test_it_rises_with_age_and_hardly_moves_with_the_voltage(knowledge: Knowledge) -> None:
    shares = [exposure(knowledge, age, "bitewing").child_share for age in (4, 6, 8, 10, 12, 14, 16)]
    typical = [share.typical for share in shares if share]

    assert typical == sorted(typical)
    assert len(typical) == len(shares)
    for kV in (60, 70):
        share = exposure(knowledge, 7.0, "bitewing", setup={"kV": kV}).child_share
        assert share is not None
        assert share.typical == pytest.approx(0.667, abs=0.02)
