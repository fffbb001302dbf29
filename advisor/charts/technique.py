"""The pictures of a technique chart: time against age on the timer's steps, and what reaches the receptor."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log
from typing import Final

import altair as alt

from advisor.charts.picture import BLUE, FONT_PX, GREEN, VERMILION, Ink, Picture, Row, Specification, named, shape
from advisor.language import _
from advisor.technique_chart.chart import CurvePoint
from advisor.technique_chart.receptor_dose import ReceptorDose
from advisor.words import figures

MOST_CURVES: Final = 4  # one colour, one dash and one mark each
_HEIGHT_PX: Final = 330
_LABEL_PX: Final = 23  # between two names at the ends of their lines
_DASHES: Final = ([1, 0], [8, 3], [3, 3], [10, 3, 2, 3])
_FORMS: Final = ("circle", "square", "triangle-up", "diamond")
_MARK: Final = 90
_YEARS: Final = (0.0, 30.0)  # room for the steps on the left and for the names on the right of the curves
_AGES: Final = (4, 6, 8, 10, 12, 14, 16, 18)
_APART_YEARS: Final = 0.5  # marks on the same step side by side
_ROOM_FOR_STEPS: Final = 16
_ROW_PX: Final = 56
_AXIS_PX: Final = 92
_BAR_PX: Final = 16
_ABOVE_ROWS: Final = 0.3  # of a row, for the word beside the limit


def time_curves(
    curves: Mapping[str, Sequence[CurvePoint]],
    advised: Mapping[str, Sequence[CurvePoint]],
    steps_s: Sequence[float],
    ink: Ink,
) -> Picture | None:
    """Time against age, a line a region, with the steps to set as marks and the timer's steps as rules.

    Parameters
    ----------
    curves : Mapping
        Points before rounding by the name of their region, at most `MOST_CURVES`; those without points are left out.
    advised : Mapping
        Steps to set at the ages of the chart, by the same names.
    steps_s : sequence of float
        All steps of the timer [s], rising.
    """
    drawn = {name: points for name, points in curves.items() if points}
    if not drawn:
        return None
    order = tuple(drawn)
    steps = _steps_round([*_times(drawn), *_times(advised)], steps_s)
    last_years = max(point.age_years for points in drawn.values() for point in points)
    marks = {name: advised.get(name, ()) for name in order}
    rows: dict[str, Sequence[Row]] = {
        "steps": [{"at": log(step), "label": figures.seconds(step)} for step in steps],
        "curves": [_at(name, each.age_years, each) for name, points in drawn.items() for each in points],
        "marks": list(_apart(marks, last_years)),
        "names": _names(drawn, span=log(steps[-1] / steps[0]), years=last_years),
    }
    alternative = _(
        "Exposure time in seconds against age. {rows}. Lines are before rounding, marks are the steps to set."
    ).format(rows="; ".join(_said(name, points) for name, points in drawn.items()))
    shown = _curve_shape(order, _("age, years (times stay as they are from 18)"), ink)
    return Picture("technique_times", shown, rows, alternative, tuple(_numbers(drawn, marks)))


def _apart(marks: Mapping[str, Sequence[CurvePoint]], last_years: float) -> Iterator[Row]:
    """Beside each other, where several regions are set alike at an age."""
    for place, (name, points) in enumerate(marks.items()):
        beside = _APART_YEARS * (place - (len(marks) - 1) / 2)
        yield from (_at(name, min(each.age_years, last_years) + beside, each) for each in points)


def _times(curves: Mapping[str, Sequence[CurvePoint]]) -> list[float]:
    return [point.exposure_s for points in curves.values() for point in points]


def _steps_round(times_s: Sequence[float], steps_s: Sequence[float]) -> tuple[float, ...]:
    """The steps from one below the shortest time to one above the longest; of very many, some at equal distances."""
    below = [step for step in steps_s if step < min(times_s)] or steps_s[:1]
    above = [step for step in steps_s if step > max(times_s)] or steps_s[-1:]
    inside = [step for step in steps_s if below[-1] <= step <= above[0]]
    least = log(inside[-1] / inside[0]) / _ROOM_FOR_STEPS
    kept = [inside[0]]
    for step in inside[1:]:
        if log(step / kept[-1]) >= least:
            kept.append(step)
    return tuple(dict.fromkeys((*kept, inside[-1])))


def _at(name: str, age_years: float, point: CurvePoint) -> Row:
    return {"row": name, "age": age_years, "at": log(point.exposure_s)}


def _names(drawn: Mapping[str, Sequence[CurvePoint]], *, span: float, years: float) -> list[Row]:
    """A name at the end of each line, moved up where it would cover the one below."""
    apart = span * _LABEL_PX / _HEIGHT_PX
    ends = sorted((log(points[-1].exposure_s), name) for name, points in drawn.items())
    placed = [ends[0][0]]
    for (before, _name), (after, _next) in pairwise(ends):
        placed.append(max(after, placed[-1] + apart) if after >= before else after)
    return [{"row": name, "age": years, "at": at} for at, (_end, name) in zip(placed, ends, strict=True)]


def _said(name: str, points: Sequence[CurvePoint]) -> str:
    youngest, oldest = (figures.seconds(round(point.exposure_s, 3)) for point in (points[0], points[-1]))
    return _("{region} from {youngest} at {age:g} years to {oldest} for adults").format(
        region=name, youngest=youngest, age=points[0].age_years, oldest=oldest
    )


def _numbers(drawn: Mapping[str, Sequence[CurvePoint]], marks: Mapping[str, Sequence[CurvePoint]]) -> Iterator[Row]:
    for name, points in drawn.items():
        steps = {mark.age_years: mark.exposure_s for mark in marks[name]}
        for point in points:
            if point.age_years in _AGES or point.age_years in steps:
                yield {
                    _("region"): name,
                    _("age, years"): f"{point.age_years:g}",
                    _("before rounding, s"): f"{point.exposure_s:.3g}",
                    _("step to set, s"): f"{steps[point.age_years]:.4g}" if point.age_years in steps else "",
                }


@lru_cache
def _curve_shape(order: tuple[str, ...], title: str, ink: Ink) -> Specification:
    axis = alt.Axis(title=title, values=list(_AGES), grid=False, format="d")
    x = alt.X("age:Q", scale=alt.Scale(domain=list(_YEARS), nice=False), axis=axis)
    y = alt.Y("at:Q", scale=alt.Scale(zero=False, nice=False), axis=None)
    colours = [BLUE, VERMILION, GREEN, ink.strong][: len(order)]
    colour = alt.Color("row:N", scale=alt.Scale(domain=order, range=colours), legend=None)
    dash = alt.StrokeDash("row:N", scale=alt.Scale(domain=order, range=list(_DASHES[: len(order)])), legend=None)
    form = alt.Shape("row:N", scale=alt.Scale(domain=order, range=list(_FORMS[: len(order)])), legend=None)
    rules = named("steps").mark_rule(color=ink.line)
    numbers = named("steps").mark_text(align="left", baseline="bottom", dy=-1, color=ink.text, fontSize=FONT_PX)
    lines = named("curves").mark_line(strokeWidth=2.5)
    marks = named("marks").mark_point(filled=True, size=_MARK, opacity=1, stroke=ink.strong, strokeWidth=1)
    labels = named("names").mark_text(align="left", dx=12, color=ink.text, fontSize=FONT_PX, fontWeight="bold")
    layers = [
        rules.encode(y),
        numbers.encode(alt.X(value=0), y, alt.Text("label:N")),
        lines.encode(x, y, colour, dash),
        marks.encode(x, y, colour, form),
        labels.encode(x, y, alt.Text("row:N")),
    ]
    return shape(layers, _HEIGHT_PX, ink)


def receptor_bars(settings: Mapping[str, ReceptorDose], ink: Ink) -> Picture | None:
    """What each setting gives the receptor, over the range that it makes usable images of, with the limit."""
    drawn = {name: dose for name, dose in settings.items() if dose.kerma_mGy}
    if not drawn:
        return None
    limit_mGy = next(iter(drawn.values())).limit_mGy
    rows: dict[str, Sequence[Row]] = {
        "usable": [_usable(name, dose) for name, dose in drawn.items() if dose.usable_mGy],
        "doses": [_dose(name, dose) for name, dose in drawn.items()],
        "limit": [{"low": limit_mGy, "label": _("limit")}],
    }
    said = "; ".join(_bar_said(name, dose) for name, dose in drawn.items())
    alternative = _("Air kerma at the receptor, mGy. {rows}. Limit {limit:g}.").format(rows=said, limit=limit_mGy)
    table = tuple(_dose_numbers(name, dose) for name, dose in drawn.items())
    shown = _bar_shape(tuple(drawn), _("air kerma at the receptor, mGy (logarithmic)"), ink)
    return Picture("receptor_dose", shown, rows, alternative, table)


def _usable(name: str, dose: ReceptorDose) -> Row:
    usable = dose.usable_mGy
    return {"row": name, "low": usable.low, "high": usable.high} if usable else {}


def _dose(name: str, dose: ReceptorDose) -> Row:
    kerma = dose.kerma_mGy
    return {"row": name, "low": kerma.low, "typical": kerma.typical, "high": kerma.high} if kerma else {}


def _bar_said(name: str, dose: ReceptorDose) -> str:
    ends_mGy, usable = _dose(name, dose), _usable(name, dose)
    span = figures.BETWEEN.join(figures.figure(usable[end]) for end in ("low", "high")) if usable else _("not known")
    ends = {end: figures.figure(ends_mGy[end]) for end in ("low", "typical", "high")}
    return _("{setting}: {low}–{high}, about {typical}, usable {usable}").format(setting=name, usable=span, **ends)


def _dose_numbers(name: str, dose: ReceptorDose) -> Row:
    kerma, usable = _dose(name, dose), _usable(name, dose)
    return {
        _("setting"): name,
        _("low, mGy"): figures.figure(kerma["low"]),
        _("typical, mGy"): figures.figure(kerma["typical"]),
        _("high, mGy"): figures.figure(kerma["high"]),
        _("usable from, mGy"): figures.figure(usable["low"]) if usable else "",
        _("usable to, mGy"): figures.figure(usable["high"]) if usable else "",
    }


@lru_cache
def _bar_shape(order: tuple[str, ...], title: str, ink: Ink) -> Specification:
    axis = alt.Axis(title=title, tickCount=4, labelFlush=True)
    x = alt.X("low:Q", scale=alt.Scale(type="log", nice=False, padding=24), axis=axis)
    y = alt.Y("row:N", sort=order, axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=_ABOVE_ROWS))
    bands = named("usable").mark_bar(height=_BAR_PX + 6, fill=GREEN, fillOpacity=0.2, stroke=GREEN)
    estimates = named("doses").mark_rule(strokeWidth=3, color=ink.strong)
    points = named("doses").mark_point(filled=True, size=_MARK, color=ink.strong, opacity=1)
    limit = named("limit").mark_rule(color=VERMILION, strokeWidth=2, strokeDash=[6, 3])
    named_limit = named("limit").mark_text(align="left", baseline="top", dx=5, color=ink.text, fontSize=FONT_PX)
    above = -_BAR_PX / 2 - 5
    names = named("doses").mark_text(align="left", baseline="bottom", dy=above, color=ink.text, fontSize=FONT_PX)
    layers = [
        bands.encode(x, alt.X2("high:Q"), y),
        estimates.encode(x, alt.X2("high:Q"), y),
        points.encode(alt.X("typical:Q"), y),
        limit.encode(x),
        named_limit.encode(x, alt.Y(value=0), alt.Text("label:N")),
        names.encode(alt.X(value=0), y, alt.Text("row:N")),
    ]
    return shape(layers, _ROW_PX * len(order) + _AXIS_PX, ink)
