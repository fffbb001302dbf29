"""One place: what it is part of, its natural background, its reference levels, and who speaks there."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import streamlit as st

from advisor.evidence import sheets as tables
from advisor.evidence.links import RowKind
from advisor.evidence.shelf import Shelf, ShelfRow
from advisor.evidence.telling import inert, title
from advisor.guidance.editions import in_force
from advisor.knowledge.places import Place
from advisor.pages.evidence import reader, table, words
from advisor.pages.evidence.address import AddressedRow, open_row
from advisor.pages.evidence.row import unknown
from advisor.pages.shared.text import small
from advisor.words import names

_PICK: Final = "evidence_place"


def show(shelf: Shelf, asked: AddressedRow | None, today: date) -> None:
    """The place that the address names; the reader's where it names none."""
    if asked and not asked.found:
        unknown(asked)
    code = _chosen(shelf, asked, today)
    place = shelf.knowledge.places[code]
    st.header(place.name, anchor=False)
    if place.notice:
        st.info(inert(place.notice))
    if place.part_of:
        above = (shelf.knowledge.places[each].name for each in place.part_of)
        st.markdown(words.FACT.format(label=words.PART_OF, value=", ".join(above)))
    _background(place, shelf)
    _levels(place, shelf)
    _speakers(code, shelf, today)
    small(words.READ_ON.format(read_on=place.read_on, review_by=place.review_by))
    table.downloads(shelf)


def _chosen(shelf: Shelf, asked: AddressedRow | None, today: date) -> str:
    codes, named = reader.places(shelf)
    st.session_state[_PICK] = asked.id if asked and asked.found else reader.first(shelf, today)
    st.selectbox(
        words.PLACE,
        codes,
        format_func=lambda code: named[code],
        key=_PICK,
        width=420,
        on_change=lambda: open_row(RowKind.PLACE, st.session_state[_PICK]),
    )
    return str(st.session_state[_PICK])


def _rows(sheet: str, place: Place, shelf: Shelf) -> list[ShelfRow]:
    return [ShelfRow(shelf.sheets[sheet], row) for row in shelf.sheets[sheet].rows if row["place"] == place.code]


def _background(place: Place, shelf: Shelf) -> None:
    st.markdown(f"**{words.BACKGROUND_TITLE}**")
    used = shelf.knowledge.background(place.code)
    rows = _rows(tables.BACKGROUND, place, shelf)
    lines = [_background_line(found, shelf) for found in rows]
    if used.place != place.code:
        above = shelf.knowledge.places[used.place].name
        lines.append(words.BACKGROUND_NONE.format(place=above, value=used.msv_per_year))
    st.markdown("\n".join(lines))
    _open(rows)


def _background_line(found: ShelfRow, shelf: Shelf) -> str:
    row, source = found.row, shelf.source(found.row)
    usable = found.certainty is not None and found.certainty.usable
    applied = words.BACKGROUND_USED if row["default"] == "true" and usable else ""
    return words.BACKGROUND.format(
        value=row["msv_per_year"] or words.BACKGROUND_WAITING,
        label=inert(row["label"]),
        year=inert(row["year"]),
        radon=inert(row["radon_basis"]),
        used=applied,
        cited=words.CITED.format(
            issuer=inert(source.issuer) if source else "",
            year=f" {source.year}" if source and source.year else "",
            certainty=names.CERTAINTY[found.certainty] if found.certainty else "",
        ),
    )


def _levels(place: Place, shelf: Shelf) -> None:
    st.markdown(f"**{words.LEVELS_TITLE}**")
    rows = _rows(tables.LEVELS, place, shelf)
    if not rows:
        st.markdown(words.LEVELS_NONE)
        return
    small(words.LEVELS_HELP)
    table.show(shelf.sheets[tables.LEVELS], [found.row for found in rows], shelf, f"levels_{place.code}")


def _open(rows: Sequence[ShelfRow]) -> None:
    """Each row with its full source, one touch away."""
    if not rows:
        return
    with st.container(horizontal=True, gap="small"):
        for found in rows:
            st.button(
                found.id,
                key=f"evidence_open_{found.id}",
                help=inert(title(found)),
                on_click=open_row,
                args=(found.kind, found.id),
            )


def _speakers(code: str, shelf: Shelf, today: date) -> None:
    """Every document in force there today, latest first."""
    present = in_force(shelf.knowledge.editions, shelf.knowledge.lineage(code), today)
    lines = [
        words.SPEAKER.format(issuer=inert(e.issuer), year=e.dated, since=e.speaks_from, title=inert(e.title))
        for e in sorted(present, key=lambda edition: -edition.age_days)
    ]
    with st.expander(words.SPEAKERS):
        st.markdown("\n".join(lines))
