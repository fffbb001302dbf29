"""How the columns of a log were understood: shown, corrected, kept as a small file."""

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from advisor.evidence.telling import inert
from advisor.handout import audit_words
from advisor.intake.columns import QUANTITY, Column, columns_from_text, columns_text, said
from advisor.intake.recognised import recognised
from advisor.intake.refusal import Refusal
from advisor.pages.audit import words
from advisor.pages.audit.work import Done

_TOLD: Final = "audit_columns"


def told() -> Mapping[str, Any]:
    """What the practice says its columns mean."""
    found: Mapping[str, Any] = st.session_state.get(_TOLD) or {}
    return found


def show(done: Done) -> None:
    """Open where a unit is missing, as the values of that column were not read."""
    columns = [column for each in done.reading.columns.values() for column in each]
    if not columns:
        return
    missing = {column.heading: column for column in columns if column.unknown_unit}  # the logs of a practice are alike
    with st.expander(words.SAMPLE, expanded=bool(missing)):
        for column in missing.values():
            _ask(column)
        for line in said(columns, audit_words.FIELD):
            st.markdown(f"- {inert(line)}")
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.download_button(
                words.SAVE_COLUMNS, columns_text(columns), "columns.json", "application/json", key="audit_columns_save",
                on_click="ignore",
            )  # fmt: skip
        st.file_uploader(words.LOAD_COLUMNS, key="audit_columns_file", max_upload_size=1, on_change=_load)


def _ask(column: Column) -> None:
    st.warning(words.UNIT_UNKNOWN)
    units = tuple(recognised().units[QUANTITY.get(column.field, column.field)])
    key = f"audit_unit_{column.heading}"
    st.selectbox(
        words.COLUMN_UNIT.format(heading=inert(column.heading)), units, index=None, key=key, on_change=_take,
        args=(column, key),
    )  # fmt: skip


def _take(column: Column, key: str) -> None:
    unit = st.session_state.get(key)
    if unit:
        st.session_state[_TOLD] = {**told(), column.heading: {"field": column.field, "unit": unit}}


def _load() -> None:
    file = st.session_state.get("audit_columns_file")
    if file is None:
        return
    try:
        st.session_state[_TOLD] = columns_from_text(file.getvalue(), "columns.json")
    except Refusal as error:
        st.error(inert(f"{error}"))
