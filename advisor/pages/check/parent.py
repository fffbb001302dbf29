"""The answer for parents and patients: benefit first, one number with its range, the same six steps in plain words."""

from typing import Final

import streamlit as st

from advisor.advice.landmarks import landmarks
from advisor.advice.report import Report, StepResult
from advisor.case.vocabulary import Step, Verdict
from advisor.charts.dose_strip import dose_strip
from advisor.handout import parent_words as sheet
from advisor.handout import visit
from advisor.handout.parent import benefit, doubted, kept_low, like, lower, may_wait, numbers, other_ways, title
from advisor.handout.parent import pictures as of_what
from advisor.knowledge import Knowledge
from advisor.pages.check import parent_words
from advisor.pages.shared import pictures
from advisor.pages.shared.place import place_name
from advisor.words import steps

_SILENT: Final = (Verdict.NOT_APPLICABLE, Verdict.UNADDRESSED, Verdict.SUPPORTED)


def show(report: Report, knowledge: Knowledge) -> None:
    """Nothing here differs from what the clinician is told, only the words do."""
    case = report.case
    st.header(title(report), anchor=False)
    for said in benefit(report):
        st.markdown(said)
    if waiting := [f"**{said}**" for said in may_wait(report)]:
        st.markdown(sheet.SPACE.join([*waiting, *other_ways(report)]))
    _how_much(report, knowledge)
    st.subheader(sheet.LOW, anchor=False)
    low = list(kept_low(report))
    st.markdown("\n".join(f"- {each}" for each in low) if low else sheet.ASK_LOW)
    if still := [_step(step) for step in report.steps if step.verdict not in _SILENT]:
        st.subheader(parent_words.STILL, anchor=False)
        st.markdown("\n".join(still))
    st.subheader(sheet.ASK, anchor=False)
    asked = (*sheet.QUESTIONS, *((sheet.QUESTION_CHILD,) if case.patient.child else ()))
    st.markdown("\n".join(f"- {question}" for question in asked))


def _how_much(report: Report, knowledge: Knowledge) -> None:
    place = place_name(report.background.place, knowledge)
    st.subheader(sheet.HOW_MUCH, anchor=False)
    st.markdown(f"{sheet.NATURE} {like(report)}")
    rows = {of_what(report): visit.dose(report)}
    pictures.show(dose_strip(rows, landmarks(report.background, knowledge), place, pictures.ink()))
    st.markdown(sheet.CHANCE_CHILD if report.case.patient.child else sheet.CHANCE)
    for said in filter(None, (*doubted(report), lower(report, knowledge))):
        st.markdown(said)
    st.caption(numbers(report))


def _step(step: StepResult) -> str:
    finding, remark = steps.speaking(step), steps.remarked(step)
    if remark is not None:
        return f"- {parent_words.REMARK[remark.code]}"
    if finding is not None and finding.contested:
        said = parent_words.DISPUTED if step.step is Step.SHIELD else parent_words.DISPUTED_ELSE
        return f"- {said}"
    return f"- {parent_words.SAYS[step.step, step.verdict]}"
