"""Two windows, links, the history: what is kept stays the reader's own, and what is told leaves no trace."""

from __future__ import annotations

import json
import re
from typing import Any

from playwright.sync_api import Browser, Page, expect

from advisor.pages.shared.browser import SERVER
from tests.browser.screen import settled, visitor
from tests.browser.server import free_port, product, running
from tests.browser.test_check import KEPT, choose
from tests.xray_unit.test_reading import FULL

BARE = re.compile(r":\d+/$")


def keeps(page: Page, *units: str, **told: str) -> None:
    """Let the browser keep units of these names, as if another window had."""
    kept = {"version": 2, **told, "units": [{**FULL, "name": name} for name in units]}
    page.evaluate("([key, kept]) => localStorage.setItem(key, kept)", [KEPT, json.dumps(kept)])


def kept(page: Page) -> dict[str, Any]:
    told = json.loads(page.evaluate(f"localStorage.getItem('{KEPT}')"))
    return {**told, "units": [unit["name"] for unit in told["units"]]}


def test_a_case_by_link_leaves_the_address_and_what_is_kept_alone(page: Page) -> None:
    """Answers make no entry in the browser's history; place and unit of the practice stay."""
    page.goto("/")
    settled(page)
    keeps(page, "Surgery 1", place="GB", unit="Surgery 1")
    before = kept(page)
    page.goto("/?age_years=7&exam=bitewing&kV=60&place=US-NY")
    expect(page).to_have_url(BARE)
    settled(page)
    entries = page.evaluate("history.length")
    for beam in ("Round", "Rectangular"):
        choose(page, "Beam", beam)

    expect(page.get_by_role("button", name="New York")).to_be_visible()
    expect(page).to_have_url(BARE)
    assert page.evaluate("history.length") == entries
    assert kept(page) == before


def test_units_kept_in_two_windows_are_joined(page: Page) -> None:
    """Room A, kept here, and room B, kept in the other."""
    page.goto("/?age_years=7&exam=bitewing&kV=60")
    expect(page).to_have_url(BARE)
    settled(page)
    keeps(page, "Room B")
    page.get_by_role("button", name="X-ray unit").click()
    settled(page)
    page.get_by_label("Keep these settings as").fill("Room A")
    page.get_by_label("Keep these settings as").press("Tab")
    settled(page)
    page.get_by_role("button", name="Keep", exact=True).click()
    page.wait_for_function(f"() => (localStorage.getItem('{KEPT}') ?? '').includes('Room A')")
    settled(page)

    assert set(kept(page)["units"]) == {"Room A", "Room B"}


def test_an_exam_goes_on_where_it_was_after_a_reload(page: Page) -> None:
    """The teacher's seed stays in the address, and the student at the question; a new start is told of."""
    page.goto("/learn?seed=spring+2027")
    settled(page)
    page.get_by_role("button", name="Begin").click()
    settled(page)
    page.get_by_role("button", name="Next").click()
    settled(page)
    page.evaluate("([slot, run]) => sessionStorage.setItem(slot, run)", [SERVER.name, "an earlier run"])
    page.reload()
    settled(page)

    expect(page.get_by_text("The server was started anew")).to_be_visible()
    expect(page.get_by_text("Question 2 of 20")).to_be_visible()
    expect(page).to_have_url(re.compile(r"seed=spring"))


def test_a_new_start_of_the_server_loses_nothing_that_was_kept(browser: Browser) -> None:
    """In the middle of an exam and, in another window, of a case: each finds the server again, says what happened with
    the next touch, goes on."""
    port = free_port()
    with running(product(port), port) as address:
        page = visitor(browser, address).new_page()
        page.goto("/learn?seed=spring+2027")
        settled(page)
        keeps(page, "Surgery 1", place="US")
        before = kept(page)
        for name in ("Begin", "Next"):
            page.get_by_role("button", name=name).click()
            settled(page)
        case = page.context.new_page()
        case.goto("/")
        settled(case)
        for name in ("7 years", "Periapical"):
            case.get_by_role("button", name=name, exact=True).click()
            settled(case)
        case.get_by_role("radio", name="D", exact=True).click()
        settled(case)
    with running(product(port), port):
        page.wait_for_function("() => document.querySelector('[data-test-connection-state=CONNECTED]')")
        settled(page)
        page.get_by_role("button", name="Next").click()

        expect(page.get_by_text("The server was started anew")).to_be_visible()
        expect(page.get_by_text(re.compile("Question [23] of 20"))).to_be_visible()
        case.get_by_role("radio", name="Round", exact=True).click()
        expect(case.get_by_text("The server was started anew")).to_be_visible()
        for name in ("7 years", "Periapical"):
            expect(case.get_by_role("button", name=name, exact=True, pressed=True)).to_be_visible()
        expect(case.get_by_role("radio", name="D", exact=True)).to_be_checked()
        assert kept(page) == before
        page.context.close()
