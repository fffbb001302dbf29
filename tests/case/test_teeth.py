"""A tooth by its number sets the region of the image."""

from __future__ import annotations

import pytest

from advisor.case.teeth import Notation, region_of, tooth
from advisor.knowledge import Knowledge
from advisor.words import names


@pytest.mark.parametrize(
    ("written", "notation", "label"),
    [
        ("36", "fdi", "lower left first molar"),
        ("18", "fdi", "upper right third molar"),
        ("18", "universal", "lower left second molar"),
        ("85", "fdi", "lower right primary second molar"),
        ("8.5", "fdi", "lower right primary second molar"),
        ("t", "universal", "lower right primary second molar"),
        ("A", "universal", "upper right primary second molar"),
        ("E", "universal", "upper right primary central incisor"),
        ("1", "universal", "upper right third molar"),
        ("17", "universal", "lower left third molar"),
    ],
)
def test_a_tooth_is_known_in_both_notations(written: str, notation: str, label: str) -> None:
    """Primary teeth included; a number that both use is read in the notation told."""
    found = tooth(written, Notation(notation))

    assert found is not None
    assert names.tooth(found) == label


@pytest.mark.parametrize(
    ("written", "notation"), [("T", "fdi"), ("3", "fdi"), ("85", "universal"), ("48", "universal")]
)
def test_a_number_of_the_other_notation_only_is_still_understood(written: str, notation: str) -> None:
    """Nothing else can be meant."""
    assert tooth(written, Notation(notation)) is not None


@pytest.mark.parametrize("written", ["", "0", "19x", "59", "99", "Z", "-1"])
def test_what_is_no_tooth_stays_unknown(written: str) -> None:
    """No guess is made."""
    assert tooth(written, Notation.FDI) is None


@pytest.mark.parametrize(
    ("written", "exam", "region"),
    [
        ("36", "periapical", "mandible_molar"),
        ("85", "periapical", "mandible_molar"),
        ("53", "periapical", "maxilla_canine"),
        ("14", "periapical", "maxilla_premolar"),
        ("11", "bitewing", "anterior"),
        ("75", "bitewing", "posterior"),
        ("61", "occlusal", "maxilla"),
    ],
)
def test_the_region_is_the_exams_own(written: str, exam: str, region: str, knowledge: Knowledge) -> None:
    """The same tooth means another region in another exam."""
    found = tooth(written, Notation.FDI)
    assert found is not None
    set_to = region_of(found, knowledge.by_exam[exam])

    assert set_to is not None
    assert set_to.id == region


def test_an_exam_without_regions_has_none_for_a_tooth(knowledge: Knowledge) -> None:
    """A panoramic image shows every tooth."""
    found = tooth("36", Notation.FDI)
    assert found is not None

    assert region_of(found, knowledge.by_exam["panoramic"]) is None
