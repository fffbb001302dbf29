"""Damaged requests to the CDS Hooks service, on this computer only.

python -m tests.attack.hooks [--count 20000] [--seed 7]
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from typing import Any, Final

from starlette.responses import JSONResponse

from advisor import load_knowledge
from advisor.exchange.cds_hooks import SERVICES, answer
from tests.exchange.test_cds_hooks import STUDY, TODAY, US, bundle, order, request

_WILD: Final = (
    None, True, -1, 1e308, "", "9" * 5000, "2019", "2019-02-30", "\x00", "Bundle", "D0272", "http://ada.org/cdt",
    [], {}, [[]], {"coding": None}, {"coding": [None]}, {"resourceType": "Patient"}, "=cmd()", "\u202e", "a" * 100_000,
    "\ud800", float("nan"), float("inf"), -(10**400),
)  # fmt: skip


def damaged(told: Any, chance: random.Random, depth: int = 0) -> Any:
    """The same with something in it taken out, put twice, or made of another kind."""
    if chance.random() < 0.004 * (depth + 1):
        return chance.choice(_WILD)
    if isinstance(told, dict):
        kept = {name: damaged(value, chance, depth + 1) for name, value in told.items() if chance.random() > 0.005}
        if chance.random() < 0.05:
            kept[str(chance.choice(_WILD))[:50]] = chance.choice(_WILD)
        return kept
    if isinstance(told, list):
        return [damaged(each, chance, depth + 1) for each in told for _ in range(chance.choice((1, 1, 1, 2)))]
    return told


def main() -> None:
    """Each request has an answer, small and soon; what came of them is printed."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=7)
    asked = options.parse_args()
    knowledge, chance, seen, slowest = load_knowledge(), random.Random(asked.seed), Counter[str](), 0.0
    whole = request(
        studies=bundle(STUDY, {**STUDY, "started": "2020"}), ordered=bundle(order(), order("D0330", id="2"))
    )
    for _ in range(asked.count):
        told, service = damaged(whole, chance), chance.choice(tuple(SERVICES))
        begun = time.perf_counter()
        answered = answer(service, told, US, knowledge, TODAY)
        slowest, cards = max(slowest, time.perf_counter() - begun), answered["cards"]
        sent = bytes(JSONResponse(answered).body)
        assert len(sent) < 100_000
        assert b"Secret" not in sent
        seen[f"{len(cards)} cards"] += 1
    print(f"{asked.count} requests: {dict(sorted(seen.items()))}; the slowest took {slowest * 1000:.0f} ms")


if __name__ == "__main__":
    main()
