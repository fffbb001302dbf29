"""Every screen as it is first met, on a light desktop, a tablet and a dark phone.

Few words, one heading, nothing cut or covered, targets that a gloved finger hits, no barrier. Each screen is opened
once and looked at from all sides, as opening costs most.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final, NamedTuple

import pytest
from playwright.sync_api import Page, expect

from advisor.lessons.vocabulary import Sureness
from advisor.pages.check import words
from advisor.pages.evidence.words import SECTIONS
from advisor.pages.learn.part import Part
from advisor.pages.learn.school import school
from advisor.pages.learn.words import PARTS
from advisor.student.progress import Progress, written
from advisor.student.schedule import reviewed
from tests.browser.screen import DESKTOP, PHONE, PLAIN, TABLET, no_barrier_anywhere, settled
from tests.browser.test_check import FILM, open_step
from tests.browser.test_learn import KEPT as PROGRESS


class Screen(NamedTuple):
    """What is met at an address, what is opened there, and the most words that a phone and a tablet show at first.

    These are a tenth more than on the day they were counted, and sixty where they were few.
    """

    address: str
    most_words: tuple[int, int] | None = None
    opened: tuple[str, ...] = ()


SCREENS_MET: Final = (
    Screen("/", (104, 104)),
    Screen(FILM, opened=("5 Shield", "How worked out")),
    Screen("/?age_years=12&exam=cbct&fov=large&programme=adult&place=GB"),
    Screen("/technique-chart", (60, 107)),
    Screen("/audit", (80, 80)),
    Screen("/record", (114, 318)),
    Screen("/learn", (60, 61)),
    *(Screen(f"/learn?part={part}") for part in (Part.FIRST, *PARTS)),
    Screen("/evidence", (102, 250)),
    *(Screen(f"/evidence?show={section}") for section in SECTIONS if section != "home"),
    Screen("/evidence?statement=IG-5", (84, 163)),
    *(Screen(f"/evidence?{row}") for row in ("source=ludlow_2008", "row=D002", "place=US")),
)
ANSWERS: Final = (
    Screen("/?age_years=7&exam=bitewing&place=US", (83, 133)),
    Screen("/?age_years=9&exam=panoramic&place=GB"),
    Screen("/?age_years=12&exam=cbct&place=US&indication=impacted_canine"),
    Screen("/?age_years=14&exam=cephalometric_lateral&place=US"),
    Screen("/?age_years=29&exam=periapical&place=US&pregnant=true&visit_kind=symptoms"),
)

MOST_WORDS: Final = 150
MOST_RADIOS: Final = 20
FEWEST_TARGETS: Final = 20
FINGER_PX: Final = 44
ANY_PX: Final = 10_000

# Numbers, units, single letters and the names of icons are no words. A control is covered where, with the screen moved
# to it, a finger on its middle meets something else.
_SEEN: Final = r"""() => {
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
  return {words, covered};
}"""
_WORDS_OF_ALL: Final = r"""() => {
  const page = document.querySelector('[data-testid="stMain"]').cloneNode(true);
  const signs = '[data-testid="stIconMaterial"], [data-testid="stExpanderIcon"], style, svg title';
  page.querySelectorAll(signs).forEach(e => e.remove());
  document.body.append(page);
  const grids = [...document.querySelectorAll('*')].flatMap(e => [...(e.shadowRoot?.querySelectorAll('button') ?? [])]);
  const words = [page.innerText, ...grids.map(e => e.innerText)].join(' ')
    .split(/\s+/).filter(each => /[a-z]{2,}/i.test(each) && !/µSv|kV/.test(each));
  page.remove();
  return words.length;
}"""
# What one answers with: choices, buttons, fields, lines to open. A field's own clearing and stepping buttons repeat
# what the field does, and help is a footnote.
_TARGETS: Final = """finger => {
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


@pytest.fixture
def practised(page: Page) -> Page:
    """A browser that remembers one lesson, so that progress has something to show."""
    now = datetime.now(UTC)
    card = reviewed(None, marks=[1.0], sureness=Sureness.FAIRLY, at=now, day=now.date())
    page.goto(PLAIN)
    remembered = written(Progress().answered(next(iter(school(now.date()).lessons)), card, card.begun))
    page.evaluate("([slot, text]) => localStorage.setItem(slot, text)", [PROGRESS, remembered])
    return page


@pytest.mark.parametrize("met", SCREENS_MET, ids=lambda met: met.address)
def test_a_screen_is_short_and_whole(practised: Page, met: Screen) -> None:
    """Words in sight, one heading, edges, covered or small controls, barriers."""
    page = practised
    page.goto(met.address)
    settled(page)
    for step in met.opened:
        open_step(page, step)

    no_barrier_anywhere(
        page, lambda size: _is_short_and_whole(page, met, size), anew_when_dark=met.address.startswith("/learn")
    )


@pytest.mark.parametrize("met", ANSWERS, ids=lambda met: met.address)
def test_an_answer_is_short_and_whole(page: Page, met: Screen) -> None:
    """As every screen; all of it, with what is below, is few words and few choices."""
    page.goto(met.address)
    settled(page)

    no_barrier_anywhere(page, lambda size: _is_short_and_whole(page, met, size))

    page.set_viewport_size({"width": TABLET[0], "height": TABLET[1]})
    settled(page)
    assert page.evaluate(_WORDS_OF_ALL) <= MOST_WORDS
    assert page.get_by_role("radio").count() <= MOST_RADIOS
    expect(page.get_by_role("list", name=words.STEPS)).to_have_count(1)
    assert page.get_by_role("heading").count() == 1


def _is_short_and_whole(page: Page, met: Screen, size: tuple[int, int]) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    if met.address.startswith("/?") and not met.opened:  # at the chair
        assert len(page.evaluate(_TARGETS, ANY_PX)) > FEWEST_TARGETS
        assert page.evaluate(_TARGETS, FINGER_PX) == []
    if size == DESKTOP:
        return
    seen: dict[str, Any] = page.evaluate(_SEEN)
    assert seen["covered"] == []
    if met.most_words:
        assert seen["words"] <= met.most_words[(PHONE, TABLET).index(size)]
