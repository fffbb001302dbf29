"""How good the models are: a sentence a measure, and every published value beside what the models give for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

import streamlit as st

from advisor import pages
from advisor.case.vocabulary import Measure
from advisor.evidence import model_words as words
from advisor.evidence.model_sheet import comparison
from advisor.evidence.shelf import Shelf
from advisor.pages.evidence import foretold, table
from advisor.pages.shared.text import small
from advisor.validation.compared import Compared, share, step_ratio
from advisor.validation.model_check import check

_PER_CENT: Final = 100.0
Checked = Mapping[Measure, Sequence[Compared]]


@st.cache_resource(show_spinner=False)
def checked() -> Checked:
    """Worked out once and shared by all visitors."""
    return check(pages.knowledge())


def models(shelf: Shelf, today: date) -> None:
    """What the models hold and what they miss; then one comparison whole."""
    found, technique = checked(), shelf.knowledge.technique
    st.markdown(words.INTRO.format(step=step_ratio(technique.timer(None))))
    st.markdown("\n".join(_line(measure, compared, shelf) for measure, compared in found.items()))
    measure = st.selectbox(
        words.PICK,
        tuple(found),
        format_func=lambda each: words.MEASURE[each],
        key="evidence_measure",
        persist_state="session",
    )
    if measure is Measure.REGION:
        _by_chart(found[measure], shelf)
    sheet = comparison(measure, found[measure], shelf.knowledge)
    table.show(sheet, sheet.rows, sheet.id)
    foretold.doses(shelf.knowledge)


def _line(measure: Measure, compared: Sequence[Compared], shelf: Shelf) -> str:
    units = shelf.knowledge.units
    charts = {each.document for each in compared if each.document in units}
    says = words.SAYS[measure].format(
        held=_held(compared),
        charts=len(charts),
        makers=len({units[unit].maker for unit in charts}),
        age=shelf.knowledge.technique.usual.chart_child_age_years,
    )
    if measure is Measure.REGION:
        left_open = {name for name, exam in shelf.knowledge.by_exam.items() if exam.charts_leave_view_open}
        says += words.PLAIN.format(held=_held(each for each in compared if each.exam not in left_open))
    return words.LINE.format(measure=words.MEASURE[measure], says=says)


def _held(compared: Iterable[Compared]) -> str:
    told = [each for each in compared if each.held is not None]
    part = (share(told) or 0.0) * _PER_CENT
    return words.HELD.format(held=sum(each.held is True for each in told), count=len(told), share=part)


def _by_chart(compared: Sequence[Compared], shelf: Shelf) -> None:
    """The same share for each chart, and what could not be compared."""
    units = shelf.knowledge.units
    of_chart = {unit: [each for each in compared if each.document == unit] for unit in units}
    st.markdown(f"**{words.CHARTS}**")
    st.markdown(
        "\n".join(
            words.CHART.format(chart=units[unit].label, held=_held(told)) for unit, told in of_chart.items() if told
        )
    )
    small(words.NOT_COMPARED.format(count=sum(each.held is None for each in compared)))
