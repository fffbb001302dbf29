"""Who disagrees, what waits to be checked, and what changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import streamlit as st

from advisor.case.vocabulary import Topic, Verdict
from advisor.evidence import table_words as in_tables
from advisor.evidence import words as evidence_words
from advisor.evidence.conflicts import Conflict, conflicts
from advisor.evidence.history import Event, GuidanceChange, changes, overdue, reviews, waiting
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
_YEARS_BACK: Final = 5
_FEW: Final = 2
_SET: Final = frozenset({"receptor", "beam", "collar", "apron"})  # of which a side says what it would set
_OF_MANY: Final = (Topic.RECEPTOR, Topic.BEAM_SHAPE)  # settings of which several are accepted


def disagreements(shelf: Shelf, today: date) -> None:
    """Every topic on which issuers differ at a place and date, and one case of it side by side."""
    st.markdown(words.CONFLICTS_INTRO)
    _, named = reader.places(shelf)
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
        st.info(words.NO_CONFLICT.format(place=named[place], on=on))
        return
    st.markdown("\n".join(_summary(topic, each[0]) for topic, each in found.items()))
    grid = st.grid(2, min_column_width=_SIDE_PX)
    with grid.cell():
        topic = st.selectbox(
            evidence_words.TOPIC,
            list(found),
            format_func=lambda each: words.EXAMPLES.format(topic=names.TOPIC[each], count=len(found[each])),
            key=f"evidence_conflict_topic_{place}_{on}",
        )
    with grid.cell():
        number = st.selectbox(
            words.CASE,
            range(len(found[topic])),
            format_func=lambda each: _case(found[topic][each]),
            key=f"evidence_conflict_case_{place}_{on}_{topic}",
        )
    _side_by_side(found[topic][number], shelf)


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
    form = words.BY_LAW if conflict.by_law else words.BY_ISSUER
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
        if conflict.by_law
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


def unread(shelf: Shelf, today: date) -> None:
    """What is stored and never used, and why."""
    sheet = waiting(shelf)
    st.markdown(words.WAITING_INTRO.format(count=len(sheet.rows)))
    table.show(sheet, sheet.rows, shelf, sheet.id)


def changed(shelf: Shelf, today: date) -> None:
    """What came, ended or was updated between two days; then what is due to be read again."""
    st.markdown(words.CHANGES_INTRO)
    grid = st.grid(3, min_column_width=table.FILTER_PX)
    with grid.cell():
        since, one = table.day(words.SINCE, "since", default=today.replace(day=1, year=today.year - _YEARS_BACK))
    with grid.cell():
        until, other = table.day(words.UNTIL, "until", default=today)
    with grid.cell():
        place = table.choices(words.PLACE, *reader.places(shelf), "changes_place")
    if since is None or until is None or not (one and other):
        st.warning(words.DATE_REFUSED.format(label=words.SINCE if since is None else words.UNTIL))
    elif since >= until:
        st.warning(words.DATES_SWAPPED)
    else:
        found = changes(shelf.knowledge, since=since, until=until, place=place)
        st.markdown("\n".join(event(each, shelf) for each in found) or words.NO_CHANGES)
    _reviews(shelf, today)


def event(change: GuidanceChange, shelf: Shelf) -> str:
    """One change as an item of a list."""
    topics = ", ".join(names.TOPIC[topic] for topic in change.topics)
    other = change.other
    form = {
        Event.CAME: words.CAME if topics else words.CAME_UNREAD,
        Event.ENDED: words.ENDED,
        Event.UPDATED: words.UPDATED,
    }
    what = form[change.event].format(
        issuer=f"{inert(change.edition.issuer)} {change.edition.dated}",
        title=inert(change.edition.title),
        reach=", ".join(
            shelf.knowledge.places[code].name for code in change.edition.reach if code in shelf.knowledge.places
        ),
        topics=topics,
        other=inert(words.OTHER.format(issuer=other.issuer, year=other.dated)) if other else "",
        remark=inert(change.remark),
    )
    return words.CHANGE.format(on=change.on, what=what)


def in_few_words(found: Sequence[GuidanceChange]) -> list[str]:
    """A line for each document that came, with what it said of those before it."""
    lines: dict[str, str] = {}
    for each in found:
        remark = next((o.remark for o in found if o.edition is each.edition and o.remark), "")
        lines[each.edition.id] = words.CHANGED_LINE.format(
            on=each.on,
            issuer=f"{inert(each.edition.issuer)} {each.edition.dated}",
            title=inert(each.edition.title),
            remark=inert(remark),
        )
    return list(lines.values())


def _reviews(shelf: Shelf, today: date) -> None:
    st.header(words.REVIEWS, anchor=False)
    late = overdue(shelf.knowledge, today)
    if late:
        count = len(late)
        form = ngettext("{count} document is overdue for another reading:", words.OVERDUE_COUNT, count)
        st.markdown(form.format(count=count))
        st.markdown("\n".join(words.OVERDUE.format(title=inert(each.title), due=each.due) for each in late))
    coming = [each for each in reviews(shelf.knowledge) if each.due >= today]
    if coming and not late:
        together = sum(each.due == coming[0].due for each in coming)
        st.markdown(words.NONE_OVERDUE.format(due=coming[0].due, count=together))
