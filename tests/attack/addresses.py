"""Addresses nobody would write, at every page of a running server: each is shown or refused in a sentence.

    python -m tests.attack.addresses [--count 500] [--seed 7] [--minutes 60]

Each is a new visit by a hand-made client (`tests.attack.tab`), which answers for the browser's memory as well. Prints
how many of each page ended how; status 1 where one ended in an error, on the page or in the server's log.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from typing import Final
from urllib.parse import quote, urlencode

from streamlit.proto.Alert_pb2 import Alert

from advisor.case.settings import SETTINGS
from tests.attack.served import ended
from tests.attack.tab import PAGES, opened, remembered

MOST: Final = 5_000
_NAMES: Final = (
    "age_years", "exam", "place", "on", "region", "unit", "images", "also", "case", "seed", "lesson", "part", "show",
    "row", "source", "statement", "edition", "query", "x", "", "__class__", "embed", "embed_options", "%00",
    *(each.name for each in SETTINGS),
)  # fmt: skip
_VALUES: Final = (
    "7", "bitewing", "cbct", "US", "US-NY", "ZZ", "true", "false", "nan", "inf", "-1", "1e999", "9" * 5_000,
    "1" * 20_000 + "a", "0x10", "",
    " ", "2026-02-31", "2026-11-28", "\x00", "\u202e", "<script>alert(1)</script>", "[a](//b.example)", "$x$",
    "a" * 20_000, "../../etc/passwd", "film_d", "round", "mandible_molar", "exam", "D003", "IG-5", "spring 2027",
    "longer_cone", "😀" * 40, "{0}", "%s", "[]", "{}", '{"exam": "bitewing"}', '[{"exam": {}}]', "0.0000001", "\u0661",
)  # fmt: skip


def address(dice: random.Random) -> str:
    """A query: names and values in odd company, some told twice, some written as no browser does."""
    told = [(dice.choice(_NAMES), dice.choice(_VALUES)) for _ in range(dice.randint(0, 8))]
    if dice.random() < 0.4:  # so that something else is judged as well
        told += [("age_years", "7"), ("exam", dice.choice(("bitewing", "periapical", "cbct")))]
    dice.shuffle(told)
    written = urlencode(told, quote_via=quote)
    for _ in range(dice.choice((0, 0, 0, 2))):
        at = dice.randrange(len(written) + 1)
        written = (
            written[:at] + dice.choice(("%", "%ff", "%C0%AF", "&", "=", "&&=", "#", "%u0041", "+", ";")) + written[at:]
        )
    return written


async def ending(server: str, page: str, query: str) -> str:
    async with opened(server, page, query) as tab:
        await tab.run()
        await remembered(tab)
        if tab.faults:
            print(f"{page} ?{query[:400]}\n  {tab.faults[0]}", flush=True)
            return "FAULT"
        refused = any(each.alert.format in (Alert.ERROR, Alert.WARNING) for each in tab.drawn("alert"))
        return "with a word of refusal" if refused else "shown"


async def attacked(server: str, count: int, seed: int, minutes: float) -> Counter[str]:
    dice, ends, until = random.Random(seed), Counter[str](), time.monotonic() + 60.0 * minutes
    for _ in range(min(count, MOST)):
        for page in PAGES if time.monotonic() < until else ():
            ends[f"{page or 'check'}: {await ending(server, page, address(dice))}"] += 1
    return ends


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=500, help="of addresses for each page")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--minutes", type=float, default=60.0, help="after which it ends with what it has")
    asked = options.parse_args()
    return ended(lambda server: attacked(server, asked.count, asked.seed, asked.minutes))


if __name__ == "__main__":
    sys.exit(main())
