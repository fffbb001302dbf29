"""The answer for parents and patients: benefit first, one number with its range, the same six steps in plain words."""

from __future__ import annotations

from typing import Final

import streamlit as st

from advisor.advice.agreed import agreed
from advisor.advice.landmarks import landmarks
from advisor.advice.report import Report, StepResult
from advisor.case.vocabulary import Family, Step, Verdict
from advisor.charts.dose_strip import dose_strip
from advisor.handout import parent_words as sheet
from advisor.handout.parent import benefit, kept_low, like, lower, other_way
from advisor.handout.parent import pictures as of_what
from advisor.knowledge import Knowledge
from advisor.pages.check import parent_words
from advisor.pages.shared import pictures
from advisor.pages.shared.place import place_name
from advisor.words import figures, steps
from advisor.words.verdict import waits

_SILENT: Final = (Verdict.NOT_APPLICABLE, Verdict.UNADDRESSED, Verdict.SUPPORTED)


def show(report: Report, knowledge: Knowledge) -> None:
    """Nothing here differs from what the clinician is told, only the words do."""
    case = report.case
    titles = sheet.TITLE_SCAN if case.exam.family is Family.CBCT else sheet.TITLE
    st.header(titles[case.patient.child], anchor=False)
    st.markdown(sheet.SPACE.join(benefit(report)))
    if waits(report):
        st.markdown(f"**{sheet.MAY_WAIT}** {other_way(case)}")
    _how_much(report, knowledge)
    st.subheader(sheet.LOW, anchor=False)
    low = list(kept_low(case))
    st.markdown("\n".join(f"- {each}" for each in low) if low else sheet.ASK_LOW)
    if still := [_step(step) for step in report.steps if step.verdict not in _SILENT]:
        st.subheader(parent_words.STILL, anchor=False)
        st.markdown("\n".join(still))
    st.subheader(sheet.ASK, anchor=False)
    asked = (*sheet.QUESTIONS, *((sheet.QUESTION_CHILD,) if case.patient.child else ()))
    st.markdown("\n".join(f"- {question}" for question in asked))


def _how_much(report: Report, knowledge: Knowledge) -> None:
    place, now = place_name(report.background.place, knowledge), report.dose_now.effective_dose_uSv
    st.subheader(sheet.HOW_MUCH, anchor=False)
    st.markdown(f"{sheet.NATURE} {like(report)}")
    rows = {of_what(report): (now, report.days_now)}
    pictures.show(dose_strip(rows, landmarks(report.background, knowledge), place, pictures.ink()))
    st.markdown(sheet.CHANCE_CHILD if report.case.patient.child else sheet.CHANCE)
    if report.warnings:
        st.markdown(sheet.DOUBTED)
    if lowered := lower(agreed(report, knowledge)):
        st.markdown(lowered)
    st.caption(sheet.IN_NUMBERS.format(dose=figures.dose(now)))


def _step(step: StepResult) -> str:
    finding, remark = steps.speaking(step), steps.remarked(step)
    if remark is not None:
        return f"- {parent_words.REMARK[remark.code]}"
    if finding is not None and finding.contested:
        said = parent_words.DISPUTED if step.step is Step.SHIELD else parent_words.DISPUTED_ELSE
        return f"- {said}"
    return f"- {parent_words.SAYS[step.step, step.verdict]}"
