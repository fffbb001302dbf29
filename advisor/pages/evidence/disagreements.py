"""Who disagrees at a place, said in a line of the first screen and side by side."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

import streamlit as st

from advisor.case.vocabulary import Topic, Verdict
from advisor.evidence import table_words as in_tables
from advisor.evidence import words as evidence_words
from advisor.evidence.conflicts import Conflict, conflicts
from advisor.evidence.links import RowKind
from advisor.evidence.shelf import Shelf
from advisor.evidence.telling import inert
from advisor.guidance.statement import Opinion
from advisor.language import ngettext
from advisor.pages.evidence import reader, table, words
from advisor.pages.evidence.address import open_row
from advisor.pages.shared.text import small
from advisor.words import change_words, names

_SIDE_PX: Final = 320  # narrower than this, the sides stand below each other
_FEW: Final = 2
_SET: Final = frozenset({"receptor", "beam", "collar", "apron"})  # of which a side says what it would set
_OF_MANY: Final = (Topic.RECEPTOR, Topic.BEAM_SHAPE)  # settings of which several are accepted


def show(shelf: Shelf, today: date) -> None:
    """Every topic on which issuers differ at a place and date, and one case of it side by side."""
    st.markdown(words.CONFLICTS_INTRO)
    grid = st.grid(2, min_column_width=table.FILTER_PX)
    with grid.cell():
        place = reader.place(shelf, today)
    with grid.cell():
        on, readable = table.day(words.ON_DAY, "conflict_on", default=today)
    if on is None or not readable:
        st.warning(words.DATE_REFUSED.format(label=words.ON_DAY))
        return
    found = conflicts(shelf.knowledge, place, on)
    if not found:
        _, named = reader.places(shelf)
        st.info(words.NO_CONFLICT.format(place=named[place], on=on))
        return
    st.markdown("\n".join(_summary(topic, each[0]) for topic, each in found.items()))
    _side_by_side(_chosen(found, f"{place}_{on}"), shelf)


def _chosen(found: Mapping[Topic, Sequence[Conflict]], where: str) -> Conflict:
    """The topic to look at, and of its cases the one."""
    grid = st.grid(2, min_column_width=_SIDE_PX)
    with grid.cell():
        topic = st.selectbox(
            evidence_words.TOPIC,
            list(found),
            format_func=lambda each: words.EXAMPLES.format(topic=names.TOPIC[each], count=len(found[each])),
            key=f"evidence_conflict_topic_{where}",
        )
    with grid.cell():
        number = st.selectbox(
            words.CASE,
            range(len(found[topic])),
            format_func=lambda each: _case(found[topic][each]),
            key=f"evidence_conflict_case_{where}_{topic}",
        )
    return found[topic][number]


def _summary(topic: Topic, conflict: Conflict) -> str:
    return words.CONFLICT_LINE.format(topic=names.TOPIC[topic], case=_case(conflict), sides=_sides(conflict))


def _sides(conflict: Conflict, most: int | None = None) -> str:
    sides = (
        words.CONFLICT_SIDE.format(verdict=_short(conflict, verdict, side), issuers=_issuers(conflict, side, most))
        for verdict, side in conflict.sides.items()
    )
    return "; ".join(sides)


def in_short(topic: Topic, conflict: Conflict) -> str:
    """A topic with its sides, of which case where the sides do not say it, and whom Check speaks with."""
    decides = conflict.finding.decides.statement
    form = words.BY_LAW if conflict.finding.by_law else words.BY_ISSUER
    check = form.format(issuer=inert(decides.issuer), year=decides.dated)
    told = words.DISAGREE_LINE if _set(conflict) else words.DISAGREE_CASE
    return told.format(topic=names.TOPIC[topic], case=_case(conflict), sides=_sides(conflict, _FEW), check=check)


def _short(conflict: Conflict, verdict: Verdict, side: Sequence[Opinion]) -> str:
    """What is to be set, said of both sides alike; where nothing is set, whether to go on."""
    topic, wanted = conflict.finding.topic, _wanted(side)
    if wanted:
        return change_words.short(topic, wanted)
    if verdict is not Verdict.SUPPORTED or not _set(conflict):
        return words.SIDE_SHORT[verdict]
    as_set = change_words.short(topic, _set(conflict))
    return words.WILL_DO.format(setting=as_set) if topic in _OF_MANY else as_set


def _set(conflict: Conflict) -> change_words.Settings:
    return {name: value for name, value in conflict.told.items() if name in _SET and value is not None}


def _wanted(side: Sequence[Opinion]) -> change_words.Settings | None:
    return next((opinion.answer.instead for opinion in side if opinion.answer.instead), None)


def _issuers(conflict: Conflict, side: Sequence[Opinion], most: int | None) -> str:
    """Each once, whom Check speaks with first; beyond the first few only how many more there are."""
    first = conflict.finding.decides.statement
    spoken = sorted((each.statement for each in side), key=lambda each: each is not first)
    named = list(dict.fromkeys(f"{each.issuer} {each.dated}" for each in spoken))
    rest = len(named) - (most or len(named))
    form = ngettext("{issuers} and {count} more", "{issuers} and {count} more", rest) if rest > 0 else "{issuers}"
    return inert(form.format(issuers=", ".join(named[:most]), count=rest))


def _case(conflict: Conflict) -> str:
    turns_on = (
        words.CONFLICT_FACT.format(label=in_tables.fact(name), value=in_tables.fact_value(name, value))
        for name, value in conflict.told.items()
        if value is not None
    )
    exam, age = names.exam(conflict.case.exam), conflict.case.patient.age_years
    return words.CONFLICT_CASE.format(exam=exam, age=age, facts="; ".join(turns_on))


def _side_by_side(conflict: Conflict, shelf: Shelf) -> None:
    """The side that the card on Check speaks with first; in each, law first."""
    grid = st.grid(len(conflict.sides), min_column_width=_SIDE_PX, gap="small")
    for verdict, side in conflict.sides.items():
        with grid.cell(), st.container(border=True):
            st.markdown(f"**{_heading(conflict, verdict, side)}**")
            st.markdown("\n".join(_opinion(opinion, shelf) for opinion in side))
            with st.container(horizontal=True, gap="small"):
                for opinion in side:
                    _button(opinion)
    decides = conflict.finding.decides.statement
    small(
        words.CONFLICT_BY_LAW
        if conflict.finding.by_law
        else words.CONFLICT_OPEN.format(issuer=inert(decides.issuer), year=decides.dated)
    )


def _heading(conflict: Conflict, verdict: Verdict, side: Sequence[Opinion]) -> str:
    wanted = _wanted(side)
    if not wanted:
        return words.SIDE[verdict]
    return words.SIDE_CHANGE.format(
        side=words.SIDE[verdict], change=change_words.in_words(conflict.finding.topic, wanted)
    )


def _opinion(opinion: Opinion, shelf: Shelf) -> str:
    statement = opinion.statement
    source = shelf.knowledge.sources[statement.citation.source]
    return words.SIDE_OPINION.format(
        issuer=inert(statement.issuer),
        since=statement.in_force_from,
        strength=names.STRENGTH[statement.strength],
        says=inert(statement.says),
        source=words.CITED.format(
            issuer=inert(source.title),
            year=f", {source.year}" if source.year else "",
            certainty=names.CERTAINTY[statement.citation.certainty],
        ),
    )


def _button(opinion: Opinion) -> None:
    id = opinion.statement.id
    st.button(
        id,
        key=f"evidence_conflict_{id}",
        help=inert(opinion.statement.issuer),
        on_click=open_row,
        args=(RowKind.STATEMENT, id),
    )
