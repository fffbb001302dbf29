"""Vocabularies of the body: front or back teeth, a patient's size for the age."""

from __future__ import annotations

from enum import StrEnum


class Teeth(StrEnum):
    """Incisors and canines, or premolars and molars."""

    ANTERIOR = "anterior"
    POSTERIOR = "posterior"


class Build(StrEnum):
    """A patient's size among those of the same age, as a maker's presets have it."""

    SMALL = "small"
    USUAL = "usual"
    LARGE = "large"
