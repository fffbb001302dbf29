"""The answer of the Check page: the sentence, the steps, the time to set, the dose now and after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

import streamlit as st

from advisor.advice.agreed import Agreed
from advisor.advice.landmarks import landmarks
from advisor.advice.report import Report
from advisor.case.model import Setup
from advisor.charts import check as charts
from advisor.charts.dose_strip import dose_strip
from advisor.charts.picture import LIGHT, Picture
from advisor.knowledge import Knowledge
from advisor.language import _
from advisor.pages.check import advice, behind, changes, sheet, steps, words, working
from advisor.pages.my_record import on_check as record
from advisor.pages.shared import pictures as check_pictures
from advisor.pages.shared.place import notices, place_name
from advisor.physics.exposure_time.timer import Timer
from advisor.physics.saving import saved_percent
from advisor.words import change_words, figures, labels, names, verdict
from advisor.words.pregnancy import in_pregnancy

_TWO: Final = 2
_PER_CENT: Final = 100.0


def sentence(report: Report, plan: Agreed) -> str:
    """The verdict, at the head of the answer; gives it in short."""
    said = verdict.sentence(report, plan.percent, plan.counted, tells_open=False)
    st.header(advice.headline(report) if said.open else said.headline, anchor=False)
    if said.rest:
        st.markdown(said.rest)
    if said_of := in_pregnancy(report):
        st.markdown(words.PREGNANT.format(said=said_of))
    return _in_short(report, plan) or (said.open and advice.short(report)) or said.short


def _in_short(report: Report, plan: Agreed) -> str:
    """Wait, and the changes by name."""
    waiting = [verdict.SHORT_WAIT] if verdict.waits(report) else []
    named = [change_words.short(saving.topic, saving.change) for saving in plan.savings]
    return words.AND_ALSO.join([*waiting, *named])


def details(report: Report, before: Report | None, plan: Agreed, knowledge: Knowledge, *, student: bool) -> None:
    """Everything below the sentence: the same for clinicians and students, who see the working as well.

    `before` is the report on the settings as they were before the changes made here, if any were made.
    """
    if report.case.on and not knowledge.guidance(report.case.place, report.case.on):
        st.warning(words.NO_GUIDANCE.format(on=report.case.on), icon=words.REVIEW_ICON)
    for overdue in report.overdue:
        st.warning(words.PAST_REVIEW.format(what=overdue), icon=words.REVIEW_ICON)
    _doubts(report)
    record.show_earlier(report, knowledge)
    steps.show(report, knowledge)
    shown = [_timer(report, knowledge), _dose(report, before, plan, knowledge), _savings(plan)]
    _working(report, knowledge, student=student)
    check_pictures.numbers([picture for picture in shown if picture])
    behind.show(report, knowledge)
    sheet.ask(report, knowledge)
    record.ask_taken(report, knowledge)
    notices(report.case.place, knowledge)
    st.caption(words.FOOT.format(fingerprint=report.fingerprint))


def _doubts(report: Report) -> None:
    """The numbers that contradict each other, each with what was probably meant, to be taken with one touch."""
    for doubt in report.warnings:
        st.warning(doubt.says, icon=words.DOUBT_ICON)
        for name, value in doubt.instead.items():
            st.button(
                words.MEANT.format(value=value),
                key=f"check_meant_{name}",
                icon=words.APPLY_ICON,
                on_click=changes.apply,
                args=({name: value}, report.case.exam),
            )


def foot(short: str, report: Report, plan: Agreed) -> None:
    """The verdict where the eye is while the questions scroll, with the changes in reach of the thumb."""
    exam = report.case.exam
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.markdown(short, width="content")
        with st.container(horizontal=True, width="content"):
            if changes.can_undo(exam):
                st.button(words.UNDO, key="check_undo_last", icon=words.UNDO_ICON, on_click=changes.undo)
            if len(plan.savings) >= _TWO:
                st.button(
                    words.APPLY_BOTH if len(plan.savings) == _TWO else words.APPLY_ALL.format(count=len(plan.savings)),
                    key="check_apply_all",
                    type=_weight(report),
                    on_click=changes.apply,
                    args=(changes.settings_to_make(plan), exam),
                )


def _weight(report: Report) -> Literal["primary", "secondary"]:
    """No filled button asks to image where the answer is to wait; white on pale blue is no contrast."""
    return "secondary" if verdict.waits(report) or check_pictures.ink() is not LIGHT else "primary"


def _timer(report: Report, knowledge: Knowledge) -> Picture | None:
    advice, setup = report.exposure, report.case.setup
    now_s, timer = setup.exposure_s, knowledge.technique.timer(setup.timer)
    picture = charts.timer_strip(advice, now_s, timer.steps_s, check_pictures.ink())
    if picture is None or advice.set_s is None or advice.low_s is None or advice.high_s is None or not advice.basis:
        _share(report)
        return None
    form, shown = words.TIMER, advice.set_s
    if now_s is not None and advice.sized(now_s):
        form, shown = (words.TIMER_SHORT if advice.shorter(now_s) else words.TIMER_KEEP), now_s
    span = figures.time_span(advice.low_s, advice.high_s)
    said = form.format(set=_on_timer(shown, timer), span=span, basis=names.EXPOSURE_BASIS[advice.basis])
    said = " ".join((said, *_region_taken(report, knowledge)))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(said)
        if now_s is None:
            st.button(
                figures.seconds(shown),
                key="check_apply_time",
                icon=words.APPLY_ICON,
                on_click=changes.apply,
                args=({"exposure_s": shown}, report.case.exam),
            )
    return check_pictures.show(picture)


def _share(report: Report) -> None:
    """What is known of a child's time where no time can be told."""
    share = report.exposure.child_share
    if share is not None:
        low, typical, high = (_PER_CENT * end for end in (share.low, share.typical, share.high))
        age = report.case.patient.age_years
        st.markdown(words.CHILD_SHARE.format(age=age, share=typical, low=low, high=high))


def _region_taken(report: Report, knowledge: Knowledge) -> Iterator[str]:
    """Which region the time is for, where none was told."""
    case = report.case
    if case.region is None and case.exam.default_region:
        yield words.REGION_UNTOLD.format(region=names.region(knowledge.by_region[case.exam.default_region]).lower())


def _on_timer(exposure_s: float, timer: Timer) -> str:
    """The time as it is set: 0.10 s, or 6 impulses, 0.10 s, where the timer counts these."""
    count, time = timer.impulses(exposure_s), figures.seconds(exposure_s)
    return time if count is None else words.IMPULSES.format(count=count, time=time)


def _dose(report: Report, before: Report | None, plan: Agreed, knowledge: Knowledge) -> Picture:
    place = place_name(report.background.place, knowledge)
    now, days = report.dose_now.effective_dose_uSv, report.days_now
    first = before or report
    rows = {_first_row(first): (first.dose_now.effective_dose_uSv, first.days_now)}
    lines = [words.DOSE_NOW.format(dose=figures.dose(now), time=figures.background_time(days), place=place)]
    if before:
        lines.insert(0, _so_far(before, report, knowledge))
    if plan.savings:
        after = plan.dose.effective_dose_uSv
        rows[_("As advised")] = (after, plan.days)
        lines.append(words.DOSE_AFTER.format(dose=figures.dose(after), time=figures.background_time(plan.days)))
    elif before:
        rows[_("As advised")] = (now, days)
    elif report.as_advised.savings:
        settled = report.as_advised
        rows[_("As advised")] = (settled.dose.effective_dose_uSv, settled.days)
        shown = {"dose": figures.dose(settled.dose.effective_dose_uSv), "time": figures.background_time(settled.days)}
        lines.append(words.DOSE_ADVISED.format(**shown))
    st.markdown("  \n".join(line for line in lines if line))
    of_place = landmarks(report.background, knowledge)
    picture = check_pictures.show(dose_strip(rows, of_place, place, check_pictures.ink()))
    st.caption(_basis(report, place))
    return picture


def _first_row(report: Report) -> str:
    return _("As is usual") if report.case.setup == Setup() else _("As set")


def _so_far(before: Report, report: Report, knowledge: Knowledge) -> str:
    percent = saved_percent(before.case, report.case, knowledge.dose)
    if not round(percent.typical):
        return ""
    if verdict.hardly(percent):
        return words.SAVED_HARDLY
    return words.SAVED_SO_FAR.format(percent=figures.percent_saved(percent))


def _savings(plan: Agreed) -> Picture | None:
    if len(plan.savings) < _TWO:
        return None
    picture = charts.saving_steps(plan.savings, check_pictures.ink())
    opened = st.expander(words.SAVING_TITLE, type="compact", on_change="rerun", key="check_savings")
    if opened.open:
        with opened:
            check_pictures.show(picture)
    return picture


def _working(report: Report, knowledge: Knowledge, *, student: bool) -> None:
    opened = st.expander(
        words.WORKING_TITLE, expanded=student, type="compact", on_change="rerun", key=f"check_working_{student}"
    )
    if opened.open:
        with opened:
            working.show(report, knowledge)


def _basis(report: Report, place: str) -> str:
    background = report.background
    dose = labels.DOSE_BASIS.format(images=_images(report), basis=names.DOSE_BASIS[report.dose_now.basis])
    return f"{dose} " + labels.BACKGROUND_BASIS.format(
        place=place, msv=background.msv_per_year, year=background.year, radon=background.radon_basis
    )


def _images(report: Report) -> str:
    case = report.case
    told = case.setup.images
    if told is not None:
        return figures.counted(told, labels.IMAGE, labels.IMAGES)
    usual = case.exam.child_images if case.patient.child and case.exam.child_images else case.exam.images
    if usual.low == usual.high:
        return figures.counted(round(usual.low), labels.IMAGE, labels.IMAGES)
    return labels.IMAGES_UNTOLD.format(low=usual.low, high=usual.high)
