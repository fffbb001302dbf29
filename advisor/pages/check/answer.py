"""The answer of the Check page: the headline, the steps, the dose, the sheets; and its foot, in reach of the thumb."""

from typing import Final, Literal

import streamlit as st

from advisor.advice.agreed import Agreed
from advisor.advice.report import Report
from advisor.case.vocabulary import Step, Verdict
from advisor.knowledge import Knowledge
from advisor.pages.check import behind, cards, changes, dose, next_patient, sheet, words
from advisor.pages.check.headline import Headline
from advisor.pages.check.headline import headline as of_report
from advisor.pages.my_record import on_check as record
from advisor.pages.shared import pictures, screen
from advisor.words import verdict

_STEPS_PX: Final = 700
_BESIDE_PX: Final = 390
_TWO: Final = 2
_ANYWAY: Final = "check_anyway"  # for which patient and image an answer to wait is overruled


def headline(report: Report, plan: Agreed) -> Headline:
    """What stands above all."""
    return of_report(report, plan, anyway=not _waits(report))


def details(report: Report, before: Report | None, plan: Agreed, knowledge: Knowledge, *, student: bool) -> None:
    """Everything below it: the steps, and the dose beside or below them.

    `before` is the report on the settings as they are, where others are being tried.
    """
    with st.container(horizontal=True, gap="small"):
        with st.container(width=_STEPS_PX, gap="xsmall"):
            _warnings(report, knowledge)
            record.show_earlier(report, knowledge)
            cards.show(report, plan, knowledge, waiting=_waits(report))
            if screen.narrow():
                next_patient.ask()
        with st.container(width=_BESIDE_PX, gap="xsmall"):
            dose.show(report, before, plan, knowledge, student=student)
            behind.show(report, knowledge)
            sheet.ask(report, knowledge)
            record.unsaved()
    st.caption(words.FOOT)


def _warnings(report: Report, knowledge: Knowledge) -> None:
    if report.case.on and not knowledge.guidance(report.case.place, report.case.on):
        st.warning(words.NO_GUIDANCE.format(on=report.case.on), icon=words.REVIEW_ICON)
    for overdue in report.overdue:
        st.warning(words.PAST_REVIEW.format(what=overdue), icon=words.REVIEW_ICON)
    for doubt in report.warnings:  # numbers that contradict each other, with what was probably meant
        st.warning(doubt.says, icon=words.DOUBT_ICON)
        for name, value in doubt.instead.items():
            st.button(
                words.MEANT.format(value=value),
                key=f"check_meant_{name}",
                on_click=changes.try_out,
                args=({name: value}, report.case.exam),
            )


def foot(short: str, report: Report, plan: Agreed) -> None:
    """The answer where the eye is while one scrolls, with the changes by name."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(short, width="content")
        with st.container(horizontal=True, width="content"):
            if changes.tried(report.case.exam):
                st.button(words.BACK, key="check_back", on_click=changes.back, args=(report.case.exam,))
            if _waits(report):
                st.button(words.WHY_WAIT, key="check_why_wait", on_click=_open, args=(report,))
                st.button(words.IMAGE_ANYWAY, key="check_image_anyway", on_click=_anyway, args=(report,))
            elif plan.savings:
                st.button(
                    words.TRY_ALL[min(len(plan.savings), _TWO + 1)].format(count=len(plan.savings)),
                    key="check_try_all",
                    type=_weight(report),
                    on_click=changes.try_out,
                    args=(changes.settings_to_make(plan), report.case.exam),
                )


def _weight(report: Report) -> Literal["primary", "secondary"]:
    """No filled button asks to image where the answer is to wait."""
    return "secondary" if verdict.waits(report) else pictures.strong()


def _whose(report: Report) -> tuple[float, str]:
    return report.case.patient.age_years, report.case.exam.id


def _waits(report: Report) -> bool:
    """Whether the answer is to wait, and nobody said that the image is made anyway."""
    return bool(verdict.waits(report)) and st.session_state.get(_ANYWAY) != _whose(report)


def _anyway(report: Report) -> None:
    st.session_state[_ANYWAY] = _whose(report)


def _open(report: Report) -> None:
    """The step that says wait."""
    step = next((step.step for step in report.steps if step.verdict is Verdict.AVOID), Step.SELECT)
    st.session_state[cards.key(step)] = True
