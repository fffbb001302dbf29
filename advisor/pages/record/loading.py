"""Into the record: files of records and cards, a text that was scanned, the practice's own images and logs."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import streamlit as st

from advisor import pages
from advisor.intake.files import Given, read_given
from advisor.intake.refusal import Refusal
from advisor.intake.telling import refused as why_nothing
from advisor.pages.my_record import store
from advisor.pages.record import words
from advisor.record import Record, read_record, record_from_text, record_json
from advisor.record.reading import RECORD_TEXT
from advisor.record.telling import entries_of

_MOST_MB: Final = 25
_MOST_FILES: Final = 100
_TURN, _FILES, _SCANNED = "record_turn", "record_files_{turn}", "record_scanned"
_TEXTS: Final = (".json", ".txt")


def ask(*, wide: bool) -> None:
    """Files and a text; open where there is no record yet."""
    box = f"record_load_{wide}"  # another box once there is a record, or none any more: each begins as it should
    with st.expander(words.LOAD, expanded=wide, icon=":material/upload_file:", key=box):
        turn = st.session_state.setdefault(_TURN, 0)
        st.file_uploader(
            words.FILES, accept_multiple_files=True, key=_FILES.format(turn=turn),
            max_upload_size=_MOST_MB, on_change=_files, args=(_FILES.format(turn=turn),),
            help=words.FILES_HELP.format(most=_MOST_MB, files=_MOST_FILES),
        )  # fmt: skip
        st.text_area(words.SCANNED, key=_SCANNED, height=110, max_chars=RECORD_TEXT.most_bytes)
        st.button(words.SCANNED_ADD, key="record_scanned_add", on_click=_scanned)


def _scanned() -> None:
    text = st.session_state.get(_SCANNED) or ""
    try:
        store.join(record_from_text(text, pages.knowledge(), "text"))
    except Refusal as refused:
        store.refuse(refused)
        return
    st.session_state[_SCANNED] = ""


def _files(key: str) -> None:
    """All files or none of them: what cannot be read is named, and nothing is half added."""
    given = list(st.session_state.get(key) or ())
    if not given:
        return
    st.session_state[_TURN] += 1  # an empty uploader: what was read is held by the record alone
    try:
        records = list(_records(given[:_MOST_FILES]))
    except Refusal as refused:
        store.refuse(refused)
        return
    own = all(Path(each.name).suffix.lower() in _TEXTS for each in given)
    store.join(*records, from_file=own and len(given) == 1)


def _records(given: Sequence[Any]) -> Iterator[Record]:
    knowledge = pages.knowledge()
    for file in given:
        if Path(file.name).suffix.lower() in _TEXTS:
            yield record_from_text(file.getvalue()[: RECORD_TEXT.most_bytes + 1], knowledge, file.name)
    others = [each for each in given if Path(each.name).suffix.lower() not in _TEXTS]
    if others:
        yield _of_images(others)


def _of_images(given: Sequence[Any]) -> Record:
    knowledge = pages.knowledge()
    reading = read_given((_given(each) for each in given), knowledge)
    entries = entries_of(reading.exposures)
    if not entries:
        raise why_nothing(reading)
    return read_record(record_json(Record(tuple(entries))), knowledge)


def _given(file: Any) -> Given:
    return Given(Path(file.name).name, lambda most: bytes(file.getbuffer()[:most]))
