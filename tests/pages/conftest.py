"""What the tests of all pages share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from streamlit.components.v2 import manifest_scanner

from advisor.pages.check import page as check_page


@pytest.fixture(scope="session", autouse=True)
def packages_searched_once() -> Iterator[None]:
    """Streamlit looks through every installed package for components anew for each page under test.

    That was two thirds of the time of these tests; what is installed does not change meanwhile.
    """
    found = manifest_scanner.scan_component_manifests()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", lambda: found)
        yield


@pytest.fixture(scope="session", autouse=True)
def no_browser_to_wait_for() -> Iterator[None]:
    """Check pauses after its headline, so that a browser draws that first: four fifths of each run under test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(check_page, "_ALONE_S", 0)
        yield
