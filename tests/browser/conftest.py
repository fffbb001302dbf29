"""A real browser before the real product.

`page.goto("/")` opens the product; `screen` is its size in pixels (see screen.py: `on_every_screen`); `console` lists
what the browser complained about and `outside` every address asked for that is not the product's own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Request, expect

from tests.browser.chromium import MISSING, chromium_path, launch_options
from tests.browser.screen import DESKTOP, LISTEN
from tests.browser.server import free_port, product, running

_PATIENCE_MS = 20_000  # a machine that is busy with other tests answers late, and is right all the same
expect.set_options(timeout=_PATIENCE_MS)


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
def browser_context_args(browser_context_args: dict[str, Any], app_url: str, screen: tuple[int, int]) -> dict[str, Any]:
    width, height = screen
    return {**browser_context_args, "base_url": app_url, "viewport": {"width": width, "height": height}}


@pytest.fixture
def context(context: BrowserContext) -> BrowserContext:
    """One that lets `settled` know whether a touch was answered."""
    context.add_init_script(LISTEN)
    return context


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
