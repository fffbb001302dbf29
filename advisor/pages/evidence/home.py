"""What a reader asks: find it in words, who disagrees here, what changed, how good the numbers are, step by step."""

from collections.abc import Mapping
from datetime import date
from typing import Final

import streamlit as st

from advisor.case.vocabulary import Step, Topic
from advisor.evidence import sheets as tables
from advisor.evidence.conflicts import conflicts
from advisor.evidence.history import changes
from advisor.evidence.search import LONGEST, Group, same, search
from advisor.evidence.shelf import Shelf, ShelfRow
from advisor.evidence.statements import StatementStanding, Wanted, chosen, standings
from advisor.evidence.telling import inert
from advisor.guidance.rules import RULES
from advisor.pages.evidence import disagreements, models, news, reader, words
from advisor.pages.evidence.address import TABLES, go
from advisor.pages.evidence.cards import cards
from advisor.words import names

_COLUMN_PX: Final = 370
_FIELD_PX: Final = 300
_FEW: Final[Mapping[Group, int]] = {Group.STATEMENTS: 6, Group.NUMBERS: 3, Group.DOCUMENTS: 3}
_YEARS: Final = 3
_CHANGES: Final = 3
STEP: Final = "evidence_step"
_STEP_OF: Final[Mapping[Topic, Step]] = {line.topic: line.step for line in RULES}


def show(shelf: Shelf, today: date) -> None:
    grid = st.grid(2, min_column_width=_FIELD_PX)
    with grid.cell():
        written = st.text_input(
            words.SEARCH,
            key="evidence_search",
            max_chars=LONGEST,
            placeholder=words.SEARCH_EXAMPLE,
            persist_state="session",
        )
    with grid.cell():
        place = reader.place(shelf, today)
    if written.strip():
        _found(written, shelf, place, today)
        return
    grid = st.grid(2, min_column_width=_COLUMN_PX, gap="medium")
    with grid.cell():
        _disagree(shelf, place, today)
        _changed(shelf, place, today)
    with grid.cell():
        _good(shelf)
    _by_step(shelf, place, today)
    _everything()


def _found(written: str, shelf: Shelf, place: str, today: date) -> None:
    found = search(shelf, written, place=place, today=today)
    for typed, word in found.taken_for.items():
        st.markdown(words.TAKEN_FOR.format(typed=inert(typed), word=word))
    if not found.groups:
        st.info(words.NOTHING_FOUND)
        return
    if found.left_out:
        st.markdown(words.LEFT_OUT.format(words=inert(", ".join(found.left_out))))
    for group, rows in found.groups.items():
        st.header(words.GROUP[group].format(count=len(rows)), anchor=False)
        cards(rows, shelf, f"{group}_{inert(written)}", few=_FEW[group])


def _disagree(shelf: Shelf, place: str, today: date) -> None:
    st.header(words.DISAGREE, anchor=False)
    knowledge = shelf.knowledge
    found = conflicts(knowledge, place, today)
    if found:
        st.markdown("\n".join(disagreements.in_short(topic, each[0]) for topic, each in found.items()))
        st.button(words.SIDE_BY_SIDE, key="evidence_to_conflicts", on_click=go, args=("conflicts",))
    else:
        most = knowledge.places[reader.most_spoken_of(shelf, today)].name
        st.markdown(words.AGREE.format(place=knowledge.places[place].name, most=most))


def _changed(shelf: Shelf, place: str, today: date) -> None:
    st.header(words.CHANGED, anchor=False)
    found = changes(shelf.knowledge, since=today.replace(day=1, year=today.year - _YEARS), until=today, place=place)
    dated = [each for each in found if each.edition.year is not None]
    lines = news.in_few_words(dated)
    st.markdown("\n".join(lines[:_CHANGES]) or words.NO_CHANGE.format(years=_YEARS))
    st.button(words.ALL_CHANGES, key="evidence_to_changes", on_click=go, args=("changes",))


def _good(shelf: Shelf) -> None:
    st.header(words.GOOD, anchor=False)
    models.in_short(shelf.knowledge)
    st.button(words.ALL_MODELS, key="evidence_to_models", on_click=go, args=("models",))


def _by_step(shelf: Shelf, place: str, today: date) -> None:
    st.header(words.BY_STEP, anchor=False)
    with st.container(horizontal=True):
        for each in Step:
            count = len(_of_step(shelf, each, place, today))
            label = words.STEP_COUNT.format(step=names.STEP[each], count=count)
            st.button(label, key=f"evidence_step_{each}", on_click=_open_step, args=(each,))


def _open_step(step: Step) -> None:
    st.session_state[STEP] = step
    go("steps")


def step(shelf: Shelf, today: date) -> None:
    """All that issuers say on one step at the reader's place, as cards; what is said elsewhere when asked for."""
    grid = st.grid(2, min_column_width=_FIELD_PX)
    with grid.cell():
        chosen = st.pills(
            words.STEP, tuple(Step), format_func=names.STEP.__getitem__, key=STEP, required=True, default=Step.SELECT,
            wrap=True, persist_state="session",
        )  # fmt: skip
    with grid.cell():
        place = reader.place(shelf, today)
    elsewhere = st.toggle(words.STEP_ELSEWHERE, key="evidence_step_elsewhere", persist_state="session")
    rows = _of_step(shelf, Step(chosen or Step.SELECT), None if elsewhere else place, today)
    cards(rows, shelf, f"step_{chosen}_{elsewhere}_{place}")


def _of_step(shelf: Shelf, step: Step, place: str | None, today: date) -> list[ShelfRow]:
    """What is in force there, the latest first; without a place everything that was read whole, with its standing."""
    sheet = shelf.sheets[tables.STATEMENTS]
    cells = {row["id"]: row for row in sheet.rows}
    if place is None:
        standing = {each.statement.id: each.standing for each in chosen(shelf.knowledge, Wanted(), today=today)}
        left_out = {StatementStanding.WAITING}
    else:
        standing = dict(standings(shelf.knowledge, place, today))
        left_out = set(StatementStanding) - {StatementStanding.SPEAKS}
    rows = [
        ShelfRow(sheet, {**cells[id], "standing": how})
        for id, how in standing.items()
        if how not in left_out and _STEP_OF.get(Topic(cells[id]["topic"])) is step
    ]
    return list({same(each): each for each in reversed(rows)}.values())[::-1]


def _everything() -> None:
    st.header(words.EVERYTHING, anchor=False)
    with st.container(horizontal=True):
        for section in TABLES:
            st.button(words.SECTIONS[section], key=f"evidence_to_{section}", on_click=go, args=(section,))
