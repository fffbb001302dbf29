"""The dose of what is set and of what is advised, beside natural background; how it was worked out; the levels."""

from enum import StrEnum
from typing import Final

import streamlit as st

from advisor.advice.agreed import Agreed
from advisor.advice.landmarks import landmarks
from advisor.advice.report import Report
from advisor.case.model import Range, Setup
from advisor.charts import check as charts
from advisor.charts.dose_strip import dose_strip
from advisor.charts.picture import Picture
from advisor.knowledge import Knowledge
from advisor.pages.check import further, timer, words, working
from advisor.pages.shared import pictures
from advisor.pages.shared.place import place_name
from advisor.pages.shared.text import small
from advisor.physics.saving import saved_percent
from advisor.words import figures, labels, names, verdict

_TWO: Final = 2
_WHOLE: Final = 100.0
Row = tuple[Range, Range]


class Seen(StrEnum):
    """Which dose a row is of."""

    USUAL = "usual"  # nothing told of the unit
    AS_SET = "as_set"
    AS_TRIED = "as_tried"
    AS_ADVISED = "as_advised"
    IF_TAKEN = "if_taken"


def advised(report: Report) -> Seen:
    """What the dose as advised is called: an image that can wait, or gives way to another, is not advised itself."""
    instead = verdict.waits(report) or verdict.another_answers(report)
    return Seen.IF_TAKEN if instead else Seen.AS_ADVISED


def show(report: Report, before: Report | None, plan: Agreed, knowledge: Knowledge, *, student: bool) -> None:
    """As set, as tried, as advised; behind it how it was worked out.

    `before` is the report on the settings as they are, where others are being tried.
    """
    place = place_name(report.background.place, knowledge)
    rows = _rows(report, before, plan)
    told = (
        (words.DOSE_THEN if nth else words.DOSE).format(
            name=words.DOSE_SEEN[seen], dose=figures.dose(dose), time=figures.plain_time(days.typical)
        )
        for nth, (seen, (dose, days)) in enumerate(rows.items())
    )
    small(words.DOSES.join(told))
    if before and (so_far := _so_far(before, report, knowledge)):
        st.markdown(so_far)
    further.show(report, knowledge)
    of_place = landmarks(report.background, knowledge)
    ends = {words.DOSE_SEEN[seen]: rows[seen] for seen in (next(iter(rows)), next(reversed(rows)))}
    picture = pictures.show(dose_strip(ends, of_place, place, pictures.ink(), left(report, before, plan, knowledge)))
    _behind(report, plan, picture, place, knowledge, student=student)


def _rows(report: Report, before: Report | None, plan: Agreed) -> dict[Seen, Row]:
    now: Row = (report.dose_now.effective_dose_uSv, report.days_now)
    untold = report.case.setup in (Setup(), Setup(timer=report.case.setup.timer))
    rows = {Seen.USUAL if untold else Seen.AS_SET: now}
    if before:
        rows = {Seen.AS_SET: (before.dose_now.effective_dose_uSv, before.days_now), Seen.AS_TRIED: now}
    if plan.savings:
        rows[advised(report)] = (plan.dose.effective_dose_uSv, plan.days)
    elif _settled(report) != 1.0:
        rows[advised(report)] = (report.as_advised.dose.effective_dose_uSv, report.as_advised.days)
    return rows


def left(report: Report, before: Report | None, plan: Agreed, knowledge: Knowledge) -> float:
    """The part of the strip's first dose that its last leaves: on one unit, as the headline has it.

    What nobody told has no ratio of one unit: settling it is worth what the estimates differ by.
    """
    saved = saved_percent((before or report).case, plan.case if plan.savings else report.case, knowledge.dose)
    return (1.0 - saved.typical / _WHOLE) * (1.0 if plan.savings else _settled(report))


def _settled(report: Report) -> float:
    """The part of the dose that is left where what nobody told is set as advised; 1 where that is as good as all."""
    then, now = (each.effective_dose_uSv.typical for each in (report.as_advised.dose, report.dose_now))
    return then / now if figures.share(then / now) else 1.0


def _so_far(before: Report, report: Report, knowledge: Knowledge) -> str:
    percent = saved_percent(before.case, report.case, knowledge.dose)
    if not round(percent.typical):
        return ""
    if verdict.hardly(percent):
        return words.TRIED_HARDLY
    return words.TRIED_SAVES.format(percent=figures.percent_saved(percent))


def _behind(report: Report, plan: Agreed, picture: Picture, place: str, knowledge: Knowledge, *, student: bool) -> None:
    """Each factor with its range; where the saving comes from; the numbers of the pictures."""
    opened = st.expander(
        words.WORKING_TITLE, expanded=student, type="compact", on_change="rerun", key=f"check_working_{student}"
    )
    if not opened.open:
        return
    with opened:
        st.caption(words.PARTS.join((_basis(report, place), words.DATA.format(fingerprint=report.fingerprint))))
        working.show(report, knowledge)
        shown = [picture, timer.picture(report, knowledge)]
        if len(plan.savings) >= _TWO:
            st.markdown(words.SAVING_TITLE)
            shown.append(pictures.show(charts.saving_steps(plan.savings, pictures.ink())))
        pictures.numbers([each for each in shown if each])


def _basis(report: Report, place: str) -> str:
    dose = labels.DOSE_BASIS.format(images=figures.images(report.case), basis=names.DOSE_BASIS[report.dose_now.basis])
    return f"{dose} {figures.background_basis(report.background, place)}"
