"""A real browser before the real product.

`page.goto("/")` opens the product; `screen` is its size in pixels and `scheme` light or dark (see screen.py); `console`
lists what the browser complained about and `outside` every address asked for that is not the product's own.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import BrowserType, ConsoleMessage, Error, Page, Request, expect

from tests.browser.chromium import MISSING, chromium_path, launch_options
from tests.browser.screen import DESKTOP, PATIENCE_MS, PLAIN, attentive
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
def server_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the product writes while it is served."""
    return tmp_path_factory.mktemp("server") / "log.txt"


@pytest.fixture(scope="session")
def app_url(chromium: str, server_log: Path) -> Iterator[str]:
    """The product, served for the whole run by its own command."""
    port = free_port()
    with running(product(port), port, server_log) as address:
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
def window(
    browser_type: BrowserType,
    browser_type_launch_args: dict[str, Any],
    tmp_path_factory: pytest.TempPathFactory,
    app_url: str,
) -> Iterator[Page]:
    """One for the whole run, of a browser with a memory: its second visit costs less than its first.

    It keeps Streamlit's scripts as they were understood, which it would not for a private or for a new window.
    """
    memory = tmp_path_factory.mktemp("browser")
    with closing(
        browser_type.launch_persistent_context(memory, base_url=app_url, **browser_type_launch_args)
    ) as context:
        attentive(context)
        yield context.pages[0]


@pytest.fixture
def page(window: Page, app_url: str, screen: tuple[int, int], scheme: Literal["light", "dark"]) -> Iterator[Page]:
    """A window of the asked size that keeps nothing of what an earlier test left, but for the scripts."""
    window.set_viewport_size({"width": screen[0], "height": screen[1]})
    window.emulate_media(color_scheme=scheme)
    yield window
    for other in window.context.pages[1:]:
        other.close()
    window.goto(PLAIN)
    window.evaluate("localStorage.clear(); sessionStorage.clear()")
    window.context.clear_cookies()


@pytest.fixture
def console(page: Page) -> Iterator[list[str]]:
    """Errors and warnings of the browser's console, as they come."""
    told: list[str] = []

    def complained(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            told.append(message.text)

    def failed(error: Error) -> None:
        told.append(str(error))

    page.on("console", complained)
    page.on("pageerror", failed)
    yield told
    page.remove_listener("console", complained)
    page.remove_listener("pageerror", failed)


@pytest.fixture
def outside(page: Page, app_url: str) -> Iterator[list[str]]:
    """Addresses asked for that are not the product's own."""
    asked: list[str] = []
    own = (app_url, app_url.replace("http", "ws", 1), "data:", "blob:")

    def note(request: Request) -> None:
        if not request.url.startswith(own):
            asked.append(request.url)

    page.on("request", note)
    yield asked
    page.remove_listener("request", note)
