"""Worked cases that a clinician can read: facts in, each issuer's verdict out. One file of tests/cases/ a topic."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from advisor import advise, read_case
from advisor.advice.report import Report
from advisor.case.vocabulary import Topic
from advisor.exchange.report_json import report_json, setup_json
from advisor.guidance.statement import Opinion
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge

CASES = Path(__file__).parent / "cases"
ABOUT_FINDINGS = {"disputed", "agreed", "decides", "steps", "unaddressed"}
ABOUT_OPINIONS = {
    "verdicts",
    "silent",
    "missing",
    "because",
    "instead",
    "says",
    "unsaid",
    "notes",
    "strengths",
    "years",
}
ABOUT_THE_REST = {"saves", "unpriced", "setup_after", "background", "remarks", "also_steps", "together"}


def read_cases() -> dict[str, dict[str, Any]]:
    """Every worked case by the name of its file, its number there and its sentence."""
    files = sorted(CASES.glob("*.toml"))
    told = {file.stem: tomllib.loads(file.read_text(encoding="utf-8"))["case"] for file in files}
    return {
        f"{topic}-{number}: {case['name']}": case
        for topic, cases in told.items()
        for number, case in enumerate(cases, start=1)
    }


WORKED_CASES = {name: case for name, case in read_cases().items() if "refused" not in case["expect"]}
REFUSED_CASES = {name: case for name, case in read_cases().items() if "refused" in case["expect"]}


def case_facts(case: dict[str, Any]) -> dict[str, Any]:
    """A worked case as the command line would be given it."""
    return {key: value for key, value in case.items() if key not in ("name", "expect")}


def reported(case: dict[str, Any], knowledge: Knowledge) -> Report:
    return advise(read_case(case_facts(case), knowledge), knowledge)


def opinions(report: Report, topic: str) -> dict[str, list[Opinion]]:
    """The opinions on a topic by issuer."""
    spoken: dict[str, list[Opinion]] = {}
    for step in report.steps:
        for finding in step.findings:
            if finding.topic == topic:
                for opinion in finding.opinions:
                    spoken.setdefault(opinion.statement.issuer, []).append(opinion)
    return spoken


@pytest.mark.parametrize("case", WORKED_CASES.values(), ids=WORKED_CASES.keys())
def test_worked_case(case: dict[str, Any], knowledge: Knowledge) -> None:
    """Every issuer that a case names gives the verdict, the reasons and the words that its source gives."""
    expect = case["expect"]
    assert expect, "a case without an expectation proves nothing"
    assert set(expect) <= ABOUT_FINDINGS | ABOUT_OPINIONS | ABOUT_THE_REST
    report = reported(case, knowledge)
    check_verdicts(report, expect)
    check_findings(report, expect)
    check_answers(report, expect)
    check_statements(report, expect)
    check_the_rest(report, expect)
    check_the_visit(report, expect)


@pytest.mark.parametrize("case", REFUSED_CASES.values(), ids=REFUSED_CASES.keys())
def test_refused_case(case: dict[str, Any], knowledge: Knowledge) -> None:
    """What cannot be true is answered with the field and the remedy."""
    with pytest.raises(Refusal) as refused:
        read_case(case_facts(case), knowledge)

    assert case["expect"]["refused"] in f"{refused.value}"


def check_verdicts(report: Report, expect: dict[str, Any]) -> None:
    """What each named issuer says, one word or a list where it speaks twice, and who says nothing."""
    for topic, wanted in expect.get("verdicts", {}).items():
        spoken = opinions(report, topic)
        found = {issuer: sorted(o.answer.verdict.value for o in spoken.get(issuer, [])) for issuer in wanted}
        expected = {
            issuer: sorted(verdict) if isinstance(verdict, list) else [verdict] * max(1, len(found[issuer]))
            for issuer, verdict in wanted.items()
        }

        assert found == expected, topic
    for topic, issuers in expect.get("silent", {}).items():
        assert not set(issuers) & opinions(report, topic).keys(), topic


def check_findings(report: Report, expect: dict[str, Any]) -> None:
    """Which topics are disputed, which word decides, what each step says, and on what nobody speaks."""
    findings = {finding.topic.value: finding for step in report.steps for finding in step.findings}
    for topic in expect.get("disputed", []):
        assert findings[topic].disputed, f"{topic} should be disputed"
    for topic in expect.get("agreed", []):
        assert not findings[topic].disputed, f"{topic} should not be disputed"
    for topic, issuer in expect.get("decides", {}).items():
        assert findings[topic].decides.statement.issuer == issuer
    steps = {step.step.value: step.verdict.value for step in report.steps}
    wanted = expect.get("steps", {})

    assert {step: steps[step] for step in wanted} == wanted
    assert {Topic(topic) for topic in expect.get("unaddressed", [])} <= set(report.unaddressed)


def check_answers(report: Report, expect: dict[str, Any]) -> None:
    """Which facts an issuer misses, on which it rests, and what it would set instead."""
    for topic, by_issuer in expect.get("missing", {}).items():
        for issuer, names in by_issuer.items():
            unsure = [o for o in opinions(report, topic)[issuer] if o.answer.verdict == "cannot_tell"]
            missing = {name for o in unsure for name, fact in o.answer.because.items() if fact is None}
            assert set(names) <= missing, f"{topic}, {issuer}"
    for topic, by_issuer in expect.get("because", {}).items():
        for issuer, wanted in by_issuer.items():
            because = {name: fact for o in opinions(report, topic)[issuer] for name, fact in o.answer.because.items()}
            assert {name: because.get(name) for name in wanted} == wanted, f"{topic}, {issuer}"
    for topic, by_issuer in expect.get("instead", {}).items():
        for issuer, wanted in by_issuer.items():
            instead = opinions(report, topic)[issuer][0].answer.instead or {}
            assert {name: instead.get(name) for name in wanted} == wanted, f"{topic}, {issuer}"


def check_statements(report: Report, expect: dict[str, Any]) -> None:
    """Words, notes, strength and year of what an issuer says."""
    for topic, by_issuer in expect.get("says", {}).items():
        for issuer, words in by_issuer.items():
            assert words.lower() in said(report, topic, issuer), f"{topic}, {issuer}"
    for topic, by_issuer in expect.get("unsaid", {}).items():
        for issuer, words in by_issuer.items():
            assert words.lower() not in said(report, topic, issuer), f"{topic}, {issuer}"
    for topic, by_issuer in expect.get("notes", {}).items():
        for issuer, words in by_issuer.items():
            notes = " ".join(o.statement.note or "" for o in opinions(report, topic)[issuer])
            assert words.lower() in notes.lower(), f"{topic}, {issuer}"
    for topic, by_issuer in expect.get("strengths", {}).items():
        for issuer, strength in by_issuer.items():
            assert {o.statement.strength.value for o in opinions(report, topic)[issuer]} == {strength}
    for topic, by_issuer in expect.get("years", {}).items():
        for issuer, year in by_issuer.items():
            assert {o.statement.year for o in opinions(report, topic)[issuer]} == {year}


def said(report: Report, topic: str, issuer: str) -> str:
    return " ".join(opinion.statement.says for opinion in opinions(report, topic)[issuer]).lower()


def check_the_rest(report: Report, expect: dict[str, Any]) -> None:
    """Which changes are priced and by how much (percent, from and to), the setup after them, and the background."""
    saved = {saving.topic.value: saving.percent for saving in report.savings}
    for topic, (at_least, at_most) in expect.get("saves", {}).items():
        assert at_least <= saved[topic] <= at_most, topic
    assert not set(expect.get("unpriced", [])) & saved.keys()
    if "remarks" in expect:
        assert [remark.code.value for step in report.steps for remark in step.remarks] == expect["remarks"]
    after = setup_json(report.setup_after)
    wanted = expect.get("setup_after", {})
    assert {name: after[name] for name in wanted} == wanted
    background = report_json(report)["background"]
    wanted = expect.get("background", {})
    assert {name: background[name] for name in wanted} == wanted


def check_the_visit(report: Report, expect: dict[str, Any]) -> None:
    """What the steps of each further image say, and the one sum of dose [uSv, from and to]; none of one image alone."""
    if "also_steps" in expect:
        found = [{step.step.value: step.verdict.value for step in each.steps} for each in report.also]
        wanted = expect["also_steps"]
        assert [{step: each[step] for step in steps} for each, steps in zip(found, wanted, strict=True)] == wanted
    if "together" in expect:
        summed = report_json(report)["together"]
        assert summed.keys() >= expect["together"].keys()
        assert bool(summed) is bool(expect["together"])
        for when, (at_least, at_most) in expect["together"].items():
            assert at_least <= summed[when]["typical_uSv"] <= at_most
