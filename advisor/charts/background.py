"""Natural background by place: the value that is used, and other published ones beside it."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

import altair as alt

from advisor.charts import background_words as words
from advisor.charts.picture import BLUE, Ink, Picture, Row, Specification, named, shape
from advisor.knowledge.places import BackgroundRow, Place
from advisor.words import names

_ROW_PX: Final = 22
_AXIS_PX: Final = 48
_BAR_PX: Final = 12
_MARK: Final = 70


class PlaceBackground(NamedTuple):
    place: Place
    row: BackgroundRow
    msv_per_year: float


def background_by_place(places: Iterable[Place], ink: Ink) -> Picture:
    """A bar a place, the highest first; only values that were read. Not like for like: see the radon column."""
    found = [
        PlaceBackground(place, row, row.msv_per_year)
        for place in places
        for row in place.background
        if row.certainty.usable and row.msv_per_year
    ]
    used = sorted((each for each in found if each.row.default), key=lambda each: -each.msv_per_year)
    order = tuple(each.place.name for each in used)
    others = [each for each in found if not each.row.default and each.place.name in order]
    rows = {"used": _rows(used), "others": _rows(others)}
    said = "; ".join(_said(each, others) for each in used)
    ranked = sorted([*used, *others], key=lambda each: (order.index(each.place.name), not each.row.default))
    table = tuple(_numbers(each) for each in ranked)
    return Picture("background", _shape(order, words.AXIS, ink), rows, words.BY_PLACE.format(rows=said), table)


def _rows(found: Iterable[PlaceBackground]) -> list[Row]:
    return [{"place": each.place.name, "value": each.msv_per_year} for each in found]


def _said(used: PlaceBackground, others: Iterable[PlaceBackground]) -> str:
    said = words.PLACE_ROW.format(place=used.place.name, value=used.msv_per_year, year=used.row.year)
    values = [f"{other.msv_per_year:g}" for other in others if other.place is used.place]
    return words.OTHERS.format(row=said, values=", ".join(values)) if values else said


def _numbers(each: PlaceBackground) -> Row:
    row = each.row
    return {
        words.PLACE: each.place.name,
        words.VALUE: each.msv_per_year,
        words.DATED: row.year,
        words.RADON: row.radon_basis,
        words.USED: names.YES_NO[row.default],
        words.WHAT: row.label,
        words.SOURCE: row.source,
        words.CERTAINTY: names.CERTAINTY[row.certainty],
    }


@lru_cache
def _shape(order: tuple[str, ...], title: str, ink: Ink) -> Specification:
    x = alt.X("value:Q", scale=alt.Scale(domainMin=0), axis=alt.Axis(title=title, tickCount=6, labelFlush=True))
    y = alt.Y("place:N", sort=order, axis=alt.Axis(title=None, domain=False, ticks=False))
    layers = [
        named("used").mark_bar(color=BLUE, height=_BAR_PX).encode(x, y),
        named("others").mark_point(shape="diamond", size=_MARK, color=ink.strong, opacity=1).encode(x, y),
    ]
    return shape(layers, _ROW_PX * len(order) + _AXIS_PX, ink)
