"""How long a changed widget and a first visit take: the Check screen against an almost empty Streamlit script.

    python -m tests.bench.rerun [--changes 60] [--visits 8]

Both are served on this machine and looked at by the same browser, change about, so that a slow moment of the machine
strikes both. The plain script is started as Streamlit's manual says, the product by its own command.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import MISSING, chromium_path, launch_options
from tests.browser.screen import DESKTOP, settled, visitor
from tests.browser.server import free_port, product, running


@dataclass(frozen=True, slots=True)
class Screen:
    """What is opened and what shows, by kind of first visit, that it has its answer; what is pressed there in turn."""

    command: Callable[[int], list[str]]
    visits: Mapping[str, tuple[str, str]]
    pressed: tuple[str, str]


def plain_script(port: int) -> list[str]:
    """An ordinary Streamlit start."""
    settings = {"server.port": port, "server.address": "127.0.0.1", "server.headless": "true"}
    settings["browser.gatherUsageStats"] = "false"
    settings["runner.postScriptGC"] = "true"  # Streamlit's own way, whatever the project's config.toml says
    flags = [f"--{name}={value}" for name, value in settings.items()]
    return [sys.executable, "-m", "streamlit", "run", str(Path(__file__).with_name("plain.py")), *flags]


def choice(group: str, option: str) -> str:
    """An option of a segmented control or radio, as Playwright finds it."""
    return f'role=radiogroup[name="{group}"] >> role=radio[name="{option}"]'


MAIN: Final = '[data-testid="stMain"]'
RECEPTORS: Final = (choice("Receptor", "D film"), choice("Receptor", "Sensor"))
CHIPS: Final = (choice("Receptor", "D"), choice("Receptor", "Sensor"))
CASE: Final = "/?age_years=7&exam=bitewing&receptor=sensor&beam=round&kV=60&mA=7&exposure_s=0.25"
PLAIN: Final = ("/", 'text="You chose Sensor."')
FIRST: Final = "first visit"
BY_LINK: Final = "first visit, by a link"  # to a case: the changes are made there
SCREENS: Final = {
    "almost empty script": Screen(plain_script, {FIRST: PLAIN, BY_LINK: PLAIN}, RECEPTORS),
    "Check screen": Screen(
        product,
        {FIRST: ("/", f'{MAIN} [data-testid="stHeading"]'), BY_LINK: (CASE, f'{MAIN} [data-testid="stHeading"]')},
        CHIPS,
    ),
}

_QUIET_MS: Final = 150
_PAUSE_MS: Final = 100
_WARM_UP: Final = 4
_P95: Final = 0.95

# Press inside the page and listen there, so that no time of the driver is counted. `first` is the first change of the
# answer's text, `last` the last change of the answer before the script had ended and all stood still.
_PRESS = """([target, answer, quiet]) => new Promise((resolve, reject) => {
  const app = document.querySelector('[data-testid="stApp"]');
  const before = answer.textContent;
  let first = null, last = null, timer;
  const stop = setTimeout(() => { watcher.disconnect(); reject('the answer did not change'); }, 15000);
  const still = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (first === null || app.dataset.testScriptState !== 'notRunning') { still(); return; }
      clearTimeout(stop); watcher.disconnect(); resolve([first, last]);
    }, quiet);
  };
  const start = performance.now();
  const watcher = new MutationObserver(() => {
    last = performance.now() - start;
    if (first === null && answer.textContent !== before) first = last;
    still();
  });
  watcher.observe(answer, {subtree: true, childList: true, characterData: true});
  target.click();
  still();
})"""


def visit_ms(browser: Browser, address: str, first_seen: str) -> float:
    """From the address to the first answer, in a browser that has never been there."""
    context = browser.new_context(viewport={"width": DESKTOP[0], "height": DESKTOP[1]})
    page = context.new_page()
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator(first_seen).first.wait_for()
    elapsed_ms = (time.perf_counter() - start) * 1000
    context.close()
    return elapsed_ms


def change_ms(page: Page, screen: Screen, turn: int) -> tuple[float, float]:
    """From the press to the first and to the last change of the answer."""
    page.bring_to_front()
    page.wait_for_timeout(_PAUSE_MS)
    target = page.locator(screen.pressed[turn % 2]).element_handle()
    answer = page.locator(MAIN).element_handle()
    first, last = page.evaluate(_PRESS, [target, answer, _QUIET_MS])
    return first, last


def measured(
    browser: Browser, addresses: Mapping[str, str], changes: int, visits: int
) -> dict[str, dict[str, list[float]]]:
    """By measure and screen, every single time in ms."""
    times: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for _ in range(visits):
        for measure in (FIRST, BY_LINK):
            for name, screen in SCREENS.items():
                path, seen = screen.visits[measure]
                times[measure][name].append(visit_ms(browser, addresses[name] + path, seen))
    size = {"width": DESKTOP[0], "height": DESKTOP[1]}
    pages = {name: visitor(browser, addresses[name], viewport=size).new_page() for name in SCREENS}
    for name, page in pages.items():
        page.goto(SCREENS[name].visits[BY_LINK][0])
        settled(page)
    for turn in range(changes + _WARM_UP):
        for name, screen in SCREENS.items():
            first, last = change_ms(pages[name], screen, turn)
            if turn >= _WARM_UP:
                times["change, first new text"][name].append(first)
                times["change, all drawn"][name].append(last)
    return times


def p95(times: list[float]) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * _P95))]


def table(times: Mapping[str, Mapping[str, list[float]]]) -> str:
    """Median and 95th percentile in ms, and their ratio to the almost empty script's."""
    lines = [
        "| measure | screen | n | median ms | p95 ms | ratio of medians | ratio of p95 |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    for measure, by_screen in times.items():
        yardstick = next(iter(by_screen.values()))
        for name, values in by_screen.items():
            middle, tail = statistics.median(values), p95(values)
            ratios = f"{middle / statistics.median(yardstick):.2f} | {tail / p95(yardstick):.2f}"
            lines.append(f"| {measure} | {name} | {len(values)} | {middle:.0f} | {tail:.0f} | {ratios} |")
    return "\n".join(lines)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--changes", type=int, default=60)
    options.add_argument("--visits", type=int, default=8)
    asked = options.parse_args()
    path = chromium_path()
    if path is None:
        sys.exit(MISSING)
    with ExitStack() as stack:
        addresses = {}
        for name, screen in SCREENS.items():
            port = free_port()
            addresses[name] = stack.enter_context(running(screen.command(port), port))
        playwright = stack.enter_context(sync_playwright())
        browser = stack.enter_context(playwright.chromium.launch(**launch_options(path)))
        print(table(measured(browser, addresses, asked.changes, asked.visits)))


if __name__ == "__main__":
    main()
