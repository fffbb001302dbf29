"""Runs a module as a command and writes down every address it asks for: `recording.py LOG MODULE ARGUMENT ...`.

The interpreter itself reports them (its audit events), so that nothing in the process can ask unseen.
"""

from __future__ import annotations

import runpy
import sys
from typing import Any, Final

_ASKING: Final = {
    "socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1,
    "socket.getaddrinfo": 0, "socket.gethostbyname": 0, "socket.gethostbyaddr": 0, "socket.getnameinfo": 0,
}  # fmt: skip


def record(log: str) -> None:
    """From now on, and for good: an audit hook cannot be taken away."""
    seen = open(log, "a", encoding="utf-8", buffering=1)  # noqa: SIM115 - as long as the process

    def note(event: str, told: tuple[Any, ...]) -> None:
        if event in _ASKING:
            seen.write(f"{event} {told[_ASKING[event]]!r}\n")

    sys.addaudithook(note)


if __name__ == "__main__":
    _, log, module, *arguments = sys.argv
    record(log)
    sys.path[0] = ""
    sys.argv = [module, *arguments]
    runpy.run_module(module, run_name="__main__", alter_sys=True)
