"""Targets that a gloved finger hits."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screen import SCREENS, settled

FINGER_PX = 44
ANY_PX = 10_000
BITEWING = "/?age_years=7&exam=bitewing&receptor=film_d&beam=round&collar=false&kV=60&mA=7&exposure_s=0.25&place=US"
CBCT = "/?age_years=12&exam=cbct&fov=large&programme=adult&place=GB"
# What one answers with: choices, buttons, fields, lines to open. A field's own clearing and stepping buttons repeat
# what the field does, and help is a footnote.
_TOO_SMALL = """finger => {
  const targets = '[role="radio"], [role="combobox"], input[type="number"], input[type="text"], summary, button';
  const within = '[data-testid="stNumberInput"] button, [data-testid="stSelectbox"] button, [aria-label^="Help"]';
  const grids = [...document.querySelectorAll('*')].filter(e => e.shadowRoot);
  const within_them = grids.flatMap(e => [...e.shadowRoot.querySelectorAll('button')]);
  return [...document.querySelectorAll('[class*="st-key-"]')].flatMap(e => [...e.querySelectorAll(targets)])
    .concat(within_them)
    .filter(e => e.offsetParent && !e.matches(within))
    .filter(e => { const box = e.getBoundingClientRect(); return box.height < finger || box.width < finger; })
    .map(e => e.tagName + " " + (e.getAttribute("aria-label") || e.innerText));
}"""
_IS_STYLED = "() => [...document.querySelectorAll('style')].some(each => each.textContent.includes('44px'))"


@pytest.mark.parametrize("case", [BITEWING, CBCT], ids=["bitewing", "cbct"])
def test_every_target_is_as_large_as_a_gloved_finger_needs(page: Page, case: str) -> None:
    """Choices, fields, changes to apply: 44 px both ways, at every width."""
    page.goto(case)
    expect(page.get_by_role("toolbar", name="Image", exact=True)).to_be_visible()
    page.wait_for_function(_IS_STYLED)  # Streamlit loads what draws it when it is first needed
    for width, height in SCREENS.values():
        page.set_viewport_size({"width": width, "height": height})
        settled(page)

        assert len(page.evaluate(_TOO_SMALL, ANY_PX)) > 30
        assert page.evaluate(_TOO_SMALL, FINGER_PX) == []
