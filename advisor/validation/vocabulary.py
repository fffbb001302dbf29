"""The words of the validation: which doses are foretold, and what is told of them."""

from __future__ import annotations

from enum import StrEnum


class TestedExam(StrEnum):
    """The families of published doses that the dose model is held against."""

    CBCT = "cbct"
    PANORAMIC = "panoramic_adult"
    PANORAMIC_CHILD = "panoramic_child"
    CEPHALOMETRIC = "cephalometric_lateral"
    SINGLE = "intraoral_image"
    FULL_MOUTH = "full_mouth"


class Told(StrEnum):
    """What is told of a published dose before it is foretold."""

    NOTHING = "nothing"
    FIELD = "field"
    PRODUCT = "product"
    PRODUCT_AND_FIELD = "product_and_field"
    SETTINGS = "settings"  # receptor, beam, number of images, as far as its row tells them
