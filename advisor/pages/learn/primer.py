"""The background primer: what the documents say, part by part, each sentence with its source and its row."""

from __future__ import annotations

from typing import Final

import streamlit as st

from advisor.advice.comparison import flights
from advisor.charts import background_words as words
from advisor.charts.background import background_by_place
from advisor.charts.picture import Row
from advisor.evidence import RowKind, evidence_link
from advisor.evidence.telling import inert
from advisor.knowledge import Knowledge
from advisor.knowledge.primer import Paragraph, PrimerTopic
from advisor.knowledge.tables import ComparatorRow
from advisor.pages.shared import pictures
from advisor.words import names

_WIDTH_PX: Final = 760  # a line that is read without losing its beginning


def primer(knowledge: Knowledge) -> None:
    """All parts in their order; what nobody has read yet is named at the end and not shown."""
    with st.container(width=_WIDTH_PX):
        st.markdown(words.INTRO)
        for topic in PrimerTopic:
            st.subheader(words.TOPIC[topic], anchor=False)
            for paragraph in knowledge.tables.primer:
                if paragraph.topic is topic and paragraph.certainty.usable:
                    st.markdown(_said(paragraph, knowledge))
            if topic is PrimerTopic.BACKGROUND:
                _places(knowledge)
            if topic is PrimerTopic.FLIGHTS:
                _flights(knowledge)
        _waiting(knowledge)


def _said(paragraph: Paragraph, knowledge: Knowledge) -> str:
    source = knowledge.sources[paragraph.source]
    rows = ", ".join(_row(id) for id in (paragraph.id, *paragraph.rows))
    cited = words.CITED.format(
        issuer=inert(source.issuer),
        source=evidence_link(RowKind.SOURCE, source.id),
        year=words.YEAR.format(year=paragraph.year) if paragraph.year else "",
        where=inert(paragraph.where),
        certainty=names.CERTAINTY[paragraph.certainty],
        rows=words.ROWS.format(rows=rows),
    )
    return words.PARAGRAPH.format(says=inert(paragraph.says), cited=cited)


def _row(id: str) -> str:
    return words.ROW_LINK.format(id=id, link=evidence_link(RowKind.ROW, id))


def _places(knowledge: Knowledge) -> None:
    st.markdown(f"**{words.PLACES}**")
    picture = background_by_place(knowledge.places.values(), pictures.ink())
    pictures.show(picture)
    st.caption(words.PLACES_HELP)
    opened = st.expander(words.NUMBERS, type="compact", on_change="rerun", key="primer_numbers")
    if opened.open:
        with opened:
            st.table([{name: str(row[name]) for name in words.SHOWN} for row in picture.table], hide_index=True)
            pictures.download(picture.csv_text, picture.name, key="primer_csv")


def _flights(knowledge: Knowledge) -> None:
    st.markdown(f"**{words.FLIGHTS}**")
    st.table([_flight(row) for row in flights(knowledge.tables.comparators)], hide_index=True)


def _flight(row: ComparatorRow) -> Row:
    low, high = (row.low_uSv, row.high_uSv)
    ends = words.ENDS.format(low=low, high=high) if low is not None and high is not None else ""
    typical = row.effective_dose_uSv
    dose = ends if typical is None else words.SPAN.format(typical=typical, ends=ends) if ends else f"{typical:g}"
    return {words.FLIGHT: inert(row.name), words.DOSE: dose, words.BASIS: inert(row.basis), words.ROW: _row(row.id)}


def _waiting(knowledge: Knowledge) -> None:
    rows = [_row(each.id) for each in knowledge.tables.primer if not each.certainty.usable]
    if rows:
        st.caption(words.WAITING.format(rows=", ".join(rows)))
