"""What a visit leaves behind on the server: nothing that was typed about a patient."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.screen import settled
from tests.browser.test_check import choose, open_step, write

TYPED = ("7.37", "433", "Mustermann", "bitewing", "periapical", "2019-03-04")


def test_nothing_typed_reaches_the_log(page: Page, app_url: str, server_log: Path) -> None:
    """Neither from questions nor from a link; neither where it is answered nor where it is refused."""
    page.goto("/")
    settled(page)
    write(page, "Age (years)", "7.37")
    choose(page, "Image", "Periapical")
    for folded in ("6 Child-size", "Region, images, size"):
        open_step(page, folded)
    tooth = page.get_by_role("textbox", name="Tooth")
    tooth.fill("433")
    tooth.press("Enter")
    settled(page)
    write(page, "Time (s)", "433")

    expect(page.get_by_role("alert").first).to_be_visible()

    for link in ("/?age_years=7.37&exam=bitewing&on=2019-03-04", "/?age_years=7.37&exam=Mustermann"):
        page.goto(link)
        settled(page)
    told = server_log.read_text()

    assert app_url in told, "the log was not written where this test looks"
    assert [typed for typed in TYPED if typed in told] == []
