"""The promises of the chairside: ten seconds, one tablet screen, two touches to a source, a sheet to print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from advisor.pages.check import sheet_words
from tests.browser.screen import PHONE, TABLET, on_a_phone, on_a_tablet, settled, until
from tests.browser.test_check import FILM, open_step
from tests.browser.test_my_settings import with_unit

BARE = "/?age_years=7&exam=bitewing&place=US"
NEAR_PX = 200
WAIT = (
    f"{FILM}&months_since_bitewings=8&caries_risk=low&visit_kind=recall&contacts_visible=false"
    "&clinical_exam_done=true&earlier_images_checked=true&signs_of_disease=false"
)


def top_px(seen: Locator) -> float:
    box = seen.bounding_box()
    assert box is not None

    return box["y"]


def bottom_px(seen: Locator) -> float:
    box = seen.bounding_box()
    assert box is not None

    return box["y"] + box["height"]


UPRIGHT = {"phone": PHONE, "mini": (744, 1133), "ipad": (768, 1024), "tablet": TABLET, "desktop": (1280, 800)}
MENU_FOLDS_PX = 768  # Streamlit's own, to an arrow without a word


@pytest.mark.parametrize("case", [BARE, WAIT], ids=["advice", "wait"])
def test_the_answer_stands_above_the_fold(page: Page, case: str) -> None:
    """Headline, every step and the foot are on the first screen: of a phone, of tablets held upright, of a desktop."""
    page.goto(case)
    settled(page)
    foot, steps = page.get_by_test_id("stBottom"), page.locator(".st-key-check_steps summary")
    for width, height in UPRIGHT.values():
        page.set_viewport_size({"width": width, "height": height})
        settled(page)

        expect(page.get_by_role("heading", level=1)).to_be_in_viewport(ratio=1)
        expect(page.locator(".st-key-other_pages")).to_be_visible(visible=width < MENU_FOLDS_PX)
        until(page, lambda: bottom_px(steps.last) < top_px(foot) < height)  # noqa: B023


@on_a_tablet
def test_a_step_opens_to_the_statement_that_decides(page: Page) -> None:
    """Below its line, not below everything that others say."""
    page.goto(BARE)
    settled(page)
    open_step(page, "1 Select")
    line = page.locator("summary").filter(has_text="1 Select")
    says = page.locator("li").filter(has_text="Image Gently 2014").first

    until(page, lambda: 0 < top_px(says) - bottom_px(line) < NEAR_PX)


@on_a_tablet
def test_a_saved_unit_leaves_two_touches(page: Page) -> None:
    """Age, image: a time to set, and every setting judged."""
    with_unit(page)

    expect(page.get_by_text(re.compile(r"Set 0\.\d+ s"))).to_be_visible()
    for step in ("2 Receptor", "4 Collimate", "5 Shield"):
        expect(
            page.locator("summary").filter(has_text=step).filter(has_text=re.compile("as advised|your choice"))
        ).to_be_visible()


def test_two_touches_lead_from_a_sentence_to_its_row(page: Page) -> None:
    """The step, then the statement's id: its row on Evidence, with source and place in it."""
    page.goto(FILM)
    settled(page)
    open_step(page, "5 Shield")
    row = page.get_by_role("link", name="IG-5", exact=True)
    with page.context.expect_page() as opened:
        row.click()
    evidence = opened.value
    settled(evidence)

    expect(evidence.get_by_role("heading", name="IG-5 · Image Gently 2014")).to_be_visible()


@on_a_phone
def test_a_sheet_is_printed_and_the_link_brings_the_case_back(page: Page) -> None:
    """Made on this machine, with text and language in it. The link shown is the case, as any browser reads it."""
    page.goto(FILM)
    settled(page)
    page.get_by_text(sheet_words.TITLE).click()
    settled(page)
    with page.expect_download() as printed:
        page.get_by_role("button", name=sheet_words.BUTTON["record"], exact=True).click()
    made = PdfReader(Path(printed.value.path()))

    assert len(made.pages) == 1
    assert "Image Gently" in made.pages[0].extract_text()
    assert made.trailer["/Root"]["/Lang"] == "en"

    link = page.get_by_test_id("stCode").inner_text()
    page.goto("/evidence")
    page.goto(link)
    settled(page)

    expect(page.get_by_text("0.25 s, advised")).to_be_visible()
