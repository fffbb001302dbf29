"""Held against what is published: settings that the practice tells, at the receptor; the chart, beside the maker's."""

from collections.abc import Mapping
from statistics import median
from typing import Final

import streamlit as st

from advisor.case.model import ReferenceSetting
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Family
from advisor.charts import technique as charts
from advisor.evidence import row_ids, with_links
from advisor.knowledge import Knowledge
from advisor.pages.shared import pictures
from advisor.pages.technique_chart import words
from advisor.pages.technique_chart.picture import numbers
from advisor.physics.exposure_time.timer import Timer
from advisor.technique_chart import words as chart_words
from advisor.technique_chart.chart import TechniqueChart
from advisor.technique_chart.comparison import Beside, beside_the_makers
from advisor.technique_chart.in_words import line_name, patient, setting_name
from advisor.technique_chart.receptor_dose import ReceptorDose, dose_of_setting
from advisor.words import figures, labels
from advisor.xray_unit.reading import example_exam

_PICTURE_PX: Final = 760


def receptor(unit: UnitProfile, knowledge: Knowledge) -> None:
    """Kerma at the receptor of each setting told, against the range of usable images."""
    opened = st.expander(words.CHECK, on_change="rerun", key="technique_check")
    if not opened.open:
        return
    with opened, st.container(width=_PICTURE_PX):
        doses = _doses(unit, knowledge)
        if not doses:
            st.info(words.CHECK_NONE)
        for setting, dose in doses.items():
            st.markdown(_said(setting, dose))
        picture = charts.receptor_bars(doses, pictures.ink())
        if picture:
            pictures.show(picture)
            st.caption(words.CHECK_HELP)
            numbers(picture)
        _rows(doses, knowledge)


def _doses(unit: UnitProfile, knowledge: Knowledge) -> dict[str, ReceptorDose]:
    exam = example_exam(Family.INTRAORAL, knowledge)

    def dose(told: ReferenceSetting) -> ReceptorDose:
        return dose_of_setting(told, unit.setup, exam, knowledge.technique)

    good = {words.KNOWN_GOOD.format(setting=setting_name(each)): dose(each) for each in unit.known_good}
    return good | {words.IN_USE.format(setting=setting_name(each)): dose(each) for each in unit.in_use}


def _said(setting: str, dose: ReceptorDose) -> str:
    said = [words.VERDICT.format(setting=setting, verdict=chart_words.RECEPTOR_VERDICT[dose.verdict])]
    kerma, usable = dose.kerma_mGy, dose.usable_mGy
    if dose.missing:
        said.append(words.NEEDS.format(missing=figures.listed([labels.QUESTION.get(n, n) for n in dose.missing])))
    if kerma:
        said.append(words.RECEIVES.format(**{end: figures.figure(getattr(kerma, end)) for end in _ENDS}))
    if usable:
        said.append(words.USABLE.format(low=figures.figure(usable.low), high=figures.figure(usable.high)))
    if dose.above_limit:
        said.append(chart_words.ABOVE_LIMIT.format(limit=dose.limit_mGy))
    return chart_words.SPACE.join(said)


_ENDS: Final = ("low", "typical", "high")


def _rows(doses: Mapping[str, ReceptorDose], knowledge: Knowledge) -> None:
    rows = dict.fromkeys(row for dose in doses.values() for row in dose.rows.split(", ") if row)
    limits = dict.fromkeys(dose.limit_rows for dose in doses.values())
    said = [words.ROWS.format(rows=", ".join(rows)), words.LIMIT_ROWS.format(rows=", ".join(limits))] if rows else []
    if said:
        st.markdown(with_links(". ".join(said), row_ids(knowledge)))


def makers_said(chart: TechniqueChart, knowledge: Knowledge) -> str:
    """How far the chart lies from the maker's, in a sentence; empty where no maker's chart is known."""
    steps = [each.steps for each in beside_the_makers(chart, knowledge) if each.steps is not None]
    if not steps or chart.receptor is None:
        return ""
    return words.MAKERS_SAID.format(
        receptor=chart_words.RECEPTOR[chart.receptor],
        within=sum(abs(apart) <= 1 for apart in steps),
        compared=len(steps),
        apart=_steps(round(median(steps))),
    )


def makers(chart: TechniqueChart, knowledge: Knowledge) -> None:
    """The chart beside the maker's, in steps of the timer, at this unit's kV, mA and cone."""
    opened = st.expander(words.COMPARE, on_change="rerun", key="technique_compare")
    if not opened.open:
        return
    with opened:
        cells = beside_the_makers(chart, knowledge)
        if not cells:
            st.info(words.COMPARE_NONE)
            return
        if any(each.converted for each in cells):
            st.caption(words.CONVERTED)
        timer = chart.timer
        st.table([_beside(each, timer) for each in cells], hide_index=True)
        cited = dict.fromkeys(row.id for each in cells for row in each.published.rows)
        st.markdown(with_links(words.ROWS.format(rows=", ".join(cited)), row_ids(knowledge)))


def _beside(told: Beside, timer: Timer) -> dict[str, str]:
    cell, printed, here = told.cell, told.published.time_s, told.here_s
    as_printed = _span(f"{printed.low:g}", f"{printed.high:g}")
    converted = words.AT_YOUR_SETTINGS.format(printed=as_printed, here=_span(f"{here.low:.2g}", f"{here.high:.2g}"))
    return {
        words.REGION: f"{line_name(told.line)}, {patient(cell.column).lower()}",
        words.OURS: words.NOTHING if cell.exposure.set_s is None else _shown(cell.exposure.set_s, timer),
        words.THEIRS: converted if told.converted else as_printed,
        words.STEPS: words.NOTHING if told.steps is None else _steps(told.steps),
    }


def _shown(exposure_s: float, timer: Timer) -> str:
    """As the timer shows it; in seconds as well, beside a maker's seconds, where it counts impulses."""
    count = timer.impulses(exposure_s)
    return f"{exposure_s:.3g}" if count is None else words.IMPULSES.format(count=count, seconds=f"{exposure_s:.3g}")


def _span(low: str, high: str) -> str:
    return low if low == high else words.SPAN.format(low=low, high=high)


def _steps(apart: int) -> str:
    if apart == 0:
        return words.SAME_STEP
    return (words.LONGER if apart > 0 else words.SHORTER).of(abs(apart))
