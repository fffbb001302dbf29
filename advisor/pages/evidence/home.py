"""What a reader asks: find it in words, who disagrees here, what changed, how good the numbers are, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

import streamlit as st

from advisor.case.vocabulary import Measure, Step, Topic
from advisor.evidence import sheets as tables
from advisor.evidence.conflicts import conflicts
from advisor.evidence.history import changes
from advisor.evidence.search import search
from advisor.evidence.shelf import Shelf, ShelfRow
from advisor.guidance.rules import RULES
from advisor.pages.evidence import foretold, models, news, reader, words
from advisor.pages.evidence import home_words as said
from advisor.pages.evidence.address import go
from advisor.pages.evidence.cards import cards
from advisor.words import names

_COLUMN_PX: Final = 370
_FIELD_PX: Final = 300
_MOST: Final = 12
_YEARS: Final = 3
_CHANGES: Final = 3
STEP: Final = "evidence_step"
_STEP_OF: Final[Mapping[Topic, Step]] = {line.topic: line.step for line in RULES}


def show(shelf: Shelf, today: date) -> None:
    grid = st.grid(2, min_column_width=_FIELD_PX)
    with grid.cell():
        written = st.text_input(
            said.SEARCH, key="evidence_search", max_chars=80, placeholder=said.SEARCH_EXAMPLE, persist_state="session"
        )
    with grid.cell():
        place = reader.place(shelf, today)
    if written.strip():
        _found(written, shelf)
        return
    grid = st.grid(2, min_column_width=_COLUMN_PX, gap="medium")
    with grid.cell():
        _disagree(shelf, place, today)
        _changed(shelf, place, today)
    with grid.cell():
        _good(shelf)
    _by_step(shelf)
    _everything()


def _found(written: str, shelf: Shelf) -> None:
    found = search(shelf, written)
    if not found:
        st.info(said.NOTHING)
        return
    form = said.MORE if len(found) > _MOST else said.FOUND
    st.caption(form.format(count=len(found), shown=_MOST))
    cards(found[:_MOST], shelf, "found")


def _disagree(shelf: Shelf, place: str, today: date) -> None:
    st.header(said.DISAGREE, anchor=False)
    knowledge = shelf.knowledge
    found = conflicts(knowledge, place, today)
    if found:
        st.markdown("\n".join(news.in_short(topic, each[0]) for topic, each in found.items()))
        st.button(said.SIDE_BY_SIDE, key="evidence_to_conflicts", on_click=go, args=("conflicts",))
    else:
        most = knowledge.places[reader.most_spoken_of(shelf, today)].name
        st.markdown(said.AGREE.format(place=knowledge.places[place].name, most=most))


def _changed(shelf: Shelf, place: str, today: date) -> None:
    st.header(said.CHANGED, anchor=False)
    found = changes(shelf.knowledge, since=today.replace(day=1, year=today.year - _YEARS), until=today, place=place)
    dated = [each for each in found if each.edition.year is not None]
    lines = [news.event(each, shelf) for each in dated[:_CHANGES]]
    st.markdown("\n".join(lines) or said.NO_CHANGE.format(years=_YEARS))
    st.button(said.ALL_CHANGES, key="evidence_to_changes", on_click=go, args=("changes",))


def _good(shelf: Shelf) -> None:
    """One sentence for times, one for doses, and the doses as published against what was foretold of them."""
    st.header(said.GOOD, anchor=False)
    times = [each for each in models.checked()[Measure.REGION] if each.held is not None]
    st.markdown(said.TIMES.format(held=sum(each.held is True for each in times), count=len(times)))
    foretold.first_picture(shelf.knowledge)
    st.button(said.ALL_MODELS, key="evidence_to_models", on_click=go, args=("models",))


def _of_step(shelf: Shelf, step: Step) -> list[ShelfRow]:
    """What issuers say on a step, latest first; what nobody has read whole is left to the tables."""
    sheet = shelf.sheets[tables.STATEMENTS]
    rows = [ShelfRow(sheet, row) for row in sheet.rows if _STEP_OF.get(Topic(row["topic"])) is step]
    usable = [each for each in rows if each.certainty is not None and each.certainty.usable]
    return sorted(usable, key=lambda each: each.row["in_force_from"], reverse=True)


def _by_step(shelf: Shelf) -> None:
    st.header(said.BY_STEP, anchor=False)
    with st.container(horizontal=True):
        for step in Step:
            label = said.STEP.format(step=names.STEP[step], count=len(_of_step(shelf, step)))
            st.button(label, key=f"evidence_step_{step}", on_click=_open_step, args=(step,))


def _open_step(step: Step) -> None:
    st.session_state[STEP] = step
    go("steps")


def step(shelf: Shelf, today: date) -> None:
    """All that issuers say on one step, as cards."""
    st.pills(
        words.STEP, tuple(Step), format_func=names.STEP.__getitem__, key=STEP, required=True, default=Step.SELECT,
        wrap=True, persist_state="session",
    )  # fmt: skip
    cards(_of_step(shelf, Step(st.session_state[STEP])), shelf, "step")


def _everything() -> None:
    st.header(said.EVERYTHING, anchor=False)
    with st.container(horizontal=True):
        for section in words.TABLES:
            st.button(words.SECTIONS[section], key=f"evidence_to_{section}", on_click=go, args=(section,))
