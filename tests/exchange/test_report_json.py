"""The published JSON of a report: its schema is made of the types that are written, and lets nothing else pass."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import jsonschema
import pytest

from advisor import advise, read_case
from advisor.exchange.report_json import report_json
from advisor.knowledge import Knowledge
from tools.write_schema import report_schema, schema_file, schema_text

CASE = {
    "patient": {"age_years": 7},
    "exam": "bitewing",
    "place": "KR",
    "on": "2026-11-21",
    "setup": {"kV": 60, "mA": 7, "exposure_s": 0.25, "receptor": "film_d", "beam": "round", "collar": False},
}


@pytest.fixture(scope="module")
def told(knowledge: Knowledge) -> dict[str, Any]:
    return dict(report_json(advise(read_case(CASE, knowledge), knowledge)))


def test_the_published_schema_is_made_of_the_types() -> None:
    """If they were changed: python -m tools.write_schema."""
    assert schema_file("report").read_text(encoding="utf-8") == schema_text(report_schema())


def test_the_schema_is_one_and_a_report_fits_it(told: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator.check_schema(report_schema())
    jsonschema.Draft202012Validator(report_schema()).validate(told)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("steps", 0, "verdict"), "perhaps"),
        (("steps", 0, "findings", 0, "topic"), "weather"),
        (("steps", 0, "findings", 0, "opinions", 0, "verdict"), "not_applicable"),
        (("steps", 0, "findings", 0, "opinions", 0, "year"), "2014"),
        (("dose", "now", "low_uSv"), None),
        (("dose", "now", "colour"), "blue"),
        (("background", "days_now"), [1.0, 2.0]),
        (("entrance_kerma_mGy",), {"low": 1.0}),
        (("exposure", "basis"), "guess"),
        (("colour",), "blue"),
    ],
)
def test_the_schema_refuses_what_no_report_tells(told: dict[str, Any], path: tuple[str | int, ...], value: Any) -> None:
    spoiled: Any = deepcopy(told)
    inside = spoiled
    for part in path[:-1]:
        inside = inside[part]
    inside[path[-1]] = value

    assert not jsonschema.Draft202012Validator(report_schema()).is_valid(spoiled)


def test_every_field_of_a_report_is_needed(told: dict[str, Any]) -> None:
    validator = jsonschema.Draft202012Validator(report_schema())

    assert [
        name for name in told if validator.is_valid({key: value for key, value in told.items() if key != name})
    ] == []
