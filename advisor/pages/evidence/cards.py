"""Rows as cards, which fit a phone: the sentence first, who and since when, how well it was read; the id last."""

from collections.abc import Mapping, Sequence
from typing import Final

import streamlit as st

from advisor.case.vocabulary import Topic
from advisor.evidence import sheets as tables
from advisor.evidence import table_words as in_tables
from advisor.evidence import words as evidence_words
from advisor.evidence.shelf import Shelf, ShelfRow
from advisor.evidence.statements import StatementStanding
from advisor.evidence.telling import inert, title
from advisor.guidance.statement import dated
from advisor.language import ngettext
from advisor.pages.evidence import words
from advisor.pages.evidence.address import open_row
from advisor.pages.shared.text import small
from advisor.words import names

_CARD_PX: Final = 330
_COLUMNS: Final = 3
_FEW: Final = 12
_MORE: Final = 24


def cards(found: Sequence[ShelfRow], shelf: Shelf, name: str, *, few: int = _FEW, of_one_table: bool = False) -> None:
    """Beside each other where there is room; the first few, and more when asked for."""
    key = f"evidence_more_{name}"
    shown = few + st.session_state.get(key, 0)
    grid = st.grid(_COLUMNS, min_column_width=_CARD_PX, gap="small")
    for number, each in enumerate(found[:shown]):
        with grid.cell(), st.container(border=True, gap="xxsmall"):
            _card(each, shelf, f"evidence_card_{name}_{number}", of_one_table=of_one_table)
    more = min(_MORE, len(found) - shown)
    if more > 0:
        label = ngettext("Show {count} more", "Show {count} more", more).format(count=more)
        st.button(label, key=f"{key}_button", on_click=_show_more, args=(key,))


def _show_more(key: str) -> None:
    st.session_state[key] = st.session_state.get(key, 0) + _MORE


def facts(rows: Sequence[Mapping[str, str]]) -> None:
    """Rows of figures that lead nowhere, as cards: the first cell is what they are about."""
    grid = st.grid(_COLUMNS, min_column_width=_CARD_PX, gap="small")
    for row in rows:
        (_, about), *others = row.items()
        told = (words.CARD_FACT.format(label=label, value=value) for label, value in others)
        with grid.cell(), st.container(border=True):
            st.markdown(words.CARD_FACTS.format(title=about, facts="  \n".join(told)))


def _card(found: ShelfRow, shelf: Shelf, key: str, *, of_one_table: bool) -> None:
    is_statement = found.sheet.id == tables.STATEMENTS
    st.markdown(_statement(found) if is_statement else inert(title(found)))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        small(_where_and_since(found, shelf) if is_statement else _about(found, shelf, of_one_table=of_one_table))
        st.button(
            words.OPEN.format(id=found.id), key=key, type="tertiary", on_click=open_row, args=(found.kind, found.id)
        )


def _statement(found: ShelfRow) -> str:
    row = found.row
    standing = row.get("standing", StatementStanding.SPEAKS)
    form = words.CARD if standing == StatementStanding.SPEAKS else words.CARD_STANDING
    return form.format(
        says=inert(row["says"]),
        issuer=inert(row["issuer"]),
        year=row["year"] or dated(None),
        topic=names.TOPIC[Topic(row["topic"])],
        standing=evidence_words.STANDING[standing],
    )


def _where_and_since(found: ShelfRow, shelf: Shelf) -> str:
    row, places = found.row, shelf.knowledge.places
    where = ", ".join(places[code].name if code in places else code for code in row["reach"].split(", "))
    return words.CARD_SINCE.format(where=inert(where), since=row["in_force_from"], read=_dots(found))


def _about(found: ShelfRow, shelf: Shelf, *, of_one_table: bool) -> str:
    """The table where rows of several are found; else what figures it holds, or its document; how well it was read."""
    told = in_tables.CARD_FACTS.get(found.sheet.id, ())
    parts = [words.CARD_FACT.format(label=in_tables.label(each), value=found.row[each]) for each in told]
    source = shelf.source(found.row)
    if not of_one_table:
        parts.append(in_tables.table(found.sheet))
    elif source:
        parts.append(inert(source.issuer))
    return " · ".join(part for part in (*parts, _dots(found)) if part)


def _dots(found: ShelfRow) -> str:
    return words.DOTS[found.certainty] if found.certainty is not None else ""
