"""The Evidence page in a real browser: it fits, has no barrier, and a row is reached by touch and by keyboard."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from advisor.pages.evidence import words
from tests.browser.screen import on_a_phone, settled


@on_a_phone
def test_words_lead_to_a_row_with_its_source(page: Page) -> None:
    """Two touches and some words from the first screen to the document."""
    page.goto("/evidence")
    settled(page)
    page.get_by_label(words.SEARCH).fill("collar New York")
    page.keyboard.press("Enter")
    settled(page)
    page.get_by_role("button", name=re.compile("^Open ")).first.click()
    settled(page)

    expect(page.get_by_role("heading", level=2).first).to_contain_text("New York")
    expect(page.get_by_text("How well read")).to_be_visible()


def test_a_row_is_opened_and_left_by_keyboard_alone(page: Page) -> None:
    """Ask for the table, type into its list, Enter; the address follows, and so does the way back."""
    page.goto("/evidence?show=statements")
    settled(page)
    page.get_by_role("switch", name=words.AS_TABLE).focus()
    page.keyboard.press("Space")
    page.get_by_role("combobox", name="Look at one").focus()
    page.keyboard.type("THY-9a")
    page.keyboard.press("Enter")
    settled(page)

    expect(page.get_by_role("heading", name="THY-9a · ADA 2024")).to_be_visible()
    assert page.url.endswith("?statement=THY-9a")

    page.get_by_role("button", name="Back to the list").focus()
    page.keyboard.press("Enter")
    settled(page)

    expect(page.get_by_role("combobox", name="Look at one")).to_be_visible()


def test_nothing_outside_is_asked_for(page: Page, console: list[str], outside: list[str]) -> None:
    """Nor does the browser complain, on the way that a visitor takes; a table is taken away as CSV."""
    page.goto("/")
    settled(page)
    page.get_by_role("link", name="Evidence").click()
    page.get_by_role("heading", name="Evidence").wait_for()
    settled(page)
    page.get_by_role("button", name=words.SECTIONS["numbers"], exact=True).click()
    settled(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download as CSV: Published doses of dental exams", exact=True).click()

    assert taken.value.suggested_filename == "doses.csv"
    assert taken.value.path().read_text(encoding="utf-8-sig").startswith("id,exam,quantity")
    assert console == []
    assert outside == []
