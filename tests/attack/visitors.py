"""Fifty visitors for ten minutes, and what they leave in the server's memory.

    python -m tests.attack.visitors [--people 50] [--seconds 600] [--think 2] [--patience 300]

The clients of `tests.bench.forty`, in a hurry: one that sees an error ends the run. Prints what that prints, the memory
before the changes and after them, how many waited for over a minute, and how busy the machine was.
"""

from __future__ import annotations

import argparse
import asyncio
import os
from typing import Final

from tests.bench.forty import CHANGE, MOST_PEOPLE, MOST_SECONDS, measured, reported
from tests.browser.server import free_port, product, running

_A_MINUTE_MS: Final = 60_000


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--people", type=int, default=50)
    options.add_argument("--seconds", type=float, default=600.0)
    options.add_argument("--think", type=float, default=2.0)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--patience", type=float, default=300.0, help="seconds, after which a wait is a failure")
    asked = options.parse_args()
    asked.people, asked.seconds = min(asked.people, MOST_PEOPLE), min(asked.seconds, MOST_SECONDS)
    port, load = free_port(), os.getloadavg()[0]
    with running(product(port), port) as address:
        waited_ms, before, after = asyncio.run(measured(address, asked))
    for measure, waits in waited_ms.items():
        print(reported(measure, waits))
    over = sum(wait > _A_MINUTE_MS for waits in waited_ms.values() for wait in waits)
    changes = len(waited_ms[CHANGE])
    print(f"{asked.people} people, {changes} changes in {asked.seconds:g} s, no error; {over} waits over a minute")
    print(f"load {load:.1f} at the start, {os.getloadavg()[0]:.1f} at the end, {os.cpu_count()} processors")
    print(f"memory {before.resident_MB} MB before, {after.resident_MB} MB after, {after.most_resident_MB} MB at most")


if __name__ == "__main__":
    main()
