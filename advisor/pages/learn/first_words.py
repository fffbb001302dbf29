"""The first minute of the Learn page: one child, one image, two settings to find."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TITLE: Final = "Two changes to find"
VIGNETTE: Final = (
    "A bitewing of a child of 7 years is needed today. The practice uses D-speed film and a round beam. Touch what you "
    "would set instead: the advisor judges at once."
)
STEP: Final = "- **{step}** :{colour}-badge[{state}] {text}"
LEFT: Final[Mapping[int, str]] = {1: "One change is left to find.", 2: "Two changes are left to find."}
FOUND: Final = "**Both found.**"
DOSE: Final = "Estimated dose {dose}: {share} of the first."
CHECK: Final = "[See this child in Check]({link}): the other four steps stand there too."
