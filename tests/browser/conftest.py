"""A real browser before the real product.

`page.goto("/")` opens the product; `screen` is its size in pixels and `scheme` light or dark (see screen.py); `console`
lists what the browser complained about and `outside` every address asked for that is not the product's own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.browser.chromium import MISSING, chromium_path, launch_options
from tests.browser.screen import DESKTOP, PATIENCE_MS, visitor
from tests.browser.server import free_port, product, running

expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser. Without one the tests fail under CI and are skipped elsewhere, each time saying what to install."""
    path = chromium_path()
    if path is None and os.environ.get("CI"):
        pytest.fail(MISSING, pytrace=False)
    if path is None:
        pytest.skip(MISSING)
    return path


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], chromium: str) -> dict[str, Any]:
    return {**browser_type_launch_args, **launch_options(chromium)}


@pytest.fixture(scope="session")
def app_url(chromium: str) -> Iterator[str]:
    """The product, served for the whole run by its own command."""
    port = free_port()
    with running(product(port), port) as address:
        yield address


@pytest.fixture
def screen(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Width and height of the screen in pixels; a desktop's unless the test is parametrised."""
    size: tuple[int, int] = getattr(request, "param", DESKTOP)
    return size


@pytest.fixture
def scheme(request: pytest.FixtureRequest) -> Literal["light", "dark"]:
    """As the reader's computer is set."""
    return "dark" if getattr(request, "param", "light") == "dark" else "light"


@pytest.fixture(scope="session")
def one_context(browser: Browser, app_url: str) -> Iterator[BrowserContext]:
    """One for the whole run: it loads Streamlit's scripts once, and a second visit costs half as much as a first."""
    with closing(visitor(browser, app_url)) as opened:
        yield opened


@pytest.fixture
def context(one_context: BrowserContext, app_url: str) -> Iterator[BrowserContext]:
    """A browser that keeps nothing of what an earlier test left, but for the scripts."""
    yield one_context
    one_context.clear_cookies()
    eraser = one_context.new_cdp_session(one_context.pages[0] if one_context.pages else one_context.new_page())
    eraser.send("Storage.clearDataForOrigin", {"origin": app_url, "storageTypes": "all"})
    for page in one_context.pages:
        page.close()


@pytest.fixture
def page(context: BrowserContext, screen: tuple[int, int], scheme: Literal["light", "dark"]) -> Page:
    """A window of the asked size."""
    opened = context.new_page()
    opened.set_viewport_size({"width": screen[0], "height": screen[1]})
    opened.emulate_media(color_scheme=scheme)
    return opened


@pytest.fixture
def console(page: Page) -> list[str]:
    """Errors and warnings of the browser's console, as they come."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    return told


@pytest.fixture
def outside(page: Page, app_url: str) -> list[str]:
    """Addresses asked for that are not the product's own."""
    asked: list[str] = []
    own = (app_url, app_url.replace("http", "ws", 1), "data:", "blob:")

    def note(request: Request) -> None:
        if not request.url.startswith(own):
            asked.append(request.url)

    page.on("request", note)
    return asked
