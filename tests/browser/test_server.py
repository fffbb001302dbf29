"""What the server promises the browser, seen from the browser."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.screen import settled


def test_the_page_works_under_its_own_security_policy(page: Page, console: list[str], outside: list[str]) -> None:
    """No script, style or font is refused, no other computer is asked, no tool of developers stands in the way."""
    page.goto("/")
    settled(page)

    assert page.get_by_test_id("stAppDeployButton").count() == 0
    assert console == []
    assert outside == []
