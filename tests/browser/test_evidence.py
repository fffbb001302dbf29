"""The Evidence page in a real browser: it fits, has no barrier, and a row is reached by touch and by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from advisor.pages.evidence import words
from tests.browser.screen import light_and_dark, no_barrier, on_a_phone, settled

_ROWS = ("statement=IG-5", "source=ludlow_2008", "row=D002", "row=COL-12", "place=US", "statement=XX-9")


@light_and_dark
def test_every_section_fits_and_has_no_barrier(page: Page) -> None:
    page.goto("/evidence")
    settled(page)
    for section in words.SECTIONS.values():
        page.get_by_role("radio", name=section, exact=True).click()
        settled(page)
        no_barrier(page)


@on_a_phone
@pytest.mark.parametrize("address", _ROWS)
def test_every_kind_of_row_fits_and_has_no_barrier(page: Page, address: str) -> None:
    page.goto(f"/evidence?{address}")
    settled(page)
    no_barrier(page)


@on_a_phone
def test_a_linked_statement_shows_its_source_without_a_touch(page: Page) -> None:
    page.goto("/evidence?statement=IG-5")
    settled(page)

    expect(page.get_by_role("heading", name="IG-5 · Image Gently 2014")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("Open it at"))).to_have_attribute("href", re.compile("^https?://"))


def test_a_row_is_opened_and_left_by_keyboard_alone(page: Page) -> None:
    """Type into the list, Enter; the address follows, and the browser's own way back works."""
    page.goto("/evidence")
    settled(page)
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


def test_a_table_is_taken_away_as_csv(page: Page) -> None:
    page.goto("/evidence?show=numbers")
    settled(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download as CSV: Published doses of dental exams", exact=True).click()

    assert taken.value.suggested_filename == "doses.csv"
    assert taken.value.path().read_text(encoding="utf-8-sig").startswith("id,exam,quantity")


def test_nothing_outside_is_asked_for(page: Page, console: list[str], outside: list[str]) -> None:
    """Nor does the browser complain, on the way that a visitor takes."""
    page.goto("/")
    settled(page)
    page.get_by_role("link", name="Evidence").click()
    page.get_by_role("heading", name="Evidence").wait_for()
    settled(page)

    assert console == []
    assert outside == []
