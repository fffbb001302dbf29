"""Addresses nobody would write, at every page: each is shown or refused in a sentence, and none ends in an error.

    python -m tests.attack.addresses [--count 500] [--seed 7] [--minutes 60]

Prints how many of each page ended how; status 1 where one ended in an error.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from importlib.util import find_spec
from pkgutil import iter_modules
from typing import Final

from streamlit.testing.v1 import AppTest

from advisor import pages

MOST: Final = 5_000
PAGES: Final = tuple(
    each.name for each in iter_modules(pages.__path__) if find_spec(f"{pages.__name__}.{each.name}.page")
)
_NAMES: Final = (
    "age_years", "exam", "place", "on", "kV", "mA", "exposure_s", "receptor", "beam", "region", "collar", "unit",
    "timer",
    "fov", "field_diameter_cm", "visit_kind", "indication", "images", "seed", "lesson", "part", "show", "row", "source",
    "statement", "edition", "x", "", "__class__",
)  # fmt: skip
_VALUES: Final = (
    "7", "bitewing", "cbct", "US", "US-NY", "ZZ", "true", "false", "nan", "inf", "-1", "1e999", "9" * 5_000, "0x10", "",
    " ", "2026-02-31", "2026-11-28", "\x00", "\u202e", "<script>alert(1)</script>", "[a](//b.example)", "$x$",
    "a" * 20_000,
    "../../etc/passwd", "film_d", "round", "mandible_molar", "exam", "D003", "IG-5", "spring 2027", "longer_cone",
    "😀" * 40,
)  # fmt: skip


def script(page: str) -> str:
    return f"from advisor.pages.{page}.page import page\npage()\n"


def address(dice: random.Random) -> dict[str, str]:
    told = {dice.choice(_NAMES): dice.choice(_VALUES) for _ in range(dice.randint(0, 8))}
    if dice.random() < 0.4:  # so that something else is judged as well
        told |= {"age_years": "7", "exam": dice.choice(("bitewing", "periapical", "cbct"))}
    return told


def ending(page: str, told: dict[str, str]) -> str:
    at = AppTest.from_string(script(page), default_timeout=120)
    for name, value in told.items():
        at.query_params[name] = value
    at.run()
    if at.exception:
        print(page, {name: value[:60] for name, value in told.items()}, at.exception[0].value[:300])
        return "FAULT"
    return "with a word of refusal" if at.warning or at.error else "shown"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=500, help="of addresses for each page")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--minutes", type=float, default=60.0, help="after which it ends with what it has")
    asked = options.parse_args()
    dice, ended = random.Random(asked.seed), Counter[str]()
    until = time.monotonic() + 60.0 * asked.minutes
    for _ in range(min(asked.count, MOST)):
        if time.monotonic() > until:
            break
        for page in PAGES:
            ended[f"{page}: {ending(page, address(dice))}"] += 1
    for how, count in sorted(ended.items()):
        print(f"{count:8} {how}", flush=True)
    return int(any("FAULT" in how for how in ended))


if __name__ == "__main__":
    sys.exit(main())
