"""What a person at the screen would do and notice: wait for the answer, look for barriers, look for cut-off text."""

from __future__ import annotations

import json
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

PHONE: Final = (390, 844)
TABLET: Final = (820, 1180)
DESKTOP: Final = (1280, 900)
SCREENS: Final = {"phone": PHONE, "tablet": TABLET, "desktop": DESKTOP}

on_every_screen = pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS.keys(), indirect=True)
on_a_phone = pytest.mark.parametrize("screen", [PHONE], ids=["phone"], indirect=True)
on_a_tablet = pytest.mark.parametrize("screen", [TABLET], ids=["tablet"], indirect=True)

_QUIET_MS: Final = 150
_PATIENCE_MS: Final = 20_000
_AXE_TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_BARRIERS: Final = ("serious", "critical")
_AT_REST: Final = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'

_DRAWN: Final = '[data-testid="stMain"] [data-testid="stElementContainer"]'

# Notes when the page last spoke to the server and last heard from it; for a context's init script.
LISTEN = """(() => {
  const Spoken = window.WebSocket;
  window.talk = {sent: 0, heard: 0};
  window.WebSocket = class extends Spoken {
    constructor(...told) {
      super(...told);
      this.addEventListener('message', () => { window.talk.heard = performance.now(); });
    }
    send(message) { window.talk.sent = performance.now(); super.send(message); }
  };
})()"""

# What was sent is answered, the script has ended, and the page has not changed for a while: a busy server begins late,
# and Streamlit draws charts after the script's end.
_IS_SETTLED = """([quiet, patience]) => new Promise(resolve => {
  const began = performance.now(), app = () => document.querySelector('[data-testid="stApp"]');
  const answered = () => !window.talk || window.talk.heard > window.talk.sent;
  let timer;
  const still = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const ended = answered() && app()?.dataset.testScriptState === 'notRunning';
      if (!ended && performance.now() - began < patience) { still(); return; }
      watcher.disconnect();
      resolve(ended);
    }, quiet);
  };
  const watcher = new MutationObserver(still);
  watcher.observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
  still();
})"""

_WIDER_THAN_SCREEN = """() => {
  const wide = document.documentElement.clientWidth + 1;
  return [...document.querySelectorAll('[data-testid="stMain"] *')]
    .filter(e => e.getBoundingClientRect().right > wide && !e.closest('[data-testid="stDataFrame"]'))
    .map(e => e.tagName + ' ' + (e.textContent || '').slice(0, 60));
}"""

_CUT_OFF = """() => [...document.querySelectorAll('[data-testid="stMain"] *')]
  .filter(e => getComputedStyle(e).textOverflow === 'ellipsis' && e.scrollWidth > e.clientWidth + 1 && e.innerText)
  .map(e => e.innerText)"""


def settled(page: Page) -> Page:
    """Wait until the screen has answered: the script has ended and nothing has moved since."""
    page.wait_for_selector(_AT_REST, timeout=_PATIENCE_MS)
    page.wait_for_selector(_DRAWN, state="attached", timeout=_PATIENCE_MS)
    assert page.evaluate(_IS_SETTLED, [_QUIET_MS, _PATIENCE_MS]), "the screen has not answered"

    return page


def axe(page: Page, context: str | None = None) -> list[dict[str, Any]]:
    """Assert that axe finds no serious or critical barrier (WCAG 2.0 to 2.2 A, AA); give what else it found."""
    options = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": _AXE_TAGS}}
    found = Axe().run(page, context=context, options=options).response["violations"]
    barriers = [violation for violation in found if violation["impact"] in _BARRIERS]

    assert not barriers, json.dumps([_told(violation) for violation in barriers], indent=2)

    return [_told(violation) for violation in found]


def _told(violation: dict[str, Any]) -> dict[str, Any]:
    nodes = [node["html"][:200] for node in violation["nodes"]]
    return {"rule": violation["id"], "impact": violation["impact"], "help": violation["help"], "nodes": nodes}


def wider_than_screen(page: Page) -> list[str]:
    """What reaches past the right edge of the screen."""
    found: list[str] = page.evaluate(_WIDER_THAN_SCREEN)
    return found


def cut_off(page: Page) -> list[str]:
    """Texts that end in dots for want of room: a dose without its unit is dangerous."""
    found: list[str] = page.evaluate(_CUT_OFF)
    return found
