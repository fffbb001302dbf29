"""The six steps: each a line with its state, a change to touch, and behind it who says so and where it stands."""

from __future__ import annotations

from inspect import getdoc
from typing import Final

import streamlit as st

from advisor.advice.report import Report, StepResult
from advisor.case.vocabulary import Topic
from advisor.charts.check import interval_timeline
from advisor.guidance.rules import RULES
from advisor.guidance.statement import Finding, Opinion
from advisor.knowledge import Knowledge
from advisor.pages.check import advice, advice_words, collar, words
from advisor.pages.check import changes as check_changes
from advisor.pages.check.changes import Settings
from advisor.pages.shared import pictures
from advisor.pages.shared.opinion import said
from advisor.words import change_words, names, steps

_ASIDE: Final = frozenset(line.topic for line in RULES if line.on_request)
_REASON: Final = {line.topic: getdoc(line.rule) or "" for line in RULES}


def show(report: Report, knowledge: Knowledge) -> None:
    """All six, in the campaign's order; one that this exam does not have is named in a line of its own."""
    changes = {saving.topic: saving.change for saving in report.savings}
    with st.container(gap="xsmall"):
        for step in report.steps:
            _step(step, steps.line(step, report.case, changes, _ASIDE), report, knowledge)


def _key(step: StepResult) -> str:
    return f"check_step_{step.step}"


def _step(step: StepResult, line: steps.StepLine, report: Report, knowledge: Knowledge) -> None:
    """A line to open; beside it what can be set, below it while it is open and needs the width for itself."""
    wanted = _wanted(line.finding, report, knowledge) if line.finding else []
    if not (wanted or line.remark):
        _line(step, line, report, knowledge, beside=False)
        return
    opened = bool(st.session_state.get(_key(step)))
    with st.container(horizontal=not opened, vertical_alignment="top", gap="xsmall"):
        _line(step, line, report, knowledge, beside=True)
        for finding, opinion, settings in wanted:
            _button(finding.topic, opinion.statement.id, settings, report)
        if line.remark:
            _button(line.remark.topic, line.remark.code, line.remark.instead, report)


def _line(step: StepResult, line: steps.StepLine, report: Report, knowledge: Knowledge, *, beside: bool) -> None:
    name, icon = names.STEP[step.step], line.icon
    label = words.STEP_LINE.format(step=name, colour=line.colour, state=line.state, text=line.text)
    if advised := advice.line(step, report):
        label, icon = advice_words.LINE.format(step=name, text=advised), words.ADVISED_ICON
    behind = st.expander(label.strip(), icon=icon, on_change="rerun", key=_key(step))
    if beside or behind.open:
        behind.markdown(words.STEP[step.step])  # an empty line would not share its row with a button
    if behind.open:
        with behind:
            _behind(step, report, knowledge)


def _wanted(finding: Finding, report: Report, knowledge: Knowledge) -> list[tuple[Finding, Opinion, Settings]]:
    """The changes that are asked for: the deciding one, or both sides of a dispute."""
    found = check_changes.alternatives(finding, report, knowledge)
    return [(finding, *each) for each in found if finding.contested or each[0] is finding.decides]


def _button(topic: Topic, who: str, settings: Settings, report: Report) -> None:
    st.button(
        change_words.short(topic, settings),
        key=f"check_apply_{topic}_{who}",
        icon=words.APPLY_ICON,
        help=change_words.in_words(topic, settings),
        on_click=check_changes.apply,
        args=(settings, report.case.exam),
    )


def _behind(step: StepResult, report: Report, knowledge: Knowledge) -> None:
    for remark in step.remarks:
        st.markdown(remark.says)
    for finding in step.findings:
        reason = _REASON[finding.topic]
        st.markdown(words.WHY_RULE.format(topic=names.TOPIC[finding.topic], reason=reason))
        if finding.topic is Topic.BITEWING_INTERVAL:
            months = report.case.visit.months_since_bitewings
            picture = interval_timeline(finding, months, pictures.ink())
            if picture is not None:
                pictures.show(picture)
        if finding.topic is Topic.THYROID_COLLAR and (measured := collar.measured(report.case, knowledge)):
            st.markdown(measured)
        st.markdown("\n".join(said(opinion, knowledge) for opinion in finding.opinions))
