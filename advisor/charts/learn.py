"""Pictures of Learn: lessons by competency and last answer, what comes back when, how well a factor is known."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from math import log
from typing import Final

import altair as alt

from advisor.case.model import Range
from advisor.charts import lesson_words as words
from advisor.charts.picture import BLUE, FONT_PX, GREEN, VERMILION, Ink, Picture, Row, Specification, named, shape
from advisor.student.standing import Standing

_ROW_PX: Final = 44
_BAR_PX: Final = 14
_FRAME_PX: Final = 84  # axis and legend
_DAYS_PX: Final = 150

# How well a factor of the bench is known.
_BAR_WIDTH_PX: Final = 240
_BAR_HEIGHT_PX: Final = 16
_TIMES: Final = 4.0  # of the typical value, at the right end; a quarter of it at the left
_LEAST_PX: Final = 3.0  # of what is known exactly
_GREY: Final = "#888888"  # reads on light and on dark
_IN_TEXT: Final = "![](data:image/svg+xml;base64,{code})"
_SVG: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    '<path d="M0 8H{width}M{middle} 1V15" stroke="{grey}"/>'
    '<rect x="{left:.1f}" y="3" width="{wide:.1f}" height="10" rx="3" fill="{colour}" fill-opacity=".45" '
    'stroke="{colour}"/></svg>'
)


def competency_bars(standings: Mapping[str, Standing], ink: Ink) -> Picture:
    """Lessons of each competency: right, right by a guess, not right, not begun."""
    states = (words.ANSWERED_RIGHT, words.GUESSED, words.NOT_RIGHT, words.NOT_BEGUN)
    data = [
        {"row": label, "state": state, "order": place, "lessons": count}
        for label, standing in standings.items()
        for place, (state, count) in enumerate(zip(states, standing, strict=True))
    ]
    said = "; ".join(
        words.SAID_ROW.format(competency=label, **standing._asdict()) for label, standing in standings.items()
    )
    table = tuple(
        {words.COMPETENCY: row["row"], words.LAST_ANSWER: row["state"], words.LESSONS: row["lessons"]} for row in data
    )
    drawn = _competency_shape(tuple(standings), states, words.LESSONS_AXIS, ink)
    return Picture("competencies", drawn, {"standings": data}, words.SAID.format(rows=said), table)


@lru_cache
def _competency_shape(order: tuple[str, ...], states: tuple[str, ...], title: str, ink: Ink) -> Specification:
    """Each name stands above its bar: beside it a long one would leave a phone no room."""
    y = alt.Y("row:N", sort=order, axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    axis = alt.Axis(title=title, tickMinStep=1, tickCount=6, format="d", labelFlush=True)
    x = alt.X("lessons:Q", stack="zero", axis=axis, scale=alt.Scale(nice=False))
    legend = alt.Legend(title=None, orient="top", columns=2, labelColor=ink.text, labelFontSize=FONT_PX, labelLimit=0)
    colours = alt.Scale(domain=states, range=[GREEN, BLUE, VERMILION, ink.line])
    bars = named("standings").mark_bar(height=_BAR_PX, stroke=ink.text, strokeWidth=0.5, yOffset=6)
    names = named("standings").mark_text(align="left", baseline="bottom", dy=-4, color=ink.text, fontSize=FONT_PX)
    layers = [
        bars.encode(x, y, alt.Color("state:N", scale=colours, legend=legend), alt.Order("order:Q")),
        names.transform_filter(alt.FieldEqualPredicate(field="order", equal=0)).encode(
            alt.X(value=0), y, alt.Text("row:N")
        ),
    ]
    return shape(layers, _ROW_PX * len(order) + _FRAME_PX, ink)


def coming_days(days: Mapping[date, int], today: date, ink: Ink) -> Picture:
    """How many lessons come back on each of the next days."""
    data: Sequence[Row] = [
        {"day": words.TODAY_IS if day == today else f"{day:%m-%d}", "place": place, "lessons": count}
        for place, (day, count) in enumerate(days.items())
    ]
    said = "; ".join(words.COMING_ROW.format(day=row["day"], count=row["lessons"]) for row in data if row["lessons"])
    table = tuple({words.DAY: day.isoformat(), words.LESSONS: count} for day, count in days.items())
    alternative = words.COMING_SAID.format(rows=said or words.COMING_NONE)
    return Picture("coming", _coming_shape(words.COMING_AXIS, ink), {"days": data}, alternative, table)


@lru_cache
def _coming_shape(title: str, ink: Ink) -> Specification:
    sort = alt.EncodingSortField(field="place", order="ascending")
    axis = alt.Axis(title=None, labelAngle=0, labelOverlap="greedy")
    x = alt.X("day:N", sort=sort, axis=axis)
    y = alt.Y("lessons:Q", axis=alt.Axis(title=title, tickMinStep=1, format="d", tickCount=4))
    return shape([named("days").mark_bar(color=BLUE).encode(x, y)], _DAYS_PX, ink)


def range_bar(value: Range, *, moved: bool) -> str:
    """An SVG on a logarithmic axis with the typical value in its middle; in another colour where it has `moved`."""
    left, right = (_place(end / value.typical) for end in (value.low, value.high))
    wide = max(_LEAST_PX, right - left)
    return _SVG.format(
        width=_BAR_WIDTH_PX, height=_BAR_HEIGHT_PX, middle=_BAR_WIDTH_PX // 2, grey=_GREY,
        left=min(left, _BAR_WIDTH_PX - wide) - (_LEAST_PX / 2 if right == left else 0), wide=wide,
        colour=VERMILION if moved else BLUE,
    )  # fmt: skip


def _place(times: float) -> float:
    share = 0.5 + log(times) / log(_TIMES) / 2
    return _BAR_WIDTH_PX * min(1.0, max(0.0, share))


def bar_in_text(bar: str) -> str:
    """Within Markdown; the words beside it say the same, so it has no text alternative."""
    return _IN_TEXT.format(code=b64encode(bar.encode()).decode())
