"""A technique chart -> one landscape page for the wall beside the unit, readable from a metre."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import islice, pairwise
from typing import Any, Final

from markupsafe import Markup

from advisor.case.vocabulary import ChartWarning, PatientSize, Step
from advisor.handout import technique_chart_words as words
from advisor.handout import words as handout
from advisor.handout.page import PaperSize, Room, laid_out
from advisor.handout.press import HandoutError, press
from advisor.knowledge import Knowledge
from advisor.physics.exposure_time.timer import Timer
from advisor.pictograms import STEP, inline
from advisor.technique_chart import words as chart_words
from advisor.technique_chart.chart import ChartCell, ChartLine, SizeColumn, TechniqueChart
from advisor.technique_chart.in_words import (
    anchors,
    caveats,
    facts,
    in_cells,
    line_name,
    on_timer,
    patient,
    span_on_timer,
    to_set,
    warned,
)
from advisor.words import figures
from advisor.words.labels import one_line

# From roomy to tight; `topics` is how many warnings are said in full.
_ROOMS: Final = (
    Room(10.5, topics=9),
    Room(10.0, topics=6),
    Room(9.4, topics=4),
    Room(8.7, topics=3),
    Room(8.0, topics=1),
)
_BAND: Final[Mapping[PatientSize, str]] = {  # of Okabe and Ito, for all to tell apart; the size stands in words below
    PatientSize.ADULT: "#0072b2",
    PatientSize.ADOLESCENT: "#009e73",
    PatientSize.CHILD_10: "#e69f00",
    PatientSize.CHILD_6: "#d55e00",
}
_FOOT: Final = "5em"
_PICTOGRAM: Final = "3.2em"
_MOST_BESIDE: Final = 4  # columns in which a range stands beside its time; of more, beneath it
_LETTERS_BESIDE: Final = 15
_FEW_COLUMNS: Final = 6  # of more, only the tightest room is wide enough
MOST_COLUMNS: Final = 8


def technique_sheet(
    chart: TechniqueChart, knowledge: Knowledge, *, on: date, paper: PaperSize | str = PaperSize.A4
) -> bytes:
    """One landscape page as a tagged PDF (PDF/UA-1).

    Parameters
    ----------
    chart : TechniqueChart
        Of an intraoral unit, with at most `MOST_COLUMNS` columns.

    Raises
    ------
    HandoutError
        In one sentence: a system library is or the chart has too many columns for a page.
    """
    paper, columns = PaperSize(paper), len(chart.columns)
    if columns > MOST_COLUMNS:
        raise HandoutError(words.TOO_MANY.format(columns=columns, most=MOST_COLUMNS))
    rooms = _ROOMS if columns <= _FEW_COLUMNS else _ROOMS[-1:]
    return press(lambda number: _laid_out(chart, knowledge, on, paper, rooms[number]), len(rooms), paper)


def technique_html(chart: TechniqueChart, knowledge: Knowledge, *, on: date) -> str:
    """The same page as one self-contained HTML document, on A4, in the roomiest type."""
    return _laid_out(chart, knowledge, on, PaperSize.A4, _ROOMS[0])


def _laid_out(chart: TechniqueChart, knowledge: Knowledge, on: date, paper: PaperSize, room: Room) -> str:
    sheet = _sheet(chart, knowledge, on, room)
    return laid_out(sheet, "technique_chart", paper, room, foot=_FOOT, landscape=True)


def _sheet(chart: TechniqueChart, knowledge: Knowledge, on: date, room: Room) -> Mapping[str, Any]:
    name = one_line(chart.unit.name)
    rows = list(_rows(chart, chart.timer))
    widest = max((len(each["set"]) + len(each["range"]) for row in rows for each in row["cells"]), default=0)
    return {
        "title": words.TITLE.format(unit=name),
        "on": on.isoformat(),
        "words": words,
        "pictogram": Markup(inline(STEP[Step.CHILD_SIZE], _PICTOGRAM, words.PICTOGRAM)),
        "kicker": words.KICKER.format(what=to_set(chart.timer).lower()),
        "made_on": words.MADE_ON.format(on=on.isoformat()),
        "heading": _heading(chart, name),
        "facts": words.FACTS.join(facts(chart.unit)),
        "columns": [{"name": patient(column), "band": _band(column, chart.columns)} for column in chart.columns],
        "rows": rows,
        "beneath": len(chart.columns) > _MOST_BESIDE or widest > _LETTERS_BESIDE,
        "rests_on": chart_words.SPACE.join(_rests_on(chart, knowledge)),
        "warned": list(_warned(chart, room)),
        "stamp": words.STAMP.format(product=handout.PRODUCT, fingerprint=knowledge.fingerprint),
    }


def _heading(chart: TechniqueChart, unit: str) -> str:
    if chart.receptor:
        return words.HEADING_RECEPTOR.format(unit=unit, receptor=chart_words.RECEPTOR[chart.receptor])
    return words.HEADING.format(unit=unit)


def _rests_on(chart: TechniqueChart, knowledge: Knowledge) -> Iterator[str]:
    """What the times rest on, what holds for them, and what cannot be told."""
    named = anchors(chart, knowledge)
    if named:
        yield words.RESTS_ON.format(anchors=figures.listed(list(named)))
    yield from caveats(chart)
    yield from (words.CANNOT_TELL.format(reason=reason) for reason in chart.missing)


def _rows(chart: TechniqueChart, timer: Timer) -> Iterator[Mapping[str, Any]]:
    """A heavier line below the last region of a jaw or an exam."""
    signed = in_cells(chart)
    groups = [_group(line) for line in chart.lines]
    ends = [after != before for before, after in pairwise((*groups, None))]
    for line, last in zip(chart.lines, ends, strict=True):
        yield {"name": line_name(line), "cells": [_cell(cell, timer, signed) for cell in line.cells], "last": last}


def _band(column: SizeColumn, columns: Sequence[SizeColumn]) -> str:
    """The colour of a column, to find it from afar: its size's; of an age that was asked for, the nearest size's."""
    sizes = [each for each in columns if each.size]
    return _BAND[min(sizes, key=lambda each: abs(each.age_years - column.age_years)).size or PatientSize.ADULT]


def _group(line: ChartLine) -> tuple[str, str]:
    jaw, _, tooth = line.region.id.partition("_")
    return line.exam.id, jaw if tooth else ""


def _cell(cell: ChartCell, timer: Timer, signed: frozenset[ChartWarning]) -> Mapping[str, str]:
    advised = cell.exposure.span_s
    if advised is None:
        return {"set": words.NOTHING, "range": "", "sign": ""}
    return {
        "set": on_timer(advised.typical, timer),
        "range": span_on_timer(advised.low, advised.high, timer) if advised.low < advised.high else "",
        "sign": chart_words.SIGN if signed.intersection(cell.warnings) else "",
    }


def _warned(chart: TechniqueChart, room: Room) -> Iterator[str]:
    found = warned(chart)
    for each in islice(found, room.topics):
        form = words.WARNED if each.places else words.WARNED_ALL
        yield form.format(sign=chart_words.SIGN, says=each.says, places=each.places)
    if len(found) > room.topics:
        yield words.MORE.of(len(found) - room.topics, sign=chart_words.SIGN)
