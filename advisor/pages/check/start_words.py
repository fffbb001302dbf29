"""The empty Check page: what it is for, examples, the practice's unit."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from advisor.case.vocabulary import Step

TITLE: Final = "Set dental X-rays for the child in the chair"
PURPOSE: Final = "Age and image are enough: what to check first, what to set, what it saves, who says so."
EXAMPLES: Final = "Try:"
FIRST: Final = "bitewing"  # the view whose adult time a unit is asked for
CASES: Final[tuple[tuple[str, Mapping[str, Any]], ...]] = (
    ("7 years, bitewing", {"age_years": 7.0, "exam": "bitewing"}),
    ("9, panoramic", {"age_years": 9.0, "exam": "panoramic"}),
    ("12, CBCT for a canine", {"age_years": 12.0, "exam": "cbct", "indication": "impacted_canine"}),
)
STEP: Final = "{number}. {picture} **{step}** {does}"
DOES: Final[Mapping[Step, str]] = {
    Step.SELECT: "for this child, not by routine",
    Step.RECEPTOR: "the fastest that answers",
    Step.CBCT: "only if flat images cannot",
    Step.COLLIMATE: "the beam to what you need",
    Step.SHIELD: "collar: who says on, who off",
    Step.CHILD_SIZE: "the time for this child",
}
UNIT: Final = "Your unit, told once: receptor, beam, one adult time"
MY_UNIT: Final = "My unit"
KEEP: Final = "Keep in this browser"
PROMISE: Final = "Reads no image, keeps nothing about patients, sends nothing."
