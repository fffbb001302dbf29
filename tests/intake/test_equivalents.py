"""Several ways to tell one quantity: impulses, current x time, a display in its own unit; size, head, no teeth."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor import advise, read_case
from advisor.advice.report import Report
from advisor.case.settings import DapUnit
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.xray_unit.on_case import with_unit
from advisor.xray_unit.reading import unit_from_text
from tests.case_json import case_json

few = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
MOLAR: dict[str, Any] = {"patient": {"age_years": 35}, "exam": "periapical", "region": "mandible_molar"}
TUBE: dict[str, Any] = {"receptor": "sensor", "kV": 70, "mA": 7, "cone_cm": 20}
GOOD: dict[str, Any] = {**TUBE, "exposure_s": 0.2, "region": "mandible_molar"}
REFUSED = [  # settings, the field that is named, words of the remedy
    ({"exposure_impulses": 12}, "setup.exposure_impulses", "tell setup.timer as well, 50_per_s or 60_per_s"),
    ({"exposure_impulses": 12, "timer": "r10"}, "setup.exposure_impulses", "tell setup.timer as well"),
    ({"exposure_impulses": 12, "timer": [0.1, 0.2]}, "setup.exposure_impulses", "tell setup.timer as well"),
    (
        {"exposure_impulses": 12, "exposure_s": 0.5, "timer": "60_per_s"},
        "setup.exposure_impulses",
        "12 at 60 a second are 0.2 s, not 0.5 s",
    ),
    ({"exposure_impulses": 0, "timer": "60_per_s"}, "setup.exposure_impulses", "accepted is 1 to 250 impulses"),
    ({"exposure_impulses": 1.5, "timer": "60_per_s"}, "setup.exposure_impulses", "must be a whole number"),
    ({"mA": 7, "exposure_s": 0.2, "exposure_mAs": 0.56}, "setup.exposure_mAs", "keep the two that are right"),
    ({"mA": 0.5, "exposure_mAs": 50}, "setup.exposure_s", "100 is not plausible"),
    ({"exposure_mAs": 560}, "setup.exposure_mAs", "if microampere-seconds were meant, write 0.56"),
    ({"dap": 0.2}, "setup.dap", "tell setup.dap_unit as well"),
    ({"dap": 0.2, "dap_unit": "dGycm2", "dap_mGycm2": 3}, "setup.dap", "0.2 dGy cm2 are 20 mGy cm2, not 3"),
    ({"dap": 0.2, "dap_unit": "Gym2"}, "setup.dap_mGycm2", "not plausible"),
    ({"dap": 0.2, "dap_unit": "mGy"}, "setup.dap_unit", "'dGycm2'"),
    ({"mAs": 0.56}, "setup.mAs", "write mA and exposure_s, or exposure_mAs where only their product is known"),
    ({"pulses": 12}, "setup.pulses", "write exposure_impulses"),
]


def report(knowledge: Knowledge, setup: dict[str, Any], **facts: Any) -> Report:
    return advise(read_case({**MOLAR, "setup": setup, **facts}, knowledge), knowledge)


@pytest.mark.parametrize(("setup", "field", "remedy"), REFUSED)
def test_what_does_not_fit_is_refused(knowledge: Knowledge, setup: dict[str, Any], field: str, remedy: str) -> None:
    with pytest.raises(Refusal) as refused:
        report(knowledge, setup)

    assert refused.value.field == field
    assert remedy in refused.value.remedy


@pytest.mark.parametrize(("timer", "time_s"), [("60_per_s", 0.2), ("50_per_s", 0.24)])
def test_impulses_are_a_time(knowledge: Knowledge, timer: str, time_s: float) -> None:
    counted = report(knowledge, {**TUBE, "exposure_impulses": 12, "timer": timer})

    assert counted == report(knowledge, {**TUBE, "exposure_s": time_s, "timer": timer})


@few
@given(shown=st.floats(0.5, 200.0), unit=st.sampled_from(list(DapUnit)))
def test_a_display_in_its_unit_is_the_same_dose(knowledge: Knowledge, shown: float, unit: DapUnit) -> None:
    factor = knowledge.exams.displays.in_mGycm2[unit]
    told = report(knowledge, {"dap": shown / factor, "dap_unit": unit.value})
    plain = report(knowledge, {"dap_mGycm2": shown})

    assert told.dose_now.effective_dose_uSv.typical == pytest.approx(plain.dose_now.effective_dose_uSv.typical)
    assert told.case.setup.dap_unit is unit


def test_the_product_of_current_and_time_tells_the_third(knowledge: Knowledge) -> None:
    whole = read_case({**MOLAR, "setup": {"kV": 60, "mA": 7, "exposure_s": 0.08}}, knowledge).setup

    for setup in ({"mA": 7, "exposure_mAs": 0.56}, {"exposure_s": 0.08, "exposure_mAs": 0.56}):
        told = read_case({**MOLAR, "setup": {"kV": 60, **setup}}, knowledge).setup
        assert told.mA == pytest.approx(whole.mA)
        assert told.exposure_s == pytest.approx(whole.exposure_s)
        assert told.exposure_mAs is None


def test_the_product_alone_gives_kerma_and_dose_and_follows_a_faster_receptor(knowledge: Knowledge) -> None:
    alone = report(knowledge, {"kV": 60, "exposure_mAs": 0.56, "receptor": "film_d"}, place="US", on="2026-11-28")
    both = report(knowledge, {"kV": 60, "mA": 7, "exposure_s": 0.08, "receptor": "film_d"})

    assert alone.entrance_kerma_mGy == both.entrance_kerma_mGy
    assert alone.dose_now.effective_dose_uSv == both.dose_now.effective_dose_uSv
    assert alone.setup_after.receptor != "film_d"
    assert alone.setup_after.exposure_mAs is not None
    assert alone.setup_after.exposure_mAs < 0.56


def test_a_panoramic_image_of_which_only_the_product_is_known(knowledge: Knowledge) -> None:
    facts = {"patient": {"age_years": 35}, "exam": "panoramic", "region": None}
    alone = report(knowledge, {"kV": 70, "exposure_mAs": 120}, **facts)

    assert alone.dap_mGycm2 == report(knowledge, {"kV": 70, "mA": 10, "exposure_s": 12}, **facts).dap_mGycm2


@few
@given(mAs=st.floats(0.1, 5.0), unit=st.sampled_from([None, *DapUnit]))
def test_what_was_told_in_another_way_is_written_and_read_again(
    knowledge: Knowledge, mAs: float, unit: DapUnit | None
) -> None:
    setup = {"kV": 60, "exposure_mAs": round(mAs, 3), "dap_unit": unit}
    case = read_case(
        {**MOLAR, "patient": {"age_years": 9, "size": "small", "head_cm": 52.5}, "setup": setup}, knowledge
    )

    assert read_case(case_json(case), knowledge) == case


# The patient


@pytest.mark.parametrize(
    ("patient", "low_s", "high_s"),
    [
        ({"size": "large"}, 0.24, 0.26),  # an Italian practice: 0.25 s where an adult has 0.2 s
        ({"size": "small"}, 0.15, 0.17),
        ({"size": "usual"}, 0.2, 0.2),
        ({"dentition": "adult_edentulous"}, 0.15, 0.16),  # the step of one maker's chart: about 25 % less
        ({"head_cm": 56.4}, 0.19, 0.21),
        ({"head_cm": 58}, 0.22, 0.26),
    ],
)
def test_size_head_and_missing_teeth_change_the_time(
    knowledge: Knowledge, patient: dict[str, Any], low_s: float, high_s: float
) -> None:
    told = {"age_years": 40, **patient}
    advised = report(knowledge, {**TUBE, "timer": "continuous"}, patient=told, reference_setting=GOOD).exposure

    assert advised.set_s is not None
    assert low_s <= advised.set_s <= high_s


def test_the_step_for_no_teeth_is_that_of_the_maker_whose_manual_was_read(knowledge: Knowledge) -> None:
    (step,) = [each for each in knowledge.units["gendex_oralix_ac"].step if each.end == "edentulous"]
    factor, timer = knowledge.technique.parameters["without_teeth"], knowledge.technique.timer(None).steps_s
    one_step = (timer[0] / timer[10]) ** (1 / 10)

    assert factor.low <= one_step**-step.steps <= factor.high


@few
@given(age=st.floats(4, 17), one=st.floats(48, 57), other=st.floats(48, 57))
def test_a_smaller_head_never_needs_longer_and_the_head_stands_for_the_age(
    knowledge: Knowledge, age: float, one: float, other: float
) -> None:
    def time_s(head_cm: float, age_years: float) -> float:
        patient = {"age_years": age_years, "head_cm": head_cm}
        advised = report(knowledge, TUBE, patient=patient, reference_setting=GOOD).exposure
        assert advised.model_s is not None
        return advised.model_s

    small, large = sorted((one, other))
    assert time_s(small, age) <= time_s(large, age)
    assert time_s(one, age) == time_s(one, 40)


# The practice's unit


UNIT = """
name = "Room 1"
timer = "60_per_s"
child_kV = 60
kV_choices = [60, 70]
setup = { receptor = "sensor", kV = 70, mA = 7, cone_cm = 20, exposure_s = 0.3, dap_unit = "dGycm2" }
known_good = [{ exposure_s = 0.2, region = "mandible_molar" }]
"""


def test_a_case_on_a_unit_counts_in_the_unit_s_impulses_and_display(knowledge: Knowledge) -> None:
    unit = unit_from_text(UNIT, knowledge)
    told = {**MOLAR, "setup": {"exposure_impulses": 12, "dap": 0.2}}
    case = read_case(with_unit(told, unit, knowledge), knowledge)

    assert case.setup.exposure_s == pytest.approx(0.2)
    assert case.setup.dap_mGycm2 == pytest.approx(20)


@pytest.mark.parametrize(("age", "kV"), [(7, 60), (11, 60), (12, 70), (40, 70)])
def test_a_child_is_exposed_at_the_kv_that_the_practice_has_for_children(
    knowledge: Knowledge, age: int, kV: int
) -> None:
    unit = unit_from_text(UNIT, knowledge)
    told = with_unit({**MOLAR, "patient": {"age_years": age}}, unit, knowledge)

    assert told["setup"]["kV"] == kV
    assert with_unit({**MOLAR, "setup": {"kV": 66}}, unit, knowledge)["setup"]["kV"] == 66


def test_a_kv_for_children_is_one_that_the_unit_has(knowledge: Knowledge) -> None:
    with pytest.raises(Refusal, match="child_kV: 65 is not among kV_choices"):
        unit_from_text(UNIT.replace("child_kV = 60", "child_kV = 65"), knowledge)
    with pytest.raises(Refusal, match="child_kV: 60000 is not plausible"):
        unit_from_text('name = "a"\nchild_kV = 60000', knowledge)


def test_the_share_of_an_adults_time_follows_the_size_that_is_told(knowledge: Knowledge) -> None:
    """As the time itself does: a large child needs more of it than a small one; range and typical stay in order."""
    shares = []
    for size in ({"size": "small"}, {}, {"size": "large"}, {"head_cm": 60}):
        case = read_case({**MOLAR, "patient": {"age_years": 9, **size}}, knowledge)
        share = advise(case, knowledge).exposure.child_share
        assert share is not None
        assert share.low <= share.typical <= share.high
        shares.append(share.typical)

    assert shares == sorted(shares)
    assert shares[0] < shares[1] < shares[2]
