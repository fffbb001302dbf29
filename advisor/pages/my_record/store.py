"""The record in this session: it ends with the window, or with the next patient; what is kept is kept as a file."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

import streamlit as st

from advisor.evidence.telling import inert
from advisor.intake.refusal import Refusal
from advisor.pages.my_record import words
from advisor.pages.shared import browser
from advisor.record import Entry, Record, joined

_STATE: Final = "record_mine"
_NOTHING: Final = Record()


@dataclass(frozen=True, slots=True)
class _Held:
    """The record, as it was last saved, what may be brought back, and what is to be said once the page is drawn."""

    record: Record = _NOTHING
    saved: Record = _NOTHING
    erased: Record | None = None
    say: Callable[[], str] | None = None
    wrong: bool = False


def _held() -> _Held:
    held: _Held = st.session_state.get(_STATE) or _Held()
    return held


def _hold(held: _Held) -> None:
    st.session_state[_STATE] = held


def mine() -> Record:
    return _held().record


def unsaved() -> int:
    """How many entries are not in the file that was saved or loaded last."""
    held = _held()
    return sum(entry not in held.saved.entries for entry in held.record.entries)


def guard(key: str) -> None:
    """Let the browser ask before entries are lost that are in no file."""
    if unsaved():
        browser.ask_before_leaving(key)


def join(*records: Record, from_file: bool = False) -> None:
    """Lay records into this one and say how many images are new; what came out of a file is kept there already."""
    held = _held()
    try:
        together = joined(held.record, *records)
    except Refusal as refused:
        refuse(refused)
        return
    new = len(together.entries) - len(held.record.entries)
    told = sum(len(each.entries) for each in records)
    alone = from_file and not held.record.entries
    say = partial(_added, new, told - new)
    _hold(replace(held, record=together, saved=together if alone else held.saved, say=say, wrong=False, erased=None))


def _added(new: int, twice: int) -> str:
    return f"{words.ADDED.of(new)} {words.TWICE.of(twice)}" if twice else words.ADDED.of(new)


def put(record: Record, say: Callable[[], str]) -> None:
    """The record as it was changed by hand."""
    _hold(replace(_held(), record=record, say=say, wrong=False, erased=None))


def without(entry: Entry) -> None:
    """The record less one entry; it can be brought back."""
    held = _held()
    left = tuple(each for each in held.record.entries if each != entry)
    record = replace(held.record, entries=left)
    _hold(replace(held, record=record, erased=held.record, say=lambda: words.REMOVED, wrong=False))


def erase() -> None:
    """Everything, until it is brought back."""
    held = _held()
    _hold(_Held(erased=held.record, say=lambda: words.ERASED))


def bring_back() -> None:
    held = _held()
    if held.erased is not None:
        _hold(replace(held, record=held.erased, erased=None, say=lambda: words.BROUGHT_BACK, wrong=False))


def can_bring_back() -> bool:
    return _held().erased is not None


def leave() -> None:
    """The next patient comes: nothing of this one stays in the window."""
    st.session_state.pop(_STATE, None)


def saved() -> None:
    """The file was taken along."""
    held = _held()
    _hold(replace(held, saved=held.record))


def refuse(refused: Refusal) -> None:
    _hold(replace(_held(), say=partial(_refused, refused), wrong=True))


def _refused(refused: Refusal) -> str:
    return words.REFUSED.format(
        field=words.FIELD.get(refused.field, inert(refused.field)), remedy=inert(refused.remedy)
    )


def notices() -> None:
    """What became of the last touch."""
    held = _held()
    if held.say is not None:
        (st.error if held.wrong else st.caption)(held.say())
