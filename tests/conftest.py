"""What all tests share: where the project is, its knowledge read once, and property tests without a stopwatch."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import jsonschema
import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from advisor.knowledge import Knowledge

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


BROWSER: Final = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a real browser, so that `pytest -m "not browser"` is the quick half."""
    for item in items:
        if BROWSER in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder that holds app.py, advisor/ and data/."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """Everything in data/, read once for the whole run; it is frozen, so tests may share it."""
    from advisor import load_knowledge

    return load_knowledge()


@pytest.fixture(scope="session")
def report_schema(root: Path) -> dict[str, Any]:
    """The published JSON Schema of a report."""
    schema: dict[str, Any] = json.loads((root / "data" / "schema" / "report.schema.json").read_text(encoding="utf-8"))
    return schema


@pytest.fixture(scope="session")
def report_validator(report_schema: dict[str, Any]) -> jsonschema.Draft202012Validator:
    """The same, found to be a schema once: `jsonschema.validate` would ask that of every report anew."""
    jsonschema.Draft202012Validator.check_schema(report_schema)
    return jsonschema.Draft202012Validator(report_schema)
