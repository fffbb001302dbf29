"""The tooth chart: the teeth that a patient of this stage has, FDI numbers, those of the image's region filled."""

from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from typing import Final, Literal

import altair as alt

from advisor.case.model import Case
from advisor.case.teeth import Tooth, arches, region_of
from advisor.case.vocabulary import Dentition, Family
from advisor.charts import lesson_words as words
from advisor.charts.picture import BLUE, Ink, Picture, Row, Specification, named, shape
from advisor.words import names

_COLUMN_PX: Final = 19
_GAP_PX: Final = 8
_ROW_PX: Final = 40
_NUMBER_PX: Final = 20  # from the middle of a tooth to its number
_FOOT_PX: Final = 24
_TOP_PX: Final = 14
_FONT_PX: Final = 11
_SIZE: Final = 130
_GAP_MARK: Final = 12  # a dot where a tooth is gone
_LAST: Final = 8  # third molars
OUTLINE: Final[Mapping[str, str]] = {  # crowns as seen from the tongue's side; the mark's size scales them
    "incisor": "M-.55,-1L.55,-1L.4,1L-.4,1Z",
    "canine": "M0,-1.1L.6,-.4L.45,1L-.45,1L-.6,-.4Z",
    "premolar": "M-.65,-.9L.65,-.9L.75,0L.65,.9L-.65,.9L-.75,0Z",
    "molar": "M-.95,-1L.95,-1L1.05,0L.95,1L-.95,1L-1.05,0Z",
}
_BEFORE_THIRD_MOLARS: Final = (Dentition.TRANSITIONAL, Dentition.ADOLESCENT)
_NAMES_NO_TOOTH: Final = (Family.CEPHALOMETRIC, Family.CBCT)


def tooth_chart(case: Case, ink: Ink) -> Picture | None:
    """The teeth of the case's stage of dentition, those in the image filled; None where the case can name none."""
    if case.exam.family in _NAMES_NO_TOOTH:
        return None
    shown = _shown(case.patient.dentition)
    lost = case.patient.dentition is Dentition.ADULT_EDENTULOUS
    marked = {tooth for row in shown for tooth in row if not lost and _in_image(tooth, case)}
    held = _held(shown, marked, lost=lost)
    table = tuple(
        {
            words.FDI: tooth.fdi,
            words.TOOTH: names.tooth(tooth),
            words.IN_IMAGE: words.LOST if lost else names.YES_NO[tooth in marked],
        }
        for row in shown
        for tooth in row
    )
    said = words.TEETH.format(marked=_said([tooth for row in shown for tooth in row if tooth in marked], case))
    return Picture("lesson_teeth", _shape(len(shown), frozenset(held), ink), held, said, table)


def _held(shown: Sequence[Sequence[Tooth]], marked: Set[Tooth], *, lost: bool) -> dict[str, Sequence[Row]]:
    """The rows of each layer that has any."""
    rows = {"marked": list[Row](), "others": list[Row](), "lost": list[Row](), **_sides(len(shown))}
    for number, row in enumerate(shown):
        for tooth in row:
            group = "marked" if tooth in marked else "lost" if lost else "others"
            rows[group].append(_drawn(tooth, number, len(shown)))
    return {name: each for name, each in rows.items() if each}


def _shown(dentition: Dentition) -> Sequence[Sequence[Tooth]]:
    """Rows from the upper to the lower, as the patient is seen; permanent teeth outside, primary ones within."""
    upper, upper_primary, lower_primary, lower = arches()
    if dentition is Dentition.PRIMARY:
        return upper_primary, lower_primary
    if dentition in _BEFORE_THIRD_MOLARS:
        upper, lower = (tuple(tooth for tooth in row if tooth.position < _LAST) for row in (upper, lower))
    if dentition is Dentition.TRANSITIONAL:
        return upper, upper_primary, lower_primary, lower
    return upper, lower


def _in_image(tooth: Tooth, case: Case) -> bool:
    if not case.exam.regions:
        return True
    return case.region is not None and region_of(tooth, case.exam) == case.region


def _drawn(tooth: Tooth, row: int, rows: int) -> Row:
    upper = row < rows / 2
    middle = _TOP_PX + row * _ROW_PX + (0 if upper else _NUMBER_PX)
    column = tooth.position - 0.5
    away = column * _COLUMN_PX + _GAP_PX / 2
    centre = _LAST * _COLUMN_PX + _GAP_PX / 2
    return {
        "x": centre - away if tooth.on_right else centre + away,
        "y": middle,
        "number_y": middle + (_NUMBER_PX if upper else -_NUMBER_PX),
        "number": tooth.fdi,
        "outline": OUTLINE[tooth.kind],
    }


def _sides(rows: int) -> dict[str, list[Row]]:
    """Whose right and left it is, below the teeth."""
    foot, width = _foot(rows), 2 * _LAST * _COLUMN_PX + _GAP_PX
    return {
        "right": [{"x": 0, "y": foot, "side": words.RIGHT}],
        "left": [{"x": width, "y": foot, "side": words.LEFT}],
    }


def _foot(rows: int) -> int:
    return _TOP_PX + rows * _ROW_PX + _FOOT_PX // 2


def _said(marked: Sequence[Tooth], case: Case) -> str:
    if case.patient.dentition is Dentition.ADULT_EDENTULOUS:
        return words.NO_TEETH
    if not marked:
        return words.NOTHING_MARKED
    teeth = ", ".join(tooth.fdi for tooth in marked)
    if case.region is None:
        return words.MARKED.format(region=words.ALL_TEETH, teeth=teeth)
    return words.MARKED_SIDES.format(region=names.region(case.region).lower(), teeth=teeth)


@lru_cache
def _shape(rows: int, drawn: frozenset[str], ink: Ink) -> Specification:
    """Only what is drawn has a layer: a screen reader would come upon an empty one."""
    x, y = alt.X("x:Q", axis=None, scale=None), alt.Y("y:Q", axis=None, scale=None)
    outline, number = alt.Shape("outline:N", scale=None), alt.Text("number:N")
    number_y = alt.Y("number_y:Q", axis=None, scale=None)
    marks = {
        "others": named("others").mark_point(filled=False, size=_SIZE, color=ink.text, opacity=1, strokeWidth=1),
        "marked": named("marked").mark_point(filled=True, size=_SIZE, color=BLUE, opacity=1),
        "lost": named("lost").mark_point(filled=True, size=_GAP_MARK, color=ink.text, opacity=1),
    }
    numbers = {
        "others": named("others").mark_text(color=ink.text, fontSize=_FONT_PX),
        "lost": named("lost").mark_text(color=ink.text, fontSize=_FONT_PX),
        "marked": named("marked").mark_text(color=ink.strong, fontSize=_FONT_PX, fontWeight="bold"),
    }
    teeth = [
        each.encode(x, y, *(() if name == "lost" else (outline,))) for name, each in marks.items() if name in drawn
    ]
    beside = [each.encode(x, number_y, number) for name, each in numbers.items() if name in drawn]
    sides = [_side("right", "left", ink), _side("left", "right", ink)]
    return shape([*teeth, *beside, *sides], _foot(rows) + _TOP_PX, ink)


def _side(rows: str, align: Literal["left", "right"], ink: Ink) -> alt.Chart:
    text = named(rows).mark_text(align=align, color=ink.text, fontSize=_FONT_PX, baseline="middle")
    labelled: alt.Chart = text.encode(
        alt.X("x:Q", axis=None, scale=None), alt.Y("y:Q", axis=None, scale=None), alt.Text("side:N")
    )
    return labelled
