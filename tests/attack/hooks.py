"""Damaged requests to the CDS Hooks service: `python -m tests.attack.hooks [count] [seed]`; on this computer only."""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from typing import Any, Final

from advisor import load_knowledge
from advisor.exchange.cds_hooks import SERVICES, answer
from tests.exchange.test_cds_hooks import STUDY, TODAY, US, bundle, order, request

_WILD: Final = (
    None, True, -1, 1e308, "", "9" * 5000, "2019", "2019-02-30", "\x00", "Bundle", "D0272", "http://ada.org/cdt",
    [], {}, [[]], {"coding": None}, {"coding": [None]}, {"resourceType": "Patient"}, "=cmd()", "\u202e", "a" * 100_000,
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


def main(count: int = 20_000, seed: int = 7) -> None:
    """Each request has an answer, small and soon; what came of them is printed."""
    knowledge, chance, seen, slowest = load_knowledge(), random.Random(seed), Counter[str](), 0.0
    whole = request(
        studies=bundle(STUDY, {**STUDY, "started": "2020"}), ordered=bundle(order(), order("D0330", id="2"))
    )
    for _ in range(count):
        told, service = damaged(whole, chance), chance.choice(tuple(SERVICES))
        begun = time.perf_counter()
        cards = answer(service, told, US, knowledge, TODAY)["cards"]
        slowest = max(slowest, time.perf_counter() - begun)
        assert len(json.dumps(cards)) < 100_000
        assert "Secret" not in json.dumps(cards)
        seen[f"{len(cards)} cards"] += 1
    print(f"{count} requests: {dict(sorted(seen.items()))}; the slowest took {slowest * 1000:.0f} ms")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
