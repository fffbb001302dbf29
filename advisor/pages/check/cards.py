"""The six steps: each a line with what to do and who says so; beside it what is set, behind it the sources."""

from collections.abc import Iterator, Mapping
from typing import Final

import streamlit as st

from advisor import pictograms
from advisor.advice.agreed import Agreed
from advisor.advice.report import Report, StepResult
from advisor.case.model import Setup
from advisor.case.vocabulary import Step, Topic, Verdict
from advisor.guidance.rules import RULES
from advisor.knowledge import Knowledge
from advisor.pages.check import advice, asks, changes, opened, timer, words
from advisor.pages.check.changes import Settings
from advisor.pages.shared import screen
from advisor.pages.shared.text import begun
from advisor.words import change_words, figures, names, steps

Priced = Mapping[Topic, Settings]
_STEPS: Final = "check_steps"
_CARD: Final = "check_card_"  # and the step
_MORE: Final = "check_more_{}"
_ASIDE: Final = frozenset(line.topic for line in RULES if line.on_request)
_WITH_CHIPS: Final = frozenset({Topic.RECEPTOR, Topic.BEAM_SHAPE, Topic.FIELD_OF_VIEW, Topic.THYROID_COLLAR})


def listed() -> screen.Listed:
    """The steps as one list to a screen reader."""
    return screen.Listed(words.STEPS, _STEPS, _CARD)


def show(report: Report, plan: Agreed, knowledge: Knowledge, *, waiting: bool = False) -> None:
    """All that apply, in the campaign's order; while the answer is to wait, only those that say so."""
    priced = steps.priced(plan.savings)
    if not (waiting or screen.narrow()) and report.case.setup == Setup():
        st.caption(words.TOUCH)
    shown = [step for step in report.steps if step.verdict is not Verdict.NOT_APPLICABLE]
    with st.container(gap="xsmall", key=_STEPS):
        for step in shown:
            if not waiting or step.verdict is Verdict.AVOID:
                _card(step, priced, report, knowledge)
    if not waiting and (left_out := [names.step(step.step, report.case) for step in report.steps if step not in shown]):
        st.caption(words.LEFT_OUT.format(steps=figures.listed(left_out)))


def key(step: Step) -> str:
    """Where the session keeps whether a step is open."""
    return f"check_step_{step}"


def _card(step: StepResult, priced: Priced, report: Report, knowledge: Knowledge) -> None:
    """A line to open. Beside it, where there is room, what is set and what to try; else all of it behind the line."""
    line = steps.line(step, report.case, priced, _ASIDE)
    asked, tries = asks.beside(step, report), list(_tries(step, line, priced, report, knowledge))
    beside = not screen.narrow() and bool(asked or tries)
    with st.container(horizontal=beside, vertical_alignment="center", gap="xsmall", key=f"{_CARD}{step.step}"):
        behind = st.expander(_said(step, line, priced, report), on_change="rerun", key=key(step.step))
        if behind.open:  # what only the line itself knows: in a new session the browser tells it, not the session
            with behind:
                _opened(step, asked, tries, report, knowledge)
        elif beside:
            behind.markdown(words.STEP[step.step])  # an empty line would not share its row
            if asked:
                asks.show(asked, report.case.exam, bare=step.step not in (Step.SELECT, Step.CBCT))
            _buttons(tries, report)


def _said(step: StepResult, line: steps.StepLine, priced: Priced, report: Report) -> str:
    """The step in one line: what to do about it, else what is found of it."""
    text = advice.line(step, report) or _judged(step, line, priced, report)
    picture = pictograms.in_text(pictograms.STEP[step.step])
    return words.PARTS.join((picture, words.STEP_LINE.format(step=names.step(step.step, report.case), text=text)))


def _judged(step: StepResult, line: steps.StepLine, priced: Priced, report: Report) -> str:
    if step.verdict is Verdict.UNADDRESSED:
        unsaid = words.SENTENCE.format(text=begun(line.text)) if line.text else ""
        return unsaid or (words.NO_TEXT if report.case.patient.child else words.NO_TEXT_FOR_ADULTS)
    finding = line.finding
    if finding is not None and finding.contested:
        return words.CHOICE.format(sides=advice.sides(step, report) if finding.topic in _WITH_CHIPS else line.text)
    text = steps.from_to(line, report.case, priced)
    badge = words.BADGE.format(colour=line.colour, state=line.state)
    by = advice.who(finding) if finding is not None and line.remark is None else ""
    return words.PARTS.join(part for part in (badge, text, by) if part)


def _tries(
    step: StepResult, line: steps.StepLine, priced: Priced, report: Report, knowledge: Knowledge
) -> Iterator[tuple[str, Topic, Settings]]:
    """What may be tried with one touch: no side of a dispute, no time that holds only while nothing else is changed."""
    finding = line.finding
    if line.remark:
        yield line.remark.code, line.remark.topic, line.remark.instead
    elif finding and step.verdict is Verdict.IMPROVE and not finding.contested:
        timed = priced.get(Topic.EXPOSURE_TIME)
        for opinion, settings in changes.alternatives(finding, report, knowledge):
            if opinion is finding.decides and (finding.topic is not Topic.EXPOSURE_TIME or settings == timed):
                yield opinion.statement.id, finding.topic, settings


def _buttons(tries: list[tuple[str, Topic, Settings]], report: Report) -> None:
    for who, topic, settings in tries:
        st.button(
            words.TRY.format(what=figures.within(change_words.short(topic, settings))),
            key=f"check_try_{topic}_{who}",
            on_click=changes.try_out,
            args=(settings, report.case.exam),
        )


def _opened(
    step: StepResult, asked: str, tries: list[tuple[str, Topic, Settings]], report: Report, knowledge: Knowledge
) -> None:
    """What is set, who decides, who else says so, who differs, the picture; then the questions that seldom matter."""
    exam = report.case.exam
    others = [name for name in asks.behind(step.step, exam) if name != asked]
    first, rest = (others, []) if step.step is Step.CHILD_SIZE else ([], others)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for name in (asked, *first[:2]) if asked else first[:2]:
            asks.show(name, exam)
        _buttons(tries, report)
    if step.step is Step.CHILD_SIZE:
        if exam.regions:
            asks.show("region", exam)
        timer.show(report, knowledge)
    opened.show(step, report, knowledge)
    if step.step is Step.SELECT:  # what is asked of the visit is all there is to tell there
        st.session_state.setdefault(_MORE.format(step.step), True)
    _more(step.step, [*first[2:], *rest], words.MORE[step.step], report)
    if unknown := asks.without_adult_time(exam) if step.step is Step.CHILD_SIZE else ():
        _more(f"{step.step}_tube", list(unknown), words.NO_ADULT_TIME, report)


def _more(name: str, asked: list[str], title: str, report: Report) -> None:
    if not asked:
        return
    more = st.expander(title, type="compact", on_change="rerun", key=_MORE.format(name))
    if more.open:
        with more, st.container(horizontal=True, vertical_alignment="bottom"):
            for each in asked:
                asks.show(each, report.case.exam)
