"""What meets the eye first, on every page: few words, one heading, nothing cut or covered, on a phone and a tablet."""

from __future__ import annotations

from typing import Any, Final

from playwright.sync_api import Page

from tests.browser.screen import PHONE, TABLET, settled, until, wider_than_screen

# The most words on the first screen of a phone and of a tablet: a tenth more than on the day they were counted,
# and sixty where they were few.
FIRST_SCREENS: Final[dict[str, tuple[int, int]]] = {
    "/": (104, 104),
    "/?age_years=7&exam=bitewing&place=US": (83, 133),
    "/technique-chart": (60, 107),
    "/audit": (80, 80),
    "/learn": (60, 61),
    "/record": (114, 318),
    "/evidence": (102, 250),
    "/evidence?statement=IG-5": (84, 163),
}

# Words: as in `test_few_words_say_it`, numbers, units, single letters and the names of icons are none. A control is
# covered where, with the screen moved to it, a finger on its middle meets something else.
_SEEN = r"""() => {
  const shown = e => { const box = e.getBoundingClientRect(); return box.width > 4 && box.height > 4 ? box : null; };
  const texts = document.createTreeWalker(document.querySelector('[data-testid="stMain"]'), NodeFilter.SHOW_TEXT);
  const icon = '[data-testid="stIconMaterial"], [data-testid="stExpanderIcon"], style, svg, [inert]';
  let words = 0;
  while (texts.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    const {top, height, width} = range.getBoundingClientRect();
    if (height && width > 1 && top < innerHeight && !texts.currentNode.parentElement.closest(icon))
      words += texts.currentNode.data.split(/\s+/).filter(w => /[a-z]{2,}/i.test(w) && !/µSv|kV/.test(w)).length;
  }
  const touched = 'button, a[href], input:not([type="file"]), textarea, summary, [role="radio"], [role="combobox"]';
  const covered = [...document.querySelectorAll('[data-testid="stMain"] :is(' + touched + ')')].filter(e => {
    if (!shown(e) || e.closest('[inert], [data-testid="stElementToolbar"]')) return false;
    e.scrollIntoView({block: 'center', inline: 'nearest'});
    const box = e.getBoundingClientRect();
    const met = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const own = e.closest('label') || e.closest('[data-baseweb]') || e;
    return !(met && (own.contains(met) || met.contains(e)));
  }).map(e => `${e.tagName} ${e.getAttribute('aria-label') || e.innerText}`.slice(0, 60));
  document.querySelector('[data-testid="stMain"]').scrollTo(0, 0);
  return {words, covered, headings: document.querySelectorAll('h1').length};
}"""


def test_the_first_screen_of_every_page_is_short_and_whole(page: Page) -> None:
    """One walk, each page once: opened on a tablet, then turned into a phone."""
    seen = {address: _seen(page, address) for address in FIRST_SCREENS}

    assert {address: most for address, (most, *_) in seen.items() if not _within(most, FIRST_SCREENS[address])} == {}
    assert {address: count for address, (_, count, _) in seen.items() if count != 1} == {}
    assert {address: covered for address, (_, _, covered) in seen.items() if covered} == {}


def _within(words: tuple[int, int], most: tuple[int, int]) -> bool:
    return all(each <= limit for each, limit in zip(words, most, strict=True))


def _seen(page: Page, address: str) -> tuple[tuple[int, int], int, list[str]]:
    """Words on a phone and on a tablet, the most headings, and what is covered on either."""
    page.set_viewport_size({"width": TABLET[0], "height": TABLET[1]})
    page.goto(address)
    tablet = _looked_at(page)
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    phone = _looked_at(page)
    headings = {tablet["headings"], phone["headings"]}
    return (
        (phone["words"], tablet["words"]),
        max(headings, key=lambda each: abs(each - 1)),
        [
            *tablet["covered"],
            *phone["covered"],
        ],
    )


def _looked_at(page: Page) -> dict[str, Any]:
    settled(page)
    until(page, lambda: not wider_than_screen(page))  # what is folded shut takes its new width late
    seen: dict[str, Any] = page.evaluate(_SEEN)
    return seen
