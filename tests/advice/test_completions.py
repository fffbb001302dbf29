"""What the untold facts could still change: a verdict that all completions share is given, and no more is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor import advise, read_case
from advisor.advice.report import StepResult
from advisor.case.vocabulary import CariesRisk, Step, Verdict, VisitKind
from advisor.knowledge import Knowledge
from tests.strategies import PLACES, REGIONS

YES_NO = (True, False)
VALUES: dict[str, tuple[str, tuple[Any, ...]]] = {
    "clinical_exam_done": ("visit", YES_NO),
    "earlier_images_checked": ("visit", YES_NO),
    "contacts_visible": ("visit", YES_NO),
    "signs_of_disease": ("visit", YES_NO),
    "two_d_insufficient": ("visit", YES_NO),
    "kind": ("visit", tuple(VisitKind)),
    "caries_risk": ("patient", tuple(CariesRisk)),
    "collar": ("setup", YES_NO),
}
ASKED_TOO: dict[str, tuple[str, tuple[Any, ...]]] = {"beam": ("setup", ("round", "rectangular"))}
EXAMS = ("bitewing", "periapical", "panoramic", "cbct")


@st.composite
def half_told(draw: st.DrawFn) -> dict[str, Any]:
    """A case of which two or three closed facts are left open, as few as can be completed in a moment."""
    exam = draw(st.sampled_from(EXAMS))
    left_open = draw(st.sets(st.sampled_from(sorted(VALUES)), min_size=1, max_size=3))
    told: dict[str, Any] = {
        "on": draw(st.sampled_from(("2012-05-01", "2020-05-01", "2026-11-28"))),
        "place": draw(st.sampled_from(PLACES)),
        "exam": exam,
        "region": draw(st.sampled_from(REGIONS[exam])) if exam in REGIONS else None,
        "patient": {"age_years": draw(st.sampled_from((4, 9, 15, 35)))},
        "visit": {"months_since_bitewings": draw(st.sampled_from((3, 8, 12, 18, 36)))},
        "setup": {"fov": "small", "programme": "child"} if exam == "cbct" else {},
    }
    for name, (holder, values) in VALUES.items():
        if name not in left_open:
            told[holder][name] = draw(st.sampled_from(values))
    return told


def open_facts(told: dict[str, Any]) -> list[str]:
    return [name for name, (holder, _) in VALUES.items() if told[holder].get(name) is None]


def completions(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    names = open_facts(told)
    for values in product(*(VALUES[name][1] for name in names)):
        yield with_told(told, dict(zip(names, values, strict=True)))


def with_told(told: dict[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    done = {key: dict(value) if isinstance(value, dict) else value for key, value in told.items()}
    for name, value in facts.items():
        done[(VALUES | ASKED_TOO)[name][0]][name] = value
    return done


def steps(told: dict[str, Any], knowledge: Knowledge) -> dict[Step, StepResult]:
    return {each.step: each for each in advise(read_case(told, knowledge), knowledge).steps}


@settings(max_examples=60)
@given(told=half_told())
def test_where_every_completion_agrees_the_verdict_is_given(knowledge: Knowledge, told: dict[str, Any]) -> None:
    """Wait, whatever the contacts look like."""
    found = steps(told, knowledge)
    done = [steps(each, knowledge) for each in completions(told)]
    for step, result in found.items():
        verdicts = {each[step].verdict for each in done}
        if len(verdicts) == 1 and result.verdict is not Verdict.UNADDRESSED:
            assert result.verdict in verdicts, step
        if result.whatever:
            assert verdicts == {result.verdict}, step


@settings(max_examples=60)
@given(told=half_told())
def test_nothing_is_asked_that_could_not_change_the_verdict(knowledge: Knowledge, told: dict[str, Any]) -> None:
    """With some value of everything else that is open or asked for, another value of the fact is another verdict.

    A risk that is told on the scale of another place is asked for once more, on that of this one.
    """
    for step, result in steps(told, knowledge).items():
        asked = ["kind" if name == "visit_kind" else name for name in result.needs]
        for name in VALUES.keys() & asked:
            assert matters(name, asked, step, told, knowledge), f"{step}: {name}"


def matters(name: str, asked: Sequence[str], step: Step, told: dict[str, Any], knowledge: Knowledge) -> bool:
    """Whether two cases that differ in a fact alone, all else that is asked for being told, differ in the verdict."""
    tellable = VALUES | (ASKED_TOO if told["exam"] != "panoramic" else {})
    others = [each for each in tellable if each != name and (each in asked or each in open_facts(told))]
    for values in product(*(tellable[other][1] for other in others)):
        case = with_told(told, dict(zip(others, values, strict=True)))
        cases = (with_told(case, {name: value}) for value in VALUES[name][1])
        if len({steps(each, knowledge)[step].verdict for each in cases}) > 1:
            return True
    return False


def test_a_step_with_a_verdict_asks_for_nothing(knowledge: Knowledge) -> None:
    told = {"place": "US", "exam": "bitewing", "patient": {"age_years": 35}, "visit": {"clinical_exam_done": False}}

    assert steps(told, knowledge)[Step.SELECT].verdict is Verdict.AVOID
    assert steps(told, knowledge)[Step.SELECT].needs == ()


ADULT = {"kind": "recall", "clinical_exam_done": True, "earlier_images_checked": True, "signs_of_disease": False}


def test_wait_whatever_the_caries_risk(knowledge: Knowledge) -> None:
    """Three months after bitewings an adult waits at any risk; after ten it depends on the risk."""
    told = {"on": "2026-11-28", "place": "US", "exam": "bitewing", "patient": {"age_years": 35}}
    early = steps({**told, "visit": {**ADULT, "months_since_bitewings": 3}}, knowledge)[Step.SELECT]
    later = steps({**told, "visit": {**ADULT, "months_since_bitewings": 10}}, knowledge)[Step.SELECT]

    assert early.verdict is Verdict.AVOID
    assert "caries_risk" in early.whatever
    assert later.verdict is Verdict.CANNOT_TELL
    assert "caries_risk" in later.needs
    assert "contacts_visible" not in later.needs


@pytest.mark.parametrize("risk", [None, "moderate", "increased", "high"])
def test_wait_whatever_the_contacts_look_like(knowledge: Knowledge, risk: str | None) -> None:
    """Closed, they were looked at too lately; open, there is no question to answer."""
    told = {
        "on": "2026-11-28",
        "place": "US",
        "exam": "bitewing",
        "patient": {"age_years": 9, "caries_risk": risk},
        "visit": {**ADULT, "months_since_bitewings": 3},
    }

    assert steps(told, knowledge)[Step.SELECT].verdict is Verdict.AVOID
