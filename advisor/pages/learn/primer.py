"""The background primer: what the documents say, part by part, each sentence with its source and its row."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from advisor.advice.landmarks import flights
from advisor.charts import background_words as words
from advisor.charts.background import background_by_place
from advisor.charts.picture import Row
from advisor.charts.primer import pictured, primer_picture
from advisor.evidence import RowKind, evidence_link
from advisor.evidence.telling import inert
from advisor.knowledge import Knowledge
from advisor.knowledge.primer import Paragraph, PrimerTopic
from advisor.knowledge.tables import ComparatorRow
from advisor.pages.shared import pictures
from advisor.pages.shared.text import small
from advisor.words import names

_WIDTH_PX: Final = 760  # a line that is read without losing its beginning
AT: Final = "primer_at"  # the paragraph on the screen; none = the contents
_OF_PLACES: Final = (PrimerTopic.BACKGROUND, PrimerTopic.RADON)


def primer(knowledge: Knowledge) -> None:
    """The contents, or one paragraph with the picture of its part; what nobody has read yet is named and not shown."""
    told = _in_order(knowledge)
    at: int | None = st.session_state.get(AT)
    with st.container(width=_WIDTH_PX):
        if at is None or not 0 <= at < len(told):
            _contents(told, knowledge)
        else:
            _screen(told, at, knowledge)


def _in_order(knowledge: Knowledge) -> list[Paragraph]:
    usable = [each for each in knowledge.tables.primer if each.certainty.usable]
    return [each for topic in PrimerTopic for each in usable if each.topic is topic]


def _contents(told: Sequence[Paragraph], knowledge: Knowledge) -> None:
    st.markdown(words.INTRO)
    for topic in PrimerTopic:
        of_topic = [at for at, each in enumerate(told) if each.topic is topic]
        label = words.CONTENT.format(topic=words.TOPIC[topic], count=len(of_topic))
        st.button(label, key=f"primer_{topic}", width="stretch", on_click=_to, args=(of_topic[0],))
    _waiting(knowledge)


def _screen(told: Sequence[Paragraph], at: int, knowledge: Knowledge) -> None:
    paragraph = told[at]
    of_topic = [each for each in told if each.topic is paragraph.topic]
    st.caption(words.OF.format(number=of_topic.index(paragraph) + 1, count=len(of_topic)))
    st.header(words.TOPIC[paragraph.topic], anchor=False)
    st.markdown(_said(paragraph, knowledge))
    with st.container(horizontal=True):
        st.button(words.CONTENTS, key="primer_contents", icon=words.CONTENTS_ICON, on_click=_to, args=(None,))
        if at:
            st.button(words.BACK, key="primer_back", on_click=_to, args=(at - 1,))
        if at + 1 < len(told):
            st.button(words.NEXT, key="primer_next", type=pictures.strong(), on_click=_to, args=(at + 1,))
    if paragraph.topic in _OF_PLACES:
        _places(knowledge)
    elif paragraph.topic is PrimerTopic.FLIGHTS:
        _flights(knowledge)
    else:
        _drawn(pictured(paragraph, told), knowledge)


def _to(at: int | None) -> None:
    st.session_state[AT] = at


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


def _drawn(paragraph: Paragraph | None, knowledge: Knowledge) -> None:
    """Numbers of the paragraph, or of another of its topic; which, and their rows, stand below them."""
    if paragraph is None or (drawn := paragraph.picture) is None:
        return
    st.markdown(f"**{inert(drawn.title)}**")
    picture = pictures.show(primer_picture(drawn, knowledge, pictures.ink()))
    said = (paragraph.id,) if drawn.values else ()
    small(words.PICTURE_OF.format(rows=", ".join(_row(id) for id in (*said, *drawn.rows))))
    pictures.numbers([picture])


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
        small(words.WAITING.format(rows=", ".join(rows)))
