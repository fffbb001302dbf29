"""Before anything is told: what this is for, the six steps, three examples to touch, and the practice's unit."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from advisor import pictograms
from advisor.case.model import Exam
from advisor.case.vocabulary import Programme, Step
from advisor.knowledge import Knowledge
from advisor.pages.check import asks, start_words
from advisor.pages.check.headline import Headline
from advisor.pages.my_units import settings, store
from advisor.pages.shared import case, redraw
from advisor.pages.shared.facts import key, told
from advisor.words import names

_FIRST: Final = "bitewing"  # the view whose adult time a unit is asked for
_CASES: Final[tuple[Mapping[str, object], ...]] = (
    {"age_years": 7.0, "exam": "bitewing"},
    {"age_years": 9.0, "exam": "panoramic"},
    {"age_years": 12.0, "exam": "cbct", "indication": "impacted_canine"},
)


def headline() -> Headline:
    return Headline(start_words.TITLE, start_words.PURPOSE, "")


def show(knowledge: Knowledge) -> None:
    """The empty page, below its title."""
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.markdown(start_words.EXAMPLES, width="content")
        for number, (label, facts) in enumerate(zip(start_words.CASES, _CASES, strict=True)):
            st.button(label, key=f"check_example_{number}", on_click=_tell, args=(facts,))
    st.markdown("\n".join(_step(step) for step in Step))
    _unit(knowledge)
    st.caption(start_words.PROMISE)


def _step(step: Step) -> str:
    picture = pictograms.in_text(pictograms.STEP[step])
    name = names.STEP[step].partition(" ")[2]
    number = list(Step).index(step) + 1
    return start_words.STEP.format(number=number, picture=picture, step=name, does=start_words.DOES[step])


def _tell(facts: Mapping[str, object]) -> None:
    """An example is a patient like any other; place and unit stay the reader's."""
    redraw.begun()
    for name, value in facts.items():
        st.session_state[key(name)] = value
    st.rerun("app")


def _unit(knowledge: Knowledge) -> None:
    """Three answers, kept in this browser, by which every later patient arrives judged."""
    exam = knowledge.by_exam[_FIRST]
    if store.chosen(exam.family):
        return
    opened = st.expander(start_words.UNIT, type="compact", on_change="rerun", key="check_start_unit")
    if opened.open:
        with opened:
            with st.container(horizontal=True, vertical_alignment="bottom"):
                for name in ("receptor", "beam", case.ADULT):
                    asks.show(name, exam)
            st.button(start_words.KEEP, key="check_start_keep", on_click=_keep, args=(exam, knowledge))


def _keep(exam: Exam, knowledge: Knowledge) -> None:
    redraw.begun()
    adult_s, setup = told(case.ADULT, exam), {name: told(name, exam) for name in ("receptor", "beam")}
    good = {"exposure_s": adult_s, "population": Programme.ADULT, "region": exam.default_region}
    unit = {"name": start_words.MY_UNIT, "family": exam.family, "setup": setup}
    settings.keep({**unit, "known_good": [good] if adult_s else None}, exam, knowledge)
    st.rerun("app")
