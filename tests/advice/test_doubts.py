"""A displayed dose-area product is held against the settings and against its exam, and the likely unit is named."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor import advise, read_case
from advisor.advice.report import Doubt, DoubtCode
from advisor.case.exams import DapUnit
from advisor.exchange.report_json import report_json
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from tests.strategies import EXAMS

BITEWING: dict[str, Any] = {"receptor": "sensor", "beam": "round", "kV": 60, "mA": 7, "exposure_s": 0.12, "cone_cm": 20}
PANORAMIC: dict[str, Any] = {"kV": 85, "mA": 9, "exposure_s": 6.8}
DOUBTED = [  # exam, settings, code, what the sentence says, what was probably meant
    ("panoramic", {**PANORAMIC, "dap_mGycm2": 0.81}, "unlike_settings", "0.81 looks like dGy cm2: 81 mGy cm2?", 81.0),
    ("panoramic", {"dap_mGycm2": 0.81}, "unlike_exam", "0.81 looks like dGy cm2: 81 mGy cm2?", 81.0),
    ("panoramic", {"dap_mGycm2": 9000}, "unlike_exam", "look at the display, its unit and the settings again", None),
    ("bitewing", {**BITEWING, "dap_mGycm2": 115}, "unlike_settings", "that kV, mA, time and field give", None),
    ("bitewing", {**BITEWING, "dap_mGycm2": 2000}, "unlike_settings", "2000 mGy cm2 is far from", None),
    ("bitewing", {**BITEWING, "dap_mGycm2": 0.2}, "unlike_settings", "0.2 looks like dGy cm2: 20 mGy cm2?", 20.0),
    ("cbct", {"dap_mGycm2": 0.8}, "unlike_exam", "0.8 looks like Gy cm2: 800 mGy cm2?", 800.0),
    ("cephalometric_lateral", {"dap_mGycm2": 0.2}, "unlike_exam", "0.2 looks like dGy cm2: 20 mGy cm2?", 20.0),
]
BELIEVED = [
    ("panoramic", {**PANORAMIC, "dap_mGycm2": 81}),
    ("panoramic", {"dap_mGycm2": 11}),
    ("panoramic", {"dap_mGycm2": 227}),
    ("bitewing", {**BITEWING, "dap_mGycm2": 20}),
    ("occlusal", {"dap_mGycm2": 74.3}),
    ("cbct", {"dap_mGycm2": 715, "field_cm": [8, 5]}),
    ("bitewing", BITEWING),
]


def doubts(exam: str, setup: dict[str, Any], knowledge: Knowledge) -> tuple[Doubt, ...]:
    case = {"patient": {"age_years": 35}, "exam": exam, "setup": setup}
    return advise(read_case(case, knowledge), knowledge).warnings


@pytest.mark.parametrize(("exam", "setup", "code", "says", "meant"), DOUBTED)
def test_a_display_that_contradicts_is_questioned(
    knowledge: Knowledge, exam: str, setup: dict[str, Any], code: str, says: str, meant: float | None
) -> None:
    (doubt,) = doubts(exam, setup, knowledge)

    assert doubt.code is DoubtCode(code)
    assert doubt.field == "setup.dap_mGycm2"
    assert says in doubt.says
    assert doubt.instead == ({} if meant is None else {"dap_mGycm2": meant})


@pytest.mark.parametrize(("exam", "setup"), BELIEVED)
def test_a_display_that_fits_is_believed(knowledge: Knowledge, exam: str, setup: dict[str, Any]) -> None:
    assert doubts(exam, setup, knowledge) == ()


@pytest.mark.parametrize(("exam", "setup", "code", "says", "meant"), [row for row in DOUBTED if row[4]])
def test_what_was_meant_is_believed_once_it_is_taken(
    knowledge: Knowledge, exam: str, setup: dict[str, Any], code: str, says: str, meant: float
) -> None:
    assert doubts(exam, {**setup, "dap_mGycm2": meant}, knowledge) == ()


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(exam=st.sampled_from(EXAMS), unit=st.sampled_from(list(DapUnit)), share=st.floats(0.01, 0.99))
def test_the_usual_value_in_any_unit_is_believed_questioned_or_refused(
    knowledge: Knowledge, exam: str, unit: DapUnit, share: float
) -> None:
    """A value usual for its exam, typed as another unit shows it, passes only where it is usual as it stands too."""
    exams = knowledge.exams
    family = knowledge.by_exam[exam].family
    usual, factor = exams.usual[family].dap_mGycm2, exams.displays.in_mGycm2[unit]
    told = usual.low * (usual.high / usual.low) ** share / factor
    far = exams.displays.far
    low, high = exams.limits[family]["dap_mGycm2"]
    if not low <= told <= high:
        with pytest.raises(Refusal, match="meant, write"):
            doubts(exam, {"dap_mGycm2": told}, knowledge)
    else:
        assert bool(doubts(exam, {"dap_mGycm2": told}, knowledge)) is not (usual.low / far <= told <= usual.high * far)


def test_the_questions_stand_in_the_json(knowledge: Knowledge, report_schema: dict[str, Any]) -> None:
    case = {"patient": {"age_years": 35}, "exam": "panoramic", "setup": {"dap_mGycm2": 0.81}}
    told = report_json(advise(read_case(case, knowledge), knowledge))

    jsonschema.validate(told, report_schema)
    assert told["warnings"] == [
        {
            "code": "unlike_exam",
            "field": "setup.dap_mGycm2",
            "says": "0.81 mGy cm2 is far from the 11 to 245 mGy cm2 published for such images; "
            "0.81 looks like dGy cm2: 81 mGy cm2?",
            "instead": {"dap_mGycm2": 81.0},
        }
    ]


REFUSED = [  # exam, settings, the field that is named, words of the remedy
    ("panoramic", {"dap_mGycm2": 8.1e-6}, "setup.dap_mGycm2", "if Gy m2 were meant, write 81"),
    ("cbct", {"dap_mGycm2": 99999}, "setup.dap_mGycm2", "if uGy cm2 were meant, write 100"),
    ("panoramic", {"exposure_s": 0.1}, "setup.exposure_s", "leave it out where the programme sets the time"),
    ("panoramic", {"exposure_s": 14000}, "setup.exposure_s", "if milliseconds were meant, write 14"),
    ("cbct", {"exposure_s": 0.2}, "setup.exposure_s", "accepted is 0.5 to 60 s"),
    ("cephalometric_lateral", {"exposure_s": 400}, "setup.exposure_s", "if milliseconds were meant, write 0.4"),
    ("bitewing", {"exposure_s": 120}, "setup.exposure_s", "(if milliseconds were meant, write 0.12)"),
    ("bitewing", {"exposure_s": 12, "timer": "60_per_s"}, "setup.exposure_s", "at 60 a second were meant, write 0.2)"),
    ("bitewing", {"exposure_s": 12, "timer": "50_per_s"}, "setup.exposure_s", "at 50 a second were meant, write 0.24)"),
    ("bitewing", {"exposure_s": 12}, "setup.exposure_s", "60 a second were meant, write 0.2"),
    ("bitewing", {"exposure_s": 9.5}, "setup.exposure_s", "such an image usually takes 0.016 to 1.6 s"),
]


@pytest.mark.parametrize(("exam", "setup", "field", "remedy"), REFUSED)
def test_an_implausible_value_is_refused_with_what_was_meant(
    knowledge: Knowledge, exam: str, setup: dict[str, Any], field: str, remedy: str
) -> None:
    with pytest.raises(Refusal) as refused:
        read_case({"patient": {"age_years": 35}, "exam": exam, "setup": setup}, knowledge)

    assert refused.value.field == field
    assert remedy in refused.value.remedy


def test_impulses_are_not_taken_for_milliseconds(knowledge: Knowledge) -> None:
    """12 on a timer that counts impulses is 0.2 s, never 0.012 s."""
    with pytest.raises(Refusal) as refused:
        read_case({"patient": {"age_years": 6}, "exam": "bitewing", "setup": {"exposure_s": 12}}, knowledge)

    assert "0.012" not in refused.value.remedy
