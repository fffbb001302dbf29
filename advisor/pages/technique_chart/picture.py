"""The picture of a technique chart, a group of regions at a time, with its numbers."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import streamlit as st

from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Receptor
from advisor.charts import technique as charts
from advisor.charts.picture import Picture
from advisor.knowledge import Knowledge
from advisor.pages.shared import pictures
from advisor.pages.technique_chart import words
from advisor.technique_chart.chart import ChartLine, CurvePoint, TechniqueChart, time_curve
from advisor.technique_chart.in_words import line_name
from advisor.words import names

_PICTURE_PX: Final = 760


def show(chart: TechniqueChart, knowledge: Knowledge) -> None:
    opened = st.expander(words.PICTURE, on_change="rerun", key="technique_picture")
    if not opened.open:
        return
    with opened, st.container(width=_PICTURE_PX):
        groups = {_group(line): words.GROUPS.get(_group(line)) or names.exam(line.exam) for line in chart.lines}
        group = st.segmented_control(
            words.GROUP, tuple(groups), required=True, default=next(iter(groups)), wrap=True,
            format_func=groups.__getitem__, key="technique_group", persist_state="session",
        )  # fmt: skip
        picture = _picture(chart, [line for line in chart.lines if _group(line) == group], knowledge)
        if picture is None:
            return
        pictures.show(picture)
        st.caption(words.PICTURE_HELP)
        numbers(picture)


def _group(line: ChartLine) -> str:
    """The upper and the lower teeth apart; any other exam by itself."""
    jaw, parted, _ = line.region.id.partition("_")
    return jaw + parted if parted else line.exam.id


def _picture(chart: TechniqueChart, lines: Sequence[ChartLine], knowledge: Knowledge) -> Picture | None:
    curves = {line_name(line): _curve(chart.unit, line.region.id, chart.receptor, knowledge) for line in lines}
    advised = {
        line_name(line): [
            CurvePoint(cell.column.age_years, cell.exposure.set_s) for cell in line.cells if cell.exposure.set_s
        ]
        for line in lines
    }
    steps_s = chart.timer.steps_s
    return charts.time_curves(curves, advised, steps_s, pictures.ink())


@lru_cache(maxsize=256)
def _curve(unit: UnitProfile, region: str, receptor: Receptor | None, knowledge: Knowledge) -> tuple[CurvePoint, ...]:
    return time_curve(unit, region, knowledge, receptor)


def numbers(picture: Picture) -> None:
    """What a picture says in words, and its numbers to look at and to take along."""
    opened = st.expander(words.NUMBERS, type="compact", on_change="rerun", key=f"technique_numbers_{picture.name}")
    if not opened.open:
        return
    with opened:
        st.caption(picture.alternative)
        pictures.download(picture.csv_text, picture.name, key=f"technique_csv_{picture.name}")
        st.table(pictures.upright(picture.table), hide_index=True)
