"""How long a CDS Hooks answer takes: `python -m tests.bench.hooks`; the aim is 50 ms of one process's own time."""

from __future__ import annotations

import statistics
import time
from typing import Final

from advisor import load_knowledge
from advisor.exchange.cds_hooks import Practice, answer
from advisor.xray_unit.reading import read_unit
from tests.exchange.test_cds_hooks import STUDY, TODAY, UNIT, bundle, request

_REQUESTS: Final = 200
_STUDIES: Final = 20


def main() -> None:
    """Children of twelve ages with twenty earlier studies each, a unit, both cards."""
    knowledge = load_knowledge()
    practice = Practice("https://advisor.example", "US", read_unit(UNIT, knowledge))
    took_ms = []
    for nth in range(_REQUESTS):
        studies = [{**STUDY, "started": f"20{20 + each % 6}-0{1 + each % 9}-01"} for each in range(_STUDIES)]
        told = request(born=f"20{10 + nth % 12}-05-02", studies=bundle(*studies))
        begun = time.process_time()
        answer("dental-imaging-sign", told, practice, knowledge, TODAY)
        took_ms.append((time.process_time() - begun) * 1000)
    median, late = statistics.median(took_ms), sorted(took_ms)[int(_REQUESTS * 0.95)]
    print(f"first {took_ms[0]:.1f} ms, median {median:.1f} ms, 95th percentile {late:.1f} ms (processor)")


if __name__ == "__main__":
    main()
