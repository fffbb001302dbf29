"""Files of every kind that the product reads, damaged: each is read, or refused in a sentence.

    python -m tests.attack.files [--count 20000] [--seed 7] [--minutes 60]

A good file of each kind is cut, stretched, turned, joined with others, or filled with numbers without end.
Prints how many ended how, by kind; status 1 where one ended in another way.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from advisor import load_knowledge, read_case
from advisor.command_line.commands import CASE_TEXT
from advisor.intake.columns import columns_from_text
from advisor.intake.files import Given, read_given
from advisor.intake.refusal import Refusal
from advisor.knowledge import DataError, Knowledge
from advisor.lessons.telling import check
from advisor.pages.my_units.kept import read as read_kept
from advisor.pages.my_units.kept import units_of_file
from advisor.student.progress import read as read_progress
from advisor.student.under_way import read as read_under_way
from advisor.xray_unit.reading import unit_from_text

MOST: Final = 1_000_000
SLOW_S: Final = 5.0  # of processor time; a file that takes longer holds up the others
ROOT: Final = Path(__file__).resolve().parents[2]
_SPLICES: Final = (
    b"0x" + b"f" * 5000, b"9" * 5000, b"1e999", b"NaN", b"-Infinity", b"[" * 3000, b'{"a":' * 2000, b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf", b"\r", b"\n\n", b'"', b"'''", b"\\ud800", b"=cmd|' /C calc'!A1", b"../../../etc/passwd",
    b"\xf0\x9f\x98\x80" * 50, b"a." * 4000, b"A" * 20_000, b"true", b"null", b"[]", b"{}", b"-1", b"2026-02-31",
)  # fmt: skip
_UNIT: Final = b"""name = "Surgery 1"
timer = "50_per_s"
[setup]
receptor = "sensor"
kV = 65
mA = 7
cone_cm = 20
[[known_good]]
region = "mandible_molar"
exposure_s = 0.16
"""
_CASE: Final = b"""{"patient": {"age_years": 7}, "exam": "bitewing", "place": "US", "on": "2026-11-28",
 "setup": {"receptor": "film_d", "beam": "round", "kV": 60, "mA": 7, "exposure_s": 0.25, "timer": [0.1, 0.2]}}"""
_KEPT: Final = b"""{"version": 2, "place": "GB", "unit": "a", "units": [{"name": "a", "setup": {"kV": 60, "mA": 7}}]}"""
_PROGRESS: Final = b"""{"version":1,"lessons":{"longer_cone":{"state":"review","step":null,"stability_days":2.3,
"difficulty":5.0,"due":"2026-12-01T08:00:00Z","reviewed":"2026-11-28T08:00:00Z","begun":"2026-11-28","marks":[1.0],
"sureness":"fairly"}},"days":["2026-11-28"]}"""
_NOW: Final = b"""{"version":1,"lesson":{"lesson":"longer_cone","asked":0,"answered":[{"kind":"typed","value":0.25}]},
"exam":{"seed":"a","fingerprint":"b","on":"2026-11-28","responses":{"0":{"kind":"picked","keys":["a"]}}}}"""
_LOG: Final = b"""Date,Name,Age,Exam,kV,mA,Exposure time (ms)
2026-11-21,Nobody,7,bitewing,60,7,100
21.11.2026,Nobody,45,panoramic,66,8,16000
"""
_JSON_LOG: Final = b"""{"exposures": [{"kvp": 60, "ma": 7, "ms": 100, "date": "2026-11-21"}]}"""
Read = Callable[[bytes], Any]


def readers(knowledge: Knowledge) -> Mapping[str, tuple[Read, tuple[bytes, ...]]]:
    """How each kind is read, and good files of it."""
    lessons = tuple(each.read_bytes() for each in sorted((ROOT / "data" / "lessons").glob("*.toml"))[:20])
    images = tuple(each.read_bytes() for each in sorted((ROOT / "tests" / "samples").rglob("*.dcm")))

    def log(name: str) -> Read:
        return lambda raw: read_given([Given(name, lambda most: raw[:most])], knowledge)

    return {
        "case": (lambda raw: read_case(CASE_TEXT.json(raw, "case"), knowledge), (_CASE,)),
        "unit": (lambda raw: unit_from_text(raw, knowledge), (_UNIT,)),
        "units of a page": (lambda raw: units_of_file(raw, knowledge), (_UNIT, _KEPT)),
        "kept settings": (lambda raw: read_kept(raw, knowledge), (_KEPT,)),
        "progress": (read_progress, (_PROGRESS,)),
        "under way": (lambda raw: read_under_way(raw.decode(errors="surrogateescape")), (_NOW,)),
        "lesson": (lambda raw: check({"lesson.toml": raw}, date(2026, 11, 28)), lessons),
        "columns": (columns_from_text, (b'{"kV": "kV", "exposure_s": {"column": "Time", "unit": "ms"}}',)),
        "image": (log("image.dcm"), images),
        "log as CSV": (log("log.csv"), (_LOG,)),
        "log as JSON": (log("log.json"), (_JSON_LOG, _CASE)),
        "workbook": (log("log.xlsx"), (b"PK\x03\x04" + bytes(200), _LOG)),
    }


def damaged(dice: random.Random, good: bytes, others: tuple[bytes, ...]) -> bytes:
    """One to four injuries."""
    raw = good
    for _ in range(dice.randint(1, 4)):
        at, to = sorted((dice.randrange(len(raw) + 1), dice.randrange(len(raw) + 1)))
        match dice.randrange(7):
            case 0:
                raw = raw[:at]
            case 1:
                raw = raw[:at] + raw[to:]
            case 2:
                raw = raw[:at] + dice.choice(_SPLICES) + raw[at:]
            case 3:
                raw = raw[:at] + dice.choice(_SPLICES) + raw[min(to, at + 12) :]
            case 4:
                raw = raw[:at] + raw[at : at + 2000] * dice.randint(2, 20) + raw[at:]
            case 5 if raw:
                turned = bytearray(raw)
                for _ in range(dice.randint(1, 8)):
                    turned[dice.randrange(len(turned))] ^= 1 << dice.randrange(8)
                raw = bytes(turned)
            case _:
                other = dice.choice(others)
                raw = raw[:at] + other[dice.randrange(len(other) + 1) :][:4000] + raw[to:]
    return raw


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=20_000)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--minutes", type=float, default=60.0, help="after which it ends with what it has")
    asked = options.parse_args()
    dice, kinds, ended = random.Random(asked.seed), readers(load_knowledge()), Counter[str]()
    others = tuple(each for _, good in kinds.values() for each in good)
    until = time.monotonic() + 60.0 * asked.minutes
    for number in range(min(asked.count, MOST)):
        if time.monotonic() > until:
            break
        kind = list(kinds)[number % len(kinds)]
        read, good = kinds[kind]
        raw = damaged(dice, dice.choice(good), others)
        begun = time.process_time()
        try:
            read(raw)
            how = "read"
        except (Refusal, DataError) as refused:
            how = "refused" if f"{refused}".strip() else "FAULT without a word"
        except Exception:  # noqa: BLE001 - what an attack looks for
            how = "FAULT"
            if ended[f"{kind}: FAULT"] < 3:
                print(kind, raw[:300])
                traceback.print_exc(file=sys.stdout)
        if time.process_time() - begun > SLOW_S:
            how += ", FAULT slow"
            print(kind, "took", time.process_time() - begun, "s:", len(raw), "bytes", raw[:100])
        ended[f"{kind}: {how}"] += 1
    for how, count in sorted(ended.items()):
        print(f"{count:8} {how}", flush=True)
    return int(any("FAULT" in how for how in ended))


if __name__ == "__main__":
    sys.exit(main())
