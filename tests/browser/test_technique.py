"""The Technique chart page before a real browser: a practice's unit becomes a chart for its wall."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.screen import (
    DESKTOP,
    PLAIN,
    SCREENS,
    no_barrier,
    no_barrier_anywhere,
    on_a_phone,
    settled,
    wider_than_screen,
)
from tests.browser.test_learn import words_in_sight

ADDRESS: Final = "/technique-chart"
SURGERY: Final[dict[str, Any]] = {
    "name": "Surgery 1",
    "maker": "Planmeca",
    "setup": {"unit": "planmeca_intra", "receptor": "sensor", "kV": 63, "mA": 8, "cone_cm": 20},
    "known_good": [{"population": "adult", "region": "mandible_molar", "exposure_s": 0.125}],
    "in_use": [{"population": "child", "region": "mandible_molar", "exposure_s": 0.125}],
    "second_receptor": "psp",
}
PARTS: Final = (
    "Picture: time against age",
    "Does the receptor get enough?",
    "Changing the receptor",
    "Compare with the maker’s chart",
    "How the times were worked out",
)

_MOST_STOPS: Final = 40


def with_kept(page: Page) -> None:
    kept = json.dumps({"version": 2, "unit": "Surgery 1", "units": [SURGERY]})
    page.goto(PLAIN)
    page.evaluate("kept => localStorage.setItem('dental-exposure-advisor', kept)", kept)
    page.goto(ADDRESS)
    settled(page)
    expect(page.get_by_role("table").first).to_be_visible()


def test_a_chart_is_printed_taken_along_and_meets_no_barrier(page: Page) -> None:
    """A PDF of one receptor, the whole chart as a table; two receptors, warnings, the form and every part opened."""
    with_kept(page)
    with page.expect_download() as pdf:
        page.get_by_role("button", name="Chart for sensor (PDF)").click()
    with page.expect_download() as table:
        page.get_by_role("button", name="Table (CSV)").click()

    assert pdf.value.suggested_filename == "technique-chart-sensor.pdf"
    assert pdf.value.path().read_bytes().startswith(b"%PDF-")
    assert table.value.path().read_text(encoding="utf-8").count("\n") == 1 + 2 * 48

    settled(page)
    for part in ("More about the unit", *PARTS):
        page.get_by_text(part).click()
    no_barrier_anywhere(page)


@on_a_phone
def test_no_column_of_a_table_is_cut_on_a_phone(page: Page) -> None:
    """Four sizes and four ages: each table stands within the screen and scrolls to no side."""
    with_kept(page)
    ages = page.get_by_role("combobox", name="More ages (years)")
    for age in ("4", "8", "12", "14"):
        ages.fill(age)
        ages.press("Enter")
        settled(page)
    overflowing = page.evaluate(
        "[...document.querySelectorAll('[data-testid=\"stTable\"]')]"
        ".filter(e => [e, ...e.querySelectorAll('*')].some(x => x.scrollWidth > x.clientWidth + 1 && x.clientWidth))"
        ".map(e => e.innerText.slice(0, 60))"
    )

    assert page.locator("table").count() == 4
    assert overflowing == []
    assert wider_than_screen(page) == []


def test_a_unit_is_kept_over_a_reload_and_used_on_the_check_page(page: Page, console: list[str]) -> None:
    """A maker's chart, a name of one's own, Keep; then the browser brings it back, and Check has its settings."""
    page.goto(ADDRESS)
    settled(page)
    page.get_by_role("button", name="Planmeca Intra").click()
    settled(page)
    page.get_by_role("button", name="Keep in this browser").click()
    settled(page)
    name = page.get_by_role("textbox", name="Name", exact=True)
    name.fill("Room 2")
    name.press("Enter")
    settled(page)
    page.get_by_role("button", name="Keep", exact=True).click()
    settled(page)
    page.reload()
    settled(page)

    expect(page.get_by_role("combobox", name="X-ray unit")).to_have_value("Room 2")
    expect(page.get_by_role("table")).to_have_count(1)

    page.get_by_role("link", name="Check", exact=True).click()
    settled(page)
    page.get_by_role("toolbar", name="Image", exact=True).get_by_role("button", name="Bitewing", exact=True).click()
    settled(page)

    expect(page.get_by_role("button", name="Room 2")).to_be_visible()
    assert [line for line in console if "404" not in line] == []


def test_the_keyboard_alone_makes_a_chart_and_a_record(page: Page) -> None:
    """Receptor and one time, and the chart is on the first screen, below its maker's; then an image by hand."""
    page.goto(ADDRESS)
    settled(page)

    assert words_in_sight(page) <= 120

    reach(page, page.get_by_role("radio", name="D film", exact=True))
    press(page, *["ArrowRight"] * 4, "Space")
    press(page, "Tab")
    page.keyboard.type("0.125")
    press(page, "Enter")
    table = page.get_by_role("table")
    place, fields = table.bounding_box(), page.get_by_role("spinbutton", name="mA", exact=True).bounding_box()

    assert page.get_by_role("radio", name="Sensor", exact=True).is_checked()
    assert place is not None
    assert fields is not None
    assert place["x"] > fields["x"] + fields["width"]
    assert in_sight(table.get_by_text("Lower molar"), DESKTOP)

    reach(page, page.get_by_text("More about the unit"))
    press(page, "Enter")
    reach(page, page.get_by_role("combobox", name="Maker’s chart"))
    page.keyboard.type("Planmeca Intra")
    press(page, "Enter")

    page.locator("summary").filter(has_text="More about the unit").press("Enter")
    for screen in SCREENS.values():
        page.set_viewport_size({"width": screen[0], "height": screen[1]})
        settled(page)
        assert in_sight(page.get_by_text("Beside the maker’s chart"), screen)

    page.reload()
    reach(page, page.get_by_role("link", name="Record", exact=True).first)
    press(page, "Enter")
    reach(page, page.get_by_text("Add an image by hand", exact=True))
    press(page, "Enter")
    reach(page, page.get_by_label("Day", exact=True))
    page.keyboard.type("2026-08")
    reach(page, page.get_by_role("combobox", name="Image"))
    page.keyboard.type("Panoramic")
    press(page, "Enter")
    reach(page, page.get_by_role("button", name="Add", exact=True))
    press(page, "Enter")
    expect(page.get_by_text("2026-08 · Panoramic")).to_be_visible()
    no_barrier(page)


def reach(page: Page, target: Locator) -> None:
    """As who has no mouse does."""
    settled(page)
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        if target.evaluate(
            "e => e.contains(document.activeElement) || document.activeElement.contains(e) && "
            "document.activeElement.matches('summary, a, button')"
        ):
            return
    pytest.fail(f"{target} is beyond {_MOST_STOPS} stops")


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
    settled(page)


def in_sight(target: Locator, screen: tuple[int, int]) -> bool:
    """Whether all of it is on the first screen."""
    place = target.bounding_box()
    return place is not None and place["y"] >= 0 and place["y"] + place["height"] <= screen[1]
