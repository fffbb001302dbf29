"""Touches faster than the answer: each counts, none breaks the page."""

from __future__ import annotations

import random

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screen import settled

CASE = "/?age_years=7&exam=bitewing&receptor=film_d&beam=round&collar=false&kV=60&mA=7&exposure_s=0.25&place=US"
GAPS_MS = (0, 15, 110)
# Touches named choices one after another, so many milliseconds apart.
_TOUCH = """async touches => {
  for (const [question, answer, gap] of touches) {
    const grids = [...document.querySelectorAll('*')].flatMap(e => e.shadowRoot ?? []);
    const all = css => [document, ...grids].flatMap(e => [...e.querySelectorAll(css)]);
    const group = all('[role="radiogroup"], [role="toolbar"]').find(e => e.ariaLabel === question);
    const choice = [...(group?.querySelectorAll('[role="radio"], button') ?? [])]
      .find(e => e.innerText.trim() === answer);
    choice?.click();  // a choice that has gone can no longer be touched
    if (gap) await new Promise(done => setTimeout(done, gap));
  }
}"""
_BURST = (
    ("Image", "Periapical"), ("Image", "Bitewing"), ("Image", "Panoramic"), ("Image", "CBCT"), ("Receptor", "Sensor"),
    ("Receptor", "D"), ("Beam", "Round"), ("Beam", "Rectangular"), ("Thyroid collar", "On"), ("Thyroid collar", "Off"),
    ("Age", "5"), ("Age", "Adult"), ("Programme", "Child"),
)  # fmt: skip


def answered(page: Page) -> None:
    """There is an answer, and no error."""
    settled(page)

    expect(page.get_by_text("encountered an error")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("button", name="Bitewing", exact=True)).to_be_visible()  # drawn later than their labels


def test_two_quick_touches_are_both_answered(page: Page) -> None:
    """Another image, which draws other steps, and a setting before these have come; then back, which ends no page."""
    page.goto(CASE)
    answered(page)
    answer = page.get_by_role("heading", level=1)
    for gap_ms in GAPS_MS:
        for image, receptor, months in (("Periapical", "Sensor", 0), ("Bitewing", "D", 1)):
            page.evaluate(_TOUCH, [["Image", image, gap_ms], ["Receptor", receptor, 0]])
            answered(page)

            expect(page.get_by_role("button", name=image, exact=True, pressed=True)).to_be_visible()
            expect(page.get_by_role("radio", name=receptor, exact=True)).to_be_checked()
            expect(page.locator("summary").filter(has_text="Months")).to_have_count(months)
            expect(answer.filter(has_text="Change to F film")).to_have_count(1 if receptor == "D" else 0)


@pytest.mark.parametrize("seed", range(2))
def test_a_burst_of_touches_is_answered(page: Page, seed: int) -> None:
    """Whatever is touched, in whatever order."""
    chance = random.Random(seed)
    page.goto(CASE)
    answered(page)
    for _ in range(4):
        burst = [[*chance.choice(_BURST), chance.choice(GAPS_MS)] for _ in range(3)]
        page.evaluate(_TOUCH, burst)
        answered(page)
