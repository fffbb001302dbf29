"""The sentence on what a collar was measured to do, beside what issuers say of it."""

from __future__ import annotations

from typing import Any

import pytest

from advisor import read_case
from advisor.knowledge import Knowledge
from advisor.pages.check.collar import measured

SAID: list[tuple[dict[str, Any], str]] = [
    ({"exam": "periapical", "region": "maxilla_incisor", "setup": {"beam": "round"}}, "75 %"),
    (
        {"exam": "bitewing", "region": "posterior", "setup": {"beam": "rectangular"}},
        "10 % of the thyroid's dose or less",
    ),
    ({"exam": "bitewing"}, "depends on region and beam"),
    ({"exam": "panoramic"}, "10 to 23 %"),
    ({"exam": "cbct"}, "49 %"),
]


@pytest.mark.parametrize(("case", "words"), SAID)
def test_the_effect_follows_the_geometry(knowledge: Knowledge, case: dict[str, Any], words: str) -> None:
    said = measured(read_case({"patient": {"age_years": 9}, **case}, knowledge), knowledge)

    assert words in said
    assert "](evidence?row=F0" in said


def test_nothing_is_said_where_nothing_was_read(knowledge: Knowledge) -> None:
    case = read_case({"patient": {"age_years": 9}, "exam": "cephalometric_lateral"}, knowledge)

    assert measured(case, knowledge) == ""
