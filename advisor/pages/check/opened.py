"""A step opened: the statement that decides, who differs, who else says so at a touch, then the picture."""

from inspect import getdoc
from typing import Final

import streamlit as st

from advisor.advice.report import Report, StepResult
from advisor.case.vocabulary import Topic, Verdict
from advisor.charts.check import interval_timeline
from advisor.guidance.rules import RULES
from advisor.guidance.statement import Finding
from advisor.knowledge import Knowledge
from advisor.pages.check import collar, words
from advisor.pages.shared import pictures
from advisor.pages.shared.opinion import said
from advisor.words import names, steps

_REASON: Final = {line.topic: getdoc(line.rule) or "" for line in RULES}
_ON_REQUEST: Final = frozenset(line.topic for line in RULES if line.on_request)


def show(step: StepResult, report: Report, knowledge: Knowledge) -> None:
    """The most urgent topic first; one that nobody raised, and that no law asks about, is not listed."""
    for remark in step.remarks:
        st.markdown(remark.says)
    for finding in _in_order(step, report):
        _finding(finding, report, knowledge)


def _in_order(step: StepResult, report: Report) -> list[Finding]:
    speaking = steps.speaking(step)
    listed = [finding for finding in step.findings if _raised(finding, report)]
    return sorted(listed, key=lambda finding: speaking is None or finding.topic is not speaking.topic)


def _raised(finding: Finding, report: Report) -> bool:
    """Whether somebody asked: a pregnancy of a child of seven, or an apron, is nobody's question."""
    if finding.topic not in _ON_REQUEST or finding.by_law:
        return True
    told = {
        Topic.PREGNANCY: report.case.patient.pregnant,
        Topic.APRON: report.case.setup.apron,
        Topic.HANDHELD: report.case.setup.handheld,
    }
    return told.get(finding.topic) is not None


def _finding(finding: Finding, report: Report, knowledge: Knowledge) -> None:
    decides, verdict = finding.decides, finding.verdict
    others = [each for each in finding.opinions if each is not decides]
    agree = [each for each in others if each.answer.verdict is verdict]
    differ = [each for each in others if each.answer.verdict not in (verdict, Verdict.CANNOT_TELL)]
    rest = [each for each in others if each not in agree and each not in differ]
    st.markdown(words.DECIDES.format(topic=names.TOPIC[finding.topic], reason=_REASON[finding.topic]))
    st.markdown(said(decides, knowledge))
    if differ:
        st.markdown("\n".join((words.DIFFER, "", *(said(each, knowledge) for each in differ))))
    if also := [*agree, *rest]:
        st.expander(words.AGREE.format(count=len(also)), type="compact").markdown(
            "\n".join(said(each, knowledge) for each in also)
        )
    if finding.topic is Topic.BITEWING_INTERVAL:
        picture = interval_timeline(finding, report.case.visit.months_since_bitewings, pictures.ink())
        if picture is not None:
            pictures.show(picture)
    if finding.topic is Topic.THYROID_COLLAR and (measured := collar.measured(report.case, knowledge)):
        st.markdown(measured)
