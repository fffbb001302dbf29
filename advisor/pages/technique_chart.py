"""The Technique chart page: the practice's own unit in, the time to set for every region and patient size out."""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from advisor import pages
from advisor.knowledge import Knowledge
from advisor.pages import (
    my_settings,
    my_units,
    technique_chart_change,
    technique_chart_checks,
    technique_chart_downloads,
    technique_chart_picture,
    technique_chart_table,
    technique_chart_unit,
    technique_chart_working,
)
from advisor.technique.chart import TechniqueChart, technique_chart
from advisor.units.unit import UnitProfile
from advisor.vocabulary import Receptor
from advisor.wording import technique_chart as chart_words
from advisor.wording import technique_page as words


def page() -> None:
    """Everything there is to see."""
    known = pages.knowledge()
    my_settings.hear(known)
    st.title(words.TITLE, anchor=False)
    unit = technique_chart_unit.ask(known)
    if isinstance(unit, UnitProfile):
        _show(unit, known)
    st.caption(words.FOOT.format(fingerprint=known.fingerprint))
    my_units.keep()


def _show(unit: UnitProfile, known: Knowledge) -> None:
    first = _chart(unit, (), None, known)
    if not first.lines:
        for warning in first.warnings:
            st.info(chart_words.WARNING[warning])
        return
    with st.container(horizontal=True, vertical_alignment="top"):
        beneath = technique_chart_table.ask_beneath(first)
        ages = technique_chart_table.ask_ages(known)
    charts = [_chart(unit, ages, receptor, known) for receptor in _receptors(unit)]
    for chart in charts:
        technique_chart_table.show(chart, beneath, known)
    technique_chart_working.show(charts, known)
    technique_chart_downloads.show(charts, known)
    technique_chart_picture.show(charts[0], known)
    technique_chart_checks.receptor(unit, known)
    technique_chart_change.show(unit, known)
    technique_chart_checks.makers(charts[0], known)


def _receptors(unit: UnitProfile) -> tuple[Receptor | None, ...]:
    second = unit.second_receptor
    return (None,) if second in (None, unit.setup.receptor) else (None, second)


@lru_cache(maxsize=128)
def _chart(
    unit: UnitProfile, ages_years: tuple[float, ...], receptor: Receptor | None, known: Knowledge
) -> TechniqueChart:
    return technique_chart(unit, known, ages_years=ages_years, receptor=receptor)
