"""Worked cases that a clinician can read: facts in, each issuer's verdict out. One file of tests/cases/ a topic."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from advisor import advise, read_case
from advisor.knowledge import Knowledge
from advisor.model import Report, Topic

CASES = Path(__file__).parent / "cases"
EXPECTATIONS = {
    "verdicts",
    "silent",
    "disputed",
    "agreed",
    "steps",
    "missing",
    "instead",
    "says",
    "decides",
    "unaddressed",
}


def worked_cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.toml")):
        for number, case in enumerate(tomllib.loads(file.read_text(encoding="utf-8"))["case"], start=1):
            yield pytest.param(case, id=f"{file.stem}-{number}: {case['name']}")


def reported(case: dict[str, Any], knowledge: Knowledge) -> Report:
    facts = {key: value for key, value in case.items() if key not in ("name", "expect")}
    return advise(read_case(facts, knowledge), knowledge)


def opinions(report: Report, topic: str) -> dict[str, list[Any]]:
    """The opinions on a topic by issuer."""
    spoken: dict[str, list[Any]] = {}
    for step in report.steps:
        for finding in step.findings:
            if finding.topic == topic:
                for opinion in finding.opinions:
                    spoken.setdefault(opinion.statement.issuer, []).append(opinion)
    return spoken


@pytest.mark.parametrize("case", worked_cases())
def test_worked_case(case: dict[str, Any], knowledge: Knowledge) -> None:
    expect = case["expect"]
    assert expect, "a case without an expectation proves nothing"
    assert set(expect) <= EXPECTATIONS
    report = reported(case, knowledge)
    for topic, wanted in expect.get("verdicts", {}).items():
        found = {issuer: {o.answer.verdict.value for o in said} for issuer, said in opinions(report, topic).items()}
        assert {issuer: found.get(issuer) for issuer in wanted} == {
            issuer: {verdict} for issuer, verdict in wanted.items()
        }
    for topic, issuers in expect.get("silent", {}).items():
        assert not set(issuers) & opinions(report, topic).keys()
    check_findings(report, expect)
    check_opinions(report, expect)


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


def check_opinions(report: Report, expect: dict[str, Any]) -> None:
    """Which facts an issuer misses, what it would set instead, and words its statement must carry."""
    for topic, by_issuer in expect.get("missing", {}).items():
        for issuer, names in by_issuer.items():
            because = opinions(report, topic)[issuer][0].answer.because
            assert {name for name in names if because.get(name, "told") is None} == set(names)
    for topic, by_issuer in expect.get("instead", {}).items():
        for issuer, wanted in by_issuer.items():
            instead = opinions(report, topic)[issuer][0].answer.instead
            assert {name: (instead or {}).get(name) for name in wanted} == wanted
    for topic, by_issuer in expect.get("says", {}).items():
        for issuer, words in by_issuer.items():
            assert words.lower() in " ".join(o.statement.says for o in opinions(report, topic)[issuer]).lower()
