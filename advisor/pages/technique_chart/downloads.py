"""The chart to take along: on paper for the wall, as a table, and the unit as a file."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Final

import streamlit as st

from advisor.handout import PaperSize, can_print
from advisor.handout.technique_chart import technique_sheet
from advisor.knowledge import Knowledge
from advisor.knowledge.places import american
from advisor.pages.my_units import form
from advisor.pages.shared import facts
from advisor.pages.technique_chart import unit as technique_chart_unit
from advisor.pages.technique_chart import words
from advisor.technique_chart import words as chart_words
from advisor.technique_chart.as_csv import chart_csv
from advisor.technique_chart.chart import TechniqueChart

_PRINT: Final = ":material/print:"
_SAVE: Final = ":material/download:"


def show(charts: Sequence[TechniqueChart], knowledge: Knowledge) -> None:
    """Nothing is made before its button is touched."""
    st.subheader(words.TAKE, anchor=False)
    unit = charts[0].unit
    if can_print():
        _sheets(charts, knowledge)
    else:
        st.caption(words.NO_PDF)
    with st.container(horizontal=True):
        st.download_button(
            words.CSV, lambda: chart_csv(*charts), words.CSV_FILE, "text/csv", key="technique_csv", on_click="ignore",
            icon=_SAVE,
        )  # fmt: skip
        form.save(technique_chart_unit.FORM, unit)


def _sheets(charts: Sequence[TechniqueChart], knowledge: Knowledge) -> None:
    """One sheet a receptor."""
    usual = tuple(PaperSize)[::-1] if american(facts.told("place")) else tuple(PaperSize)
    today = date.today()  # noqa: DTZ011 - the day on the wall is the reader's own
    with st.container(horizontal=True, vertical_alignment="bottom"):
        paper = st.segmented_control(words.PAPER, usual, default=usual[0], required=True, key="technique_paper")
        for chart in charts:
            receptor = chart_words.RECEPTOR[chart.receptor] if chart.receptor else ""
            st.download_button(
                words.PDF_OF.format(receptor=receptor) if len(charts) > 1 else words.PDF,
                partial(technique_sheet, chart, knowledge, on=today, paper=paper or usual[0]),
                words.FILE_OF.format(receptor=chart.receptor) if chart.receptor else words.FILE_UNTOLD,
                "application/pdf",
                key=f"technique_pdf_{chart.receptor}",
                on_click="ignore",
                icon=_PRINT,
            )
