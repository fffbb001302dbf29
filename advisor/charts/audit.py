"""The pictures of an audit: time against age, medians against levels, acceptable images by month."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from math import log
from typing import Final

import altair as alt

from advisor.audit.groups import Group
from advisor.audit.image_quality import ImageQuality
from advisor.audit.pictured import TimesByAge
from advisor.case.vocabulary import Receptor
from advisor.charts.picture import BLUE, FONT_PX, GREEN, VERMILION, Ink, Picture, Row, Specification, named, shape
from advisor.language import _
from advisor.words import figures, names

_HEIGHT_PX: Final = 300
_MONTHS_PX: Final = 220
_INSET_PX: Final = 5
_ROW_PX: Final = 44
_AXIS_PX: Final = 70
_SMALLEST, _LARGEST = 30, 400  # of a mark, in square pixels
_AGES: Final = (4, 6, 8, 10, 12, 14, 16, 18, 20)
_AGE_DOMAIN: Final = (2.0, 21.0)
_MOST_ROWS: Final = 14
_MONTH: Final = "%Y-%m"
BAND: Final = {
    "primary": "under 6 years",
    "transitional": "6 to 11 years",
    "adolescent": "12 to 17 years",
    "adult": "adults",
    "child": "children, age not told",
}
QUANTITY: Final = {"exposure_s": "time", "dap_mGycm2": "dose-area product", "entrance_kerma_mGy": "air kerma"}
_AGE_AXIS: Final = "Age in years (all adults at 20)"
_TIMES_SAID: Final = "{exam} on {unit}: {children}{adults}{advised}"
_CHILDREN_SAID: Final = "children got {times}"
_NO_CHILDREN: Final = "no child with an age"
_ADULTS_SAID: Final = "; adults {times}"
_ADVISED_SAID: Final = "; advised at {youngest} years {young}, for adults {old}"
_LEVELS_SAID: Final = "{name}: median {median} of {n}, reference level {level}"
_LEVEL: Final = "reference level"
_LEVEL_AXIS: Final = "Median in per cent of the reference level"
_MONTH_AXES: Final = ("Month", "Acceptable images, %")
_TARGET: Final = "dashed: target {target:g} %"
_QUALITY_SAID: Final = "{exam}: {k} of {n} acceptable ({percent:.0f} %), target {target:g} %"


def band_said(band: str) -> str:
    """A size group in words."""
    return _(BAND[band])


def quantity_said(quantity: str) -> str:
    """What is measured, in words."""
    return _(QUANTITY[quantity])


def exam_on(unit: str, exam: str, receptor: str = "") -> str:
    """As a group is called; the receptor where it is told, as groups are parted by it."""
    held = f" ({figures.within(names.RECEPTOR[Receptor(receptor)])})" if receptor else ""
    return f"{names.exam_by_id(exam)}, {unit}{held}"


def time_against_age(times: TimesByAge, ink: Ink, *, grown: int = 18) -> Picture:
    """Exposures as marks, larger where more share one; the advised time as a line within its range."""
    seconds = [time for _, time, _ in times.seen] + [end for each in times.advised for end in (each.low_s, each.high_s)]
    ticks = _round_times(min(seconds), max(seconds))
    rows: dict[str, Sequence[Row]] = {
        "ticks": [{"at": log(each), "label": figures.seconds(each)} for each in ticks],
        "band": [
            {"age": e.age_years, "low": log(e.low_s), "at": log(e.set_s), "high": log(e.high_s)} for e in times.advised
        ],
        "seen": [{"age": age, "at": log(time), "n": n} for age, time, n in times.seen],
    }
    table = tuple(
        {"Age": f"{age}" if age <= grown else "adult", "Time in s": f"{time:.4g}", "Exposures": n}
        for age, time, n in times.seen
    )
    return Picture(f"audit_times_{times.exam}", _times_shape(_(_AGE_AXIS), ink), rows, _times_said(times, grown), table)


def _round_times(least: float, most: float) -> list[float]:
    """1, 2, 5 and their tens, from one below to one above."""
    steps = [base * 10.0**power for power in range(-3, 2) for base in (1, 2, 5)]
    below = max((each for each in steps if each <= least), default=steps[0])
    above = min((each for each in steps if each >= most), default=steps[-1])
    return [each for each in steps if below <= each <= above]


def _times_said(times: TimesByAge, grown: int) -> str:
    child = [time for age, time, _ in times.seen if age < grown]
    adult = [time for age, time, _ in times.seen if age >= grown]
    first, last = (times.advised[0], times.advised[-1]) if times.advised else (None, None)
    return _(_TIMES_SAID).format(
        exam=names.exam_by_id(times.exam),
        unit=times.unit,
        children=_(_CHILDREN_SAID).format(times=figures.time_span(min(child), max(child)))
        if child
        else _(_NO_CHILDREN),
        adults=_(_ADULTS_SAID).format(times=figures.time_span(min(adult), max(adult))) if adult else "",
        advised=_(_ADVISED_SAID).format(
            youngest=first.age_years,
            young=figures.time_span(first.low_s, first.high_s),
            old=figures.time_span(last.low_s, last.high_s),
        )
        if first and last
        else "",
    )


@lru_cache
def _times_shape(title: str, ink: Ink) -> Specification:
    axis = alt.Axis(title=title, values=list(_AGES), grid=False, format="d")
    x = alt.X("age:Q", scale=alt.Scale(domain=list(_AGE_DOMAIN), nice=False), axis=axis)
    y = alt.Y("at:Q", scale=alt.Scale(zero=False, nice=False), axis=None)
    size = alt.Size("n:Q", scale=alt.Scale(range=[_SMALLEST, _LARGEST]), legend=None)
    layers = [
        named("ticks").mark_rule(color=ink.line).encode(y),
        named("ticks").mark_text(align="left", baseline="bottom", dy=-1, color=ink.text, fontSize=FONT_PX).encode(
            alt.X(value=0), y, alt.Text("label:N")
        ),
        named("band").mark_area(color=GREEN, opacity=0.25).encode(x, alt.Y("low:Q", axis=None), alt.Y2("high:Q")),
        named("band").mark_line(color=GREEN, strokeWidth=2.5, strokeDash=[6, 3]).encode(x, y),
        named("seen").mark_point(filled=True, color=BLUE, opacity=0.75).encode(x, y, size),
    ]  # fmt: skip
    return shape(layers, _HEIGHT_PX, ink)


def medians_against_levels(groups: Sequence[Group], ink: Ink) -> Picture | None:
    """Each group's median with its interval, in per cent of its reference level: unlike quantities on one scale."""
    shown = [each for each in groups if each.level is not None][:_MOST_ROWS]
    if not shown:
        return None
    named_rows = {_named(each): each for each in shown}
    rows: dict[str, Sequence[Row]] = {
        "medians": [_percent(name, each) for name, each in named_rows.items()],
        "level": [{"low": 100, "label": _(_LEVEL)}],
    }
    said = "; ".join(_level_said(name, each) for name, each in named_rows.items())
    table = tuple(_level_row(name, each) for name, each in named_rows.items())
    return Picture("audit_levels", _levels_shape(tuple(named_rows), _(_LEVEL_AXIS), ink), rows, said, table)


def _named(each: Group) -> str:
    """Every group its own name: of one receptor, size and quantity."""
    where = exam_on(each.unit, each.exam, each.receptor)
    return f"{where}, {band_said(each.band)}: {quantity_said(each.quantity)}"


def _percent(name: str, each: Group) -> Row:
    value = each.level.value if each.level else 1.0
    spread = each.spread
    low, high = spread.median_low or spread.lower_quartile, spread.median_high or spread.upper_quartile
    return {"row": name, "median": 100 * spread.median / value, "low": 100 * low / value, "high": 100 * high / value}


def _level_said(name: str, each: Group) -> str:
    level = each.level.value if each.level else 0.0
    return _(_LEVELS_SAID).format(
        name=name, median=figures.figure(each.spread.median), n=each.spread.n, level=f"{level:g}"
    )


def _level_row(name: str, each: Group) -> Row:
    return {
        "Group": name,
        "n": each.spread.n,
        "Median": f"{each.spread.median:.3g}",
        "Level": f"{each.level.value:g}" if each.level else "",
        "Source": each.level.citation.source if each.level else "",
    }


@lru_cache
def _levels_shape(order: tuple[str, ...], title: str, ink: Ink) -> Specification:
    x = alt.X(
        "low:Q",
        scale=alt.Scale(zero=True),
        axis=alt.Axis(title=title, tickCount=5),
    )
    y = alt.Y("row:N", sort=order, axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0.3))
    layers = [
        named("level").mark_rule(color=VERMILION, strokeWidth=2, strokeDash=[6, 3]).encode(x),
        named("level").mark_text(align="left", baseline="top", dx=5, color=ink.text, fontSize=FONT_PX).encode(
            x, alt.Y(value=0), alt.Text("label:N")
        ),
        named("medians").mark_rule(strokeWidth=3, color=ink.strong).encode(x, alt.X2("high:Q"), y),
        named("medians").mark_point(filled=True, size=110, color=BLUE, opacity=1).encode(alt.X("median:Q"), y),
        named("medians").mark_text(align="left", baseline="bottom", dy=-8, color=ink.text, fontSize=FONT_PX).encode(
            alt.X(value=0), y, alt.Text("row:N")
        ),
    ]  # fmt: skip
    return shape(layers, _ROW_PX * len(order) + _AXIS_PX, ink)


def acceptable_by_month(quality: ImageQuality, ink: Ink) -> Picture | None:
    """Share of acceptable images month by month, larger marks for more images, with the target."""
    if not quality.months:
        return None
    rows: dict[str, Sequence[Row]] = {
        "months": [{"month": _month(month), "percent": 100 * k / n, "n": n} for month, k, n in quality.months],
        "target": [
            {"percent": quality.target_percent, "foot": 0, "label": _(_TARGET).format(target=quality.target_percent)}
        ],
    }
    share = quality.acceptable
    said = _(_QUALITY_SAID).format(
        exam=names.exam_by_id(quality.exam), k=share.k, n=share.n, percent=share.percent, target=quality.target_percent
    )
    table = tuple({"Month": _month(month), "Acceptable": k, "Images": n} for month, k, n in quality.months)
    return Picture(
        f"audit_quality_{quality.exam}", _quality_shape(_(_MONTH_AXES[0]), _(_MONTH_AXES[1]), ink), rows, said, table
    )


def _month(month: date) -> str:
    return month.strftime(_MONTH)


@lru_cache
def _quality_shape(month: str, acceptable: str, ink: Ink) -> Specification:
    x = alt.X("month:O", axis=alt.Axis(title=month, labelAngle=-60))
    y = alt.Y("percent:Q", scale=alt.Scale(domain=[0, 100]), axis=alt.Axis(title=acceptable, tickCount=5))
    size = alt.Size("n:Q", scale=alt.Scale(range=[_SMALLEST, _LARGEST]), legend=None)
    layers = [
        named("target").mark_rule(color=VERMILION, strokeWidth=2, strokeDash=[6, 3]).encode(alt.Y("percent:Q")),
        named("target").mark_text(align="left", baseline="bottom", color=ink.text, fontSize=FONT_PX).encode(
            alt.X(value=_INSET_PX), alt.Y("foot:Q"), alt.Text("label:N")
        ),
        named("months").mark_line(color=BLUE, strokeWidth=1.5).encode(x, y),
        named("months").mark_point(filled=True, color=BLUE, opacity=1).encode(x, y, size),
    ]  # fmt: skip
    return shape(layers, _MONTHS_PX, ink)
