"""An attack on the product as it is served: its ends, and what the server's log says of them."""

from __future__ import annotations

import asyncio
import tempfile
from collections import Counter
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, Final

from tests.browser.server import free_port, product, running

_MOST_SHOWN: Final = 20_000  # letters of the log


def ended(attacked: Callable[[str], Coroutine[Any, Any, Counter[str]]], not_ours: str | None = None) -> int:
    """Print how often each end came; 1 where one is a fault, among them a traceback in the log, else 0.

    `attacked` is given the server's address. `not_ours` stands in each traceback that is none of the product's.
    """
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with running(product(port), port, log) as server:
            ends = asyncio.run(attacked(server))
        said = log.read_text()
    tracebacks = said.count("Traceback") - (said.count(not_ours) if not_ours else 0)
    ends["FAULT: tracebacks in the server's log"] = tracebacks
    print(said[:_MOST_SHOWN] if tracebacks else "", end="")
    for how, number in sorted(ends.items()):
        print(f"{number:8} {how}", flush=True)
    return int(any("FAULT" in how and number for how, number in ends.items()))
