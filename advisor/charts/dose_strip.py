"""The dose on one logarithmic strip, between things of known size: as set, as advised, and what the ratio is.

The thick part holds the middle half of what may be, the thin ends nine tenths, the dot is the typical value. Ratios are
known better than doses, so the ratio is the largest word on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import ceil, floor, log10
from typing import Any, Final, Literal

import altair as alt

from advisor.advice.landmarks import Landmark, LandmarkKind
from advisor.case.model import Range
from advisor.charts.dose_strip_words import landmark_numbers, landmark_short, numbers, said, words_of
from advisor.charts.picture import BLUE, FONT_PX, GREEN, VERMILION, Ink, Picture, Row, Specification, named, shape
from advisor.language import _
from advisor.words import figures

Doses = Mapping[str, tuple[Range, Range]]  # by what they are: effective dose [uSv], days of background

_DECADES: Final = (-1, 3)  # 0.1 to 1,000 uSv, and further where a dose goes further
_QUARTILE: Final = 0.41  # of the way to the 5th or 95th percentile, in logarithms: 0.674 / 1.645 of a normal curve
_MARK: Final = 130
_HERO_PX: Final = 17
_ROOM_RIGHT_uSv: Final = 25.0  # above it, a phone has no room for the ratio right of its arrow

# From top to bottom, in pixels.
_TITLE, _ABOVE, _WORDS, _BAR, _RATIO, _ELBOW, _SECOND, _WORDS_BELOW = 7, 24, 46, 62, 81, 95, 112, 130
_AXIS_BELOW: Final[Mapping[int, int]] = {1: _BAR + 18, 2: _WORDS_BELOW + 14}  # by the number of rows
_TICKS, _BELOW, _FOOT = 13, 32, 44  # below the axis
_THICK_PX, _THIN_PX = 14, 3
_ONE: Final = (("circle", BLUE),)
_TWO: Final = (("square", VERMILION), ("circle", GREEN))
_Align = Literal["left", "center", "right"]
_LABELLED: Final[Mapping[str, _Align]] = {"above": "center", "below": "center", "below_left": "right"}
_ABOVE_IT: Final = (LandmarkKind.HOUR, LandmarkKind.DAY, LandmarkKind.WEEK)


def dose_strip(doses: Doses, landmarks: Sequence[Landmark], place: str, ink: Ink) -> Picture:
    """One dose, or two of which the second is to replace the first, with the ratio between them.

    Parameters
    ----------
    doses : mapping
        The effective dose [uSv] and its days of background, by name, in the order in which they are drawn.
    landmarks : sequence of Landmark
        Of `advisor.advice.landmarks`.
    place : str
        Whose background it is, in words.
    """
    ends = _decades([dose for dose, _days in doses.values()])
    rows: dict[str, Sequence[Row]] = {
        "title": [{"text": _("Natural background, {place}").format(place=place)}],
        **{f"dose_{nth}": [_drawn(nth, name, *each)] for nth, (name, each) in enumerate(doses.items())},
        **_ticks(ends),
        **_landmarks(landmarks),
    }
    typical = [dose.typical for dose, _days in doses.values()]
    if (hero := _hero(typical)) is not None:
        rows |= hero
    drawn = _shape(len(doses), frozenset(rows), ends, ink, right_of_it=typical[0] <= _ROOM_RIGHT_uSv)
    table = (*(numbers(name, *each) for name, each in doses.items()), *map(landmark_numbers, landmarks))
    return Picture("dose", drawn, rows, said(doses, landmarks, place), table)


def _decades(doses: Sequence[Range]) -> tuple[int, int]:
    least, most = min(dose.low for dose in doses), max(dose.high for dose in doses)
    low = floor(log10(least)) if least > 0 else _DECADES[0]
    high = ceil(log10(most)) if most > 0 else _DECADES[1]
    return min(low, _DECADES[0]), max(high, _DECADES[1])


def _drawn(nth: int, name: str, dose: Range, days: Range) -> Row:
    return {
        "low": dose.low,
        "quarter": dose.typical * (dose.low / dose.typical) ** _QUARTILE,
        "typical": dose.typical,
        "three_quarters": dose.typical * (dose.high / dose.typical) ** _QUARTILE,
        "high": dose.high,
        "text": words_of(name, dose, days),
    }


def _ticks(ends: tuple[int, int]) -> dict[str, Sequence[Row]]:
    first, *middle, last = ({"at": 10.0**power, "text": f"{10.0**power:,g}"} for power in range(ends[0], ends[1] + 1))
    return {"first": [{**first, "text": f"{first['text']} µSv"}], "ticks": middle, "last": [last]}


def _landmarks(landmarks: Sequence[Landmark]) -> dict[str, Sequence[Row]]:
    placed: dict[str, list[Row]] = {}
    for each in landmarks:
        flight = each.kind is LandmarkKind.HOUR_OF_FLIGHT
        name = "above" if each.kind in _ABOVE_IT else "below_left" if flight else "below"
        placed.setdefault(name, []).append({"at": each.effective_dose_uSv, "text": landmark_short(each.kind)})
    return dict(placed)


def _hero(typical_uSv: Sequence[float]) -> dict[str, Sequence[Row]] | None:
    """The way from the first dot to the second, and the ratio in words; None where they are as good as alike."""
    if len(typical_uSv) == 1 or not (share := figures.share(typical_uSv[1] / typical_uSv[0])):
        return None
    before, after = typical_uSv
    corners = ((before, _BAR), (before, _ELBOW), (after, _ELBOW), (after, _SECOND - _MARK**0.5))
    return {
        "way": [{"at": at, "y": y, "nth": nth} for nth, (at, y) in enumerate(corners)],
        "ratio": [{"at": before, "text": share, "to": after}],
    }


@lru_cache
def _shape(doses: int, drawn: frozenset[str], ends: tuple[int, int], ink: Ink, *, right_of_it: bool) -> Specification:
    """Only what is drawn has a layer: a screen reader would come upon an empty one."""
    scale = alt.Scale(type="log", domain=[10.0**power for power in ends], nice=False)
    x, axis = alt.X("at:Q", scale=scale, axis=None), _AXIS_BELOW[doses]
    labels_y = {name: _ABOVE if name == "above" else axis + _BELOW for name in _LABELLED if name in drawn}
    title = named("title").mark_text(align="left", color=ink.text, fontSize=FONT_PX)
    layers = [
        *(_hairlines(name, x, axis, ink) for name in labels_y),
        title.encode(alt.X(value=0), alt.Y(value=_TITLE), alt.Text("text:N")),
        *_axis(x, axis, ink),
        *(_text(name, _LABELLED[name], x, y, ink) for name, y in labels_y.items()),
        *(_way(x, scale, ink, right_of_it=right_of_it) if "ratio" in drawn else ()),
        *(layer for nth in range(doses) for layer in _dose(nth, doses, scale, ink)),
    ]
    return shape(layers, axis + _FOOT, ink)


def _hairlines(rows: str, x: alt.X, axis: int, ink: Ink) -> alt.Chart:
    lines: alt.Chart = (
        named(rows)
        .mark_rule(color=ink.line, strokeDash=[] if rows == "above" else [3, 3])
        .encode(x, alt.Y(value=_ABOVE + 8 if rows == "above" else _BAR - 8), alt.Y2(value=axis))
    )
    return lines


def _text(rows: str, align: _Align, x: alt.X, y: float, ink: Ink) -> alt.Chart:
    text = named(rows).mark_text(align=align, color=ink.text, fontSize=FONT_PX)
    placed: alt.Chart = text.encode(x, alt.Y(value=y), alt.Text("text:N"))
    return placed


def _axis(x: alt.X, axis: int, ink: Ink) -> list[alt.Chart]:
    ends: tuple[tuple[str, _Align], ...] = (
        ("first", "left"), ("ticks", "center"), ("last", "right"),
    )  # fmt: skip
    marks = [
        named(rows).mark_rule(color=ink.text).encode(x, alt.Y(value=axis), alt.Y2(value=axis + 5)) for rows, _ in ends
    ]
    return [*marks, *(_text(rows, align, x, axis + _TICKS, ink) for rows, align in ends)]


def _way(x: alt.X, scale: alt.Scale, ink: Ink, *, right_of_it: bool) -> list[alt.Chart]:
    y = alt.Y("y:Q", scale=None, axis=None)
    align: _Align = "left" if right_of_it else "right"
    hero: dict[str, Any] = {"fontSize": _HERO_PX, "fontWeight": "bold", "color": ink.strong}
    head = named("ratio").mark_point(shape="triangle-down", filled=True, size=60, color=ink.strong, opacity=1)
    ratio = named("ratio").mark_text(align=align, dx=9 if right_of_it else -9, **hero)
    return [
        named("way").mark_line(color=ink.strong, strokeWidth=1.5).encode(x, y, alt.Order("nth:Q")),
        head.encode(alt.X("to:Q", scale=scale, axis=None), alt.Y(value=_SECOND - _MARK**0.5)),
        ratio.encode(x, alt.Y(value=_RATIO), alt.Text("text:N")),
    ]


def _dose(nth: int, doses: int, scale: alt.Scale, ink: Ink) -> list[alt.Chart]:
    form, colour = (_ONE if doses == 1 else _TWO)[nth]
    rows, y, words_y = f"dose_{nth}", *((_BAR, _WORDS) if nth == 0 else (_SECOND, _WORDS_BELOW))
    x = {name: alt.X(f"{name}:Q", scale=scale, axis=None) for name in ("low", "quarter", "typical")}
    thick = named(rows).mark_bar(height=_THICK_PX, color=colour, opacity=0.55)
    dot = named(rows).mark_point(shape=form, filled=True, size=_MARK, color=colour, stroke=ink.strong, opacity=1)
    label = named(rows).mark_text(align="left", color=ink.strong, fontSize=FONT_PX)
    return [
        named(rows).mark_rule(strokeWidth=_THIN_PX, color=colour).encode(x["low"], alt.X2("high:Q"), alt.Y(value=y)),
        thick.encode(x["quarter"], alt.X2("three_quarters:Q"), alt.Y(value=y)),
        dot.encode(x["typical"], alt.Y(value=y)),
        label.encode(alt.X(value=0), alt.Y(value=words_y), alt.Text("text:N")),
    ]
