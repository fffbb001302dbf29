"""Pictures on the page, and their numbers with a download in one place below them."""

from collections.abc import Sequence
from typing import Any, Final, Literal

import pyarrow as pa
import streamlit as st

from advisor.charts.picture import DARK, LIGHT, Ink, Picture, Row
from advisor.pages.shared import words as shared_words

_MIME: Final = "text/csv"
_MOST_COLUMNS: Final = 4


def ink() -> Ink:
    """The colours of the page that the reader looks at."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def strong() -> Literal["primary", "secondary"]:
    """A button that stands out; white on the pale blue of a dark page would be no contrast."""
    return "primary" if ink() is LIGHT else "secondary"


def _arrow(rows: Sequence[Row]) -> bytes:
    """Rows as the browser takes them; by way of a data frame it would take ten times as long."""
    table = pa.Table.from_pylist(list(rows))
    out = pa.BufferOutputStream()
    with pa.ipc.new_stream(out, table.schema) as stream:
        stream.write_table(table)
    held: bytes = out.getvalue().to_pybytes()
    return held


def show(picture: Picture) -> Picture:
    """The chart alone."""
    chart = {**picture.shape, "datasets": {name: _arrow(rows) for name, rows in picture.rows.items()}}
    st.vega_lite_chart(chart, width="stretch", theme=None, key=f"check_chart_{picture.name}", alt=picture.alternative)
    return picture


def numbers(pictures: Sequence[Picture]) -> None:
    """What the pictures show as tables, when asked for."""
    opened = st.expander(shared_words.NUMBERS_TITLE, type="compact", on_change="rerun", key="check_numbers")
    if not opened.open:
        return
    with opened:
        for picture in pictures:
            st.caption(picture.alternative)
            st.table(upright(picture.table), hide_index=True)
            download(picture.csv_text, picture.name, key=f"check_csv_{picture.name}")


def download(csv_text: str, name: str, *, key: str) -> None:
    """The numbers of a picture as a file."""
    st.download_button(
        shared_words.DOWNLOAD.format(name=name),
        csv_text,
        file_name=f"{name}.csv",
        mime=_MIME,
        on_click="ignore",
        key=key,
    )


def upright(table: Sequence[Row]) -> list[Row]:
    """A table no wider than a phone: one with many columns is turned, each of its rows a column.

    A column of words and numbers is one of words, as Streamlit's tables hold one kind; it would log each mixture.
    """
    rows = list(table)
    if len(rows[0]) > _MOST_COLUMNS:
        first, *others = rows[0]
        rows = [{first: name, **{str(row[first]): row[name] for row in rows}} for name in others]
    mixed = {name for name in rows[0] if len({isinstance(row[name], str) for row in rows}) > 1}
    return [{name: _text(cell) if name in mixed else cell for name, cell in row.items()} for row in rows]


def _text(cell: Any) -> str:
    return "" if cell is None else cell if isinstance(cell, str) else f"{cell:.10g}"
