"""An attack on the product as it is served: its ends, and what the server's log says of them."""

from __future__ import annotations

import asyncio
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Coroutine
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

from tests.browser.server import free_port, product, running

_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")
_LOGGED: Final = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d")
_BEGINS: Final = "Traceback (most recent call last)"
_LAST_SHOWN: Final = 6_000  # letters of a traceback: it ends with the innermost frames and the exception
_MOST_SHOWN: Final = 5
_RACE: Final = "RuntimeError: dictionary changed size during iteration"
_PACKAGES: Final = "site-packages/"
_STATE: Final = "streamlit/runtime/state/session_state."


def tracebacks(log: str, not_ours: str | None = None) -> list[str]:
    """Each by its last letters, in the order of the log; none that follows a line which holds `not_ours`."""
    lines, found = _COLOUR.sub("", log).splitlines(), list[str]()
    for before, (number, line) in zip(["", *lines], enumerate(lines), strict=False):
        if _BEGINS in line and not (not_ours and not_ours in before):
            told = takewhile(lambda each: not _LOGGED.match(each), lines[number:])
            found.append("\n".join(told)[-_LAST_SHOWN:])
    return found


def is_race(traceback: str) -> bool:
    """Whether two runs of one visit met in Streamlit's session state, in its own code.

    At a touch that redraws all of the page it begins the next run beside the one that it has asked to stop
    (`runner.fastReruns`); where the one notes a value while the other looks through all of them, the other ends so.
    """
    return _RACE in traceback and traceback.rpartition(_PACKAGES)[2].startswith(_STATE)


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
    found = tracebacks(said, not_ours)
    races = sum(map(is_race, found))
    ends["FAULT: tracebacks in the server's log"] = len(found) - races
    ends["tracebacks of Streamlit's own, two runs of one visit at once"] = races
    for each in found[-_MOST_SHOWN:]:
        print(each, flush=True)
    for how, number in sorted(ends.items()):
        print(f"{number:8} {how}", flush=True)
    return int(any("FAULT" in how and number for how, number in ends.items()))
