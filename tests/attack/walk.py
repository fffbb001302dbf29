"""A walk through every number of Check in a real browser: wrong, right, wrong again, reloads and new servers between.

    python -m tests.attack.walk [--minutes 6]

A wrong number is out of its limits, so that an answer turns into a refusal and back on a fragment's rerun. Prints how
many steps were walked and what went wrong; status 1 where the page or the server's log showed an error.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Final

from playwright.sync_api import Page, sync_playwright

from tests.browser.chromium import MISSING, chromium_path, launch_options
from tests.browser.screen import settled, visitor
from tests.browser.server import free_port, product, running

CASES: Final = tuple(
    f"/?age_years=7&exam={exam}&place=US&kV=65&mA=7&exposure_s=0.2&images=1"
    for exam in ("bitewing", "panoramic", "cbct", "full_mouth")
)
WRONG: Final = "99999"
FAULTS: Final = ("encountered an error", "Traceback", "StreamlitInvalidLayoutContextError", "No fragment found")
_VALUES: Final = (WRONG, "8", WRONG)


def fields(page: Page) -> int:
    return page.get_by_test_id("stMain").get_by_role("spinbutton").count()


def written(page: Page, number: int, value: str) -> bool:
    """Whether there was a field to write into; what is folded is opened before."""
    field = page.get_by_test_id("stMain").get_by_role("spinbutton").nth(number)
    if not field.is_visible() or not field.is_editable():
        return False
    field.fill(value)
    field.press("Enter")
    settled(page)
    return True


def opened(page: Page, case: str) -> None:
    page.goto(case)
    settled(page)
    page.evaluate("() => document.querySelectorAll('[data-testid=stMain] details:not([open]) > summary')"
                  ".forEach(each => each.click())")  # fmt: skip
    settled(page)


def looked_at(page: Page, ended: Counter[str]) -> None:
    ended["steps"] += 1
    broken = page.get_by_text(FAULTS[0]).count() or page.get_by_test_id("stException").count()
    ended["FAULT: the page shows an error"] += bool(broken)


def walked(page: Page, case: str, until: float, ended: Counter[str]) -> None:
    """Each field of a case by itself, the others as they were; after every other one the page is loaded again."""
    opened(page, case)
    for number in range(fields(page)):
        for value in _VALUES:
            if time.monotonic() > until:
                return
            if written(page, number, value):
                looked_at(page, ended)
        if number % 2:
            page.reload()
            settled(page)
        opened(page, case)


def visited(case: str, port: int, log: Path, until: float, ended: Counter[str]) -> None:
    """One case before one server, then a touch before the next server on the same port."""
    with sync_playwright() as started, closing(started.chromium.launch(**launch_options(chromium_path() or ""))) as it:
        with running(product(port), port, log) as address:
            page = visitor(it, address).new_page()
            walked(page, case, until, ended)
            opened(page, case)
        said = log.read_text()
        with running(product(port), port, log):
            page.wait_for_function("() => document.querySelector('[data-test-connection-state=CONNECTED]')")
            settled(page)
            for value in _VALUES:
                written(page, 0, value)
                looked_at(page, ended)
        said += log.read_text()
    print(said[-3_000:] if FAULTS[1] in said else "", end="")
    for fault in FAULTS[1:]:
        ended[f"FAULT: {fault} in the server's log"] += said.count(fault)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--minutes", type=float, default=6.0, help="after which it ends with what it has")
    asked = options.parse_args()
    if chromium_path() is None:
        sys.exit(MISSING)
    begun, ended = time.monotonic(), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        for done, case in enumerate(CASES, start=1):
            until = begun + 60.0 * asked.minutes * done / len(CASES)
            visited(case, free_port(), Path(folder) / "log", until, ended)
    for how, number in sorted(ended.items()):
        print(f"{number:8} {how}", flush=True)
    return int(any("FAULT" in how and number for how, number in ended.items()))


if __name__ == "__main__":
    sys.exit(main())
