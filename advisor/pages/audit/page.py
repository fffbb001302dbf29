"""The Audit page: the practice's exposures in, whether they fall with the child out, and a report to sign."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from advisor import pages
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Family
from advisor.evidence.telling import inert
from advisor.intake.exposure import Exposure, case_told
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.knowledge.places import WORLD
from advisor.pages.audit import columns, downloads, result, source, words, work
from advisor.pages.my_units import settings, store
from advisor.pages.shared.case import to_query
from advisor.pages.shared.place import place_name
from advisor.words import figures, names

_PLACE, _UNIT = "audit_place", "audit_unit"
_NO_UNIT: Final = ""
_MOST: Final = 200  # exposures to choose from


def page() -> None:
    """Everything there is to see."""
    knowledge = pages.knowledge()
    settings.hear(knowledge)
    st.title(words.TITLE, anchor=False)
    st.markdown(words.INTRO)
    given = source.ask()
    if given is not None:
        _show(given, knowledge)
    st.caption(words.FOOT.format(fingerprint=knowledge.fingerprint))
    store.keep()


def _show(given: source.Source, knowledge: Knowledge) -> None:
    if given.note:
        st.caption(given.note)
    with st.container(horizontal=True):
        place, unit = _ask_place(knowledge), _ask_unit()
    try:
        done = work.done(given, knowledge, place=place, unit=unit, columns=columns.told())
    except Refusal as error:
        st.error(words.CANNOT.format(reason=inert(f"{error}")))
        return
    if done is None:
        return
    result.answer(done.audit)
    columns.show(done)
    downloads.show(done, knowledge)
    result.details(done.audit, knowledge)
    with st.expander(words.OPEN):
        _choose(done.reading.exposures, knowledge, place)


def _ask_place(knowledge: Knowledge) -> str:
    """The place told on the Check page, until another is chosen."""
    codes = sorted(knowledge.places, key=lambda code: knowledge.places[code].name)
    usual = store.mine().place or WORLD
    st.session_state.setdefault(_PLACE, usual if usual in codes else WORLD)
    chosen = st.selectbox(
        words.PLACE, codes, format_func=lambda code: place_name(code, knowledge), key=_PLACE, width=320
    )
    return str(chosen)


def _ask_unit() -> UnitProfile | None:
    """One of the practice's own intraoral units, whose good setting anchors what is advised."""
    own = store.names_of(Family.INTRAORAL)
    if not own:
        return None
    chosen = st.selectbox(
        words.UNIT, (_NO_UNIT, *own), format_func=lambda name: name or words.NO_UNIT, key=_UNIT, width=320
    )
    return store.mine().units.get(chosen or _NO_UNIT)


def _choose(exposures: Sequence[Exposure], knowledge: Knowledge, place: str) -> None:
    """One of the exposures that are told well enough, the youngest first."""
    able = [each for each in exposures if case_told(each) is not None]
    able = sorted(able, key=lambda each: (each.age_years or 0.0, -(each.exposure_s or 0.0)))[:_MOST]
    if not able:
        return
    chosen = st.selectbox(
        words.OPEN_WHICH, range(len(able)), format_func=lambda nth: _named(able[nth]), key="audit_one"
    )
    _link(able[chosen or 0], knowledge, place=place)


def _named(each: Exposure) -> str:
    time = f", {figures.seconds(each.exposure_s)}" if each.exposure_s else ""
    row = f" (row {each.row})" if each.row else ""
    return f"{names.exam_by_id(each.exam or '')}, {figures.years(each.age_years or 0.0)}{time}{row}"


def _link(exposure: Exposure, knowledge: Knowledge, *, place: str) -> None:
    """A link to Check with what was told; the address holds settings and an age, no name."""
    told = case_told(exposure, place)
    if told is None or exposure.exam is None:
        return
    flat = {"exam": told["exam"], "age_years": told["patient"]["age_years"], **told["setup"]}
    flat |= {name: told.get(name) for name in ("place", "on", "region")}
    query = urlencode(to_query(flat, knowledge.by_exam[exposure.exam]))
    st.link_button(words.OPEN_IT, f"/?{query}")
