"""Whose a fact is: a setting of one unit tells nothing of another, nor one patient's visit of the next one's."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.knowledge import Knowledge
from advisor.pages.check import start_words
from advisor.pages.shared import case
from advisor.pages.shared.facts import key
from tests.pages.app import whole_app
from tests.strategies import EXAMS

HIDDEN: Mapping[str, str] = {
    "kV": "65",
    "mA": "7",
    "exposure_s": "9",
    "images": "2",
    "collar": "false",
    "apron": "true",
}
BARE: Mapping[str, str] = {"age_years": "7", "place": "US"}
IN_VIEW = frozenset({"beam", "receptor"})  # shared by extraoral units, whose answers are the same


def opened(root: Path, **facts: str) -> AppTest:
    at = whole_app()
    for name, value in facts.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def held(at: AppTest, knowledge: Knowledge, exam: str) -> dict[str, Any]:
    """What the page makes a case of, as an address would write it."""
    about = knowledge.by_exam[exam]
    where = {name: key(name, about) for name in (*case.asked(about), *BARE)}
    told = {name: at.session_state[place] for name, place in where.items() if place in at.session_state}
    return case.to_query({**told, "exam": exam}, about)


@pytest.mark.parametrize("first", EXAMS)
def test_no_setting_goes_along_to_an_image_of_another_family(root: Path, knowledge: Knowledge, first: str) -> None:
    """Every ordered pair: after a change of image the case is that of a fresh page, but for what the family shares."""
    intraoral = knowledge.by_exam[first].intraoral
    told = {**HIDDEN, "exposure_s": "0.2"} if intraoral else dict(HIDDEN)
    at = opened(root, exam=first, **BARE, **told)
    assert held(at, knowledge, first) == {**BARE, **told, "exam": first}

    for second in (each for each in EXAMS if each != first):
        at.session_state["check_exam"] = second
        at.run()
        same = knowledge.by_exam[second].family is knowledge.by_exam[first].family
        shared = {name: value for name, value in told.items() if name != "images"} if same else {}

        assert not at.exception
        assert held(at, knowledge, second) == {**BARE, "exam": second, **shared}


def test_two_facts_of_different_families_never_share_a_place(knowledge: Knowledge) -> None:
    for one in knowledge.by_exam.values():
        for other in knowledge.by_exam.values():
            if one.family is not other.family:
                settings = case.asked(one) & case.asked(other) & set(case.SETUP)
                alike = {name for name in settings if key(name, one) == key(name, other)}
                assert alike <= (frozenset() if one.intraoral or other.intraoral else IN_VIEW)


def test_a_tooth_goes_with_its_image(root: Path) -> None:
    at = opened(root, exam="periapical", **BARE)
    at.session_state["check_step_child_size"] = at.session_state["check_more_child_size"] = True
    at.run()
    at.text_input(key="check_tooth_periapical").set_value("19").run()
    at.session_state["check_exam"] = "occlusal"
    at.run()

    assert not at.text_input(key="check_tooth_occlusal").value


def test_the_next_patient_takes_over_place_and_settings_but_nothing_of_the_patient(
    root: Path, knowledge: Knowledge
) -> None:
    visit = {"visit_kind": "recall", "caries_risk": "low", "months_since_bitewings": "8", "contacts_visible": "false"}
    tube = {"receptor": "film_f", "beam": "rectangular", "kV": "60", "mA": "7"}
    at = opened(root, exam="bitewing", exposure_s="0.2", images="2", pregnant="false", **BARE, **visit, **tube)
    at.button(key="check_next_patient").click().run()

    assert not at.exception
    assert [each.value for each in at.title] == [start_words.TITLE]

    at.number_input(key="check_age_years").set_value(9.0)
    at.session_state["check_exam"] = "bitewing"
    at.run()

    assert held(at, knowledge, "bitewing") == {**BARE, **tube, "age_years": "9", "exam": "bitewing"}


def test_before_anything_is_told_there_is_no_next_patient(root: Path) -> None:
    assert not [each for each in opened(root).button if each.key == "check_next_patient"]
