"""What the engine answers in a lesson, as a picture: doses one below the other, a median beside its reference level."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

import altair as alt

from advisor.case.model import Range
from advisor.charts import lesson_words as words
from advisor.charts.picture import BLUE, FONT_PX, Ink, Picture, Row, Specification, named, shape
from advisor.words import figures

_ROW_PX: Final = 46
_AXIS_PX: Final = 44
_NAME_PX: Final = 10  # above its line
_MARK: Final = 150
_LINE_PX: Final = 44
_PERCENT: Final = "%"
_WHOLE: Final = 100


def dose_ladder(doses_uSv: Mapping[str, Range], ink: Ink, axis: str | None = None) -> Picture:
    """Doses by name [uSv], in the order given: a dot for the typical value, a line for the range, on a logarithmic
    axis that says which dose is meant, the effective one unless told."""
    rows = [
        {"row": name, "low": dose.low, "typical": dose.typical, "high": dose.high} for name, dose in doses_uSv.items()
    ]
    said = "; ".join(words.DOSE.format(name=name, dose=figures.dose(dose)) for name, dose in doses_uSv.items())
    table = tuple(
        {
            words.WHAT: name,
            words.LOW: figures.rounded(dose.low),
            words.TYPICAL: figures.rounded(dose.typical),
            words.HIGH: figures.rounded(dose.high),
        }
        for name, dose in doses_uSv.items()
    )
    drawn = _ladder_shape(tuple(doses_uSv), axis or words.DOSE_AXIS, ink)
    return Picture("lesson_doses", drawn, {"doses": rows}, words.DOSES.format(rows=said), table)


@lru_cache
def _ladder_shape(order: tuple[str, ...], title: str, ink: Ink) -> Specification:
    axis = alt.Axis(title=title, tickCount=4, format="~g", labelFlush=True)
    x = alt.X("low:Q", axis=axis, scale=alt.Scale(type="log"))
    y = alt.Y("row:N", sort=order, axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    lines = named("doses").mark_rule(color=BLUE, strokeWidth=3)
    dots = named("doses").mark_point(filled=True, size=_MARK, color=BLUE, opacity=1)
    text = named("doses").mark_text(
        align="left", baseline="bottom", dy=-_NAME_PX, color=ink.text, fontSize=FONT_PX, limit=0
    )
    layers = [
        lines.encode(x, alt.X2("high:Q"), y),
        dots.encode(alt.X("typical:Q"), y),
        text.encode(alt.X(value=0), y, alt.Text("row:N")),
    ]
    return shape(layers, _ROW_PX * len(order) + _AXIS_PX, ink)


def level_strip(median: float, level: float | None, unit: str, ink: Ink) -> Picture:
    """A practice's median, and the reference level once the student has answered, on one axis in their unit."""
    values = {words.MEDIAN: median, **({words.LEVEL: level} if level is not None else {})}
    return replace(values_strip(values, unit, ink), name="lesson_level")


def values_strip(values: Mapping[str, float], unit: str, ink: Ink) -> Picture:
    """Numbers of one unit by name, each a line from nothing on one axis; a share of a hundred up to that."""
    rows: dict[str, Sequence[Row]] = {
        "values": [
            {"from": 0, "at": value, "label": f"{name}: {value:g}", "down": nth}
            for nth, (name, value) in enumerate(values.items())
        ]
    }
    said = "; ".join(words.VALUE.format(name=name, value=value, unit=unit) for name, value in values.items())
    table = tuple({words.WHAT: name, unit: value} for name, value in values.items())
    return Picture("lesson_values", _values_shape(unit, len(values), ink), rows, words.VALUES.format(rows=said), table)


@lru_cache
def _values_shape(unit: str, count: int, ink: Ink) -> Specification:
    axis = alt.Axis(title=unit, tickCount=5, labelFlush=True, format=",f")
    scale = alt.Scale(domain=[0, _WHOLE]) if unit == _PERCENT else alt.Scale(domainMin=0, nice=True)
    x = alt.X("at:Q", axis=axis, scale=scale)
    y = alt.Y("down:O", axis=None)
    lines = named("values").mark_rule(color=BLUE, strokeWidth=4)
    marks = named("values").mark_point(filled=True, size=_MARK, color=BLUE, opacity=1)
    text = named("values").mark_text(align="left", baseline="bottom", dy=-8, color=ink.text, fontSize=FONT_PX)
    layers = [
        lines.encode(alt.X("from:Q", axis=axis, scale=scale), alt.X2("at:Q"), y),
        marks.encode(x, y),
        text.encode(alt.X(value=0), y, alt.Text("label:N")),
    ]
    return shape(layers, _LINE_PX * count + _AXIS_PX, ink)
