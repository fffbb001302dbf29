"""Statements, numbers and sources: filters in the main column, then the rows that fit."""

from datetime import date
from typing import Final

import streamlit as st

from advisor.case.vocabulary import Certainty, Topic
from advisor.evidence import sheets as tables
from advisor.evidence import table_words as in_tables
from advisor.evidence import words as evidence_words
from advisor.evidence.published import Cells
from advisor.evidence.shelf import Shelf
from advisor.evidence.statements import Wanted, chosen
from advisor.pages.evidence import reader, table, words
from advisor.pages.evidence.address import TABLE
from advisor.words import names

_FILTERS: Final = 6
_SOURCES: Final = (tables.SOURCES, tables.EDITIONS)


def statements(shelf: Shelf, today: date) -> None:
    """Who says what, to whom, where and since when."""
    wanted = _wanted(shelf)
    sheet = shelf.sheets[tables.STATEMENTS]
    if wanted is None:
        return
    rows = {row["id"]: row for row in sheet.rows}
    fitting = chosen(shelf.knowledge, wanted, today=today)
    listed = [{**rows[each.statement.id], "standing": each.standing} for each in fitting]
    table.show(sheet, listed, shelf, tables.STATEMENTS)


def _wanted(shelf: Shelf) -> Wanted | None:
    """What the filters say; None where the date cannot be read."""
    knowledge = shelf.knowledge
    issuers = sorted({edition.issuer for edition in knowledge.editions}, key=str.casefold)
    grid = st.grid(_FILTERS, min_column_width=table.FILTER_PX)
    with grid.cell():
        topic = table.choices(evidence_words.TOPIC, tuple(Topic), names.TOPIC, "topic")
    with grid.cell():
        issuer = table.choices(words.ISSUER, issuers, {}, "issuer")
    with grid.cell():
        place = table.choices(words.PLACE, *reader.places(shelf), "place")
    with grid.cell():
        certainty = table.choices(words.CERTAINTY, tuple(Certainty), names.CERTAINTY, "certainty")
    with grid.cell():
        on, readable = table.day(words.ON, "on", help=words.ON_HELP)
    with grid.cell():
        text = table.wording("statement_words")
    if not readable:
        st.warning(words.DATE_REFUSED.format(label=words.ON))
        return None
    return Wanted(topic=topic, issuer=issuer, place=place, on=on, certainty=certainty, words=text)


def numbers(shelf: Shelf, today: date) -> None:
    """Every table of numbers as it was published, and every parameter of the models with its formula."""
    _any_table(shelf, in_tables.NUMBER_TABLES, "numbers")


def sources(shelf: Shelf, today: date) -> None:
    """Every document once."""
    _any_table(shelf, _SOURCES, "sources")


def _any_table(shelf: Shelf, offered: tuple[str, ...], section: str) -> None:
    grid = st.grid(2, min_column_width=table.FILTER_PX)
    with grid.cell():
        name = st.selectbox(
            words.TABLE_PICK,
            offered,
            format_func=lambda each: in_tables.table(shelf.sheets[each]),
            key=f"{TABLE}_{section}",
            persist_state="session",
        )
    with grid.cell():
        text = table.wording(f"{section}_words").casefold().split()
    sheet = shelf.sheets[name]
    fitting = [row for row in sheet.rows if all(word in _spoken(row) for word in text)]
    table.show(sheet, fitting, shelf, name)
    table.columns_meant(sheet)
    table.downloads(shelf)


def _spoken(row: Cells) -> str:
    return " ".join((*row.values(), *(in_tables.cell(column, cell) for column, cell in row.items()))).casefold()
