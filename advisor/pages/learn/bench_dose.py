"""What the bench comes to: the ratio to the pinned setting, both doses, and their picture."""

from __future__ import annotations

from math import isclose
from typing import Final

import streamlit as st

from advisor.case.model import Case, Range
from advisor.charts import check as charts
from advisor.charts import words as pictures
from advisor.charts.picture import Picture
from advisor.knowledge import Knowledge
from advisor.knowledge.places import WORLD
from advisor.pages.learn import bench_factors
from advisor.pages.learn import bench_words as words
from advisor.pages.shared import pictures as shown
from advisor.pages.shared.place import place_name
from advisor.physics import dose
from advisor.physics.background import background_days
from advisor.words import figures

_PREFIX: Final = "explore_"
_KEEP: Final = "session"
_FILE: Final = "explore"


def show(case: Case, pinned: Case, knowledge: Knowledge) -> None:
    """The ratio first: it is known better than either dose."""
    here = knowledge.background(WORLD)
    doses = {
        words.PINNED: dose.effective_dose(pinned, knowledge.dose),
        pictures.NOW: dose.effective_dose(case, knowledge.dose),
    }
    rows: dict[str, tuple[Range, Range]] = {name: (each, background_days(each, here)) for name, each in doses.items()}
    now, days = rows[pictures.NOW]
    place = place_name(here.place, knowledge)
    factor = now.typical / doses[words.PINNED].typical
    same = isclose(factor, 1.0)
    compared = words.SAME if same else words.TIMES.format(factor=f"{factor:.2g}")
    st.header(words.HERO_SAME if same else words.HERO.format(factor=f"{factor:.2g}"), anchor=False)
    st.markdown(words.NOW.format(dose=figures.dose(now), time=figures.background_time(days), place=place))
    with st.bottom:  # in sight while the sliders move
        st.markdown(words.FOOT.format(dose=figures.dose(now), compared=compared))
    logarithmic = st.toggle(words.LOGARITHMIC, key=f"{_PREFIX}logarithmic", persist_state=_KEEP)
    picture = charts.dose_bars(rows, place, shown.ink(), logarithmic=logarithmic)
    _picture(picture)
    st.caption(words.SUMMARY.format(settings=bench_factors.summary(pinned)))
    st.caption(words.RANGES)


def _picture(picture: Picture) -> None:
    shown.show(picture)
    numbers = st.expander(words.NUMBERS, type="compact", on_change="rerun", key=f"{_PREFIX}numbers")
    if numbers.open:
        with numbers:
            st.caption(picture.alternative)
            st.table(shown.upright(picture.table), hide_index=True)
            shown.download(picture.csv_text, _FILE, key=f"{_PREFIX}csv")
