"""An exposure as a case on the Check page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

import streamlit as st

from advisor.intake.exposure import Exposure, case_told
from advisor.knowledge import Knowledge
from advisor.pages.audit import words
from advisor.pages.shared.case import to_query
from advisor.words import figures, names

_MOST: Final = 200


def choose(exposures: Sequence[Exposure], knowledge: Knowledge, place: str) -> None:
    """One of the exposures that are told well enough, the youngest first."""
    able = [each for each in exposures if case_told(each) is not None]
    able = sorted(able, key=lambda each: (each.age_years or 0.0, -(each.exposure_s or 0.0)))[:_MOST]
    if not able:
        return
    chosen = st.selectbox(
        words.OPEN_WHICH, range(len(able)), format_func=lambda nth: _named(able[nth]), key="audit_one"
    )
    link(able[chosen or 0], knowledge, place=place)


def _named(each: Exposure) -> str:
    time = f", {figures.seconds(each.exposure_s)}" if each.exposure_s else ""
    row = f" (row {each.row})" if each.row else ""
    return f"{names.exam_by_id(each.exam or '')}, {figures.years(each.age_years or 0.0)}{time}{row}"


def link(exposure: Exposure, knowledge: Knowledge, *, place: str | None) -> None:
    """A link to Check with what was told; the address holds settings and an age, no name."""
    told = case_told(exposure, place)
    if told is None or exposure.exam is None:
        return
    flat = {"exam": told["exam"], "age_years": told["patient"]["age_years"], **told["setup"]}
    flat |= {name: told.get(name) for name in ("place", "on", "region")}
    query = urlencode(to_query(flat, knowledge.by_exam[exposure.exam]))
    st.link_button(words.OPEN_IT, f"/?{query}")
