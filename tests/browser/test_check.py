"""The Check page before a real browser, at three widths: a dentist's ten seconds."""

from __future__ import annotations

import json
import re

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.screen import (
    PHONE,
    fits,
    no_barrier,
    on_a_phone_and_a_desktop,
    settled,
    visitor,
)

FILM = "/?age_years=7&exam=bitewing&receptor=film_d&beam=round&collar=false&kV=60&mA=7&exposure_s=0.25&place=US"
VERDICT = "Change to F film and set 0.10 s; use the rectangular collimator."
MOST_STOPS = 30
_FOCUSED = """() => {
  let e = document.activeElement;
  while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
  return e === document.body ? 'BODY' : `${e.tagName} ${e.ariaLabel ?? ''} ${e.innerText.slice(0, 40)}`;
}"""
KEPT = "dental-exposure-advisor"


def choose(page: Page, question: str, answer: str) -> None:
    choice = page.get_by_role("radiogroup", name=question, exact=True).get_by_role("radio", name=answer, exact=True)
    choice.or_(button(page, question, answer)).click()
    settled(page)


def button(page: Page, question: str, answer: str) -> Locator:
    """One of a grid of buttons."""
    return page.get_by_role("toolbar", name=question, exact=True).get_by_role("button", name=answer, exact=True)


def write(page: Page, question: str, value: str) -> None:
    field = page.get_by_role("spinbutton", name=question, exact=True)
    field.fill(value)
    field.press("Enter")
    settled(page)


def in_the_united_states(page: Page) -> None:
    page.get_by_role("button", name="World").click()
    place = page.get_by_role("combobox", name="Place")
    place.fill("United States")
    place.press("Enter")
    settled(page)
    for _ in range(2):  # the list, then what it stands in
        page.keyboard.press("Escape")
    expect(place).to_have_count(0)


def open_step(page: Page, name: str) -> None:
    page.locator("summary").filter(has_text=name).click()
    settled(page)


@on_a_phone_and_a_desktop
def test_a_case_is_told_and_answered(page: Page, console: list[str]) -> None:
    """A dentist's ten seconds: age and image by one touch each, then what is set; the answer needs no button."""
    page.goto("/")
    settled(page)
    in_the_united_states(page)
    choose(page, "Age", "7 years")
    choose(page, "Image", "Bitewing")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bitewing, 7 years: only if needed, then set:")
    narrow = page.viewport_size == {"width": PHONE[0], "height": PHONE[1]}
    for step, question, answer in (("2 Receptor", "Receptor", "D"), ("4 Collimate", "Beam", "Round")):
        if narrow:
            open_step(page, step)
        choose(page, question, answer)

    expect(page.get_by_role("heading", level=1)).to_have_text("Change to F film; use the rectangular collimator.")
    expect(page.get_by_role("status")).to_contain_text("Change to F film")
    steps = page.get_by_role("list", name="The steps").get_by_role("listitem")
    expect(steps.filter(has=page.locator("summary"))).to_have_count(5)  # cone-beam CT is not of this image
    fits(page)
    assert console == []


def test_changes_are_tried_and_taken_back_with_one_touch(page: Page) -> None:
    """What is tried moves, and one touch leads back; a touch that comes twice, before the first is answered, is one."""
    twice = "button => { button.click(); button.click(); }"
    page.goto(FILM)
    settled(page)
    page.get_by_role("button", name="Try both").evaluate(twice)
    settled(page)

    rectangular = page.get_by_role("radiogroup", name="Beam").get_by_role("radio", name="Rectangular")
    expect(rectangular).to_be_checked()
    expect(page.get_by_role("heading", level=1)).to_have_text("Set as advised: 0.10 s.")

    page.get_by_role("button", name="Back to as set").evaluate(twice)
    settled(page)

    expect(rectangular).not_to_be_checked()
    expect(page.get_by_role("heading", level=1)).to_have_text(VERDICT)
    expect(page.get_by_role("button", name="Back to as set")).to_have_count(0)


def test_the_keyboard_alone_suffices(page: Page) -> None:
    """Age, tab, image by arrow keys; the order of the focus is the order of the questions; few stops in all."""
    page.goto("/?age_years=7&exam=bitewing&place=US")
    settled(page)
    page.evaluate("document.activeElement.blur()")
    stops: list[str] = page.evaluate("() => []")
    for _ in range(60):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(_FOCUSED))
        if stops[-1] == "BODY":
            break
    age, image, step = (
        next(i for i, stop in enumerate(stops) if wanted in stop) for wanted in ("Age (years)", "Bitewing", "1 Select")
    )

    assert age < image < step
    assert len(stops) - 1 <= MOST_STOPS, stops


def test_the_other_readers_meet_no_barrier(page: Page) -> None:
    """The working for students, plain words for parents."""
    page.goto(FILM)
    settled(page)
    for reader in ("Student", "Parent"):
        page.get_by_role("button", name="United States", exact=False).first.click()
        choose(page, "For", reader)
        page.keyboard.press("Escape")
        settled(page)
        no_barrier(page)


def test_the_browser_keeps_units_and_nothing_about_a_patient(page: Page, console: list[str]) -> None:
    """Kept in this browser, back on the next visit, under the page's own security policy."""
    page.goto("/?age_years=7&exam=bitewing&receptor=sensor&beam=round&kV=65&mA=7&cone_cm=20&place=GB")
    settled(page)
    page.get_by_role("button", name="X-ray unit").click()
    settled(page)
    page.get_by_label("Keep these settings as").fill("Surgery 1")
    page.get_by_label("Keep these settings as").press("Tab")
    settled(page)
    page.get_by_role("button", name="Keep", exact=True).click()
    settled(page)
    kept = json.loads(page.evaluate(f"localStorage.getItem('{KEPT}')"))

    assert [(unit["name"], unit["setup"]["kV"]) for unit in kept["units"]] == [("Surgery 1", 65)]
    assert "place" not in kept  # it came by link, and holds for that case
    assert not re.search("age|patient|exam|visit", json.dumps(kept))

    page.goto("/")
    settled(page)
    write(page, "Age (years)", "9")
    choose(page, "Image", "Periapical")

    expect(page.get_by_role("button", name="Surgery 1")).to_be_visible()
    expect(page.get_by_role("radio", name="Sensor")).to_be_checked()
    assert console == []


def test_visitors_see_nothing_of_each_other(page: Page, browser: Browser, app_url: str) -> None:
    """Two browsers, two practices."""
    page.goto(FILM)
    settled(page)
    other = visitor(browser, app_url).new_page()
    other.goto("/")
    settled(other)

    expect(other.get_by_role("spinbutton", name="Age (years)")).to_have_value("")
    assert other.evaluate(f"localStorage.getItem('{KEPT}')") in (None, "")
    other.context.close()


def test_twice_the_size_of_text_still_fits(page: Page) -> None:
    """200 % zoom of a desktop is a window of half the width."""
    page.set_viewport_size({"width": 640, "height": 450})
    page.goto(FILM)
    settled(page)
    fits(page)
