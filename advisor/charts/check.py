"""The pictures of the Check page: dose now and after, savings, the timer's steps, intervals between bitewings."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import log
from typing import Final

import altair as alt

from advisor.advice.report import Saving
from advisor.case.model import ExposureAdvice, Range
from advisor.charts import words
from advisor.charts.picture import BLUE, FONT_PX, GREEN, VERMILION, Ink, Picture, Row, Specification, named, shape
from advisor.guidance.statement import Finding, Opinion
from advisor.words import figures, names

_ROW_PX: Final = 46
_AXIS_PX: Final = 44
_FIRST_NAME_PX: Final = 16  # above a bar that stands alone
_STRIP_PX: Final = 66
_TICKS_PX: Final = 34
_BAR_PX: Final = 16
_MARK: Final = 150
_ROOM_FOR_LABELS: Final = 9  # on a phone
_ROOM_FOR_TICKS: Final = 20
_HALF_YEARS: Final = tuple(range(0, 121, 6))  # months: intervals are told in them
_RISK: Final = frozenset({"risk_two_level", "risk_three_level"})  # by which intervals differ
_BESIDE: Final = 2  # steps of the timer shown on either side of the advised ones
_COLOUR: Final[Mapping[str, str]] = {words.NOW: VERMILION, words.AFTER: GREEN}
_SHAPE: Final[Mapping[str, str]] = {words.NOW: "square", words.AFTER: "circle"}


def dose_bars(rows: Mapping[str, tuple[Range, Range]], place: str, ink: Ink, *, logarithmic: bool = False) -> Picture:
    """Doses by name, each with its days of background, on one axis of background time."""
    widest = max((days for _, days in rows.values()), key=lambda days: days.high)
    unit = figures.unit_of_time(widest.typical)
    scaled = {name: days.scaled(unit.per_day) for name, (_, days) in rows.items()}
    data = [{"row": name, "low": it.low, "typical": it.typical, "high": it.high} for name, it in scaled.items()]
    title = (words.BACKGROUND_AXIS_LOG if logarithmic else words.BACKGROUND_AXIS).format(unit=unit.name, place=place)
    said = "; ".join(
        words.DOSE_ROW.format(row=name, time=figures.background_time(days), dose=figures.dose(dose))
        for name, (dose, days) in rows.items()
    )
    table = tuple(_dose_numbers(name, dose, days) for name, (dose, days) in rows.items())
    drawn = _dose_shape(tuple(rows), title, ink, logarithmic=logarithmic)
    return Picture("dose", drawn, {"doses": data}, words.DOSE_BARS.format(rows=said), table)


@lru_cache
def _dose_shape(order: tuple[str, ...], title: str, ink: Ink, *, logarithmic: bool) -> Specification:
    scale = alt.Scale(type="log") if logarithmic else alt.Scale(domainMin=0, nice=True)
    x = alt.X("low:Q", axis=alt.Axis(title=title, tickCount=6, labelFlush=True), scale=scale)
    y = _rows(order)
    colours = alt.Scale(domain=order, range=[_COLOUR.get(name, ink.strong) for name in order])
    shapes = alt.Scale(domain=order, range=[_SHAPE.get(name, "diamond") for name in order])
    colour, form = alt.Color("row:N", scale=colours, legend=None), alt.Shape("row:N", scale=shapes, legend=None)
    bars = named("doses").mark_bar(height=_BAR_PX, fillOpacity=0.25, strokeWidth=1.5)
    points = named("doses").mark_point(filled=True, size=_MARK, opacity=1)
    layers = [
        bars.encode(x, alt.X2("high:Q"), y, colour, alt.Stroke("row:N", scale=colours)),
        points.encode(alt.X("typical:Q"), y, colour, form),
        _row_names("doses", y, ink),
    ]
    return shape(layers, _ROW_PX * len(order) + _AXIS_PX + _FIRST_NAME_PX, ink)


def _rows(order: tuple[str, ...]) -> alt.Y:
    return alt.Y("row:N", sort=order, axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))


def _row_names(rows: str, y: alt.Y, ink: Ink) -> alt.Chart:
    """The name of each row above its bar: beside it a long one would leave a phone no room for the bar."""
    text = named(rows).mark_text(align="left", baseline="bottom", dy=-_BAR_PX / 2 - 3, color=ink.text, fontSize=FONT_PX)
    labelled: alt.Chart = text.encode(alt.X(value=0), y, alt.Text("row:N"))
    return labelled


def _dose_numbers(name: str, dose: Range, days: Range) -> Row:
    numbers: Row = {words.ROW: name}
    for what, value in ((words.MICROSIEVERT, dose), (words.DAYS, days)):
        for bound, end in ((words.LOW, value.low), (words.TYPICAL, value.typical), (words.HIGH, value.high)):
            numbers[words.BOUND.format(bound=bound, what=what)] = figures.rounded(end)
    return numbers


def saving_steps(savings: Sequence[Saving], ink: Ink) -> Picture:
    """What each change takes away, in the order of the steps, down to what is left."""
    left, data = 100.0, list[Row]()
    for saving in savings:
        label = f"{'+' if saving.percent < 0 else '−'}{figures.figure(abs(saving.percent))} %"
        data.append({"row": names.TOPIC[saving.topic], "from": left, "to": left - saving.percent, "label": label})
        left -= saving.percent
    data.append({"row": words.AFTER, "from": 0.0, "to": left, "label": f"{figures.figure(left)} % {words.LEFT}"})
    said = "; ".join(words.SAVING_ROW.format(row=row["row"], percent=row["label"]) for row in data)
    table = tuple(
        {
            words.CHANGE: names.TOPIC[saving.topic],
            words.SAVED_PERCENT: figures.rounded(saving.percent),
            words.SAVED: figures.rounded(saving.typical_uSv),
        }
        for saving in savings
    )
    drawn = _saving_shape(tuple(row["row"] for row in data), words.SAVING_AXIS, ink)
    return Picture("saving", drawn, {"changes": data}, words.SAVING_STEPS.format(rows=said), table)


@lru_cache
def _saving_shape(order: tuple[str, ...], title: str, ink: Ink) -> Specification:
    axis = alt.Axis(title=title, tickCount=5, labelFlush=True)
    x = alt.X("from:Q", scale=alt.Scale(domain=[0, 125]), axis=axis)
    y = _rows(order)
    colours = alt.Scale(domain=order, range=[*[BLUE] * (len(order) - 1), GREEN])
    bars = named("changes").mark_bar(height=_BAR_PX)
    labels = named("changes").mark_text(align="left", dx=6, color=ink.text, fontSize=FONT_PX)
    layers = [
        bars.encode(x, alt.X2("to:Q"), y, alt.Color("row:N", scale=colours, legend=None)),
        labels.transform_calculate(end="max(datum.from, datum.to)").encode(alt.X("end:Q"), y, alt.Text("label:N")),
        _row_names("changes", y, ink),
    ]
    return shape(layers, _ROW_PX * len(order) + _AXIS_PX, ink)


def timer_strip(advice: ExposureAdvice, now_s: float | None, steps_s: Sequence[float], ink: Ink) -> Picture | None:
    """The timer's steps round the advised ones: the step to set, the advised range, the time set now."""
    advised = advice.span_s
    if advised is None:
        return None
    low, chosen, high = advised.low, advised.typical, advised.high
    shown = _shown_steps((low, chosen, high, *([now_s] if now_s else [])), steps_s)
    labelled = shown if len(shown) <= _ROOM_FOR_LABELS else {low, high, chosen, now_s, shown[0], shown[-1]}
    rows: dict[str, Sequence[Row]] = {
        "steps": [{"at": log(step), "label": f"{step:.3g}" if step in labelled else ""} for step in shown],
        "advised": [{"at": log(low), "to": log(high)}],
        "set": [{"at": log(chosen), "label": words.TIMER_USUAL if _kept(advice, now_s) else words.TIMER_SET}],
    }
    apart = bool(now_s) and f"{now_s:g}" != f"{chosen:g}"
    if now_s and apart:
        rows["now"] = [{"at": log(now_s), "label": words.TIMER_NOW}]
    said = words.TIMER.format(
        set=figures.seconds(chosen),
        span=figures.time_span(low, high),
        now=figures.seconds(now_s) if now_s else words.TIMER_UNTOLD,
    )
    table = tuple({words.EXPOSURE_S: step, words.ROLE: _role(step, advice, now_s)} for step in shown)
    return Picture("timer", _timer_shape(ink, apart=apart), rows, said, table)


def _kept(advice: ExposureAdvice, now_s: float | None) -> bool:
    """Whether the time may stay as it is, though another is usual."""
    return now_s is not None and now_s != advice.set_s and advice.sized(now_s) and not advice.shorter(now_s)


def _shown_steps(told_s: Sequence[float], steps_s: Sequence[float]) -> Sequence[float]:
    """The steps round the times told; those times alone where it has none there, or too many to tell apart."""
    inside = [i for i, step in enumerate(steps_s) if min(told_s) <= step <= max(told_s)]
    if not 0 < len(inside) <= _ROOM_FOR_TICKS:
        return sorted(set(told_s))
    return steps_s[max(0, min(inside) - _BESIDE) : max(inside) + 1 + _BESIDE]


@lru_cache
def _timer_shape(ink: Ink, *, apart: bool) -> Specification:
    x = alt.X("at:Q", axis=None, scale=alt.Scale(nice=False, zero=False, padding=24))
    middle, steps = alt.Y(value=_TICKS_PX), named("steps")
    band = named("advised").mark_bar(height=_BAR_PX, fill=GREEN, fillOpacity=0.25, stroke=GREEN)
    ticks = steps.mark_tick(color=ink.text, thickness=2, size=14)
    labels = steps.mark_text(color=ink.text, fontSize=FONT_PX, baseline="bottom")
    layers = [
        band.encode(x, alt.X2("to:Q"), middle),
        ticks.encode(x, middle),
        labels.encode(x, alt.Y(value=_STRIP_PX), alt.Text("label:N")),
        *_pointer("set", "circle", GREEN, ink, x),
        *(_pointer("now", "square", VERMILION, ink, x) if apart else ()),
    ]
    return shape(layers, _STRIP_PX, ink)


def _pointer(rows: str, form: str, colour: str, ink: Ink, x: alt.X) -> list[alt.Chart]:
    mark = named(rows).mark_point(filled=True, size=_MARK, shape=form, color=colour, opacity=1)
    label = named(rows).mark_text(color=ink.text, fontSize=FONT_PX, fontWeight="bold", baseline="top")
    return [mark.encode(x, alt.Y(value=_TICKS_PX)), label.encode(x, alt.Y(value=4), alt.Text("label:N"))]


def _role(step: float, advice: ExposureAdvice, now_s: float | None) -> str:
    if step == advice.set_s:
        return words.TIMER_SET
    if step == now_s:
        return words.TIMER_NOW
    inside = (advice.low_s or 0.0) <= step <= (advice.high_s or 0.0)
    return words.TIMER_ADVISED if inside else words.TIMER_STEP


def interval_timeline(finding: Finding, months: float | None, ink: Ink) -> Picture | None:
    """The interval that each issuer advises between bitewings at the risk told, and how many months have passed."""
    said_by = {
        f"{opinion.statement.issuer} {opinion.statement.dated}": opinion.statement.numbers
        for opinion in finding.opinions
        if {"min_months", "max_months"} <= opinion.statement.numbers.keys() and not _RISK & _untold(opinion)
    }
    if not said_by:
        return None
    rows: dict[str, Sequence[Row]] = {
        "intervals": [{"row": who, "from": n["min_months"], "to": n["max_months"]} for who, n in said_by.items()]
    }
    columns = {"row": words.ISSUER, "from": words.FROM_MONTHS, "to": words.TO_MONTHS}
    table = tuple({columns[name]: value for name, value in row.items()} for row in rows["intervals"])
    elapsed = ""
    if months is not None:
        elapsed = words.ELAPSED.format(months=figures.months(months))
        rows["elapsed"] = [{"from": months}]
    said = "; ".join(
        words.INTERVAL_ROW.format(issuer=row["row"], low=row["from"], high=row["to"]) for row in rows["intervals"]
    )
    drawn = _interval_shape(tuple(said_by), words.INTERVAL_AXIS, ink, told=months is not None)
    return Picture("interval", drawn, rows, words.INTERVALS.format(rows=said, elapsed=elapsed).strip(), table)


def _untold(opinion: Opinion) -> set[str]:
    return {fact for fact, value in opinion.answer.because.items() if value is None}


@lru_cache
def _interval_shape(order: tuple[str, ...], title: str, ink: Ink, *, told: bool) -> Specification:
    axis = alt.Axis(title=title, values=_HALF_YEARS, labelFlush=True, labelOverlap=True)
    x = alt.X("from:Q", axis=axis, scale=alt.Scale(domainMin=0))
    y = _rows(order)
    bars = named("intervals").mark_bar(height=_BAR_PX, color=BLUE, stroke=BLUE, strokeWidth=3)  # one month is seen, too
    layers = [bars.encode(x, alt.X2("to:Q"), y), _row_names("intervals", y, ink)]
    if told:
        rule = named("elapsed").mark_rule(color=ink.strong, strokeWidth=2, strokeDash=[6, 3])
        layers.append(rule.encode(alt.X("from:Q")))
    return shape(layers, _ROW_PX * len(order) + _AXIS_PX + _FIRST_NAME_PX, ink)
