"""The sign of what a lesson is about: the pictogram of its step; the product's mark beside the steps."""

from __future__ import annotations

from typing import Final

from advisor import pictograms
from advisor.case.vocabulary import Step
from advisor.lessons.vocabulary import LessonStep

_PX: Final = 36
_OF_STEPS: Final = {each.value: pictograms.STEP[each] for each in Step}


def sign(step: LessonStep, px: int = _PX) -> str:
    """As Markdown."""
    return pictograms.in_text(_OF_STEPS.get(step.value, pictograms.MARK), px)
