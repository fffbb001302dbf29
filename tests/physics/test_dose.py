"""Effective dose against other people's measurements, and against what physics demands."""

from __future__ import annotations

from math import exp
from typing import Any

import pytest

from advisor import advise, read_case
from advisor.case.model import Range
from advisor.case.vocabulary import Basis, Family
from advisor.knowledge import Knowledge
from advisor.physics.estimate import DoseEstimate
from advisor.physics.spread import exactly, product
from advisor.validation.compared import share
from advisor.validation.model_check import doses

CHILD_AGE, ADULT_AGE = 10.0, 35.0
LEAST, MOST = 0.85, 0.97


def now(knowledge: Knowledge, age: float, exam: str, **setup: Any) -> DoseEstimate:
    return advise(
        read_case({"patient": {"age_years": age}, "exam": exam, "setup": setup}, knowledge), knowledge
    ).dose_now


def test_ranges_hold_nine_in_ten_of_the_published_doses(knowledge: Knowledge) -> None:
    """A range that holds them all says too little, one that holds fewer is confidently wrong."""
    compared = doses(knowledge)
    held = share(compared)

    assert len(compared) > 60
    assert held is not None
    assert LEAST <= held <= MOST


def test_no_estimate_mixes_weightings(knowledge: Knowledge) -> None:
    """Rows of another tissue weighting than ICRP 103 may be named as a check, never be what a dose came from."""
    other = {
        row.id for row in knowledge.tables.doses if row.weighting != "icrp103" and row.quantity == "effective_dose_uSv"
    }
    checks = {"COL-12", "COL-E1-round"}  # a ratio within one weighting, a tube voltage
    for name, parameter in knowledge.dose.parameters.items():
        assert not (set(parameter.rows) - checks) & other, name


def test_the_displayed_product_is_preferred(knowledge: Knowledge) -> None:
    settings = {"kV": 65, "mA": 7, "exposure_s": 0.2, "beam": "round"}
    bases = [now(knowledge, 30, "bitewing", **settings, dap_mGycm2=dap).basis for dap in (None, 30.0)]

    assert bases == [Basis.CALCULATED, Basis.DISPLAYED_DAP]


@pytest.mark.parametrize("exam", ["bitewing", "panoramic", "cephalometric_lateral", "cbct"])
def test_dose_is_proportional_to_the_displayed_product(knowledge: Knowledge, exam: str) -> None:
    one, two = (now(knowledge, 30, exam, dap_mGycm2=dap).effective_dose_uSv for dap in (20.0, 40.0))

    assert two.typical == pytest.approx(2 * one.typical)
    assert two.high == pytest.approx(2 * one.high)


def test_a_child_gets_more_than_an_adult_from_the_same_intraoral_exposure(knowledge: Knowledge) -> None:
    settings = {"kV": 65, "mA": 7, "exposure_s": 0.2, "beam": "round", "receptor": "film_f"}
    child, adult = (now(knowledge, age, "bitewing", **settings).effective_dose_uSv.typical for age in (10, 30))

    assert 1.2 < child / adult < 1.7


def test_the_estimate_is_the_product_of_the_steps_shown(knowledge: Knowledge) -> None:
    for exam in knowledge.by_exam:
        estimate = now(knowledge, 8, exam)

        assert estimate.effective_dose_uSv == product([step.value for step in estimate.steps])
        assert all(step.evidence or step.name == "images" for step in estimate.steps)


def test_applying_advice_scales_a_displayed_product(knowledge: Knowledge) -> None:
    """A display told for a round beam does not hold for the rectangular one that is advised."""
    case = {"patient": {"age_years": 9}, "exam": "bitewing", "setup": {"beam": "round", "dap_mGycm2": 30.0}}
    report = advise(read_case(case, knowledge), knowledge)

    assert report.setup_after.dap_mGycm2 == pytest.approx(30.0 * 13.6 / 28.3)
    assert {saving.topic: round(saving.percent) for saving in report.savings}["beam_shape"] == 52


def test_a_child_programme_replaces_settings_that_were_the_adults(knowledge: Knowledge) -> None:
    setup = {"kV": 74, "mA": 10, "exposure_s": 13.6, "programme": "adult", "beam": "full", "collar": False}
    case = {"patient": {"age_years": 9}, "exam": "panoramic", "setup": setup}
    report = advise(read_case(case, knowledge), knowledge)

    assert report.case.exam.family is Family.PANORAMIC
    assert report.setup_after.kV is None
    ratio = report.dose_after.effective_dose_uSv.typical / report.dose_now.effective_dose_uSv.typical
    assert ratio == pytest.approx(0.65 * 0.79, rel=0.01)  # child programme, restricted beam


def test_independent_spreads_add_in_quadrature() -> None:
    """Two factors of 3 and 4 (in tenths of a logarithm) make one of 5."""
    three, four, five = (Range(exp(-each), 1.0, exp(each)) for each in (0.3, 0.4, 0.5))
    both = product([three, four, exactly(1.0)])

    assert both.low == pytest.approx(five.low)
    assert both.high == pytest.approx(five.high)


def test_a_collar_spares_the_thyroid_of_a_lateral_cephalogram_unless_the_beam_does(knowledge: Knowledge) -> None:
    """Patcas et al. (2012): 5.03 uSv without a collar, 3.30 with one, the beam not restricted."""
    bare, worn = (now(knowledge, ADULT_AGE, "cephalometric_lateral", beam="full", collar=it) for it in (False, True))
    narrow = [now(knowledge, ADULT_AGE, "cephalometric_lateral", beam="restricted", collar=it) for it in (False, True)]

    assert bare.effective_dose_uSv.low < 5.03 < bare.effective_dose_uSv.high
    assert 0.656 <= worn.effective_dose_uSv.typical / bare.effective_dose_uSv.typical < 1.0
    assert narrow[0] == narrow[1]


@pytest.mark.parametrize(("beam", "least", "most"), [(None, 10.0, 35.0), ("restricted", 0.0, 0.1)])
def test_what_a_collar_saves_in_a_lateral_cephalogram(
    knowledge: Knowledge, beam: str | None, least: float, most: float
) -> None:
    setup = {"beam": beam, "collar": False, "programme": "child"}
    case = {"on": "2026-11-28", "place": "US", "patient": {"age_years": 11}, "exam": "cephalometric_lateral"}
    (saved,) = advise(read_case({**case, "setup": setup}, knowledge), knowledge).savings

    assert saved.change == {"collar": True}
    assert least <= saved.percent <= most
