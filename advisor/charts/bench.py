"""The equation of a dose as chips: one a factor, each as wide as its range is, all on one axis of ratios."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import altair as alt

from advisor.charts import bench_words as words
from advisor.charts.picture import BLUE, FONT_PX, VERMILION, Ink, Picture, Specification, named, shape
from advisor.words import figures

_ROW_PX: Final = 44
_AXIS_PX: Final = 44
_CHIP_PX: Final = 16
_LEAST: Final = 0.015  # of an exact factor, in parts of it: a chip that can be seen


class Chip(NamedTuple):
    """A factor as it is read, with its typical value and its ends; `moved` where it differs from the pinned one."""

    name: str
    value: str
    typical: float
    low: float
    high: float
    moved: bool


def equation(chips: Sequence[Chip], dose: str, ink: Ink) -> Picture:
    """From the first factor to the last; what stands between a chip's ends is what is not known of it."""
    rows = [
        {
            "row": f"{words.TIMES if number else ''}{chip.name}: {chip.value}",
            "from": chip.low / chip.typical if chip.low < chip.high else 1 - _LEAST,
            "to": chip.high / chip.typical if chip.low < chip.high else 1 + _LEAST,
            "kind": words.MOVED if chip.moved else words.STILL,
        }
        for number, chip in enumerate(chips)
    ]
    said = "; ".join(words.FACTOR.format(name=chip.name, value=chip.value) for chip in chips)
    table = tuple(
        {
            words.NAME: chip.name,
            words.TYPICAL: figures.rounded(chip.typical),
            words.LOW: figures.rounded(chip.low),
            words.HIGH: figures.rounded(chip.high),
        }
        for chip in chips
    )
    drawn = _shape(tuple(str(row["row"]) for row in rows), ink)
    return Picture("equation", drawn, {"chips": rows}, words.EQUATION.format(factors=said, dose=dose), table)


@lru_cache
def _shape(order: tuple[str, ...], ink: Ink) -> Specification:
    axis = alt.Axis(title=words.AXIS, values=[0.25, 0.5, 1, 2, 4], format="~g", labelFlush=True)
    x = alt.X("from:Q", axis=axis, scale=alt.Scale(type="log", nice=False))
    y = alt.Y("row:N", sort=order, axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    kinds = [words.STILL, words.MOVED]
    colour = alt.Color("kind:N", scale=alt.Scale(domain=kinds, range=[BLUE, VERMILION]), legend=None)
    stroke = alt.Stroke("kind:N", scale=alt.Scale(domain=kinds, range=[BLUE, VERMILION]), legend=None)
    bars = named("chips").mark_bar(height=_CHIP_PX, cornerRadius=6, fillOpacity=0.3, strokeWidth=1.5)
    text = named("chips").mark_text(
        align="left", baseline="bottom", dy=-_CHIP_PX / 2 - 2, color=ink.text, fontSize=FONT_PX, limit=0
    )
    layers = [
        bars.encode(x, alt.X2("to:Q"), y, colour, stroke),
        text.encode(alt.X(value=0), y, alt.Text("row:N")),
    ]
    return shape(layers, _ROW_PX * len(order) + _AXIS_PX, ink)
