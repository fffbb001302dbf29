"""What the bench comes to: the ratio to the pinned setting, both doses, and their picture."""

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


def hero(case: Case, pinned: Case, knowledge: Knowledge) -> None:
    """The ratio first: it is known better than either dose. It stays in sight while the sliders move."""
    here = knowledge.background(WORLD)
    now, before = (dose.effective_dose(each, knowledge.dose) for each in (case, pinned))
    factor = now.typical / before.typical
    same = isclose(factor, 1.0)
    compared = words.SAME if same else words.TIMES.format(factor=f"{factor:.2g}")
    st.header(words.HERO_SAME if same else words.HERO.format(factor=f"{factor:.2g}"), anchor=False)
    time = figures.background_time(background_days(now, here))
    st.markdown(words.NOW.format(dose=figures.dose(now), time=time, place=place_name(here.place, knowledge)))
    with st.bottom:
        st.markdown(words.FOOT.format(dose=figures.dose(now), compared=compared))


def show(case: Case, pinned: Case, knowledge: Knowledge) -> None:
    """Both doses as bars, and what is pinned."""
    here = knowledge.background(WORLD)
    rows: dict[str, tuple[Range, Range]] = {}
    for name, each in {words.PINNED: pinned, pictures.NOW: case}.items():
        told = dose.effective_dose(each, knowledge.dose)
        rows[name] = (told, background_days(told, here))
    logarithmic = st.toggle(words.LOGARITHMIC, key=f"{_PREFIX}logarithmic", persist_state=_KEEP)
    _picture(charts.dose_bars(rows, place_name(here.place, knowledge), shown.ink(), logarithmic=logarithmic))
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
