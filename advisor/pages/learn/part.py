"""The parts of the Learn page, which of them is looked at, and the sign of what a lesson is about."""

from enum import StrEnum
from typing import Final

import streamlit as st

from advisor import pictograms
from advisor.case.vocabulary import Step
from advisor.lessons.vocabulary import LessonStep

PART: Final = "learn_part"
_PX: Final = 36
_OF_STEPS: Final = {each.value: pictograms.STEP[each] for each in Step}


class Part(StrEnum):
    HOME = "home"
    LESSON = "lesson"
    FIRST = "first"
    EXPLORE = "explore"
    BACKGROUND = "background"
    EXAM = "exam"
    PROGRESS = "progress"


def go(part: Part) -> None:
    """From a button: the next run shows this part, from its top."""
    st.session_state[PART] = part


def sign(step: LessonStep) -> str:
    """The pictogram of a lesson's step, or the product's mark beside the steps, as Markdown."""
    return pictograms.in_text(_OF_STEPS.get(step.value, pictograms.MARK), _PX)
