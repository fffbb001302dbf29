"""What all tests share: where the project is, its knowledge read once, and property tests without a stopwatch."""

from __future__ import annotations

import gc
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


_HERE: Final = Path(__file__).parent
_BROWSER: Final = _HERE / "browser"
# Whole pages, printed sheets and servers: three quarters of the time that tests without a browser take.
_SLOW: Final = (
    _BROWSER,
    _HERE / "pages",
    _HERE / "handout",
    _HERE / "test_doorkeeper.py",
    _HERE / "command_line",
)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs a real browser or takes long, so that `pytest -m "not slow"` is the quick half.

    What is marked nightly runs only where it is asked for by that name, whatever else is asked for.
    """
    if "nightly" not in config.option.markexpr:
        items[:] = [item for item in items if item.get_closest_marker("nightly") is None]
    for item in items:
        places = {item.path, *item.path.parents}
        if _BROWSER in places:
            item.add_marker(pytest.mark.browser)
        if not places.isdisjoint(_SLOW):
            item.add_marker(pytest.mark.slow)


def pytest_collection_finish() -> None:
    """What is collected stays to the end: no search for rubbish looks at it again, and each has more to find."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


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
