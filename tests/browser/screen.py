"""What a person at the screen would do and notice: wait for the answer, look for barriers, look for cut-off text.

Nothing here waits for a time. A busy machine draws late and is right all the same, so that every step waits for the
condition that makes the next one right; patience is only how long a screen that is broken is looked at.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import TimeoutError as Late

PHONE: Final = (390, 844)
TABLET: Final = (820, 1180)
DESKTOP: Final = (1280, 900)
SCREENS: Final = {"phone": PHONE, "tablet": TABLET, "desktop": DESKTOP}

on_a_phone = pytest.mark.parametrize("screen", [PHONE], ids=["phone"], indirect=True)
on_a_tablet = pytest.mark.parametrize("screen", [TABLET], ids=["tablet"], indirect=True)
on_a_phone_and_a_desktop = pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"], indirect=True)

PATIENCE_MS: Final = 60_000
PLAIN: Final = "/_stcore/health"  # an address of the product at which no page runs: what is kept can be set there
_STILL_FRAMES: Final = 6  # a frame takes as long as the machine needs for it
_POLL_MS: Final = 50
_AXE_OPTIONS: Final = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
}
_BARRIERS: Final = ("serious", "critical")

# Overhears the page's talk with the server, and notes whether anything moved. A message that asks the server for a run
# of the script begins with the tag of its field, 0x5a; that nothing runs any more and nothing waits to, the server says
# in two bytes, 0x4a and 0 (BackMsg.rerun_script, ForwardMsg.session_status_changed).
_LISTEN = r"""(() => {
  const Spoken = window.WebSocket;
  const talk = window.talk = {asked: 0, idle: 0, said: '', moved: true, still: 0};
  window.WebSocket = class extends Spoken {
    constructor(...told) {
      super(...told);
      this.addEventListener('message', ({data}) => {
        const [tag, length] = new Uint8Array(data, 0, Math.min(2, data.byteLength));
        if (data.byteLength === 2 && tag === 0x4a && length === 0) talk.idle = performance.now();
      });
    }
    send(message) {
      if (message[0] === 0x5a) {
        talk.asked = performance.now();
        talk.said += new TextDecoder('latin1').decode(message);
      }
      super.send(message);
    }
  };
  new MutationObserver(() => { talk.moved = true; })
    .observe(document, {subtree: true, childList: true, characterData: true, attributes: true});

  const all = css => [...document.querySelectorAll(css)];
  const keyOf = e => e.closest('[class*="st-key-"]')?.className.match(/st-key-(\S+)/)[1];
  const conditions = {
    'connected, the script at rest': () => document.querySelector('[data-testid="stApp"]' +
      '[data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'),
    'what was asked is answered': () => talk.idle > talk.asked,
    'something drawn': () => document.querySelector('[data-testid="stMain"] [data-testid="stElementContainer"]'),
    'nothing still to be loaded': () => !all('[data-testid="stSkeleton"]').length,
    'the memory of the browser has told': () => all('[data-testid^="stBidiComponent"]').map(keyOf)
      .every(key => !key || /^check_screen|^pick_|^record_unsaved/.test(key) || talk.said.includes(key)),  // some wait
    'charts drawn': () => all('[data-testid="stVegaLiteChart"]').every(e => e.querySelector('svg, canvas')),
    'pictures there': () => [...document.images].every(e => e.complete),
    'letters there': () => document.fonts.status === 'loaded',
    'colours and places at rest': () => document.getAnimations().every(each =>
      each.playState !== 'running' || each.effect.getComputedTiming().iterations === Infinity),
  };
  talk.missing = () => Object.keys(conditions).filter(name => !conditions[name]());
  talk.settled = frames => {
    if (talk.moved || talk.missing().length) {
      talk.moved = false;
      talk.still = 0;
      return false;
    }
    return ++talk.still >= frames;
  };
})()"""

_WIDER_THAN_SCREEN = """() => {
  const wide = document.documentElement.clientWidth + 1;
  const swiped = e => e && (/auto|scroll/.test(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth
    && !e.matches('[data-testid="stMain"]') || swiped(e.parentElement));  // a row of choices that scrolls by itself
  return [...document.querySelectorAll('[data-testid="stMain"] *')]
    .filter(e => e.getBoundingClientRect().right > wide && !swiped(e.parentElement))
    .map(e => e.tagName + ' ' + (e.textContent || '').slice(0, 60));
}"""

_CUT_OFF = """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
  .filter(e => getComputedStyle(e).textOverflow === 'ellipsis' && e.scrollWidth > e.clientWidth + 1 && e.innerText)
  .map(e => e.innerText)"""


def visitor(browser: Browser, address: str, **context: Any) -> BrowserContext:
    """A browser of somebody's own before the product at an address, that knows when a screen is `settled`."""
    opened = browser.new_context(base_url=address, **context)
    attentive(opened)
    return opened


def attentive(context: BrowserContext) -> None:
    """Let the windows of a browser know when their screen is `settled`."""
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(_LISTEN)


def settled(page: Page) -> Page:
    """Wait until the screen has answered: all is told, loaded and drawn, and nothing has moved for some frames."""
    try:
        page.evaluate("() => { if (window.talk) window.talk.still = 0; }")  # what a touch moves is still to come
        page.wait_for_function("frames => window.talk.settled(frames)", arg=_STILL_FRAMES, timeout=PATIENCE_MS)
    except Late:
        pytest.fail(f"the screen has not answered; not yet: {page.evaluate('window.talk.missing()')}")
    return page


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait for what Playwright has no expectation for, as the order of things on the screen."""
    for _ in range(PATIENCE_MS // _POLL_MS):
        if holds():
            return
        page.wait_for_timeout(_POLL_MS)
    assert holds()


def axe(page: Page) -> list[dict[str, Any]]:
    """Assert that axe finds no serious or critical barrier (WCAG 2.0 to 2.2 A, AA); give what else it found."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("async options => (await axe.run(options)).violations", _AXE_OPTIONS)
    barriers = [violation for violation in found if violation["impact"] in _BARRIERS]

    assert not barriers, json.dumps([_told(violation) for violation in barriers], indent=2)

    return [_told(violation) for violation in found]


def _told(violation: dict[str, Any]) -> dict[str, Any]:
    nodes = [f"{node['html'][:200]} {node.get('failureSummary', '')}" for node in violation["nodes"]]
    return {"rule": violation["id"], "impact": violation["impact"], "help": violation["help"], "nodes": nodes}


def wider_than_screen(page: Page) -> list[str]:
    """What reaches past the right edge of the screen."""
    found: list[str] = page.evaluate(_WIDER_THAN_SCREEN)
    return found


def cut_off(page: Page) -> list[str]:
    """Texts that end in dots for want of room: a dose without its unit is dangerous."""
    found: list[str] = page.evaluate(_CUT_OFF)
    return found


def fits(page: Page) -> None:
    """Assert that nothing is cut off and nothing reaches past the edge."""
    assert wider_than_screen(page) == []
    assert cut_off(page) == []


def no_barrier(page: Page) -> None:
    """Assert that what is shown fits, and that axe finds nothing serious."""
    fits(page)
    axe(page)


def no_barrier_anywhere(
    page: Page, look: Callable[[tuple[int, int]], None] | None = None, *, anew_when_dark: bool = False
) -> None:
    """As `no_barrier` on a light desktop and, where it stays, on a dark phone; what is shown fits a tablet too.

    Colours follow the scheme and not the width; names, roles and order follow the width (columns stack on a phone, a
    tablet has those of a desktop) and not the scheme: two of the six pairs meet them all. `look` looks at each size. A
    page whose buttons are drawn for the scheme it was opened in is opened `anew_when_dark`.
    """
    for size in (DESKTOP, TABLET, PHONE):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        page.emulate_media(color_scheme="dark" if size == PHONE else "light")
        if size == PHONE and anew_when_dark:
            page.reload()
        settled(page)
        until(page, lambda: not wider_than_screen(page))  # what is folded shut takes its new width late
        fits(page)
        if size != TABLET:
            axe(page)
        if look is not None:
            look(size)
