"""What the Evidence page shows, kept in its address: a section, or one row of it."""

from typing import Final, NamedTuple

import streamlit as st

from advisor import pages
from advisor.evidence import sheets as tables
from advisor.evidence.links import RowKind, asked
from advisor.evidence.published import load_published
from advisor.evidence.shelf import Shelf, ShelfRow, shelf
from advisor.pages.evidence import words
from advisor.pages.shared import back

HOME: Final = "home"
TABLES: Final = ("statements", "numbers", "places", "sources", "waiting")  # the sections that list rows
SECTION: Final = "evidence_section"
TABLE: Final = "evidence_table"
_SHOW: Final = "show"
_SEEN: Final = "evidence_seen"
_BACK: Final = "evidence_back_to"
_SECTION_OF: Final = {
    tables.STATEMENTS: "statements",
    tables.SOURCES: "sources",
    tables.EDITIONS: "sources",
    tables.PLACES: "places",
}
_NUMBERS: Final = "numbers"


class AddressedRow(NamedTuple):
    """A row that the address names, and what has that id: nothing where it is unknown."""

    kind: RowKind
    id: str
    found: tuple[ShelfRow, ...]


@st.cache_resource(show_spinner=False)
def everything() -> Shelf:
    """Every row of data/, by its id; read once and shared by all visitors."""
    return shelf(pages.knowledge(), load_published())


def arrive(shelf: Shelf) -> AddressedRow | None:
    """The row that the address names, if any; a new address also chooses the section."""
    address = st.query_params.to_dict()
    if written := address.get(back.PARAMETER):
        st.session_state[_BACK] = back.read(written, shelf.knowledge)
    wanted = asked(address)
    found = AddressedRow(*wanted, shelf.find(*wanted)) if wanted else None
    if st.session_state.get(_SEEN) != address:
        st.session_state[_SEEN] = address
        if found:
            _choose(found)
        else:
            shown = address.get(_SHOW)
            st.session_state[SECTION] = shown if shown in words.SECTIONS else HOME
    st.session_state.setdefault(SECTION, HOME)
    return found


def _choose(row: AddressedRow) -> None:
    if not row.found:
        of_kind = {RowKind.STATEMENT: "statements", RowKind.SOURCE: "sources", RowKind.PLACE: "places"}
        st.session_state[SECTION] = of_kind.get(row.kind, _NUMBERS)
        return
    sheet = row.found[0].sheet.id
    section = _SECTION_OF.get(sheet, _NUMBERS)
    st.session_state[SECTION] = section
    st.session_state[f"{TABLE}_{section}"] = sheet


def way_back() -> str | None:
    """The case or the lesson that the first row was looked up from."""
    address: str | None = st.session_state.get(_BACK)
    return address


def section() -> str:
    return str(st.session_state[SECTION])


def show_section() -> None:
    """Leave the row for the list of its section."""
    st.query_params.from_dict({_SHOW: section()} if section() != HOME else {})


def open_row(kind: RowKind, id: str) -> None:
    """Show one row; its address can be copied."""
    st.query_params.from_dict({kind.value: id})


def go(wanted: str) -> None:
    """From a button: another section, at its own address."""
    st.session_state[SECTION] = wanted
    show_section()
