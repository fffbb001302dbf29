"""A walk through every field of Check in a real browser: wrong, right, wrong again, as it was; reloads, new servers.

    python -m tests.attack.walk [--minutes 10] [--case 0] [--field 0]

A wrong value is out of its limits or no value at all, so that an answer turns into a refusal and back on a fragment's
rerun. After every few fields the page is loaded again, and each case ends with a server started anew behind the open
page. Prints how many steps were walked, where to go on where the time has ended, and what went wrong; status 1 where
the page or the server's log showed an error, or a field that was wrong could not be put right.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from playwright.sync_api import Locator, Page, sync_playwright

from advisor.pages.check import words
from advisor.words import labels
from tests.browser.chromium import MISSING, chromium_path, launch_options
from tests.browser.screen import settled, visitor
from tests.browser.server import free_port, product, running

CASES: Final = (
    "/?age_years=7&exam=bitewing&place=US&kV=65&mA=7&exposure_s=0.2&images=1",
    "/?age_years=7&exam=panoramic&place=US&kV=66&mA=8&exposure_s=13&images=1",
    "/?age_years=12&exam=cbct&place=US&kV=90&mA=6&exposure_s=12&field_diameter_cm=8&field_height_cm=8",
    "/?age_years=7&exam=full_mouth&place=US&kV=65&mA=7&exposure_s=0.2&images=12",
    "/?age_years=30&exam=periapical&place=US&region=mandible_molar&dap=20&dap_unit=mGycm2&timer=60_per_s&kV=65&mA=7",
)
FAULTS: Final = ("encountered an error", "Traceback", "StreamlitInvalidLayoutContextError", "No fragment found")
_WRONG: Final = {"spinbutton": "99999", "textbox": "99999 <b> \u0661"}
_BEHIND: Final = 4  # a fold may lie within a fold
_RELOAD_AFTER: Final = 5  # fields
_OPEN: Final = """() => {
  const folded = document.querySelectorAll('[data-testid=stMain] details:not([open]) > summary');
  folded.forEach(each => each.click());
  return folded.length;
}"""


class Field(NamedTuple):
    """What is written into, by its role and its name."""

    role: str
    name: str

    def on(self, page: Page) -> Locator:
        found = page.get_by_role("spinbutton" if self.role == "spinbutton" else "textbox", name=self.name, exact=True)
        return found.first


def fields(page: Page) -> list[Field]:
    """Every field that a word or a number can be written into, once."""
    found = (
        Field(role, each.get_attribute("aria-label") or "")
        for role in _WRONG
        for each in page.get_by_role(role).all()  # type: ignore[arg-type]
        if each.is_visible() and each.is_editable()
    )
    return list(dict.fromkeys(found))


def opened(page: Page, case: str) -> None:
    page.goto(case)
    settled(page)
    unfolded(page)


def unfolded(page: Page) -> None:
    for _ in range(_BEHIND):
        if not page.evaluate(_OPEN):
            return
        settled(page)


def looked_at(page: Page, ended: Counter[str]) -> None:
    ended["steps"] += 1
    broken = page.get_by_text(FAULTS[0]).count() or page.get_by_test_id("stException").count()
    ended["FAULT: the page shows an error"] += bool(broken)


def written(page: Page, field: Field, value: str, ended: Counter[str]) -> bool:
    """Whether the field was there to be written into; after a refusal the folds are closed."""
    place = field.on(page)
    if not place.count():
        unfolded(page)
    if not place.count():
        ended[f"FAULT: gone while it was wrong: {field.name}"] += 1
        return False
    place.fill(value)
    place.press("Enter")
    settled(page)
    looked_at(page, ended)
    return True


def put(page: Page, field: Field, ended: Counter[str]) -> None:
    """Wrong, right, wrong again, and as it was."""
    was = field.on(page).input_value()
    right = was or ("8" if field.role == "spinbutton" else "3")
    wrong = _WRONG[field.role]
    if all(written(page, field, value, ended) for value in (wrong, right, wrong, was)):
        refused = page.get_by_role("heading", name=words.REFUSED_TITLE).count()
        ended[f"FAULT: refused although it is as it was: {field.name}"] += bool(refused)


def walked(page: Page, case: str, first: int, until: float, ended: Counter[str]) -> int | None:
    """Each field of a case by itself, from the `first`; the number to go on with, None where all were walked."""
    opened(page, case)
    found = fields(page)
    print(f"{case}\n  {len(found)} fields: {', '.join(each.name for each in found)}", flush=True)
    for number, field in enumerate(found[first:], first):
        if time.monotonic() > until:
            return number
        if not field.on(page).count() or (number and number % _RELOAD_AFTER == 0):
            page.reload()
            settled(page)
            opened(page, case)
        put(page, field, ended)
        ended["fields"] += 1
    return None


def visited(number: int, first: int, folder: Path, until: float, ended: Counter[str]) -> int | None:
    """One case before one server, then a touch before the next server on the same port."""
    port, log = free_port(), folder / "log"
    with sync_playwright() as started, closing(started.chromium.launch(**launch_options(chromium_path() or ""))) as it:
        with running(product(port), port, log) as address:
            page = visitor(it, address).new_page()
            left = walked(page, CASES[number], first, until, ended)
            opened(page, CASES[number])
        said = log.read_text()
        with running(product(port), port, log):
            page.wait_for_function("() => document.querySelector('[data-test-connection-state=CONNECTED]')")
            settled(page)
            put(page, Field("spinbutton", labels.QUESTION["age_years"]), ended)
        said += log.read_text()
    print(said[-3_000:] if FAULTS[1] in said else "", end="")
    for fault in FAULTS[1:]:
        ended[f"FAULT: {fault} in the server's log"] += said.count(fault)
    return left


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--minutes", type=float, default=10.0, help="after which it ends with what it has")
    options.add_argument("--case", type=int, default=0, help="the first case")
    options.add_argument("--field", type=int, default=0, help="its first field")
    asked = options.parse_args()
    if chromium_path() is None:
        sys.exit(MISSING)
    until, ended, first = time.monotonic() + 60.0 * asked.minutes, Counter[str](), asked.field
    with tempfile.TemporaryDirectory() as folder:
        for case in range(asked.case, len(CASES)):
            left = visited(case, first, Path(folder), until, ended)
            print(f"  {dict(+ended)}", flush=True)
            if left is not None or (time.monotonic() > until and case + 1 < len(CASES)):
                print(f"go on with {f'--case {case} --field {left}' if left is not None else f'--case {case + 1}'}")
                break
            first = 0
    for how, number in sorted(ended.items()):
        print(f"{number:8} {how}", flush=True)
    return int(any("FAULT" in how and number for how, number in ended.items()))


if __name__ == "__main__":
    sys.exit(main())
