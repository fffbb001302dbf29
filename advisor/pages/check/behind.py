"""Reference levels beside this setting: context for one exposure, never a verdict on it."""

import streamlit as st

from advisor.advice.levels import fitting, same_quantity
from advisor.advice.report import Report
from advisor.evidence import RowKind, evidence_link
from advisor.handout import words as levels
from advisor.knowledge import Knowledge
from advisor.knowledge.places import ReferenceLevel
from advisor.pages.check import words
from advisor.pages.shared import words as shared_words
from advisor.pages.shared.place import place_name
from advisor.words import figures


def show(report: Report, knowledge: Knowledge) -> None:
    """The levels for a patient like this one at this place, when asked for."""
    found = fitting(report)
    if not found:
        return
    opened = st.expander(words.LEVELS_TITLE, type="compact", on_change="rerun", key="check_levels")
    if opened.open:
        with opened:
            st.markdown("\n".join(f"- {_line(level, report, knowledge)}" for level in found))
            st.markdown(words.LEVELS_HELP)


def _line(level: ReferenceLevel, report: Report, knowledge: Knowledge) -> str:
    quantity, unit = levels.QUANTITY[level.quantity]
    text = words.LEVEL.format(
        quantity=quantity,
        value=level.value,
        unit=unit,
        population=levels.POPULATION[level.population],
        place=place_name(level.place, knowledge),
        year=level.year or "",
        note=level.note,
    )
    here = same_quantity(level, report)
    source = shared_words.ROW_LINK.format(
        id=level.citation.source, link=evidence_link(RowKind.SOURCE, level.citation.source)
    )
    compared = levels.LEVEL_HERE.format(estimate=figures.estimate(here, unit)) if here else ""
    return f"{text} {compared} {source}"
