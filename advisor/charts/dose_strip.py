"""The dose on one logarithmic strip, between things of known size: as set, as advised, and what the ratio is.

The thick part holds the middle half of what may be, the thin ends nine tenths, the dot is the typical value. Ratios are
known better than doses, so the ratio is the largest word on it.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import ceil, floor, log10
from typing import Any, Final, Literal

import altair as alt

from advisor.advice.landmarks import Landmark, LandmarkKind
from advisor.case.model import Range
from advisor.charts.dose_strip_words import landmark_numbers, landmark_short, numbers, said, words_of
from advisor.charts.picture import BLUE, FONT_PX, GREEN, VERMILION, Ink, Picture, Row, Specification, named, shape
from advisor.words import figures

Doses = Mapping[str, tuple[Range, Range]]  # by what they are: effective dose [uSv], days of background

_DECADES: Final = (-1, 3)  # 0.1 to 1,000 uSv, and further where a dose goes further
_QUARTILE: Final = 0.41  # of the way to the 5th or 95th percentile, in logarithms: 0.674 / 1.645 of a normal curve
_MARK: Final = 130
_HERO_PX: Final = 17
_PHONE_PX: Final = 356  # the narrowest strip, a phone's: what fits there fits everywhere
_LETTER_PX: Final = 6.5  # on average
_FREE_PX: Final = 9  # between a bar or a dot and its words

# From top to bottom, in pixels: 94 with two doses, 64 with one; on paper letters are taller than on the screen.
_ABOVE, _BAR, _HERO, _SECOND = 7, 22, 37, 52
_AXIS: Final[Mapping[int, int]] = {1: _BAR + 11, 2: _SECOND + 11}  # by the number of rows
_TICKS, _BELOW, _FOOT = 11, 25, 31  # below the axis
_THICK_PX, _THIN_PX = 14, 3
_ONE: Final = (("circle", BLUE),)
_TWO: Final = (("square", VERMILION), ("circle", GREEN))
_Align = Literal["left", "center", "right"]
_LABELLED: Final[Mapping[str, _Align]] = {"above": "center", "below": "center", "below_left": "right"}
_ABOVE_IT: Final = (LandmarkKind.HOUR, LandmarkKind.DAY, LandmarkKind.WEEK)
_SIDES: Final[Mapping[str, _Align]] = {"before": "right", "behind": "left"}  # of a bar or dot, where its words stand


def dose_strip(doses: Doses, landmarks: Sequence[Landmark], place: str, ink: Ink, left: float | None = None) -> Picture:
    """One dose, or two of which the second is to replace the first, with what part of it is left.

    Parameters
    ----------
    doses : mapping
        The effective dose [uSv] and its days of background, by name, in the order in which they are drawn.
    place : str
        Whose background it is, in words.
    left : float or None
        Of the first dose, on one unit: see `advisor.physics.saving`.
    """
    ends = _decades([dose for dose, _days in doses.values()])
    rows: dict[str, Sequence[Row]] = {
        **{f"dose_{nth}": [_drawn(dose)] for nth, (dose, _days) in enumerate(doses.values())},
        **{
            f"{_side(dose.low, dose.high, ends)}_{nth}": [_named(name, dose, ends)]
            for nth, (name, (dose, _days)) in enumerate(doses.items())
        },
        **_ticks(ends),
        **_landmarks(landmarks),
        **_hero([dose.typical for dose, _days in doses.values()], left, ends),
    }
    drawn = _shape(len(doses), frozenset(rows), ends, ink)
    table = (*(numbers(name, *each) for name, each in doses.items()), *map(landmark_numbers, landmarks))
    return Picture("dose", drawn, rows, said(doses, landmarks, place, left), table)


def _decades(doses: Sequence[Range]) -> tuple[int, int]:
    least, most = min(dose.low for dose in doses), max(dose.high for dose in doses)
    low = floor(log10(least)) if least > 0 else _DECADES[0]
    high = ceil(log10(most)) if most > 0 else _DECADES[1]
    return min(low, _DECADES[0]), max(high, _DECADES[1])


def _drawn(dose: Range) -> Row:
    return {
        "low": dose.low,
        "quarter": dose.typical * (dose.low / dose.typical) ** _QUARTILE,
        "typical": dose.typical,
        "three_quarters": dose.typical * (dose.high / dose.typical) ** _QUARTILE,
        "high": dose.high,
    }


def _room_px(low: float, high: float, ends: tuple[int, int]) -> tuple[float, float]:
    """Left and right of what lies between two doses, on a phone."""
    a_decade_px = _PHONE_PX / (ends[1] - ends[0])
    return (log10(low) - ends[0]) * a_decade_px, (ends[1] - log10(high)) * a_decade_px


def _side(low: float, high: float, ends: tuple[int, int]) -> str:
    left, right = _room_px(low, high, ends)
    return "before" if left > right else "behind"


def _named(name: str, dose: Range, ends: tuple[int, int]) -> Row:
    """Which dose a bar is, with its typical value where a phone has room for it."""
    room = max(_room_px(dose.low, dose.high, ends)) - _FREE_PX
    whole = words_of(name, dose)
    at = dose.low if _side(dose.low, dose.high, ends) == "before" else dose.high
    return {"at": at, "text": whole if len(whole) * _LETTER_PX < room else name}


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


def _hero(typical_uSv: Sequence[float], left: float | None, ends: tuple[int, int]) -> dict[str, Sequence[Row]]:
    """The way from the first dot to the second, and the part in words; nothing where it is as good as all."""
    if left is None or not (share := figures.share(left)):
        return {}
    before, after = typical_uSv
    side = _side(after, before, ends)
    corners = ((before, _BAR), (before, _HERO), (after, _HERO), (after, _SECOND - _MARK**0.5))
    return {
        "way": [{"at": at, "y": y, "nth": nth} for nth, (at, y) in enumerate(corners)],
        f"{side}_ratio": [{"at": after if side == "before" else before, "text": share, "to": after}],
    }


@lru_cache
def _shape(doses: int, drawn: frozenset[str], ends: tuple[int, int], ink: Ink) -> Specification:
    """Only what is drawn has a layer: a screen reader would come upon an empty one."""
    scale = alt.Scale(type="log", domain=[10.0**power for power in ends], nice=False)
    x, axis = alt.X("at:Q", scale=scale, axis=None), _AXIS[doses]
    labels_y = {name: _ABOVE if name == "above" else axis + _BELOW for name in _LABELLED if name in drawn}
    layers = [
        *(_hairlines(name, x, axis, ink) for name in labels_y),
        *_axis(x, axis, ink),
        *(_text(name, _LABELLED[name], x, y, ink) for name, y in labels_y.items()),
        *(layer for side in _SIDES if f"{side}_ratio" in drawn for layer in _way(side, x, scale, ink)),
        *(layer for nth in range(doses) for layer in _dose(nth, doses, scale, ink)),
        *(
            _beside(f"{side}_{nth}", side, x, _y(nth), color=ink.strong, fontSize=FONT_PX)
            for nth in range(doses)
            for side in _SIDES
            if f"{side}_{nth}" in drawn
        ),
    ]
    return shape(layers, axis + _FOOT, ink)


def _y(nth: int) -> int:
    return (_BAR, _SECOND)[nth]


def _hairlines(rows: str, x: alt.X, axis: int, ink: Ink) -> alt.Chart:
    lines: alt.Chart = (
        named(rows)
        .mark_rule(color=ink.line, strokeDash=[] if rows == "above" else [3, 3])
        .encode(x, alt.Y(value=_ABOVE + 7), alt.Y2(value=axis))
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
        named(rows).mark_rule(color=ink.text).encode(x, alt.Y(value=axis), alt.Y2(value=axis + 4)) for rows, _ in ends
    ]
    return [*marks, *(_text(rows, align, x, axis + _TICKS, ink) for rows, align in ends)]


def _beside(rows: str, side: str, x: alt.X, y: float, **look: Any) -> alt.Chart:
    dx = -_FREE_PX if side == "before" else _FREE_PX
    words: alt.Chart = (
        named(rows).mark_text(align=_SIDES[side], dx=dx, **look).encode(x, alt.Y(value=y), alt.Text("text:N"))
    )
    return words


def _way(side: str, x: alt.X, scale: alt.Scale, ink: Ink) -> list[alt.Chart]:
    ratio, y = f"{side}_ratio", alt.Y("y:Q", scale=None, axis=None)
    head = named(ratio).mark_point(shape="triangle-down", filled=True, size=60, color=ink.strong, opacity=1)
    return [
        named("way").mark_line(color=ink.strong, strokeWidth=1.5).encode(x, y, alt.Order("nth:Q")),
        head.encode(alt.X("to:Q", scale=scale, axis=None), alt.Y(value=_SECOND - _MARK**0.5)),
        _beside(ratio, side, x, _HERO, color=ink.strong, fontSize=_HERO_PX, fontWeight="bold"),
    ]


def _dose(nth: int, doses: int, scale: alt.Scale, ink: Ink) -> list[alt.Chart]:
    form, colour = (_ONE if doses == 1 else _TWO)[nth]
    rows, y = f"dose_{nth}", alt.Y(value=_y(nth))
    x = {name: alt.X(f"{name}:Q", scale=scale, axis=None) for name in ("low", "quarter", "typical")}
    thick = named(rows).mark_bar(height=_THICK_PX, color=colour, opacity=0.55)
    dot = named(rows).mark_point(shape=form, filled=True, size=_MARK, color=colour, stroke=ink.strong, opacity=1)
    return [
        named(rows).mark_rule(strokeWidth=_THIN_PX, color=colour).encode(x["low"], alt.X2("high:Q"), y),
        thick.encode(x["quarter"], alt.X2("three_quarters:Q"), y),
        dot.encode(x["typical"], y),
    ]
