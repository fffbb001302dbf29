"""Rows as cards that a phone can hold: the sentence first, who and since when, how well it was read; the id last."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from advisor.case.vocabulary import Topic
from advisor.evidence import sheets as tables
from advisor.evidence.shelf import Shelf, ShelfRow
from advisor.evidence.telling import inert, title
from advisor.pages.evidence import home_words as words
from advisor.pages.evidence.address import open_row
from advisor.words import names

_CARD_PX: Final = 330
_COLUMNS: Final = 3


def cards(found: Sequence[ShelfRow], shelf: Shelf, name: str) -> None:
    """Beside each other where there is room."""
    grid = st.grid(_COLUMNS, min_column_width=_CARD_PX, gap="small")
    for number, each in enumerate(found):
        with grid.cell(), st.container(border=True, gap="xsmall"):
            st.markdown(_statement(each, shelf) if each.sheet.id == tables.STATEMENTS else _row(each))
            st.button(
                words.OPEN.format(id=each.id), key=f"evidence_card_{name}_{number}", type="tertiary",
                on_click=open_row, args=(each.kind, each.id),
            )  # fmt: skip


def _statement(found: ShelfRow, shelf: Shelf) -> str:
    row, places = found.row, shelf.knowledge.places
    where = ", ".join(places[code].name if code in places else code for code in row["reach"].split(", "))
    return words.CARD.format(
        issuer=inert(row["issuer"]),
        year=row["year"],
        topic=names.TOPIC[Topic(row["topic"])],
        says=inert(row["says"]),
        where=inert(where),
        since=row["in_force_from"],
        read=_read(found),
    )


def _row(found: ShelfRow) -> str:
    return words.CARD_ROW.format(table=inert(found.sheet.title), title=inert(title(found)), read=_read(found))


def _read(found: ShelfRow) -> str:
    return words.READ[found.certainty] if found.certainty is not None else ""
