"""The time to set: the sentence, and the timer's own steps round it."""

from collections.abc import Iterator

import streamlit as st

from advisor.advice.report import Report
from advisor.charts import check as charts
from advisor.charts.picture import Picture
from advisor.knowledge import Knowledge
from advisor.pages.check import changes, words
from advisor.pages.shared import pictures
from advisor.physics.exposure_time.timer import Timer
from advisor.words import figures, names


def picture(report: Report, knowledge: Knowledge) -> Picture | None:
    """The timer's steps; None where no time can be told."""
    setup = report.case.setup
    return charts.timer_strip(
        report.exposure, setup.exposure_s, knowledge.technique.timer(setup.timer).steps_s, pictures.ink()
    )


def show(report: Report, knowledge: Knowledge) -> None:
    """What is advised, what it rests on and, where none is told, one touch that takes it."""
    advised, setup = report.exposure, report.case.setup
    now_s, timer = setup.exposure_s, knowledge.technique.timer(setup.timer)
    strip = picture(report, knowledge)
    if strip is None or not (advised.set_s and advised.low_s and advised.high_s and advised.basis):
        return
    form, shown = words.TIMER, advised.set_s
    if now_s is not None and advised.sized(now_s):
        form, shown = (words.TIMER_SHORT if advised.shorter(now_s) else words.TIMER_KEEP), now_s
    span = figures.time_span(advised.low_s, advised.high_s)
    told = form.format(set=_on_timer(shown, timer), span=span, basis=names.EXPOSURE_BASIS[advised.basis])
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(" ".join((told, *_region_taken(report, knowledge))))
        if now_s is None:
            st.button(
                words.TRY.format(what=figures.seconds(shown)),
                key="check_try_time",
                on_click=changes.try_out,
                args=({"exposure_s": shown}, report.case.exam),
            )
    pictures.show(strip)


def _region_taken(report: Report, knowledge: Knowledge) -> Iterator[str]:
    """Which region the time is for, where none was told."""
    case = report.case
    if case.region is None and case.exam.default_region:
        yield words.REGION_UNTOLD.format(
            region=figures.within(names.region(knowledge.by_region[case.exam.default_region]))
        )


def _on_timer(exposure_s: float, timer: Timer) -> str:
    """The time as it is set: 0.10 s, or 6 impulses, 0.10 s, where the timer counts these."""
    count, time = timer.impulses(exposure_s), figures.seconds(exposure_s)
    return time if count is None else words.IMPULSES.format(count=count, time=time)
