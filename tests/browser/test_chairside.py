"""The promises of the chairside: ten seconds, one tablet screen, two touches to a source, a sheet to print."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from advisor.pages.check import sheet_words, words
from advisor.words import names
from tests.browser.screen import TABLET, on_a_phone, on_a_tablet, settled, until
from tests.browser.test_check import FILM, choose
from tests.browser.test_my_settings import with_unit

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


@on_a_tablet
@pytest.mark.parametrize("case", [FILM, WAIT], ids=["change", "wait"])
def test_the_whole_answer_stands_above_the_fold(page: Page, case: str) -> None:
    """Sentence, six steps, time to set, and the bars of now and after, on a tablet held upright."""
    page.goto(case)
    settled(page)
    foot = page.get_by_test_id("stBottom")
    steps = page.locator("summary").filter(has_text=names.STEP["child_size"])
    bars = page.get_by_test_id("stVegaLiteChart").nth(1).locator("svg").get_by_text("As advised:")

    expect(page.get_by_role("heading", level=2)).to_be_in_viewport(ratio=1)
    until(page, lambda: bottom_px(steps) < bottom_px(page.get_by_text("Timer:")) < bottom_px(bars))
    until(page, lambda: bottom_px(bars) + 30 < top_px(foot) < TABLET[1])  # the bar lies below its name


@on_a_tablet
def test_a_saved_unit_leaves_age_image_and_two_touches(page: Page) -> None:
    """A toothache: age, image, why, and what was done first; nothing in the answer is left open."""
    with_unit(page)
    choose(page, "Visit", "Symptoms")
    page.get_by_role("button", name=words.AS_USUAL, exact=True).click()
    settled(page)

    expect(page.get_by_text("needs:")).to_have_count(0)
    expect(page.get_by_text("Timer:")).to_be_visible()
    expect(page.get_by_text("µSv").first).to_be_visible()


def test_two_touches_lead_from_a_sentence_to_its_row(page: Page) -> None:
    """The step, then the statement's id: its row on Evidence, with source and place in it."""
    page.goto(FILM)
    settled(page)
    page.get_by_text("5 Shield").click()
    settled(page)
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

    expect(page.get_by_role("spinbutton", name="Time (s)")).to_have_value("0.25")
