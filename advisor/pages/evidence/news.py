"""What waits to be checked, and what changed."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import streamlit as st

from advisor.evidence.history import Event, GuidanceChange, changes, overdue, reviews, waiting
from advisor.evidence.shelf import Shelf
from advisor.evidence.telling import inert
from advisor.knowledge import Knowledge
from advisor.language import ngettext
from advisor.pages.evidence import reader, table, words
from advisor.words import names

_YEARS_BACK: Final = 5


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
        st.markdown("\n".join(event(each, shelf.knowledge) for each in found) or words.NO_CHANGES)
    _reviews(shelf, today)


def event(change: GuidanceChange, knowledge: Knowledge) -> str:
    """One change as an item of a list."""
    topics = ", ".join(names.TOPIC[topic] for topic in change.topics)
    other = change.other
    dated = change.edition.in_force_from is not None
    form = {
        Event.CAME: words.CAME[dated, bool(topics)],
        Event.ENDED: words.ENDED,
        Event.UPDATED: words.UPDATED,
    }
    what = form[change.event].format(
        issuer=f"{inert(change.edition.issuer)} {change.edition.dated}",
        title=inert(change.edition.title),
        reach=", ".join(knowledge.places[code].name for code in change.edition.reach if code in knowledge.places),
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
