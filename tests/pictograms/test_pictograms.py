"""The face: one drawing a step, each legible on its own ground, none with anything but shapes in it."""

from __future__ import annotations

from base64 import b64decode
from itertools import combinations
from xml.etree import ElementTree

import pytest

from advisor.case.vocabulary import Step
from advisor.pictograms import MARK, STEP, WORDMARK, in_text, sized

GROUND, LIGHTEST, SUBJECT = "#1361a8", "#ffffff", "#ffcb45"
SHAPES = {"svg", "style", "rect", "circle", "path", "g"}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 has it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("drawn", [MARK, *STEP.values()], ids=["mark", *STEP])
def test_a_tile_brings_its_ground_and_reads_on_it(drawn: str) -> None:
    """On a light page, on a dark one and in grey: the contrast is within the tile (WCAG asks 3 for graphics)."""
    colours = {value for each in ElementTree.fromstring(drawn).iter() for value in each.attrib.values() if "#" in value}

    assert colours == {GROUND, LIGHTEST, SUBJECT}
    for colour in (LIGHTEST, SUBJECT):
        assert (luminance(colour) + 0.05) / (luminance(GROUND) + 0.05) > 3


def test_each_step_has_a_pictogram_of_its_own() -> None:
    assert set(STEP) == set(Step)
    assert all(one != other for one, other in combinations(STEP.values(), 2))


@pytest.mark.parametrize("drawn", [MARK, WORDMARK, *STEP.values()], ids=["mark", "wordmark", *STEP])
def test_a_drawing_holds_shapes_alone(drawn: str) -> None:
    """No script, no letters that need a font, nothing fetched."""
    tree = ElementTree.fromstring(drawn)

    assert {each.tag.rpartition("}")[2] for each in tree.iter()} <= SHAPES
    assert not [name for each in tree.iter() for name in each.attrib if "href" in name or name.startswith("on")]


def test_a_pictogram_takes_the_size_it_is_told() -> None:
    drawn = ElementTree.fromstring(sized(STEP[Step.SELECT], "9mm"))

    assert (drawn.get("width"), drawn.get("height"), drawn.get("viewBox")) == ("9mm", "9mm", "0 0 40 40")


def test_within_text_it_is_an_image_without_words() -> None:
    """What it means stands beside it in words: a screen reader would say it twice."""
    said = in_text(STEP[Step.SHIELD], px=20)
    opening, code = said.removesuffix(")").split(",")

    assert opening == "![](data:image/svg+xml;base64"
    assert b64decode(code).decode() == sized(STEP[Step.SHIELD], "20px")
