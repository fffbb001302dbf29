"""What must hold for every case, whoever's guidance is asked and whatever is told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from advisor import advise, read_case
from advisor.advice import changes, kept, timed
from advisor.advice.judgement import judged
from advisor.case.model import Case, Range
from advisor.case.vocabulary import Verdict
from advisor.exchange.report_json import report_json
from advisor.guidance.editions import IssuersByTopic, in_order, issuers_by_topic
from advisor.guidance.rules import RULES, facts
from advisor.guidance.statement import Statement
from advisor.knowledge import Knowledge
from advisor.words import change_words
from tests.case_json import case_json
from tests.strategies import EXAMS, INTRAORAL, PLACES, cases

fast = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
LEEWAY = 1e-9
ROUNDED = ("dap_mGycm2", "output_mGy_per_mAs", "exposure_s")  # as JSON is written


def ordered(value: Range) -> bool:
    return 0 <= value.low <= value.typical * (1 + LEEWAY) <= value.high * (1 + LEEWAY)


def not_less(smaller: Range, larger: Range) -> bool:
    pairs = ((smaller.low, larger.low), (smaller.typical, larger.typical), (smaller.high, larger.high))
    return all(more >= less * (1 - LEEWAY) for less, more in pairs)


def dose(told: dict[str, Any], knowledge: Knowledge, **setup: Any) -> Range:
    changed = {**told, "setup": {**told["setup"], **setup}}
    return advise(read_case(changed, knowledge), knowledge).dose_now.effective_dose_uSv


@fast
@given(told=cases())
def test_every_rule_answers_every_case_and_answers_it_alike_twice(knowledge: Knowledge, told: dict[str, Any]) -> None:
    case = timed(read_case(told, knowledge), knowledge)
    statements: list[Statement] = [s for edition in knowledge.editions for s in edition.statements]
    for line in RULES:
        for statement in statements:
            if statement.topic is line.topic and statement.position != "withdrawn" and line.fits(case.exam):
                assert line.rule(case, statement) == line.rule(case, statement)


@fast
@given(told=cases())
def test_nothing_is_supported_while_a_fact_it_names_is_missing(knowledge: Knowledge, told: dict[str, Any]) -> None:
    """A supported answer rests on facts that were told: at least one of those it names."""
    findings = judged(timed(read_case(told, knowledge), knowledge), knowledge)
    for finding in findings.values():
        for opinion in finding.opinions:
            because = opinion.answer.because
            if opinion.answer.verdict is Verdict.SUPPORTED:
                assert because
                assert None not in because.values()
                assert all(facts(read_case(told, knowledge))[name] is not None for name in opinion.statement.applies)


@fast
@given(order=st.permutations(range(9)), place=st.sampled_from(PLACES), year=st.integers(2000, 2027))
def test_the_order_of_the_files_does_not_matter(knowledge: Knowledge, order: list[int], place: str, year: int) -> None:
    """However the editions are read, the same issuers say the same, in the same order."""
    lineage, on = knowledge.lineage(place), date(year, 6, 1)
    shuffled = sorted(knowledge.editions, key=lambda edition: (order[len(edition.id) % len(order)], edition.title))

    assert said(issuers_by_topic(in_order(shuffled, lineage, on))) == said(
        issuers_by_topic(in_order(knowledge.editions, lineage, on))
    )


def said(found: IssuersByTopic) -> dict[str, list[list[list[str]]]]:
    """The ids of the statements, by topic, issuer and edition."""
    return {
        topic: sorted([[asked.statement.id for asked in heard.asked] for heard in voice] for voice in issuers)
        for topic, issuers in found.items()
    }


@fast
@given(told=cases())
def test_following_the_advice_never_raises_the_estimate(knowledge: Knowledge, told: dict[str, Any]) -> None:
    """Unless law at the place asks for what raises it: the saving of that change is then below zero."""
    report = advise(read_case(told, knowledge), knowledge)
    now, after = report.dose_now.effective_dose_uSv, report.dose_after.effective_dose_uSv
    assert ordered(now)
    assert ordered(after)
    raising = {saving.topic for saving in report.savings if saving.typical_uSv < -1e-9}
    assert raising <= {each.topic for step in report.steps for each in step.findings if each.by_law}
    assert raising or not_less(after, now)
    assert sum(saving.typical_uSv for saving in report.savings) == pytest.approx(now.typical - after.typical, abs=1e-9)


@fast
@given(told=cases())
def test_every_change_asked_for_has_words_and_the_case_as_advised_is_one(
    knowledge: Knowledge, told: dict[str, Any]
) -> None:
    """Whoever asks for it, on a button and in a sentence; what is advised can be told again."""
    report = advise(read_case(told, knowledge), knowledge)
    for finding in (each for step in report.steps for each in step.findings):
        for opinion in finding.opinions:
            if instead := opinion.answer.instead:
                changed = changes(report.case.setup, kept(report.case, instead, knowledge))
                assert change_words.short(finding.topic, {**instead, **changed})
                assert change_words.in_words(finding.topic, instead)
    advised = case_json(replace(report.case, setup=report.setup_after))

    again = read_case(json.loads(json.dumps(advised)), knowledge).setup
    advised_again = replace(again, **{name: getattr(report.setup_after, name) for name in ROUNDED})
    assert advised_again == report.setup_after
    assert all((getattr(again, name) is None) is (getattr(report.setup_after, name) is None) for name in ROUNDED)


@fast
@given(told=cases(), factor=st.floats(1.0, 2.0), what=st.sampled_from(["exposure_s", "mA", "kV"]))
def test_more_seconds_current_or_voltage_never_give_less_dose(
    knowledge: Knowledge, told: dict[str, Any], factor: float, what: str
) -> None:
    usual_s = 0.2 if told["exam"] in INTRAORAL else 10.0
    setup = {"kV": 60, "mA": 7, "exposure_s": usual_s} | {k: v for k, v in told["setup"].items() if v is not None}
    more = min(round(setup[what] * factor, 4), 99.0 if what == "kV" else 50.0)
    assume(more >= setup[what])

    assert not_less(dose(told, knowledge, **setup), dose(told, knowledge, **setup | {what: more}))


@fast
@given(told=cases(), more=st.integers(1, 5))
def test_more_images_never_give_less_dose(knowledge: Knowledge, told: dict[str, Any], more: int) -> None:
    images = told["setup"]["images"] or 1

    assert not_less(dose(told, knowledge, images=images), dose(told, knowledge, images=images + more))


@fast
@given(told=cases())
def test_a_bigger_beam_never_gives_less_dose(knowledge: Knowledge, told: dict[str, Any]) -> None:
    sizes = {"cbct": ("fov", ("small", "medium", "large"))}.get(told["exam"]) or (
        "beam",
        ("rectangular", "round") if told["exam"] in INTRAORAL else ("restricted", "full"),
    )
    name, values = sizes
    free = {**told, "setup": {**told["setup"], "dap_mGycm2": None}}
    doses = [dose(free, knowledge, **{name: value}) for value in values]

    assert all(not_less(smaller, larger) for smaller, larger in pairwise(doses))


@fast
@given(told=cases(INTRAORAL), ages=st.tuples(st.floats(1, 95), st.floats(1, 95)))
def test_a_younger_patient_never_needs_longer(
    knowledge: Knowledge, told: dict[str, Any], ages: tuple[float, float]
) -> None:
    setup = {"kV": 60, "mA": 7, "receptor": "film_f"} | {k: v for k, v in told["setup"].items() if v is not None}
    younger, older = (
        advise(read_case({**told, "setup": setup, "patient": {"age_years": age}}, knowledge), knowledge).exposure
        for age in sorted(ages)
    )
    assert younger.set_s is not None
    assert older.set_s is not None

    assert younger.set_s <= older.set_s


@fast
@given(told=cases())
def test_a_case_gives_the_same_json_every_time_and_it_fits_the_schema(
    knowledge: Knowledge, told: dict[str, Any], report_validator: jsonschema.Draft202012Validator
) -> None:
    first = report_json(advise(read_case(told, knowledge), knowledge))
    again = report_json(advise(read_case(json.loads(json.dumps(told)), knowledge), knowledge))

    assert first == again
    assert json.loads(json.dumps(first, allow_nan=False)) == first
    report_validator.validate(first)


@pytest.mark.parametrize("exam", EXAMS)
def test_the_smallest_case_gets_a_report(knowledge: Knowledge, exam: str) -> None:
    report = advise(read_case({"patient": {"age_years": 7}, "exam": exam}, knowledge), knowledge)

    assert ordered(report.dose_now.effective_dose_uSv)
    assert replace(report.case, exposure=None, longest_recall_months=None) == read_case(
        {"patient": {"age_years": 7}, "exam": exam}, knowledge
    )


@fast
@given(told=cases(), other=cases())
def test_a_rule_reads_nothing_but_what_it_names(
    knowledge: Knowledge, told: dict[str, Any], other: dict[str, Any]
) -> None:
    """An answer may be remembered for equal facts: whatever else differs, the same facts are answered alike."""
    one = read_case(told, knowledge)
    same = {name: told[name] for name in ("exam", "region", "setup", "reference_setting")}
    two = read_case({**other, **same}, knowledge)
    for line in RULES:
        if not line.reads or not line.fits(one.exam):
            continue
        copied = copy_of_facts(two, one, line.reads)
        for edition in knowledge.editions:
            for statement in edition.statements:
                if statement.topic is line.topic and statement.position != "withdrawn":
                    assert line.rule(copied, statement) == line.rule(one, statement)


def copy_of_facts(case: Case, donor: Case, reads: tuple[str, ...]) -> Case:
    """A case with the named facts of another; everything else stays its own."""
    for name in reads:
        for path in behind(name, donor):
            noun, _, fact = path.partition(".")
            told = getattr(getattr(donor, noun), fact) if fact else getattr(donor, noun)
            case = replace(case, **{noun: replace(getattr(case, noun), **{fact: told}) if fact else told})
    return case


def behind(name: str, donor: Case) -> tuple[str, ...]:
    """The facts from which one that is worked out follows."""
    if name == "thyroid_near_beam":
        return ("region", "setup.beam")
    if name == "watched":
        told = ("patient.caries_risk", "visit.contacts_visible", "visit.months_since_bitewings")
        return ("bitewings", "longest_recall_months", *told) if donor.exam.shows_contacts else ()
    if name == "pregnancy" and donor.patient.pregnant:
        visit = ("kind", "elective", "indication", "signs_of_disease")
        return ("patient.pregnant", *(f"visit.{fact}" for fact in visit))
    return ("patient.pregnant",) if name == "pregnancy" else (name,)


@fast
@given(told=cases())
def test_a_case_written_and_read_again_is_the_same_case(knowledge: Knowledge, told: dict[str, Any]) -> None:
    case = read_case(told, knowledge)

    assert read_case(json.loads(json.dumps(case_json(case))), knowledge) == case
