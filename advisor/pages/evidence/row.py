"""One row with everything about it: what it says, how it was worked out, its source, how well that was read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from advisor.case.model import Source
from advisor.evidence import sheets as tables
from advisor.evidence import table_words as in_tables
from advisor.evidence.links import RowKind
from advisor.evidence.shelf import Shelf, ShelfRow
from advisor.evidence.statements import Wanted, chosen
from advisor.evidence.telling import cited, facts, inert, link, plausible, statement_facts, title
from advisor.guidance.statement import dated
from advisor.pages.evidence import words
from advisor.pages.evidence.address import AddressedRow, open_row, show_section
from advisor.pages.shared.text import small
from advisor.words import names


def show(asked: AddressedRow, shelf: Shelf, today: date) -> None:
    """The rows that an address names, or why there are none."""
    if not asked.found:
        unknown(asked)
        return
    st.button(words.BACK, icon=words.BACK_ICON, on_click=show_section, key="evidence_back")
    if len(asked.found) > 1:
        small(words.SEVERAL.format(count=len(asked.found)))
    for number, found in enumerate(asked.found):
        with st.container(border=True, key=f"evidence_row_{number}"):
            _row(found, shelf, today)


def unknown(asked: AddressedRow) -> None:
    """Say so plainly; never repeat what no id could be."""
    if plausible(asked.id):
        st.warning(words.UNKNOWN_ID.format(kind=words.KIND[asked.kind], id=inert(asked.id)))
    else:
        st.warning(words.UNKNOWN_BAD)


def _row(found: ShelfRow, shelf: Shelf, today: date) -> None:
    row = found.row
    st.header(words.HEADING.format(id=inert(found.id), title=inert(_heading(found))), anchor=False)
    if found.certainty is not None and not found.certainty.usable:
        st.warning(words.NOT_USED[found.certainty])
    if row.get("says"):
        st.markdown(words.SAYS.format(says=inert(row["says"])))
    if found.kind is RowKind.STATEMENT:
        _list(_of_statement(found, shelf, today))
    else:
        _list(facts(found))
    if row.get("note"):
        st.markdown(words.NOTE.format(note=inert(row["note"])))
    _derivation(found, shelf)
    _source(found, shelf)


def _heading(found: ShelfRow) -> str:
    if found.kind is RowKind.STATEMENT:
        return words.SPEAKER_SHORT.format(issuer=found.row["issuer"], year=found.row["year"] or dated(None))
    if found.kind is RowKind.SOURCE:
        return found.row["issuer"]
    return words.NOTE_HEADING if found.sheet.id in (tables.NOTES, tables.PRIMER) else title(found)


def _of_statement(found: ShelfRow, shelf: Shelf, today: date) -> Mapping[str, str]:
    places = {code: place.name for code, place in shelf.knowledge.places.items()}
    all_told = chosen(shelf.knowledge, Wanted(), today=today)
    return statement_facts(next(each for each in all_told if each.statement.id == found.id), places)


def _list(told: Mapping[str, str]) -> None:
    if not told:
        return
    st.markdown("\n".join(words.FACT.format(label=inert(label), value=inert(value)) for label, value in told.items()))


def _derivation(found: ShelfRow, shelf: Shelf) -> None:
    """Formula and the rows on both sides of it, each one touch away."""
    if found.row.get("formula"):
        st.markdown(words.FORMULA.format(formula=inert(found.row["formula"])))
    _buttons("from", words.DERIVED, shelf.parents(found), found)
    if found.kind is RowKind.ROW:
        _buttons("to", words.CHILDREN, shelf.children(found), found)


def _buttons(relation: str, label: str, rows: Sequence[ShelfRow], of: ShelfRow) -> None:
    """Rows that belong to a row, each one touch away."""
    if not rows:
        return
    st.markdown(f"**{label}**")
    with st.container(horizontal=True, gap="small"):
        for row in rows:
            st.button(
                row.id,
                key=f"evidence_{of.sheet.id}_{of.id}_{relation}_{row.sheet.id}_{row.id}",
                help=inert(title(row)),
                on_click=open_row,
                args=(row.kind, row.id),
            )


def _source(found: ShelfRow, shelf: Shelf) -> None:
    """The whole source, as nobody should have to look for it."""
    row = found.row
    source = shelf.knowledge.sources.get(row["id"]) if found.kind is RowKind.SOURCE else shelf.source(row)
    if source is None:
        if found.certainty is not None:
            st.markdown(words.READ.format(certainty=names.CERTAINTY[found.certainty]))
        return
    if found.kind is RowKind.SOURCE:
        st.markdown(_told_of(source, found))
        _resting(found, shelf)
        return
    st.markdown(f"**{words.SOURCE_TITLE}**")
    st.markdown(_told_of(source, found))
    key = f"evidence_of_{found.sheet.id}_{found.id}"
    st.button(words.RESTS, key=key, on_click=open_row, args=(RowKind.SOURCE, source.id))


def _told_of(source: Source, found: ShelfRow) -> str:
    """What it is, where on it the row stands, how well that is known and when it was read."""
    lines = [cited(source), link(source)]
    if found.row.get("where"):
        lines.append(words.WHERE.format(where=inert(found.row["where"])))
    if found.certainty is not None:
        lines.append(words.READ.format(certainty=names.CERTAINTY[found.certainty]))
    lines.append(words.READ_ON.format(read_on=source.read_on, review_by=source.review_by))
    return "  \n".join(lines)


def _resting(found: ShelfRow, shelf: Shelf) -> None:
    """Everything that cites a source, by table."""
    rows = shelf.rests_on(found.id)
    st.markdown(f"**{words.RESTS}**" if rows else words.RESTS_NOTHING)
    for sheet in Counter(row.sheet.id for row in rows):
        of_sheet = [row for row in rows if row.sheet.id == sheet]
        label = words.RESTS_COUNT.format(table=in_tables.table(shelf.sheets[sheet]), count=len(of_sheet))
        _buttons("rests", label, of_sheet, found)
