"""The way back: a row that is looked up from a case or a lesson opens in a window of its own and leads back to it.

The address travels in the link and is kept nowhere; what it says of a case is read as strictly as a case's own link.
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import streamlit as st

from advisor.case.model import Exam
from advisor.evidence import RowKind, evidence_link
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.pages.shared import case

PARAMETER: Final = "case"
_TO: Final = "back_to"
_LESSON: Final = "lesson"
_LEARN: Final = "learn"
LONGEST: Final = 2000


def leads_to(address: str | None) -> None:
    """Where rows that the page names from here on lead back to; None = nowhere."""
    st.session_state[_TO] = address


def of_lesson(lesson: str) -> str:
    return f"{_LEARN}?{urlencode({_LESSON: lesson})}"


def of_case(told: Mapping[str, object], exam: Exam) -> str:
    return f"/?{urlencode(case.to_query(told, exam))}"


def link(kind: RowKind, id: str) -> str:
    """The address of a row, with the way back where there is one."""
    address = st.session_state.get(_TO)
    return evidence_link(kind, id) + (f"&{PARAMETER}={quote(address, safe='')}" if address else "")


def read(written: str, knowledge: Knowledge) -> str | None:
    """The address that a link names, written anew; None where it is neither a case's nor a lesson's."""
    if len(written) > LONGEST:
        return None
    parts = urlsplit(written)
    told = dict(parse_qsl(parts.query))
    if parts.path == _LEARN and set(told) == {_LESSON} and told[_LESSON].isidentifier():
        return of_lesson(told[_LESSON])
    if (parts.scheme, parts.netloc, parts.path) != ("", "", "/"):
        return None
    try:
        facts = case.linked(told, knowledge)
    except Refusal:
        return None
    return of_case(facts, knowledge.by_exam[str(facts["exam"])])
