"""The chart as tables that fit a phone: the step to set, beneath it what was asked for, and signs with words."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import pandas as pd
import streamlit as st

from advisor.case.vocabulary import ChartWarning
from advisor.knowledge import Knowledge
from advisor.pages.technique_chart import words
from advisor.physics.exposure_time.timer import Timer
from advisor.technique_chart import words as chart_words
from advisor.technique_chart.chart import ChartCell, SizeColumn, TechniqueChart
from advisor.technique_chart.in_words import (
    anchors,
    caveats,
    in_cells,
    line_name,
    on_timer,
    patient,
    span_on_timer,
    to_set,
    warned,
)
from advisor.words import figures

_TABLE_PX: Final = 560  # narrower than this, two tables stand below each other
_OLDEST: Final = 17
MOST_AGES: Final = 4  # as many columns as fit a phone


class Beneath(StrEnum):
    """What stands beneath each time."""

    RANGE = "range"
    KERMA = "kerma"
    MAKERS = "makers"
    PRESENT = "present"


def ask_ages(knowledge: Knowledge) -> tuple[float, ...]:
    usual = {round(age.typical) for age in knowledge.technique.chart_ages.values()}
    asked = st.multiselect(
        words.AGES, [age for age in range(_OLDEST + 1) if age not in usual], key="technique_ages",
        placeholder=words.AGES_NONE, max_selections=MOST_AGES, width=350, persist_state="session",
    )  # fmt: skip
    return tuple(float(age) for age in sorted(asked))


def ask_beneath(chart: TechniqueChart) -> Beneath:
    """What stands beneath each time; only what some cell has."""
    cells = [cell for line in chart.lines for cell in line.cells]
    offered = [Beneath.RANGE, Beneath.KERMA]
    offered += [Beneath.MAKERS] if any(cell.published for cell in cells) else []
    offered += [Beneath.PRESENT] if any(cell.present for cell in cells) else []
    if st.session_state.get("technique_beneath") not in offered:
        st.session_state["technique_beneath"] = Beneath.RANGE
    chosen = st.segmented_control(
        words.BENEATH, offered, required=True, key="technique_beneath", wrap=True, persist_state="session",
        format_func=lambda each: words.BENEATH_NAME[each],
    )  # fmt: skip
    return Beneath(chosen or Beneath.RANGE)


def show(chart: TechniqueChart, beneath: Beneath, knowledge: Knowledge) -> None:
    """One receptor's chart: the sizes that every chart has, beside them the ages that were asked for."""
    receptor = chart_words.RECEPTOR[chart.receptor] if chart.receptor else None
    form = words.TABLE if receptor else words.TABLE_UNTOLD
    st.subheader(form.format(what=to_set(chart.timer), receptor=receptor), anchor=False)
    for reason in chart.missing:
        st.warning(words.CANNOT_TELL.format(reason=reason), icon=words.REFUSED_ICON)
    grid = st.grid(2, min_column_width=_TABLE_PX)
    usual = [column for column in chart.columns if column.size]
    asked = [column for column in chart.columns if not column.size]
    for columns in (usual, asked):
        if columns:
            with grid.cell():
                st.table(_cells(chart, columns, beneath, chart.timer), alt=_alternative(chart, chart.timer))
    if any(line.cells[0].exposure.set_s for line in chart.lines):
        st.caption(words.WHAT_IS_BENEATH[beneath])
    _warnings(chart)
    if told := anchors(chart, knowledge):
        rests = words.RESTS_ON.format(anchors=figures.listed(list(told)))
        st.markdown(" ".join((rests, *caveats(chart))))


def _alternative(chart: TechniqueChart, timer: Timer) -> str:
    return words.TABLE_ALT.format(unit=chart.unit.name, what=to_set(timer).lower())


def _cells(chart: TechniqueChart, columns: list[SizeColumn], beneath: Beneath, timer: Timer) -> pd.DataFrame:
    signed = in_cells(chart)
    rows = [
        [_cell(cell, beneath, timer, signed) for cell in line.cells if cell.column in columns] for line in chart.lines
    ]
    regions = pd.Index([line_name(line) for line in chart.lines], name=words.REGION)
    return pd.DataFrame(rows, columns=[patient(column) for column in columns], index=regions)


def _cell(cell: ChartCell, beneath: Beneath, timer: Timer, signed: frozenset[ChartWarning]) -> str:
    if cell.exposure.set_s is None:
        return words.NOTHING
    text = words.CELL.format(set=on_timer(cell.exposure.set_s, timer))
    if below := _beneath(cell, beneath, timer):
        text += words.BENEATH_CELL.format(text=below)
    for warning in (each for each in cell.warnings if each in signed):
        text += words.SIGN_CELL.format(sign=chart_words.SIGN, short=chart_words.SHORT[warning])
    return text


def _beneath(cell: ChartCell, beneath: Beneath, timer: Timer) -> str:
    told, kerma = cell.exposure, cell.kerma_mGy
    if beneath is Beneath.KERMA:
        return figures.span(kerma.low, kerma.high) if kerma else ""
    if beneath is Beneath.MAKERS:
        return _span(cell.published.time_s.low, cell.published.time_s.high) if cell.published else ""
    if beneath is Beneath.PRESENT:
        return on_timer(cell.present.exposure_s, timer) if cell.present else ""
    if told.low_s is None or told.high_s is None or told.low_s == told.high_s:
        return ""
    return span_on_timer(told.low_s, told.high_s, timer)


def _span(low_s: float | None, high_s: float | None) -> str:
    if low_s is None or high_s is None:
        return ""
    return words.SPAN.format(low=f"{low_s:.3g}", high=f"{high_s:.3g}") if low_s < high_s else f"{low_s:.3g}"


def _warnings(chart: TechniqueChart) -> None:
    told = list(_said(chart))
    if told:
        st.warning("\n\n".join(told))


def _said(chart: TechniqueChart) -> Iterator[str]:
    for each in warned(chart):
        form = words.WARNED if each.places else words.WARNED_ALL
        short = chart_words.SHORT.get(each.warning, "")
        yield form.format(sign=chart_words.SIGN, short=short, places=each.places, says=each.says)
