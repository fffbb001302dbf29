"""Files of every kind that the product reads, damaged: each is read, or refused in a sentence.

    python -m tests.attack.files [--count 20000] [--seed 7] [--minutes 60] [--kind "log as XLSX"]

A good file of each kind is cut, stretched, turned, joined with others, has its words exchanged, or is filled with
numbers without end. Batches are read in a process of their own: a file that takes too long or too much memory, or takes
the process down, is named. Prints how many ended how, by kind; status 1 where one ended in another way.
"""

from __future__ import annotations

import argparse
import faulthandler
import multiprocessing
import random
import re
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Final

from advisor import load_knowledge
from advisor.intake.refusal import Refusal
from advisor.knowledge import DataError
from tests.attack.kinds import Kind, kinds, packed, unpacked

MOST: Final = 1_000_000
SLOW_S: Final = 5.0  # of processor time; a file that takes longer holds up the others
DEAD_S: Final = 120.0  # of the clock: the process ends, and with it the batch
MOST_BYTES: Final = 4_000_000_000  # of address space
BATCH: Final = 2_000
_SHOWN: Final = 3  # tracebacks a kind and batch
_SPLICES: Final = (
    b"0x" + b"f" * 5000, b"9" * 5000, b"1" * 60_000 + b"a", b"1/" * 200,
    b"1e999", b"NaN", b"-Infinity", b"[" * 3000, b'{"a":' * 2000, b"\x00",
    b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n", b'"', b"'''", b"\\ud800", b"=cmd|' /C calc'!A1",
    b"../../../etc/passwd", b"\xf0\x9f\x98\x80" * 50, b"a." * 4000, b"A" * 20_000, b"true", b"null", b"[]", b"{}",
    b"-1", b"2026-02-31",
)  # fmt: skip
_WORDS: Final = (
    b'""', b"0", b"-1", b"1e308", b"1e-308", b"1e999", b"NaN", b"Infinity", b"true", b"null", b"[]", b"{}", b"[[1]]",
    b'{"a": {"b": []}}', b'"' + b"x" * 3000 + b'"', b"9" * 400, b'"\\u202e\\u0000"', b'"{0} {x} %s"', b'"=1+1"',
    b'"2026-02-31"', b"2026-11-21", b'"9999-12-31"', b'"0001-01-01"', b'"bitewing"', b'"cbct"', b"sensor", b"1_0",
    "\u0661\u0662".encode(), b'"../x"', b'"<b>"', b"0.5", b"3",
)  # fmt: skip
Harm = Callable[[random.Random, bytes, tuple[bytes, ...]], bytes]


def _cut(dice: random.Random, raw: bytes, _: tuple[bytes, ...]) -> bytes:
    at, to = sorted((dice.randrange(len(raw) + 1), dice.randrange(len(raw) + 1)))
    return raw[:at] + (raw[to:] if dice.random() < 0.5 else b"")


def _spliced(dice: random.Random, raw: bytes, _: tuple[bytes, ...]) -> bytes:
    at = dice.randrange(len(raw) + 1)
    return raw[:at] + dice.choice(_SPLICES) + raw[at + dice.choice((0, 0, 1, 12)) :]


def _repeated(dice: random.Random, raw: bytes, _: tuple[bytes, ...]) -> bytes:
    at = dice.randrange(len(raw) + 1)
    return raw[:at] + raw[at : at + 2000] * dice.randint(2, 20) + raw[at:]


def _turned(dice: random.Random, raw: bytes, _: tuple[bytes, ...]) -> bytes:
    turned = bytearray(raw)
    for _ in range(dice.randint(1, 8) if raw else 0):
        turned[dice.randrange(len(turned))] ^= 1 << dice.randrange(8)
    return bytes(turned)


def _joined(dice: random.Random, raw: bytes, others: tuple[bytes, ...]) -> bytes:
    at, other = dice.randrange(len(raw) + 1), dice.choice(others)
    return raw[:at] + other[dice.randrange(len(other) + 1) :][:4000] + raw[at + dice.randrange(200) :]


_HARMS: Final[tuple[Harm, ...]] = (_cut, _spliced, _repeated, _turned, _joined)


def exchanged(dice: random.Random, raw: bytes, words: re.Pattern[bytes]) -> bytes:
    """With one to three words put in the place of others: such a file is still of its kind's form."""
    for _ in range(dice.randint(1, 3)):
        found = list(words.finditer(raw))
        if found:
            each = dice.choice(found)
            raw = raw[: each.start()] + dice.choice((dice.choice(_WORDS), dice.choice(found)[0])) + raw[each.end() :]
    return raw


def damaged(dice: random.Random, kind: Kind, others: tuple[bytes, ...]) -> bytes:
    """One to four injuries; of a text as often its words alone, of an archive as often one of its parts."""
    raw = dice.choice(kind.good)
    if kind.words and dice.random() < 0.5:
        return exchanged(dice, raw, kind.words)
    if raw.startswith(b"PK") and dice.random() < 0.7:
        parts = unpacked(raw)
        name = dice.choice(list(parts))
        parts[name] = dice.choice((*_HARMS, lambda dice, raw, _: exchanged(dice, raw, re.compile(rb"[^<>\" ]+"))))(
            dice, parts[name], others
        )
        return packed(parts)
    for _ in range(dice.randint(1, 4)):
        raw = dice.choice(_HARMS)(dice, raw, others)
    return raw


def ending(kind: Kind, raw: bytes) -> str:
    """How a file ends; anything but `read` and `refused` is a fault."""
    begun = time.process_time()
    try:
        kind.read(raw)
        how = "read"
    except (Refusal, DataError) as refused:
        how = "refused" if f"{refused}".strip() else "FAULT without a word"
    except Exception:  # noqa: BLE001 - what an attack looks for
        traceback.print_exc(file=sys.stdout)
        return "FAULT"
    return how if time.process_time() - begun < SLOW_S else f"{how}, FAULT slow"


def batch(held: Mapping[str, Kind], first: int, last: int, seed: int, at: Any, queue: Any) -> None:
    """Files of some numbers, in a process of its own; each number is one file, whatever the batch."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    ended, faults = Counter[str](), Counter[str]()
    others = tuple(each for kind in held.values() for each in kind.good)
    names = list(held)
    for number in range(first, last):
        at.value = number
        name, dice = names[number % len(names)], random.Random(f"{seed} {number}")
        raw = damaged(dice, held[name], others)
        faulthandler.dump_traceback_later(DEAD_S, exit=True, file=sys.__stderr__)
        how = ending(held[name], raw)
        faulthandler.cancel_dump_traceback_later()
        if "FAULT" in how:
            faults[name] += 1
            if faults[name] <= _SHOWN:
                print(f"number {number}, {name}, {how}: {len(raw)} bytes {raw[:400]!r}", flush=True)
        ended[f"{name}: {how}"] += 1
    queue.put(ended)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=20_000)
    options.add_argument("--first", type=int, default=0, help="the number of the first file, to see one again")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--minutes", type=float, default=60.0, help="after which it ends with what it has")
    options.add_argument("--kind", help="of this kind alone")
    asked = options.parse_args()
    held = {name: kind for name, kind in kinds(load_knowledge()).items() if asked.kind in (None, name)}
    ended, until, context = Counter[str](), time.monotonic() + 60.0 * asked.minutes, multiprocessing.get_context("fork")
    at, first, end = context.Value("q", 0), asked.first, asked.first + min(asked.count, MOST)
    while first < end and time.monotonic() < until:
        last, queue = min(first + BATCH, end), context.SimpleQueue()
        worker = context.Process(target=batch, args=(held, first, last, asked.seed, at, queue))
        worker.start()
        worker.join()
        if worker.exitcode:
            print(f"number {at.value} ended the process with {worker.exitcode}", flush=True)
            ended["FAULT: the process ended"] += 1
            last = at.value + 1
        else:
            ended += queue.get()
        first = last
        print(f"{first - asked.first} files, {sum(count for how, count in ended.items() if 'FAULT' in how)} faults")
        sys.stdout.flush()
    for how, count in sorted(ended.items()):
        print(f"{count:8} {how}", flush=True)
    return int(any("FAULT" in how for how in ended))


if __name__ == "__main__":
    sys.exit(main())
