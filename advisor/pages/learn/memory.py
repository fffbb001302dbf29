"""A student's progress in this browser: heard once, written after each answer; saved, loaded, erased, undone."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Final, NamedTuple

import streamlit as st

from advisor.evidence.telling import inert
from advisor.intake.refusal import Refusal
from advisor.lessons.vocabulary import Sureness
from advisor.pages.learn import progress_words as words
from advisor.pages.shared import browser
from advisor.student.progress import Progress, read, written
from advisor.student.schedule import Card, reviewed

_PROGRESS: Final = "learn_progress"
_HEARD: Final = "learn_heard"
_OVER: Final = "learn_over"  # write over what another window kept
_BEFORE: Final = "learn_before"  # what an erasing or a loading replaced
_UNREADABLE: Final = "learn_unreadable"  # what the browser keeps and this version cannot read
_SAID: Final = "learn_said"  # which sentence, and what it names
LOADED: Final = "learn_load"


class Clock(NamedTuple):
    """The reader's own time."""

    at: datetime  # UTC
    zone: tzinfo

    @property
    def day(self) -> date:
        return self.at.astimezone(self.zone).date()

    @property
    def day_ends(self) -> datetime:
        return datetime.combine(self.day + timedelta(days=1), time(), self.zone).astimezone(UTC)


def clock() -> Clock:
    """Now, with the day as the reader's browser counts it."""
    ahead = -timedelta(minutes=st.context.timezone_offset or 0)
    return Clock(datetime.now(UTC), timezone(ahead))


def hear() -> None:
    """Take over what the browser tells that it keeps; what cannot be read is neither used nor written over."""
    last = browser.last_told(browser.PROGRESS)
    if last is None or last == st.session_state.get(_HEARD):
        return
    st.session_state[_HEARD] = last
    answer = last.text
    try:
        told = read(answer)
    except Refusal as refused:
        st.session_state[_UNREADABLE] = answer
        _tell("UNREADABLE", where=inert(refused.field), remedy=refused.remedy)
        told = Progress()
    if answer or _PROGRESS not in st.session_state:
        st.session_state[_PROGRESS] = progress().joined(told)
    else:
        _erase()  # as another window did


def rename(new_ids: Mapping[str, str]) -> None:
    """Of lessons that have another id now, what was kept under the old one."""
    if _PROGRESS in st.session_state:
        st.session_state[_PROGRESS] = progress().renamed(new_ids)


def keep() -> None:
    """Give the browser what is to be kept; nothing before it has told what it has, nor over what cannot be read."""
    mine: Progress | None = st.session_state.get(_PROGRESS)
    readable = mine is not None and _UNREADABLE not in st.session_state
    over = st.session_state.pop(_OVER, False)
    browser.exchange(browser.PROGRESS, written(mine) if mine is not None and readable else None, over=over)


def heard() -> bool:
    """Whether the browser has told what it keeps."""
    return _PROGRESS in st.session_state


def progress() -> Progress:
    """What is known of the student in this session."""
    mine: Progress = st.session_state.get(_PROGRESS, Progress())
    return mine


def answered(lesson: str, marks: Sequence[float], sureness: Sureness, now: Clock) -> Card:
    """Remember an answer, and say when the lesson comes back."""
    mine = progress()
    card = reviewed(mine.cards.get(lesson), marks=marks, sureness=sureness, at=now.at, day=now.day)
    st.session_state[_PROGRESS] = mine.answered(lesson, card, now.day)
    return card


def _tell(sentence: str, **named: str | int) -> None:
    """By its name in the module of words: it is said in the language of the moment."""
    st.session_state[_SAID] = (sentence, named)


def said() -> None:
    """What happened to the progress last, and what can be done about it."""
    told = st.session_state.get(_SAID)
    if not told:
        return
    sentence, named = told
    told = getattr(words, sentence).format(**named)
    if _UNREADABLE not in st.session_state:
        st.info(told)
        st.session_state.pop(_SAID, None)
        return
    st.warning(told, icon=words.WARNING_ICON)
    with st.container(horizontal=True):
        st.download_button(
            words.SAVE_UNREADABLE, st.session_state[_UNREADABLE].encode(errors="backslashreplace"),
            words.FILE_UNREADABLE, "text/plain",
            on_click="ignore", key="learn_save_unreadable",
        )  # fmt: skip
        st.button(words.START_AFRESH, key="learn_start_afresh", on_click=_start_afresh)


def _start_afresh() -> None:
    st.session_state.pop(_UNREADABLE, None)  # a second touch may come before the button is gone
    _tell("STARTED_AFRESH")


def ask() -> None:
    """Save, load, erase; the last two can be undone."""
    mine = progress()
    with st.container(horizontal=True):
        st.download_button(
            words.EXPORT, written(mine), words.FILE_NAME, "application/json", on_click="ignore",
            disabled=mine == Progress(), key="learn_export", icon=words.EXPORT_ICON,
        )  # fmt: skip
        st.button(words.ERASE, key="learn_erase", on_click=_erase, disabled=mine == Progress(), icon=words.ERASE_ICON)
        if _BEFORE in st.session_state:
            st.button(words.UNDO, key="learn_undo", on_click=_undo, icon=words.UNDO_ICON)
    st.file_uploader(words.IMPORT, key=LOADED, on_change=_load, max_upload_size=1)
    st.caption(words.WHERE)


def _erase() -> None:
    if progress() == Progress():  # a second touch must not put nothing in place of what can be undone
        return
    st.session_state[_BEFORE] = progress()
    st.session_state[_PROGRESS] = Progress()
    st.session_state[_OVER] = True
    _tell("ERASED")


def _undo() -> None:
    st.session_state[_PROGRESS] = st.session_state.pop(_BEFORE, progress())
    _tell("UNDONE")


def _load() -> None:
    """Of each lesson what was answered last counts, here or in the file."""
    file = st.session_state.get(LOADED)
    if file is None:
        return
    try:
        loaded = read(file.getvalue())
    except Refusal as refused:
        _tell("REFUSED", where=inert(refused.field), remedy=refused.remedy)
        return
    st.session_state[_BEFORE] = progress()
    st.session_state[_PROGRESS] = progress().joined(loaded)
    _tell("LOADED", count=len(loaded.cards))
