"""What Check says of the record: earlier images before one is repeated; and the touch that adds the image made."""

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from advisor.advice.report import Report
from advisor.evidence.telling import inert
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.pages.my_record import store, words
from advisor.pages.shared.facts import key
from advisor.record import Entry, Record, read_record, record_json
from advisor.record.earlier import Earlier, Interval, earlier
from advisor.record.made import entries_of_report
from advisor.words import figures, labels, names

_WHERE, _BY = "record_where", "record_asked_by"
_MONTHS: Final = "months_since_bitewings"


def show_earlier(report: Report, knowledge: Knowledge) -> None:
    """Nothing where the record holds nothing earlier; else what, and from when the next may be considered."""
    found = earlier(report, store.mine())
    if found is None:
        return
    if found.latest is None:
        others = figures.listed([_latest(each, None, knowledge) for each in found.others])
        st.info(words.EARLIER_OTHERS.format(others=others), icon=words.EARLIER_ICON)
        return
    st.info(" ".join(_said(found, found.latest, knowledge)), icon=words.EARLIER_ICON)
    _offer(found, report)


def _said(found: Earlier, latest: Entry, knowledge: Knowledge) -> list[str]:
    said = [words.EARLIER.format(latest=_latest(latest, found.months, knowledge))]
    if found.intervals:
        first, *others = found.intervals
        said.append(_next(first))
        if others:
            named = dict.fromkeys(_next_other(each) for each in others)
            said.append(words.NEXT_OTHERS.format(others="; ".join(named)))
    else:
        said.append(words.NEXT_NONE)
    if found.others:
        also = figures.listed([_latest(each, None, knowledge) for each in found.others])
        said.append(words.EARLIER_AND.format(others=also))
    return said


def _latest(entry: Entry, months: tuple[int, int] | None, knowledge: Knowledge) -> str:
    place = names.region(knowledge.by_region[entry.region]).lower() if entry.region else ""
    image = ", ".join(each for each in (names.exam(knowledge.by_exam[entry.exam]), place) if each)
    ago = words.MONTHS.format(months=months_said(months)) if months else ""
    where = words.AT.format(where=inert(entry.where)) if entry.where else ""
    return words.LATEST.format(image=image, on=entry.on, months=ago, where=where)


def months_said(months: tuple[int, int]) -> str:
    """6 months; 1 to 13 months, where the day is known in part only."""
    least, most = months
    return figures.months(least) if least == most else words.MONTHS_SPAN.format(low=least, high=most)


def _next(interval: Interval) -> str:
    return words.NEXT.format(
        day=interval.day, issuer=interval.statement.issuer, year=interval.statement.dated,
        months=_span(interval), when=_when(interval.when),
    )  # fmt: skip


def _next_other(interval: Interval) -> str:
    statement = interval.statement
    return words.NEXT_OTHER.format(
        issuer=statement.issuer, year=statement.dated, day=interval.day, when=_when(interval.when)
    )


def _span(interval: Interval) -> str:
    return words.MONTHS_SPAN.format(low=f"{interval.from_months:g}", high=f"{interval.to_months:g}")


def _when(when: Mapping[str, Any]) -> str:
    """The circumstances, as labels have them."""
    facts = [f"{_label(name)}: {_value(value)}" for name, value in when.items()]
    return words.WHEN.format(facts=figures.listed(facts)) if facts else ""


def _label(name: str) -> str:
    return labels.QUESTION.get(labels.SAME_QUESTION.get(name, name), name).lower()


def _value(value: Any) -> str:
    return names.YES_NO[value] if isinstance(value, bool) else f"{value}".replace("_", " ")


def _offer(found: Earlier, report: Report) -> None:
    """One touch tells Check the months, where nobody told them and they are known to the month."""
    case = report.case
    if not case.exam.shows_contacts or case.visit.months_since_bitewings is not None or found.months is None:
        return
    least, most = found.months
    if least == most:
        st.button(
            words.TELL.format(months=figures.months(least)), key="record_tell_months", icon=words.TELL_ICON,
            on_click=_tell, args=(float(least),),
        )  # fmt: skip


def _tell(months: float) -> None:
    st.session_state[key(_MONTHS)] = months


def ask_taken(report: Report, knowledge: Knowledge) -> None:
    """Every image of this case as an entry: where it was made and who asked for it are all that is left to tell."""
    opened = st.expander(words.TAKEN, type="compact", icon=words.TAKEN_ICON, on_change="rerun", key="record_taken")
    if opened.open:
        with opened:
            st.caption(words.TAKEN_WHAT)
            with st.container(horizontal=True, vertical_alignment="bottom"):
                st.text_input(words.TAKEN_WHERE, key=_WHERE, max_chars=80, width=240, persist_state="session")
                st.text_input(words.TAKEN_BY, key=_BY, max_chars=80, width=240, persist_state="session")
                st.button(words.TAKEN_ADD, key="record_add", on_click=_add, args=(report, knowledge))
            store.notices()


def unsaved() -> None:
    """What would be lost with the window."""
    if count := store.unsaved():
        st.caption(words.TAKEN_UNSAVED.of(count))
        store.guard("record_unsaved_on_check")  # the answer is redrawn alone


def _add(report: Report, knowledge: Knowledge) -> None:
    where, by = (st.session_state.get(each) or None for each in (_WHERE, _BY))
    try:
        entries = entries_of_report(report, where=where, asked_by=by)
        store.join(read_record(record_json(Record(entries)), knowledge))
    except Refusal as refused:
        store.refuse(refused)
