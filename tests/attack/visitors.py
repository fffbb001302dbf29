"""Fifty visitors for ten minutes, and what they leave in the server's memory.

    python -m tests.attack.visitors [--people 50] [--seconds 600] [--think 2]

The clients of `tests.bench.forty`, in a hurry: one that sees an error ends the run. Prints what that prints, and the
memory before the changes and after them.
"""

from __future__ import annotations

import argparse
import asyncio

from tests.bench.forty import CHANGE, MOST_PEOPLE, MOST_SECONDS, measured, reported
from tests.browser.server import free_port, product, running


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--people", type=int, default=50)
    options.add_argument("--seconds", type=float, default=600.0)
    options.add_argument("--think", type=float, default=2.0)
    options.add_argument("--seed", type=int, default=7)
    asked = options.parse_args()
    asked.people, asked.seconds = min(asked.people, MOST_PEOPLE), min(asked.seconds, MOST_SECONDS)
    port = free_port()
    with running(product(port), port) as address:
        waited_ms, before, after = asyncio.run(measured(address, asked))
    for measure, waits in waited_ms.items():
        print(reported(measure, waits))
    print(f"{asked.people} people, {len(waited_ms[CHANGE])} changes in {asked.seconds:g} s, no error")
    print(f"memory {before.resident_MB} MB before, {after.resident_MB} MB after, {after.most_resident_MB} MB at most")


if __name__ == "__main__":
    main()
