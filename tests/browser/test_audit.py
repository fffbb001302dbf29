"""The Audit page before a real browser: "is my practice child-sizing?", from an untouched log to the report to sign."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from advisor.handout import can_print
from tests.audit.generator import answering
from tests.audit.logs import as_csv, not_falling
from tests.browser.screen import no_barrier_anywhere, settled

ADDRESS = "/audit"


@pytest.mark.skipif(not can_print(), reason="this computer cannot print (Pango)")
def test_from_an_untouched_log_to_the_report_in_four_touches(page: Page, tmp_path: Path) -> None:
    """Audit, Upload, the file, Report: the answer stands on the page before the report is asked for."""
    log = tmp_path / "log.csv"
    log.write_bytes(as_csv(not_falling()))
    page.goto("/")
    settled(page)
    page.get_by_role("link", name="Audit").click()
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Upload", exact=True).first.click()
    chooser.value.set_files(log)
    expect(page.get_by_text("No: younger children get as much as adults.").first).to_be_visible()
    with page.expect_download(timeout=120_000) as download:
        page.get_by_role("button", name="Report to sign (PDF)").click()

    assert Path(download.value.path()).read_bytes().startswith(b"%PDF")

    no_barrier_anywhere(page)


def test_the_generators_last_exposure_is_on_check_in_one_touch(page: Page) -> None:
    """The address once typed: its settings stand on Check, in the same session, and the age is asked for."""
    with answering() as generator:
        page.goto(ADDRESS)
        page.get_by_text("A folder on this computer, or the X-ray generator").click()
        page.get_by_role("textbox", name="Address of the generator").fill(f"{generator}/api/v1/")
        page.get_by_role("textbox", name="Its key").fill("secret")
        page.get_by_role("textbox", name="Its key").press("Enter")
        settled(page)
        page.get_by_role("button", name="Open the last exposure in Check").click()

        expect(page.get_by_role("button", name="Bitewing", exact=True, pressed=True)).to_be_visible()
