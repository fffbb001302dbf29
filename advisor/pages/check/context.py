"""Where, when and for whom: the line above the questions, and the case that an address brings."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any, Final
from urllib.parse import parse_qsl

import streamlit as st

from advisor.case.settings import asked_of
from advisor.case.vocabulary import Family, Reader
from advisor.evidence.telling import inert
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.knowledge.places import WORLD
from advisor.pages.check import next_patient, questions, words
from advisor.pages.my_units import settings
from advisor.pages.shared import browser, case, facts, place, redraw, screen
from advisor.pages.shared.back import LONGEST
from advisor.pages.shared.facts import key, told
from advisor.words import labels

_ARRIVED: Final = "check_arrived"
_REFUSED: Final = "check_link_refused"
_RESTORED: Final = "check_restored"


def reader() -> Reader:
    return Reader(told("reader") or Reader.CLINICIAN)


def arrive(knowledge: Knowledge) -> frozenset[str]:
    """Once a session: fill in the case that the address holds, all of it, or nothing and say why.

    The facts that it told, for as long as the session lasts: the case is by link, and holds for itself only.
    """
    if _ARRIVED not in st.session_state:
        st.session_state[_ARRIVED] = frozenset(_by_link(knowledge))
    if facts.TAKEN in st.session_state:
        _take(st.session_state.pop(facts.TAKEN), knowledge)
    told_by_link: frozenset[str] = st.session_state[_ARRIVED]
    return told_by_link


def _take(taken: Mapping[str, Any], knowledge: Knowledge) -> None:
    """An exposure as another page had it: what was told of the last patient goes, what is asked of the image comes."""
    next_patient.clear()
    exam = knowledge.by_exam.get(taken.get("exam", ""))
    asked = case.asked(exam) if exam else frozenset(asked_of(Family.INTRAORAL))
    for name in taken.keys() & {*asked, "exam", "age_years"}:
        st.session_state[facts.key(name, exam)] = taken[name]


def _by_link(knowledge: Knowledge) -> Collection[str]:
    st.session_state.setdefault(key("place"), WORLD)
    st.session_state.setdefault(key("reader"), Reader.CLINICIAN)
    if not st.query_params:
        return ()
    try:
        return _told_by(st.query_params.to_dict(), knowledge)
    except Refusal as refused:
        st.session_state[_REFUSED] = _why(refused)
        return ()


def _why(refused: Refusal) -> str:
    """In the words of the page: the ones that a file might write would fill a phone and help nobody."""
    name = questions.asked_as(refused.field)
    remedy = words.NO_SUCH_ANSWER if "accepted" in refused.parameters else inert(refused.remedy)
    return words.LINK_REFUSED.format(field=labels.QUESTION.get(name) or inert(name), remedy=remedy)


def _told_by(written: Mapping[str, str], knowledge: Knowledge) -> Collection[str]:
    """Fill in a case as an address writes it, and give what it told; Refusal, and nothing, where it is none."""
    linked = case.linked(written, knowledge)
    exam = knowledge.by_exam[str(linked["exam"])]
    for name, fact in linked.items():
        st.session_state[key(name, exam)] = fact
    return linked.keys()


def restore(knowledge: Knowledge) -> None:
    """After the server was started anew, once: the case that the page showed, over the unit that the browser keeps.

    Of one that cannot be read nothing is taken: the page says that the server was started anew, and what to look over.
    """
    shown = screen.shown_before()
    if shown is None or len(shown) > LONGEST or _RESTORED in st.session_state or browser.told(browser.SETTINGS) is None:
        return
    st.session_state[_RESTORED] = True
    with suppress(Refusal):
        _told_by(dict(parse_qsl(shown)), knowledge)


def ask(knowledge: Knowledge) -> None:
    """Place, reader and date behind one button, as they seldom change."""
    code = told("place")
    shown = code if screen.narrow() and code != WORLD else knowledge.places[code].name
    if reader() is not Reader.CLINICIAN:
        shown = words.CONTEXT.format(place=shown, reader=words.READERS[reader()])
    with st.popover(shown, icon=words.CONTEXT_ICON):
        _place(knowledge)
        place.notices(code, knowledge)
        _reader()
        _day()


def _place(knowledge: Knowledge) -> None:
    st.selectbox(
        labels.QUESTION["place"],
        sorted(knowledge.places, key=lambda code: knowledge.places[code].name),
        format_func=lambda code: knowledge.places[code].name,
        key=key("place"),
        on_change=settings.place_chosen,
        persist_state="session",
    )


def _reader() -> None:
    st.segmented_control(
        words.AUDIENCE,
        tuple(words.READERS),
        required=True,
        format_func=lambda each: words.READERS[each],
        key=key("reader"),
        on_change=settings.reader_chosen,
        persist_state="session",
    )


def _day() -> None:
    st.text_input(
        labels.QUESTION["on"],
        key=key("on"),
        on_change=redraw.begun,
        help=words.DATE_HELP,
        max_chars=10,
        placeholder=words.TODAY,
        persist_state="session",
    )


def notices() -> None:
    """What is to be known of a link that could not be read, and of another day than today."""
    if refused := st.session_state.get(_REFUSED):
        st.warning(refused)
    if on := told("on"):
        st.caption(words.OTHER_DAY.format(on=inert(on)))
