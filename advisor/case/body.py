"""Vocabularies of the body: front or back teeth, a patient's size for the age."""

from enum import IntEnum, StrEnum


class Teeth(StrEnum):
    """Incisors and canines, or premolars and molars."""

    ANTERIOR = "anterior"
    POSTERIOR = "posterior"


class Build(StrEnum):
    """A patient's size among those of the same age, as a maker's presets have it."""

    SMALL = "small"
    USUAL = "usual"
    LARGE = "large"


class ReceptorSize(IntEnum):
    """Sizes of intraoral receptors by their usual numbers."""

    SIZE_0 = 0
    SIZE_1 = 1
    SIZE_2 = 2
    SIZE_3 = 3
    SIZE_4 = 4

    @property
    def exceeds_rectangle(self) -> bool | None:
        """Whether a rectangular beam would cut the image; None for size 3, of which nothing was read (exams.toml)."""
        return None if self is ReceptorSize.SIZE_3 else self is ReceptorSize.SIZE_4
