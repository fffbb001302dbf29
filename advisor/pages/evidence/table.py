"""A list of rows: as cards, or as a grid when asked for; each opens, and all can be taken away as CSV."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

import streamlit as st

from advisor.evidence import table_words as in_tables
from advisor.evidence.published import Cells, Sheet, sheet_csv
from advisor.evidence.shelf import Shelf, ShelfRow
from advisor.evidence.telling import inert, listed, title
from advisor.language import _
from advisor.pages.evidence import cards, words
from advisor.pages.evidence.address import open_row
from advisor.pages.shared.text import small
from advisor.spreadsheet import as_csv
from advisor.spreadsheet import inert as inert_cell

FILTER_PX: Final = 160  # two beside each other on a phone
_HEIGHT_PX: Final = 420
_ROW_PX: Final = 36
_WIDE_PX: Final = 420
_LONG: Final = frozenset({"says", "note", "title", "formula"})
_KEEP: Final = "session"
_AS_GRID: Final = "evidence_as_table"


def choices(label: str, options: Sequence[Any], shown: Mapping[Any, str], key: str) -> Any:
    """A filter that begins with "all" (None)."""
    return st.selectbox(
        label,
        [None, *options],
        format_func=lambda each: words.ALL if each is None else shown.get(each, each),
        key=f"evidence_filter_{key}",
        persist_state=_KEEP,
    )


def day(label: str, key: str, *, default: date | None = None, help: str = words.DATE_HELP) -> tuple[date | None, bool]:
    """A day written as 2026-11-21 or nothing, and whether it could be read."""
    name = f"evidence_filter_{key}"
    if default is not None:
        st.session_state.setdefault(name, default.isoformat())
    written = st.text_input(
        label, key=name, max_chars=10, placeholder=words.EMPTY_DATE, help=help, persist_state=_KEEP
    ).strip()
    if not written:
        return default, True
    try:
        return date.fromisoformat(written), True
    except ValueError:
        return None, False


def wording(key: str) -> str:
    return st.text_input(
        words.WORDS,
        key=f"evidence_filter_{key}",
        help=words.WORDS_HELP,
        max_chars=80,
        persist_state=_KEEP,
    )


def _as_grid() -> bool:
    """A grid needs room, so that it is asked for; the choice holds for every list."""
    return st.toggle(words.AS_TABLE, key=_AS_GRID, persist_state=_KEEP)


def grid_wanted() -> bool:
    """What was chosen at the list above."""
    return bool(st.session_state.get(_AS_GRID))


def show(sheet: Sheet, rows: Sequence[Cells], shelf: Shelf, name: str) -> None:
    """The rows of a table that fit the filters."""
    small(words.COUNT.format(count=len(rows), total=len(sheet.rows)))
    if not rows:
        st.info(words.NOTHING)
        return
    found = [ShelfRow(sheet, row) for row in rows]
    if _as_grid():
        _pick(found, name)
        _grid(sheet, found, name)
    else:
        cards.cards(found, shelf, name, of_one_table=True)
    download(in_tables.table(sheet), as_csv([column.name for column in sheet.columns], rows), f"{sheet.id}.csv", name)


def _pick(found: Sequence[ShelfRow], name: str) -> None:
    """For fingers, keyboards and screen readers: the same rows as the table, as one list to type in."""
    key = f"evidence_pick_{name}"

    def opened() -> None:
        chosen = st.session_state[key]
        if chosen is not None:
            open_row(found[chosen].kind, found[chosen].id)

    st.selectbox(
        words.PICK,
        range(len(found)),
        index=None,
        format_func=lambda number: words.HEADING.format(id=found[number].id, title=title(found[number])),
        placeholder=words.PICK_PLACEHOLDER,
        key=key,
        on_change=opened,
        filter_mode="contains",
    )


def _grid(sheet: Sheet, found: Sequence[ShelfRow], name: str) -> None:
    key = f"evidence_grid_{name}_{hash(tuple(each.id for each in found))}"

    def opened() -> None:
        chosen = st.session_state[key]["selection"]["rows"]
        if chosen:
            open_row(found[chosen[0]].kind, found[chosen[0]].id)

    columns = listed(sheet)
    told = {column: [each.row.get(column) or "" for each in found] for column in columns}
    st.dataframe(
        {in_tables.label(column): _values(column, cells) for column, cells in told.items() if any(cells)},
        hide_index=True,
        height=_height(len(found)),
        column_config=_config(columns),
        on_select=opened,
        selection_mode="single-row",
        key=key,
        placeholder="",
        alt=words.TABLE_ALT.format(table=in_tables.table(sheet), count=len(found)),
    )


def _height(rows: int) -> int:
    return min(_HEIGHT_PX, _ROW_PX * (rows + 1))


def _values(column: str, cells: Sequence[str]) -> list[Any]:
    """Numbers as numbers, so that they sort; words in words, inert as the grid has a download of its own."""
    try:
        return [float(cell) if cell else None for cell in cells]
    except ValueError:
        return [inert_cell(in_tables.cell(column, cell)) if cell else None for cell in cells]


def _config(columns: Sequence[str]) -> dict[str, Any]:
    text, link = st.column_config.TextColumn(width=_WIDE_PX), st.column_config.LinkColumn(width="medium")
    wide = {in_tables.label(column): text for column in columns if column in _LONG}
    links = {in_tables.label(column): link for column in columns if column == "url"}
    plain = {in_tables.label("year"): st.column_config.NumberColumn(format="%d")} if "year" in columns else {}
    return wide | links | plain


def download(table: str, text: str, file_name: str, name: str) -> None:
    st.download_button(
        words.DOWNLOAD.format(table=table),
        text.encode("utf-8-sig"),
        file_name=file_name,
        mime="text/csv",
        icon=words.DOWNLOAD_ICON,
        key=f"evidence_csv_{name}_{file_name}",
        on_click="ignore",
        type="tertiary",
    )


def downloads(shelf: Shelf) -> None:
    """Every table, whole; made only when somebody opens the list."""
    opened = st.expander(words.DOWNLOADS, icon=words.DOWNLOAD_ICON, on_change="rerun", key="evidence_downloads")
    with opened:
        if opened.open:
            with st.container(horizontal=True, gap="small"):
                for sheet in shelf.sheets.values():
                    download(in_tables.table(sheet), sheet_csv(sheet), f"{sheet.id}.csv", "all")


def columns_meant(sheet: Sheet) -> None:
    """What each column means, where its description says so."""
    meant = [column for column in sheet.columns if column.meaning]
    if not meant:
        return
    with st.expander(words.COLUMNS):
        lines = []
        for column in meant:
            form = words.COLUMN_UNIT if column.unit else "{meaning}"
            meaning = form.format(meaning=_(column.meaning), unit=_(column.unit))
            lines.append(words.COLUMN.format(label=inert(in_tables.label(column.name)), meaning=inert(meaning)))
        st.markdown("\n".join(lines))
