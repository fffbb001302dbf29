"""What models give against what was published, misses named: doses, one dot a study; times, one dot a cell."""

from collections.abc import Sequence
from functools import lru_cache
from math import exp, log
from statistics import fmean
from typing import Final, NamedTuple

import altair as alt

from advisor.charts.picture import BLUE, FONT_PX, VERMILION, Ink, Picture, Row, Specification, named, shape
from advisor.language import _
from advisor.words import figures

_HEIGHT_PX: Final = 380
_DOT: Final = 90
_AXIS_ROOM: Final = 1.3  # beyond the outermost ends


class Dot(NamedTuple):
    """A study: the geometric means of its doses and of what was predicted of them."""

    study: str
    doses: int
    held: int
    published: float
    low: float
    typical: float
    high: float


class Value(NamedTuple):
    """A published dose with what was predicted of it."""

    study: str
    published: float
    low: float
    typical: float
    high: float

    @property
    def held(self) -> bool:
        return self.low <= self.published <= self.high


def published_and_predicted(name: str, values: Sequence[Value], unit: str, ink: Ink) -> Picture:
    """Both axes logarithmic in one unit; a dot on the line is predicted exactly, its bar is the 90 % range."""
    studies = dict.fromkeys(each.study for each in values)
    dots = [_dot(study, [each for each in values if each.study == study]) for study in studies]
    low = min(min(dot.low, dot.published) for dot in dots) / _AXIS_ROOM
    high = max(max(dot.high, dot.published) for dot in dots) * _AXIS_ROOM
    rows = {
        "line": [{"published": end, "typical": end} for end in (low, high)],
        "studies": [_row(dot) for dot in dots],
        "named_right": [_row(dot) for dot in dots if dot.held < dot.doses and dot.published < (low * high) ** 0.5],
        "named_left": [_row(dot) for dot in dots if dot.held < dot.doses and dot.published >= (low * high) ** 0.5],
    }
    missed = [dot.study for dot in dots if dot.held < dot.doses]
    said = _("{name}: {held} of {count} doses lie in the range predicted without their study. {missed}").format(
        name=name,
        held=sum(each.held for each in values),
        count=len(values),
        missed=_("Missed: {studies}.").format(studies=figures.listed(missed)) if missed else _("None is missed."),
    )
    published, predicted = _("published"), _("predicted without this study")
    shown = _shape((f"{published} ({unit})", f"{predicted} ({unit})"), (_held(True), _held(False)), ink)
    return Picture("predicted", shown, rows, said, tuple(map(_numbers, dots)))


class Cell(NamedTuple):
    """A printed time beside the model's [s], and whether they lie within one step of the timer."""

    name: str
    printed_s: float
    model_s: float
    held: bool


def printed_and_modelled(cells: Sequence[Cell], ink: Ink) -> Picture:
    """Both axes logarithmic in seconds, one dot a cell; each name among the misses stands at its worst."""
    ends = [time for each in cells for time in (each.printed_s, each.model_s)]
    low, high = min(ends) / _AXIS_ROOM, max(ends) * _AXIS_ROOM
    missed = [each for each in cells if not each.held]
    farthest = sorted(missed, key=lambda each: abs(log(each.model_s / each.printed_s)))
    worst = list({each.name: each for each in farthest}.values())
    rows = {
        "line": [{"published": end, "typical": end} for end in (low, high)],
        "studies": [_cell(each) for each in cells],
        "named_right": [_cell(each) for each in worst if each.printed_s < (low * high) ** 0.5],
        "named_left": [_cell(each) for each in worst if each.printed_s >= (low * high) ** 0.5],
    }
    count = {each.name: sum(other.name == each.name for other in missed) for each in worst}
    listed = figures.listed([f"{name} ({number})" for name, number in count.items()])
    said = _("{held} of {count} printed times are given within one step of the timer. {missed}").format(
        held=len(cells) - len(missed),
        count=len(cells),
        missed=_("Missed: {studies}.").format(studies=listed) if missed else _("None is missed."),
    )
    shown = _shape((_("printed (s)"), _("model (s)")), (_held(True), _held(False)), ink)
    return Picture("printed", shown, rows, said, tuple(map(_cell_numbers, cells)))


def _held(held: bool) -> str:
    return _("in the range") if held else _("missed")


def _cell(each: Cell) -> Row:
    model = dict.fromkeys(("low", "typical", "high"), each.model_s)
    return {"held": _held(each.held), "study": each.name, "published": each.printed_s, **model}


def _cell_numbers(each: Cell) -> Row:
    times = {_("printed (s)"): each.printed_s, _("model (s)"): each.model_s}
    return {_("image"): each.name, **times, _("within one step"): _held(each.held)}


def _dot(study: str, values: Sequence[Value]) -> Dot:
    ends = zip(*((v.published, v.low, v.typical, v.high) for v in values), strict=True)
    published, low, typical, high = (exp(fmean(map(log, each))) for each in ends)
    return Dot(study, len(values), sum(each.held for each in values), published, low, typical, high)


def _row(dot: Dot) -> Row:
    held = _held(dot.held == dot.doses)
    return {"held": held, **{name: getattr(dot, name) for name in ("study", "published", "low", "typical", "high")}}


def _numbers(dot: Dot) -> Row:
    return {
        _("study"): dot.study,
        _("doses"): dot.doses,
        _("in the range"): dot.held,
        _("published"): figures.rounded(dot.published),
        _("predicted, low"): figures.rounded(dot.low),
        _("predicted, typical"): figures.rounded(dot.typical),
        _("predicted, high"): figures.rounded(dot.high),
    }


@lru_cache
def _shape(axes: tuple[str, str], held: tuple[str, str], ink: Ink) -> Specification:
    scale = alt.Scale(type="log", nice=False)
    x = alt.X("published:Q", scale=scale, axis=alt.Axis(title=axes[0], tickCount=6))
    predicted = alt.Axis(title=axes[1], tickCount=6)
    y = alt.Y("typical:Q", scale=scale, axis=predicted)
    low, high = (alt.Y(f"{end}:Q", scale=scale, axis=predicted) for end in ("low", "high"))
    kind = {
        "color": alt.Color("held:N", scale=alt.Scale(domain=list(held), range=[BLUE, VERMILION]), legend=None),
        "shape": alt.Shape("held:N", scale=alt.Scale(domain=list(held), range=["circle", "diamond"]), legend=None),
    }
    layers = [
        named("line").mark_line(color=ink.line, strokeDash=[4, 4]).encode(x, y),
        named("studies").mark_rule(strokeWidth=2).encode(x, low, alt.Y2("high:Q"), kind["color"]),
        named("studies").mark_point(size=_DOT, filled=True, opacity=1).encode(x, y, kind["color"], kind["shape"]),
        named("named_right")
        .mark_text(align="left", dx=-4, dy=-8, fontSize=FONT_PX, color=ink.text)
        .encode(x, high, alt.Text("study:N")),
        named("named_left")
        .mark_text(align="right", dx=4, dy=-8, fontSize=FONT_PX, color=ink.text)
        .encode(x, high, alt.Text("study:N")),
    ]
    return shape(layers, _HEIGHT_PX, ink)
