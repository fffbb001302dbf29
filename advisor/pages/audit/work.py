"""The work of an audit in a session: read with progress and a way to stop, then held until something changes."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import streamlit as st

from advisor.audit import Audit, audit
from advisor.audit.opened import Opened, of_reading
from advisor.case.unit import UnitProfile
from advisor.evidence.telling import inert
from advisor.intake.files import Reading, read_given
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.pages.audit import words
from advisor.pages.audit.source import Source

_DONE, _STOPPED = "audit_done", "audit_stopped"
NEWS_EVERY: Final = 10  # files, or thousands of rows


@dataclass(frozen=True, slots=True)
class Done:
    """What was read and what came of it, and of what."""

    key: str
    reading: Reading
    audit: Audit


def done(
    source: Source, knowledge: Knowledge, *, place: str, unit: UnitProfile | None, columns: Mapping[str, Any]
) -> Done | None:
    """The audit of these files, worked out unless it is held; None while stopped, and where it cannot be made."""
    key = repr((source.key, place, unit, sorted(columns.items())))
    held: Done | None = st.session_state.get(_DONE)
    if held is not None and held.key == key:
        return held
    if st.session_state.get(_STOPPED) == key:
        st.info(words.STOPPED)
        st.button(words.AGAIN, key="audit_again", on_click=_again)
        return None
    st.session_state[_DONE] = None
    room = st.empty()
    try:
        with room.container():
            made = _made(source, knowledge, key, place, unit, columns)
    except Refusal as error:
        room.empty()
        st.error(words.CANNOT.format(reason=inert(f"{error}")))
        return None
    room.empty()
    st.session_state[_DONE] = made
    return made


def _made(
    source: Source, knowledge: Knowledge, key: str, place: str, unit: UnitProfile | None, columns: Mapping[str, Any]
) -> Done:
    st.button(words.STOP, key="audit_stop", on_click=_stop, args=(key,))
    bar = st.progress(0.0, words.READING.format(done=0, all=source.count))
    steps = 0

    def progress(files: float) -> None:
        """A touch on Stop ends the run in here: Streamlit begins another where this one draws."""
        nonlocal steps
        steps += 1
        if steps % NEWS_EVERY == 0:
            share = min(1.0, files / max(1, source.count))
            bar.progress(share, words.READING.format(done=int(files), all=source.count))

    today = date.today()  # noqa: DTZ011 - the day on the report is the reader's own
    reading = read_given(source.files(), knowledge, place=place, today=today, columns=columns, progress=progress)
    bar.progress(1.0, words.WORKING)
    with of_reading(reading) as opened:
        made = audit(opened.table, knowledge, place=place, on=today, material=opened.material, unit=unit)
    return Done(key, reading, made)


def _stop(key: str) -> None:
    st.session_state[_STOPPED] = key


def _again() -> None:
    st.session_state[_STOPPED] = None


@contextmanager
def reopened(told: Done) -> Iterator[Opened]:
    """The table once more, for what is made of each exposure."""
    with of_reading(told.reading) as opened:
        yield opened
