"""What the server promises the browser, seen from the browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.screen import light_and_dark, no_barrier, settled


@light_and_dark
def test_the_first_screen_fits_and_has_no_barrier(page: Page) -> None:
    """Nothing is cut off or reaches past the edge, and axe finds no serious barrier, light or dark, at three widths."""
    page.goto("/")
    settled(page)
    no_barrier(page)


def test_the_page_works_under_its_own_security_policy(page: Page, console: list[str], outside: list[str]) -> None:
    """No script, style or font is refused, and no other computer is asked for anything."""
    page.goto("/")
    settled(page)

    assert console == []
    assert outside == []


def test_the_page_shows_no_tools_of_developers(page: Page) -> None:
    """Neither "Deploy" nor "Rerun" stands in the way of a dentist."""
    page.goto("/")
    settled(page)

    assert page.get_by_test_id("stAppDeployButton").count() == 0
    assert page.get_by_text("Traceback").count() == 0


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/host-config", "/nowhere"])
def test_every_answer_carries_the_security_headers(page: Page, path: str) -> None:
    """Pages, programs' answers and unknown addresses alike."""
    headers = page.request.get(path).headers

    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "camera=()" in headers["permissions-policy"]


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json"])
def test_what_streamlit_publishes_about_itself_is_hidden(page: Page, path: str) -> None:
    """Nobody can count who is connected."""
    assert page.request.get(path).status == 404


@pytest.mark.parametrize("path", ["/", "/_stcore/stream"])
def test_another_host_name_is_refused(page: Page, path: str) -> None:
    """A page elsewhere cannot reach the practice's server by a name that it made point here."""
    assert page.request.get(path, headers={"Host": "elsewhere.example"}).status == 400
