"""The practice's own units before a real browser: kept from visit to visit, taken along as a file."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.screen import PLAIN, no_barrier_anywhere, settled
from tests.browser.test_check import KEPT, choose, write
from tests.xray_unit.test_reading import FULL, TOML


def with_unit(page: Page) -> None:
    """A browser that kept a unit, with age and image told."""
    page.goto(PLAIN)
    kept = {"version": 2, "unit": "Surgery 1", "units": [FULL]}
    page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [KEPT, json.dumps(kept)])
    page.goto("/")
    settled(page)
    write(page, "Age (years)", "9")
    choose(page, "Image", "Periapical")


def open_form(page: Page, button: str = "Surgery 1") -> None:
    page.get_by_role("button", name=button).click()
    settled(page)
    page.get_by_text("About this unit").click()
    settled(page)


def test_the_form_of_a_unit_meets_no_barrier(page: Page, console: list[str]) -> None:
    """At every width all of it can be read, and reached past its end."""
    with_unit(page)
    open_form(page)
    page.get_by_role("button", name="Add a setting").click()
    settled(page)

    expect(page.get_by_text("at Sensor, 63 kV, 8 mA, 20 cm cone")).to_be_visible()
    times = page.get_by_test_id("stPopoverBody").get_by_role("spinbutton", name="Time (s)")
    expect(times).to_have_count(2)
    page.get_by_role("button", name="Forget everything kept here").scroll_into_view_if_needed()
    no_barrier_anywhere(page)
    assert console == []


def test_a_unit_is_changed_and_is_so_on_the_next_visit(page: Page) -> None:
    """Its timer decides the step that is advised."""
    with_unit(page)
    open_form(page)
    page.get_by_role("radio", name="a list of its own").click()
    settled(page)
    page.get_by_role("textbox", name="Its steps (s)").fill("0.03 0.07 0.3")
    page.get_by_role("textbox", name="Its steps (s)").press("Tab")
    settled(page)
    page.get_by_role("button", name="Keep", exact=True).click()
    settled(page)
    (unit,) = json.loads(page.evaluate(f"localStorage.getItem('{KEPT}')"))["units"]

    assert unit == {**unit, "timer": [0.03, 0.07, 0.3], "second_receptor": "psp", "mA_choices": [2, 8]}

    page.goto("/")
    settled(page)
    write(page, "Age (years)", "9")
    choose(page, "Image", "Periapical")
    expect(page.get_by_text("0.07 s").first).to_be_visible()


def test_a_unit_goes_into_a_file_and_comes_out_of_one(page: Page, tmp_path: Path) -> None:
    """Written by hand as TOML; saved as TOML again."""
    file = tmp_path / "surgery.toml"
    file.write_text(TOML, encoding="utf-8")
    page.goto("/?age_years=9&exam=periapical")
    settled(page)
    page.get_by_role("button", name="X-ray unit").click()
    settled(page)
    page.locator('input[type="file"]').set_input_files(file)
    settled(page)
    page.get_by_role("button", name="Surgery 1").click()
    settled(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as TOML").click()
    saved = tomllib.loads(Path(download.value.path()).read_text(encoding="utf-8"))

    assert download.value.suggested_filename == "Surgery 1.toml"
    assert (saved["timer"], saved["setup"]["kV"]) == ([0.08, 0.1, 0.125], 63)
    assert [good["exposure_s"] for good in saved["known_good"]] == [0.125, 0.1]
