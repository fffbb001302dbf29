"""The empty Check page: what it is for, examples, the practice's unit."""

from collections.abc import Mapping
from typing import Final

from advisor.case.vocabulary import Step
from advisor.language import spoken

TITLE: Final = "Set dental X-rays for the child in the chair"
PURPOSE: Final = "Age and image are enough: what to check first, what to set, what it saves, who says so."
EXAMPLES: Final = "Try:"
CASES: Final = ("7 years, bitewing", "9, panoramic", "12, CBCT for a canine")  # what start.py tells at a touch
STEP: Final = "{number}. {picture} **{step}** {does}"
DOES: Final[Mapping[Step, str]] = {
    Step.SELECT: "for this child, not by routine",
    Step.RECEPTOR: "the one that needs least dose",
    Step.CBCT: "only if flat images are not enough",
    Step.COLLIMATE: "the beam to what you need",
    Step.SHIELD: "collar: who says on, who off",
    Step.CHILD_SIZE: "the time for this child",
}
UNIT: Final = "Your unit, entered once: receptor, beam, one adult time"
MY_UNIT: Final = "My unit"
KEEP: Final = "Keep in this browser"
PROMISE: Final = "Reads no image, keeps nothing about patients, sends nothing."

spoken(__name__)
