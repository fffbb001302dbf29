"""Teeth and jaws as people write them, and what is said of those that are not understood."""

from __future__ import annotations

import pytest

from advisor.intake.recognised import recognised
from advisor.intake.teeth_told import NOT_UNDERSTOOD, SEVERAL_REGIONS, Place, region_told
from advisor.knowledge import Knowledge


def told(written: str, knowledge: Knowledge, *, exam: str = "periapical", universal: bool = False) -> Place:
    exams = knowledge.by_exam
    return region_told(exams[exam], "", written, recognised(), exams, universal=universal)


@pytest.mark.parametrize(
    ("written", "region", "teeth"),
    [
        ("36-38", "mandible_molar", "36 37 38"),
        ("16 bis 18", "maxilla_molar", "16 17 18"),
        ("12-22", "maxilla_incisor", "12 11 21 22"),
        ("31, 41", "mandible_incisor", "31 41"),
        ("Regio 46", "mandible_molar", "46"),
        ("4.6", "mandible_molar", "46"),
        ("UR6", "maxilla_molar", "16"),
        ("UR5, 4", "maxilla_premolar", "15 14"),
        ("LL8-6", "mandible_molar", "38 37 36"),
        ("UR6 to UR7", "maxilla_molar", "16 17"),
        ("ULE", "maxilla_molar", "65"),
        ("#3", "maxilla_molar", "16"),
        ("upper right 6", "maxilla_molar", "16"),
        ("upper right first molar", "maxilla_molar", ""),
        ("lower incisors", "mandible_incisor", ""),
        ("OK Front", "maxilla_incisor", ""),
        ("Unterkiefer Schneidezähne", "mandible_incisor", ""),
        ("1. Molar oben rechts", "maxilla_molar", ""),
        ("1er molaire sup droite", "maxilla_molar", ""),
        ("incisives inférieures", "mandible_incisor", ""),
    ],
)
def test_usual_ways_of_writing_are_understood(written: str, region: str, teeth: str, knowledge: Knowledge) -> None:
    assert told(written, knowledge) == Place(region, tuple(teeth.split()))


@pytest.mark.parametrize(
    ("written", "region"), [("30", "mandible_molar"), ("A", "maxilla_molar"), ("2-3", "maxilla_molar")]
)
def test_bare_numbers_are_universal_ones_in_the_united_states(written: str, region: str, knowledge: Knowledge) -> None:
    assert told(written, knowledge, universal=True).region == region
    assert told(written, knowledge) == Place(wrong=NOT_UNDERSTOOD)


@pytest.mark.parametrize("written", ["99", "16, 99", "16-99", "xyz", "3", "UR6,9", "UL7 0", "LL9"])
def test_what_is_no_tooth_gives_no_region_and_is_said(written: str, knowledge: Knowledge) -> None:
    """A part that is understood does not stand for the whole."""
    assert told(written, knowledge) == Place(wrong=NOT_UNDERSTOOD)


@pytest.mark.parametrize("written", ["UR6-UR4", "16,15", "16 46"])
def test_teeth_of_several_regions_are_kept_without_one(written: str, knowledge: Knowledge) -> None:
    found = told(written, knowledge)

    assert (found.region, found.wrong) == (None, SEVERAL_REGIONS)
    assert found.teeth
    assert told(written, knowledge, exam="bitewing").region == "posterior"


@pytest.mark.parametrize("written", ["", "-", "L&R", "both"])
def test_nothing_is_said_where_no_tooth_is_told(written: str, knowledge: Knowledge) -> None:
    assert told(written, knowledge) == Place()


def test_a_panoramic_image_has_no_region_to_miss(knowledge: Knowledge) -> None:
    assert told("xyz", knowledge, exam="panoramic") == Place()
