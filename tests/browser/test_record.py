"""An image from its order to the family's card and back, before a real browser: the whole way, once."""

from __future__ import annotations

import json
import re
import shutil
import sys
import urllib.request
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screen import fits, no_barrier, settled
from tests.browser.server import free_port, running
from tests.exchange.test_cds_hooks import STUDY, bundle, request
from tests.handout.test_card import scanned
from tests.patience import PATIENCE_S


@pytest.fixture(scope="module")
def practice(chromium: str) -> Iterator[str]:
    """The product with its hooks, as a practice starts it."""
    port = free_port()
    command = [sys.executable, "-m", "advisor", "serve", "--port", str(port), "--cds-hooks", "--place", "US"]
    with running(command, port) as address:
        yield address


def ordered(address: str) -> str:
    """What the practice's software does with an order: it asks the hooks, and follows the card's link."""
    told = json.dumps(request(born="2019-05-02", studies=bundle(STUDY))).encode()
    asked = urllib.request.Request(f"{address}/cds-services/dental-imaging-sign", told, {"Content-Type": "text/json"})
    with urllib.request.urlopen(asked, timeout=PATIENCE_S) as answer:
        cards = json.load(answer)["cards"]
    link: str = cards[-1]["links"][0]["url"]
    return link


def asks_before_leaving(page: Page, *, asks: bool = True) -> None:
    """Wait until the browser would ask before the window is closed or loaded anew, or until it would not."""
    page.wait_for_function(
        "asks => { const left = new Event('beforeunload', { cancelable: true });"
        " window.dispatchEvent(left); return left.defaultPrevented === asks; }",
        arg=asks,
    )


def test_from_an_order_to_the_card_and_back(page: Page, practice: str, tmp_path: Path) -> None:
    """Order, card, Check, image taken, record card, scanned back in: the same image, once. Unsaved, it is not lost."""
    for tool in ("pdftoppm", "zbarimg"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is missing; the card cannot be scanned")
    page.goto(ordered(practice))
    settled(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bitewing")
    page.locator("summary").filter(has_text="Print, share, record").click()
    settled(page)
    page.locator("summary").filter(has_text="Image taken").click()
    settled(page)
    page.get_by_label("Where", exact=True).fill("Dr Lee")
    page.get_by_role("button", name="Add to the record").click()
    expect(page.get_by_text("1 entry added.")).to_be_visible()

    asks_before_leaving(page)

    page.get_by_role("link", name="Record", exact=True).first.click()
    today = date.today().isoformat()  # noqa: DTZ011 - as the page's own day
    expect(page.get_by_text(re.compile(rf"{today} · Bitewing.* · Dr Lee"))).to_be_visible()
    settled(page)
    fits(page)
    no_barrier(page)
    with page.expect_download() as card:
        page.get_by_role("button", name="Card to print (A6)").click()
    text = scanned(Path(card.value.path()).read_bytes(), tmp_path)
    assert today in text
    asks_before_leaving(page)  # a card is no file
    with page.expect_download():
        page.get_by_role("button", name="Save the record").click()
    settled(page)
    expect(page.get_by_text("in no saved file yet")).to_have_count(0)
    asks_before_leaving(page, asks=False)

    page.get_by_role("button", name="Erase the record").click()
    expect(page.get_by_text("Nothing is here yet.")).to_be_visible()
    settled(page)
    for _ in range(2):  # the second time it is the same image
        area = page.get_by_label("Text of a card")
        if not area.is_visible():
            page.locator("summary").filter(has_text="Load records").click()
        area.fill(text)
        page.get_by_role("button", name="Add what was scanned").click()
        settled(page)
    expect(page.get_by_text("1 entry, the newest first")).to_be_visible()
    expect(page.get_by_text("The record told of 1 entry already.")).to_be_visible()
