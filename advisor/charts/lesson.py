"""The picture of a lesson's case, drawn from the case itself: settings, months since the last bitewings, or teeth."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, Literal

import altair as alt

from advisor.advice.report import Report
from advisor.case.model import Case
from advisor.case.vocabulary import Topic
from advisor.charts import lesson_words as words
from advisor.charts import words as words_of_check
from advisor.charts.check import interval_timeline
from advisor.charts.picture import BLUE, FONT_PX, Ink, Picture, Row, Specification, named, shape
from advisor.charts.tooth_chart import tooth_chart
from advisor.charts.unit_panel import unit_panel
from advisor.lessons.lesson import CaseWords
from advisor.words import figures, labels

_HEIGHT_PX: Final = 92  # its axis included
_LINE_PX: Final = 36
_MARK: Final = 150
_DISPLAY_PX: Final = 312
_DISPLAY_LINE_PX: Final = 26


def lesson_picture(kind: str, case: Case, report: Report | None, ink: Ink) -> Picture | None:
    """What the application draws of a lesson's case.

    Parameters
    ----------
    kind : str
        `settings`, `timeline` or `teeth`.
    case : Case
        Facts that it does not tell are shown as not told.
    report : Report or None
        The report on the case once the student has answered: the timeline then holds the interval that each issuer
        advises beside the months elapsed. None before: no picture gives an answer away.

    Returns
    -------
    Picture or None
        None where the case tells nothing to draw: no months for a timeline, no teeth in a cephalometric or cone-beam
        image, whose case names none.
    """
    return _DRAWN[kind](case, report, ink)


def display(case: CaseWords, ink: Ink) -> Picture:
    """What is told of a case that cannot be read, as it is written: the student finds what is wrong with it."""
    told = dict(_told(case))
    lines = [words.ROW.format(setting=name, value=value) for name, value in told.items()]
    rows: dict[str, Sequence[Row]] = {
        "frame": [{"x": 2, "x2": _DISPLAY_PX, "y": 2, "y2": (len(lines) + 1) * _DISPLAY_LINE_PX}],
        "lines": [{"x": 16, "y": (n + 1) * _DISPLAY_LINE_PX, "text": line} for n, line in enumerate(lines)],
    }
    table = tuple({words.SETTING_COLUMN: name, words.VALUE_COLUMN: value} for name, value in told.items())
    drawn = _display_shape(len(lines), ink)
    return Picture("lesson_display", drawn, rows, words.SHOWN_ON_DISPLAY.format(rows="; ".join(lines)), table)


def _told(case: CaseWords) -> Iterator[tuple[str, str]]:
    for name, value in {**case.get("patient", {}), **case.get("setup", {})}.items():
        if value is not None:
            yield words.SETTING.get(name, labels.QUESTION.get(name, name)), f"{value}"


@lru_cache
def _display_shape(lines: int, ink: Ink) -> Specification:
    x, y = alt.X("x:Q", axis=None, scale=None), alt.Y("y:Q", axis=None, scale=None)
    frame = named("frame").mark_rect(fillOpacity=0, stroke=ink.text, strokeWidth=1.5, cornerRadius=6)
    text = named("lines").mark_text(align="left", color=ink.text, fontSize=FONT_PX)
    layers = [frame.encode(x, y, alt.X2("x2:Q"), alt.Y2("y2:Q")), text.encode(x, y, alt.Text("text:N"))]
    return shape(layers, (lines + 1) * _DISPLAY_LINE_PX + 4, ink)


def _timeline(case: Case, report: Report | None, ink: Ink) -> Picture | None:
    months = case.visit.months_since_bitewings
    finding = report.finding(Topic.BITEWING_INTERVAL) if report else None
    advised = interval_timeline(finding, months, ink) if finding else None
    if advised is not None:
        return replace(advised, name="lesson_timeline")
    return None if months is None else _elapsed(months, ink)


def _elapsed(months: float, ink: Ink) -> Picture:
    """The months alone, as the student sees them before the answer."""
    elapsed = figures.months(months)
    today = words.TODAY.format(months=elapsed)
    rows: dict[str, Sequence[Row]] = {
        "months": [{"from": 0.0, "to": months}],
        "first": [{"at": 0.0, "label": words.LAST_BITEWINGS}],
        "last": [{"at": months, "label": today}],
    }
    table = (
        {words.EVENT: words.LAST_BITEWINGS, words.MONTHS: 0.0},
        {words.EVENT: today, words.MONTHS: months},
    )
    return Picture(
        "lesson_timeline",
        _elapsed_shape(words_of_check.INTERVAL_AXIS, ink),
        rows,
        words.TIMELINE.format(months=elapsed),
        table,
    )


@lru_cache
def _elapsed_shape(title: str, ink: Ink) -> Specification:
    axis = alt.Axis(title=title, tickMinStep=1, labelFlush=True)
    x = alt.X("at:Q", axis=axis, scale=alt.Scale(domainMin=0, nice=False, padding=0))
    line = named("months").mark_rule(color=BLUE, strokeWidth=4)
    layers = [line.encode(alt.X("from:Q"), alt.X2("to:Q"), alt.Y(value=_LINE_PX))]
    layers += [*_event("first", "left", x, ink), *_event("last", "right", x, ink)]
    return shape(layers, _HEIGHT_PX, ink)


def _event(rows: str, align: Literal["left", "right"], x: alt.X, ink: Ink) -> tuple[alt.Chart, alt.Chart]:
    mark = named(rows).mark_point(filled=True, size=_MARK, color=BLUE, opacity=1)
    label = named(rows).mark_text(align=align, baseline="bottom", dy=-12, color=ink.text, fontSize=FONT_PX)
    y = alt.Y(value=_LINE_PX)
    return mark.encode(x, y), label.encode(x, y, alt.Text("label:N"))


_DRAWN: Final[Mapping[str, Callable[[Case, Report | None, Ink], Picture | None]]] = {
    "settings": lambda case, report, ink: unit_panel(case, ink),
    "timeline": _timeline,
    "teeth": lambda case, report, ink: tooth_chart(case, ink),
}
