"""The panel of the X-ray unit as a sketch: tube, cone and beam before a head, and what is set, line by line."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import pi
from textwrap import wrap
from typing import Any, Final

import altair as alt

from advisor.case.model import Case, Setup
from advisor.case.settings import SETTINGS, Kind
from advisor.case.settings import names as names_of
from advisor.case.vocabulary import Beam, Family, FieldOfView
from advisor.charts import lesson_words as words
from advisor.charts.picture import BLUE, FONT_PX, Ink, Picture, Row, Specification, named, shape
from advisor.words import figures, labels, names

_INTRAORAL: Final = ("receptor", "beam", "kV", "mA", "exposure_s", "cone_cm", "collar")
_ALWAYS: Final[Mapping[Family, tuple[str, ...]]] = {  # shown even where they are not told
    Family.INTRAORAL: _INTRAORAL,
    Family.PANORAMIC: ("programme", "beam", "receptor", "collar"),
    Family.CEPHALOMETRIC: ("programme", "beam", "receptor", "collar"),
    Family.CBCT: ("fov", "programme", "collar"),
}
_IF_TOLD: Final = names_of(each for each in SETTINGS if each.kind in (Kind.NUMBER, Kind.COUNT) and not each.means)
_CALLED: Final[Mapping[str, Mapping[Any, str]]] = {
    "receptor": names.RECEPTOR,
    "beam": names.BEAM,
    "fov": names.FIELD_OF_VIEW,
    "programme": names.PROGRAMME,
}

# The sketch, in pixels.
_MIDDLE: Final = 74  # of the beam, which is aimed at the mouth
_HEAD: Final[Mapping[bool, int]] = {True: 38, False: 48}  # half its height, child or not
_MOUTH: Final = 0.5  # below the middle of the head, as a share of that
_LIPS: Final = 0.7  # before the middle
_PROFILE: Final = (  # a head that looks to the left, with its neck; the mark's size scales it
    "M.15,-1C.75,-1 1,-.6 1,-.15C1,.25 .9,.42 .72,.62L.78,1.3L-.08,1.3L-.16,.98C-.42,1.03 -.6,.97 -.66,.83C-.7,.74"
    " -.6,.66 -.67,.57L-.6,.5L-.7,.42C-.75,.34 -.64,.27 -.67,.19C-.8,.17 -.93,.13 -.9,.02C-.86,-.1 -.72,-.28 -.72,-.42"
    "C-.72,-.8 -.35,-1 .15,-1Z"
)
_COLLAR: Final = "M-.2,.98C.1,1.12 .5,1.12 .8,.92L.92,1.34C.55,1.56 0,1.56 -.34,1.34Z"
_HEAD_X: Final = 196
_EXTRAORAL_X: Final = 90
_TUBE: Final = (2, 40)
_CONE_PER_CM: Final = 2.0
_CONE_UNTOLD: Final = 40.0
_CONE_MOST: Final = 84.0
_END_X: Final = 290
_END_RADIUS: Final = 22
_PER_CM: Final = 3.4
_FIELD_PX: Final[Mapping[Beam | FieldOfView, tuple[int, int]]] = {
    Beam.FULL: (84, 44),
    Beam.RESTRICTED: (52, 28),
    FieldOfView.SMALL: (18, 18),
    FieldOfView.MEDIUM: (34, 28),
    FieldOfView.LARGE: (62, 56),
}
_TINTED: Final[Mapping[str, Any]] = {"fill": BLUE, "fillOpacity": 0.25, "stroke": BLUE, "strokeWidth": 2}
_LINES_FROM: Final = 156
_LINE_PX: Final = 22
_COLUMNS_PX: Final = (2, 164)

# Several units below each other, each a small head with its beam.
_SMALL: Final = 0.44
_ROW_PX: Final = 58
_SMALL_X: Final = 34
_TEXT_X: Final = 72
_TEXT_WIDTH: Final = 42  # letters
_LINES: Final = "\n"


def unit_panel(case: Case, ink: Ink) -> Picture:
    """What is set on the unit, drawn and told; a setting that nobody told is shown as not told."""
    told = _told(case)
    rows = _extraoral(case) if not case.exam.intraoral else _intraoral(case)
    lines = [words.ROW.format(setting=setting, value=value) for setting, value in told.items()]
    rows["lines"] = [
        {"x": _COLUMNS_PX[n % 2], "y": _LINES_FROM + n // 2 * _LINE_PX, "text": line} for n, line in enumerate(lines)
    ]
    table = tuple({words.SETTING_COLUMN: setting, words.VALUE_COLUMN: value} for setting, value in told.items())
    rows = {name: each for name, each in rows.items() if each}
    drawn = _shape((len(lines) + 1) // 2, frozenset(rows), ink)
    return Picture("lesson_settings", drawn, rows, words.SETTINGS.format(rows="; ".join(lines)), table)


def ways(cases: Mapping[str, Case], ink: Ink) -> Picture:
    """Images that a lesson compares, one below the other in the order given: a head with its beam, and its name."""
    rows: dict[str, list[Row]] = {"head": [], "beam": [], "round": [], "lines": []}
    for n, (name, case) in enumerate(cases.items()):
        middle = (n + 0.5) * _ROW_PX
        radius = _SMALL * _HEAD[case.patient.child]
        y = middle - radius / 4
        rows["head"].append({"x": _SMALL_X, "y": y, "size": (2 * radius) ** 2, "outline": _PROFILE})
        shape_of, each = _small_beam(case, y + _MOUTH * radius, radius)
        rows[shape_of].append(each)
        rows["lines"].append({"x": _TEXT_X, "y": middle, "text": _LINES.join(wrap(name, _TEXT_WIDTH))})
    table = tuple({words.WHAT: name, **_told(case)} for name, case in cases.items())
    columns = list(dict.fromkeys(column for row in table for column in row))
    said = words.WAYS.format(rows="; ".join(cases))
    held = {name: each for name, each in rows.items() if each}
    drawn = _ways_shape(len(cases), frozenset(held), ink)
    return Picture(
        "lesson_ways", drawn, held, said, tuple({each: row.get(each, "") for each in columns} for row in table)
    )


def _small_beam(case: Case, mouth: float, radius: float) -> tuple[str, Row]:
    """Where the beam meets the head: a circle or a rectangle at the mouth, or the field of a larger image."""
    x = _SMALL_X - _LIPS * radius / 2
    if case.exam.intraoral and case.setup.beam is not Beam.RECTANGULAR:
        return "round", {"x": x, "y": mouth, "size": pi * (_SMALL * _END_RADIUS) ** 2}
    width, height = (36, 26) if case.exam.intraoral else _field_px(case.setup) or _FIELD_PX[Beam.FULL]
    return "beam", _box(
        x - _SMALL * width / 2, x + _SMALL * width / 2, mouth - _SMALL * height / 2, mouth + _SMALL * height / 2
    )


@lru_cache
def _ways_shape(count: int, drawn: frozenset[str], ink: Ink) -> Specification:
    x, y = alt.X("x:Q", axis=None, scale=None), alt.Y("y:Q", axis=None, scale=None)
    size = alt.Size("size:Q", scale=None)
    head = named("head").mark_point(opacity=1, fillOpacity=0, stroke=ink.text, strokeWidth=1.5)
    text = named("lines").mark_text(align="left", color=ink.text, fontSize=FONT_PX, lineBreak=_LINES)
    layers = [head.encode(x, y, size, alt.Shape("outline:N", scale=None))]
    if "round" in drawn:
        layers.append(named("round").mark_point(shape="circle", opacity=1, **_TINTED).encode(x, y, size))
    if "beam" in drawn:
        layers.append(named("beam").mark_rect(**_TINTED).encode(x, y, alt.X2("x2:Q"), alt.Y2("y2:Q")))
    return shape([*layers, text.encode(x, y, alt.Text("text:N"))], count * _ROW_PX, ink)


def _told(case: Case) -> dict[str, str]:
    always = _ALWAYS[case.exam.family]
    told = [name for name in _IF_TOLD if name not in always and getattr(case.setup, name) is not None]
    return {words.SETTING.get(name) or labels.QUESTION[name]: _value(name, case.setup) for name in (*always, *told)}


def _value(name: str, setup: Setup) -> str:
    value = getattr(setup, name)
    if value is None:
        return words.NOT_TOLD
    if name == "collar":
        return names.YES_NO[value]
    if name == "exposure_s":
        return figures.seconds(value)
    if name in _CALLED:
        called = _CALLED[name][value]
        if name == "fov" and setup.field_cm is not None:
            diameter, height = setup.field_cm
            return words.FIELD_CM.format(name=called, diameter=diameter, height=height)
        return called
    return labels.in_unit(name, value)


def _intraoral(case: Case) -> dict[str, Sequence[Row]]:
    setup = case.setup
    cone = min(setup.cone_cm * _CONE_PER_CM, _CONE_MOST) if setup.cone_cm else _CONE_UNTOLD
    end = _TUBE[1] + cone
    radius = _HEAD[case.patient.child]
    beam = [_box(end, _HEAD_X - _LIPS * radius, _MIDDLE - 6, _MIDDLE + 6)]
    receptor = [_box(_HEAD_X - radius / 2, _HEAD_X - radius / 2 + 4, _MIDDLE - 8, _MIDDLE + 8)]
    return {
        **_patient(case, _HEAD_X, radius),
        "tube": [_box(*_TUBE, _MIDDLE - 20, _MIDDLE + 20), _box(_TUBE[1], end, _MIDDLE - 8, _MIDDLE + 8)],
        "beam": beam if setup.beam else [],
        "receptor": receptor if setup.receptor else [],
        "round": _end(round_beam=True) if setup.beam is Beam.ROUND else [],
        "rectangular": _end(round_beam=False) if setup.beam is Beam.RECTANGULAR else [],
        "labels": [{"x": _END_X, "y": _MIDDLE + 40, "text": names.BEAM[setup.beam]}] if setup.beam else [],
    }


def _end(*, round_beam: bool) -> list[Row]:
    """The beam as the patient would see it: a circle, or a rectangle within that circle."""
    if round_beam:
        return [{"x": _END_X, "y": _MIDDLE, "size": pi * _END_RADIUS**2}]
    return [_box(_END_X - 18, _END_X + 18, _MIDDLE - 13, _MIDDLE + 13)]


def _extraoral(case: Case) -> dict[str, Sequence[Row]]:
    radius = _HEAD[case.patient.child]
    size = _field_px(case.setup)
    x, y = _EXTRAORAL_X - radius / 4, _MIDDLE
    called = _value("fov" if case.setup.fov else "beam", case.setup) if size else ""
    return {
        **_patient(case, _EXTRAORAL_X, radius),
        **dict.fromkeys(("tube", "receptor", "round", "rectangular"), ()),
        "beam": [_box(x - size[0] / 2, x + size[0] / 2, y - size[1] / 2, y + size[1] / 2)] if size else [],
        "labels": [{"x": _HEAD_X, "y": _MIDDLE, "text": called}] if called else [],
    }


def _field_px(setup: Setup) -> tuple[float, float] | None:
    if setup.field_cm is not None:
        return setup.field_cm[0] * _PER_CM, setup.field_cm[1] * _PER_CM
    kind = setup.fov or setup.beam
    return _FIELD_PX.get(kind) if kind else None


def _patient(case: Case, x: float, radius: float) -> dict[str, Sequence[Row]]:
    """Head and collar as marks of one size, so that a child's collar fits the child."""
    mark = {"x": x, "y": _MIDDLE - _MOUTH * radius, "size": (2 * radius) ** 2}
    return {
        "head": [{**mark, "outline": _PROFILE}],
        "worn": [{**mark, "outline": _COLLAR}] if case.setup.collar else [],
        "unworn": [{**mark, "outline": _COLLAR}] if case.setup.collar is False else [],
    }


def _box(left: float, right: float, top: float, bottom: float) -> Row:
    return {"x": left, "x2": right, "y": top, "y2": bottom}


@lru_cache
def _shape(lines: int, drawn: frozenset[str], ink: Ink) -> Specification:
    """Only what is drawn has a layer: a screen reader would come upon an empty one."""
    x, y = alt.X("x:Q", axis=None, scale=None), alt.Y("y:Q", axis=None, scale=None)
    ends, size = (alt.X2("x2:Q"), alt.Y2("y2:Q")), alt.Size("size:Q", scale=None)
    outline, text = alt.Shape("outline:N", scale=None), alt.Text("text:N")
    outlined: dict[str, Any] = {"fillOpacity": 0, "stroke": ink.text, "strokeWidth": 1.5}
    solid: dict[str, Any] = {"fill": ink.strong}
    bodies = {"head": outlined, "worn": solid, "unworn": {**outlined, "strokeDash": [4, 3]}}
    boxes = {"tube": outlined, "beam": _TINTED, "rectangular": _TINTED, "receptor": solid}
    layers = {
        **{
            name: named(name).mark_point(opacity=1, **look).encode(x, y, size, outline) for name, look in bodies.items()
        },
        "round": named("round").mark_point(shape="circle", opacity=1, **_TINTED).encode(x, y, size),
        **{name: named(name).mark_rect(**look).encode(x, y, *ends) for name, look in boxes.items()},
        "labels": named("labels").mark_text(color=ink.text, fontSize=FONT_PX).encode(x, y, text),
        "lines": named("lines").mark_text(align="left", color=ink.text, fontSize=FONT_PX).encode(x, y, text),
    }
    return shape([each for name, each in layers.items() if name in drawn], _LINES_FROM + lines * _LINE_PX, ink)
