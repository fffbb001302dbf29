"""Doses foretold without their study: the figures for each exam and what is told, one of them as a picture."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from advisor import pages
from advisor.charts.foretold import Value, published_and_foretold
from advisor.evidence import dose_words as words
from advisor.evidence.dose_table import foretold_table, name, study
from advisor.knowledge import Knowledge
from advisor.pages.evidence import home_words
from advisor.pages.shared import pictures
from advisor.validation.leave_one_out import Foretold, TestedExam, Told, foretold

_PRODUCTS = (Told.PRODUCT, Told.PRODUCT_AND_FIELD)
_FIRST = (TestedExam.CBCT, Told.FIELD)


@st.cache_resource(show_spinner=False)
def _foretold() -> tuple[Foretold, ...]:
    """Worked out once and shared by all visitors."""
    return foretold(pages.knowledge())


def doses(knowledge: Knowledge) -> None:
    """The table of figures, then the picture of one line of it."""
    found = _foretold()
    st.header(words.TITLE, anchor=False)
    st.markdown(words.INTRO)
    st.dataframe(foretold_table(found, knowledge), hide_index=True)
    kinds = list(dict.fromkeys((each.exam, each.told) for each in found))
    picked = st.selectbox(
        words.PICK,
        kinds,
        index=kinds.index(_FIRST),
        format_func=lambda kind: words.NAME.format(exam=words.EXAM[kind[0]], told=words.TOLD[kind[1]]),
        key="evidence_foretold",
        persist_state="session",
    )
    _picture([each for each in found if (each.exam, each.told) == picked], knowledge)


def first_picture(knowledge: Knowledge) -> None:
    """How many doses were foretold within the range, and one line of the figures as a picture."""
    found = _foretold()
    held = sum(each.model.low <= each.printed <= each.model.high for each in found)
    st.markdown(home_words.DOSES.format(held=held, count=len(found)))
    _picture([each for each in found if (each.exam, each.told) == _FIRST], knowledge)


def _picture(found: Sequence[Foretold], knowledge: Knowledge) -> None:
    values = [_value(each, knowledge) for each in found]
    unit = words.PER_PRODUCT if found[0].told in _PRODUCTS else words.DOSE_UNIT
    picture = pictures.show(published_and_foretold(name(found[0]), values, unit, pictures.ink()))
    st.caption(f"{picture.alternative} {words.PICTURE_HELP}")
    opened = st.expander(words.NUMBERS, type="compact", on_change="rerun", key="evidence_foretold_numbers")
    if opened.open:
        with opened:
            st.table(pictures.upright(picture.table), hide_index=True)
            pictures.download(picture.csv_text, picture.name, key="evidence_foretold_csv")


def _value(each: Foretold, knowledge: Knowledge) -> Value:
    model = each.model
    return Value(study(each.source, knowledge), each.printed, model.low, model.typical, model.high)
