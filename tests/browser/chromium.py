"""The system's own Chromium, never a download, with flags that keep it quiet and off the network."""

from __future__ import annotations

import shutil
from typing import Any, Final

_NAMES: Final = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_FLAGS: Final = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING: Final = (
    "The browser tests need Chromium, and this machine has none on its PATH: "
    "install it (Debian, Ubuntu: sudo apt-get install chromium) and run the tests again."
)


def chromium_path() -> str | None:
    """Where this machine keeps Chromium, or None."""
    return next((path for path in map(shutil.which, _NAMES) if path), None)


def launch_options(path: str) -> dict[str, Any]:
    """How Playwright starts it."""
    return {"executable_path": path, "args": _FLAGS}
