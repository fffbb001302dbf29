"""What is asked for on each topic whatever is told, and the setup as advised: two facts in, advice out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from advisor import advise, read_case
from advisor.advice.report import Report
from advisor.case.model import Case, Citation
from advisor.case.vocabulary import Beam, Certainty, Programme, Receptor, Strength, Topic, Verdict
from advisor.guidance.rules import RULES
from advisor.guidance.stands import Advice, Stand, asked_setting
from advisor.guidance.statement import Statement
from advisor.knowledge import Knowledge
from advisor.physics import dose
from tests.strategies import EXAMS, INTRAORAL, cases

fast = settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
AGES = (1, 4, 7, 12, 16, 30)
SOME_PLACES = ("US", "US-NY", "GB", "DE", "WORLD")
RULE = {line.topic: line.rule for line in RULES}


def report(knowledge: Knowledge, exam: str, age: float, place: str = "US", **told: Any) -> Report:
    case = {"on": "2026-11-28", "place": place, "patient": {"age_years": age}, "exam": exam, **told}
    return advise(read_case(case, knowledge), knowledge)


def on(topic: Topic, found: Report) -> Advice:
    return next(each for each in found.advice if each.topic is topic)


def of(issuer: str, advice: Advice) -> Stand:
    return next(stand for stand in advice.stands if stand.statement.issuer == issuer)


def test_the_accepted_receptors_are_those_the_deciding_rule_supports(knowledge: Knowledge) -> None:
    receptor = on(Topic.RECEPTOR, report(knowledge, "bitewing", 7))

    said = receptor.decides.values["receptor"]

    assert receptor.decides.statement.issuer == "Image Gently"
    assert {each for each, verdict in said.items() if verdict is Verdict.SUPPORTED} == set(Receptor) - {Receptor.FILM_D}
    assert receptor.decides.set_to == {"receptor": Receptor.FILM_F}
    assert of("ADA", receptor).values["receptor"][Receptor.FILM_F] is Verdict.IMPROVE


def test_a_collar_that_issuers_quarrel_about_is_disputed_before_anybody_tells_of_one(knowledge: Knowledge) -> None:
    collar = on(Topic.THYROID_COLLAR, report(knowledge, "bitewing", 7))

    assert collar.disputed
    assert of("Image Gently", collar).set_to == {"collar": True}
    assert of("ADA", collar).set_to == {"collar": False}


def test_an_undisputed_beam_is_no_dispute(knowledge: Knowledge) -> None:
    beam = on(Topic.BEAM_SHAPE, report(knowledge, "bitewing", 7))

    assert not beam.disputed
    assert beam.decides.set_to == {"beam": Beam.RECTANGULAR}


def test_when_to_image_again_is_told_for_each_risk(knowledge: Knowledge) -> None:
    stands = on(Topic.BITEWING_INTERVAL, report(knowledge, "bitewing", 7)).stands

    spans = {
        stand.when["risk_two_level"]: (stand.answer.because["advised_from_months"], stand.statement.issuer)
        for stand in stands
        if "risk_two_level" in stand.when
    }

    assert spans == {"increased": (6.0, "ADA/FDA"), "not_increased": (12.0, "ADA/FDA")}


def test_an_extraoral_unit_is_asked_about_no_film(knowledge: Knowledge) -> None:
    said = on(Topic.RECEPTOR, report(knowledge, "panoramic", 9)).decides.values["receptor"]

    assert said.keys() == {Receptor.PSP, Receptor.SENSOR}


@fast
@given(told=cases())
def test_advice_turns_on_nothing_but_age_teeth_image_place_and_day(knowledge: Knowledge, told: dict[str, Any]) -> None:
    case = read_case(told, knowledge)
    patient = replace(case.patient, caries_risk=None, pregnant=None)
    bare = Case(patient, case.exam, region=case.region, place=case.place, on=case.on)

    assert advise(case, knowledge).advice == advise(bare, knowledge).advice


@fast
@given(told=cases())
def test_the_deciding_statement_of_a_bare_case_leads_its_advice(knowledge: Knowledge, told: dict[str, Any]) -> None:
    case = {name: told[name] for name in ("on", "place", "exam", "region")}
    found = advise(read_case({**case, "patient": {"age_years": told["patient"]["age_years"]}}, knowledge), knowledge)
    decides = {each.topic: each.decides.statement for step in found.steps for each in step.findings}

    for each in found.advice:
        of_all = [stand.statement for stand in each.stands if not stand.when]
        assert decides[each.topic] not in of_all or each.decides.statement == decides[each.topic]
    assert {each.topic for each in found.advice} <= set(decides)


@fast
@given(told=cases())
def test_the_setup_as_advised_keeps_what_is_priced_and_never_costs_more(
    knowledge: Knowledge, told: dict[str, Any]
) -> None:
    found = advise(read_case(told, knowledge), knowledge)
    before, after = found.dose_after.effective_dose_uSv, found.as_advised.dose.effective_dose_uSv
    again = dose.estimate(replace(found.case, setup=found.setup_after), knowledge.dose, found.case)

    assert (after.low, after.typical, after.high) <= (before.low, before.typical, before.high)
    assert again.effective_dose_uSv == after
    saved = sum(saving.typical_uSv for saving in found.as_advised.savings)
    assert saved == pytest.approx(found.dose_now.effective_dose_uSv.typical - after.typical, abs=1e-9)


@pytest.mark.parametrize("exam", EXAMS)
@pytest.mark.parametrize("place", SOME_PLACES)
@pytest.mark.parametrize("age", AGES)
def test_age_and_image_are_enough_for_a_setup(knowledge: Knowledge, exam: str, place: str, age: float) -> None:
    found = report(knowledge, exam, age, place)
    setup = found.setup_after

    assert found.as_advised.dose.effective_dose_uSv.typical <= found.dose_now.effective_dose_uSv.typical
    if found.case.patient.child and exam in INTRAORAL:
        assert setup.receptor not in (None, Receptor.FILM_D)
        assert setup.beam is Beam.RECTANGULAR
    if found.case.patient.child and exam not in INTRAORAL:
        assert setup.programme is Programme.CHILD


def test_an_untold_receptor_is_settled_with_its_time(knowledge: Knowledge) -> None:
    known = {"reference_setting": {"exposure_s": 0.4, "region": "posterior"}}
    setup = report(knowledge, "bitewing", 7, **known).setup_after

    assert setup.exposure_s == 0.25


def statement(position: str, topic: Topic, **choices: tuple[str, ...]) -> Statement:
    return Statement(
        "X-1", topic, position, "", Strength.RECOMMENDED, Citation("x", "x", Certainty.SEEN_ONCE), "x", "X", 2030,
        date(2030, 1, 1), ("WORLD",), choices=choices,
    )  # fmt: skip


def test_an_edition_that_accepts_another_receptor_needs_no_code(knowledge: Knowledge) -> None:
    case = report(knowledge, "bitewing", 7).case
    newer = statement("accepts", Topic.RECEPTOR, accepts=("sensor",), prefer=("sensor",))

    assert asked_setting(newer, RULE[Topic.RECEPTOR], case) == {"receptor": Receptor.SENSOR}


def test_a_collar_that_may_do_either_is_set_to_neither(knowledge: Knowledge) -> None:
    case = report(knowledge, "panoramic", 30, "GB").case

    assert not asked_setting(statement("limited", Topic.THYROID_COLLAR), RULE[Topic.THYROID_COLLAR], case)


def test_a_word_on_some_visits_does_not_lead_what_is_asked_of_all(knowledge: Knowledge) -> None:
    """AAE/AAOMR (2015) speaks of root canals, AAOMR (2008) of every scan."""
    fields = on(Topic.FIELD_OF_VIEW, report(knowledge, "cbct", 30))

    assert fields.decides.statement.issuer == "AAOMR"
    assert of("AAE/AAOMR", fields).when == {"visit_kind": "endodontic"}
