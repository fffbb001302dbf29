"""The Technique chart page: the practice's own unit in, the time to set for every region and patient size out."""

from functools import lru_cache
from typing import Final

import streamlit as st

from advisor import pages
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Receptor
from advisor.knowledge import Knowledge
from advisor.pages.my_units import settings, store
from advisor.pages.technique_chart import change, checks, downloads, picture, table, words, working
from advisor.pages.technique_chart import unit as technique_chart_unit
from advisor.technique_chart import words as chart_words
from advisor.technique_chart.chart import TechniqueChart, technique_chart

_COLUMN_PX: Final = 480  # narrower than this, the chart goes below the fields


def page() -> None:
    """Everything there is to see."""
    knowledge = pages.knowledge()
    settings.hear(knowledge)
    st.title(words.TITLE, anchor=False)
    above = st.container()  # on a phone the chart is below the fields
    grid = st.grid(2, min_column_width=_COLUMN_PX, gap="medium")
    with grid.cell():
        unit = technique_chart_unit.ask(knowledge)
    with grid.cell():
        charts = _beside(unit, knowledge)
    for said in filter(None, (checks.makers_said(chart, knowledge) for chart in charts)):
        above.markdown(said)
    if isinstance(unit, UnitProfile) and charts:
        _below(unit, charts, knowledge)
    st.caption(words.FOOT.format(fingerprint=knowledge.fingerprint))
    store.keep()


def _beside(unit: technique_chart_unit.Told, knowledge: Knowledge) -> list[TechniqueChart]:
    """The chart, beside the fields or below them on a narrow screen; what the page is for, before anything is told."""
    if unit is None:
        technique_chart_unit.start(knowledge)
    if not isinstance(unit, UnitProfile):
        return []
    first = _chart(unit, (), None, knowledge)
    if not first.lines:
        for warning in first.warnings:
            st.info(chart_words.WARNING[warning])
        return []
    above = st.container()
    with st.container(horizontal=True, vertical_alignment="top"):
        beneath = table.ask_beneath(first)
        ages = table.ask_ages(knowledge)
    charts = [_chart(unit, ages, receptor, knowledge) for receptor in _receptors(unit)]
    with above:
        for chart in charts:
            table.show(chart, beneath, knowledge)
    return charts


def _below(unit: UnitProfile, charts: list[TechniqueChart], knowledge: Knowledge) -> None:
    """What is done with the chart, and what it rests on."""
    downloads.show(charts, knowledge)
    checks.makers(charts[0], knowledge)
    working.show(charts, knowledge)
    picture.show(charts[0], knowledge)
    checks.receptor(unit, knowledge)
    change.show(unit, knowledge)


def _receptors(unit: UnitProfile) -> tuple[Receptor | None, ...]:
    second = unit.second_receptor
    return (None,) if second in (None, unit.setup.receptor) else (None, second)


@lru_cache(maxsize=128)
def _chart(
    unit: UnitProfile, ages_years: tuple[float, ...], receptor: Receptor | None, knowledge: Knowledge
) -> TechniqueChart:
    return technique_chart(unit, knowledge, ages_years=ages_years, receptor=receptor)
