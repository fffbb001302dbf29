"""The X-ray generator's exposure service: address and key typed here, kept in this session only."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import streamlit as st

from advisor import pages
from advisor.evidence.telling import inert
from advisor.intake.exposure import Exposure, exposure_json, setup_told
from advisor.intake.exposure_service import Service
from advisor.intake.files import Given
from advisor.intake.recognised import recognised
from advisor.intake.refusal import Refusal
from advisor.pages.audit import words
from advisor.pages.shared import facts, other_pages

_HELD, _SAID = "audit_generator_lines", "audit_generator_said"
_ADDRESS, _KEY, _FROM, _TO = "audit_address", "audit_key", "audit_from", "audit_to"
_HALF_A_YEAR: Final = timedelta(days=182)


def held() -> str | None:
    lines: str | None = st.session_state.get(_HELD)
    return lines


def held_key() -> str:
    return hashlib.sha256((held() or "").encode()).hexdigest()


def files() -> Iterator[Given]:
    lines = (held() or "").encode()
    yield Given("generator.jsonl", lambda most: lines[:most])


def forget() -> None:
    st.session_state[_HELD] = None


def ask() -> None:
    """Address, key, period; and the last exposure, which leads to Check."""
    if facts.TAKEN in st.session_state:
        other_pages.to_check()
    today = date.today()  # noqa: DTZ011 - the reader's own calendar day is meant
    st.text_input(words.ADDRESS, key=_ADDRESS, help=words.ADDRESS_HELP)
    st.text_input(words.KEY, key=_KEY, type="password")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.date_input(words.FROM, value=today - _HALF_A_YEAR, key=_FROM)
        st.date_input(words.TO, value=today, key=_TO)
        st.button(words.ASK, key="audit_generator_go", on_click=_read_period)
        st.button(words.LAST, key="audit_generator_last_go", on_click=_read_last)
    if said := st.session_state.get(_SAID):
        st.error(said)


def _read_period() -> None:
    start, end = st.session_state[_FROM], st.session_state[_TO]
    found = _read(start=f"{start}T00:00:00Z", end=f"{end + timedelta(days=1)}T00:00:00Z")
    st.session_state[_HELD] = "".join(json.dumps(exposure_json(each)) + "\n" for each in found) or None
    if not found:
        st.session_state[_SAID] = st.session_state[_SAID] or words.NO_PERIOD


def _read_last() -> None:
    found = _read(most=1)
    if found:
        last = found[0]
        told = {"exam": last.exam, "region": last.region, "age_years": last.age_years, **setup_told(last)}
        st.session_state[facts.TAKEN] = {name: fact for name, fact in told.items() if fact is not None}
    elif not st.session_state[_SAID]:
        st.session_state[_SAID] = words.NO_LAST


def _read(*, start: str | None = None, end: str | None = None, most: int | None = None) -> list[Exposure]:
    st.session_state[_SAID] = None
    service = Service(str(st.session_state.get(_ADDRESS) or ""), str(st.session_state.get(_KEY) or ""))
    knowledge, today = pages.knowledge(), date.today()  # noqa: DTZ011 - the reader's own calendar day is meant
    try:
        found = []
        for each in service.generators():
            found += service.exposures(each, recognised(), knowledge, start=start, end=end, most=most, today=today)[0]
    except Refusal as error:
        st.session_state[_SAID] = words.REFUSED.format(field=inert(error.field), remedy=inert(error.remedy))
        return []
    return sorted(found, key=lambda each: (f"{each.on}", f"{each.at}"), reverse=True)
