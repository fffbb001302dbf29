"""A picture: a chart, what it says in words, and its numbers as a table that spreadsheets may open.

A chart is a Vega-Lite specification, drawn up once by Altair for its shape (rows, titles, colours), and the rows that
change with every answer; so a new answer moves marks and builds nothing.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import altair as alt

from advisor.spreadsheet import as_text

BLUE: Final = "#0072B2"
VERMILION: Final = "#D55E00"
GREEN: Final = "#009E73"
FONT_PX: Final = 13
Row = dict[str, Any]
Specification = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Ink:
    """Colours that read on a light or a dark page."""

    text: str
    line: str
    strong: str


LIGHT: Final = Ink(text="#333333", line="#dddddd", strong="#000000")
DARK: Final = Ink(text="#e6e6e6", line="#4a4a4a", strong="#ffffff")


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with what it says in words and in numbers."""

    name: str
    shape: Specification
    rows: Mapping[str, Sequence[Row]]
    alternative: str
    table: tuple[Row, ...]

    @property
    def specification(self) -> dict[str, Any]:
        """The chart with its rows, as Vega-Lite reads it."""
        return {**self.shape, "datasets": {name: list(rows) for name, rows in self.rows.items()}}

    @property
    def csv_text(self) -> str:
        return csv_text(self.table)


def csv_text(table: Sequence[Row]) -> str:
    """A table as CSV; text that a spreadsheet would run as a formula is made plain text."""
    if not table:
        return ""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(table[0]), lineterminator="\n")
    writer.writerow({name: _plain(name) for name in table[0]})
    writer.writerows({name: _plain(value) for name, value in row.items()} for row in table)
    return out.getvalue()


def _plain(value: Any) -> Any:
    return as_text(value) if isinstance(value, str) else value


def named(rows: str) -> alt.Chart:
    """A chart of the rows that a picture holds under a name."""
    return alt.Chart(alt.NamedData(name=rows))


def shape(layers: Sequence[alt.Chart], height_px: int, ink: Ink) -> Specification:
    """Layers as one chart that reads on its page, light or dark."""
    chart = (
        alt.LayerChart(layer=list(layers), height=height_px, background="transparent")
        .configure(font="Source Sans, sans-serif")
        .configure_axis(
            labelColor=ink.text, titleColor=ink.text, gridColor=ink.line, domainColor=ink.line, tickColor=ink.line,
            labelFontSize=FONT_PX, titleFontSize=FONT_PX, titleFontWeight="normal", labelLimit=200,
        )
        .configure_view(stroke=None)
    )  # fmt: skip
    specification: Specification = chart.to_dict()
    return specification
