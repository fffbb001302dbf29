"""Damaged and hostile DICOM files: none may crash the reader or hang it.

    python -m tests.attack.dicom [--files 20000] [--seed 7] [--slowest 2.0]

Sample headers with bits turned, bytes removed, doubled and exchanged, lengths made huge, numbers made endless, items
nested. Every file must be read or refused with a sentence; prints how many were which, and the slowest.
"""

from __future__ import annotations

import argparse
import json
import random
import struct
import sys
import time
from collections.abc import Callable
from pathlib import Path

from advisor import load_knowledge
from advisor.intake.dicom import read_dicom
from advisor.intake.exposure import exposure_json, joined
from advisor.intake.recognised import recognised
from advisor.intake.refusal import Refusal, Why

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
OTHERS = SAMPLES.parents[2] / "shared" / "samples" / "openrem"  # where they are there; read, never copied
ENDLESS = (b"1e900000000", b"-1E99999", b"NaN", b"Infinity", b"9" * 64, b"0x7f", b"1_000", b"\xff\xfe", b"1\\2\\3", b"")
HOSTILE = (b"=1+1", b"<script>", b"\x1b[2J", b"../../etc", b"\0" * 32, "ß漢\u202e".encode(), b"A" * 5000)
Harm = Callable[[bytearray, random.Random], bytearray]


def bits(raw: bytearray, dice: random.Random) -> bytearray:
    for _ in range(dice.randint(1, 30)):
        raw[dice.randrange(len(raw))] ^= 1 << dice.randrange(8)
    return raw


def cut(raw: bytearray, dice: random.Random) -> bytearray:
    return raw[: dice.randint(1, len(raw))]


def removed(raw: bytearray, dice: random.Random) -> bytearray:
    at = dice.randrange(len(raw))
    del raw[at : at + dice.randint(1, 200)]
    return raw or bytearray(b"\0")


def doubled(raw: bytearray, dice: random.Random) -> bytearray:
    at = dice.randrange(len(raw))
    piece = raw[at : at + dice.randint(1, 400)]
    return raw[:at] + piece * dice.randint(2, 50) + raw[at:]


def long(raw: bytearray, dice: random.Random) -> bytearray:
    """A length of an element made huge, or undefined."""
    at = dice.randrange(0, max(1, len(raw) - 4))
    raw[at : at + 4] = struct.pack("<I", dice.choice((0xFFFFFFFF, 0x7FFFFFFF, 0xFFFFFFF0, 65535, 0)))
    return raw


def endless(raw: bytearray, dice: random.Random) -> bytearray:
    """A value put over another one, its length too where it is a short one."""
    kinds = (b"DS", b"IS", b"AS", b"LO", b"CS", b"DA", b"TM")
    places = [at for at in range(132, len(raw) - 8) if raw[at : at + 2] in kinds]
    if not places:
        return bits(raw, dice)
    at = dice.choice(places)
    told = dice.choice(ENDLESS + HOSTILE)[:65000]
    told += b" " * (len(told) % 2)
    (length,) = struct.unpack_from("<H", raw, at + 2)
    return raw[: at + 2] + struct.pack("<H", len(told)) + told + raw[at + 4 + length :]


def nested(raw: bytearray, dice: random.Random) -> bytearray:
    """Sequences within sequences, of undefined length."""
    item = b"\x40\x00\x30\xa7SQ\0\0\xff\xff\xff\xff\xfe\xff\x00\xe0\xff\xff\xff\xff"
    return raw + item * dice.choice((3, 50, 400, 3000))


def mixed(raw: bytearray, dice: random.Random) -> bytearray:
    at, other = dice.randrange(len(raw)), dice.randrange(len(raw))
    length = dice.randint(1, 100)
    raw[at : at + length], raw[other : other + length] = raw[other : other + length], raw[at : at + length]
    return raw


HARMS: tuple[Harm, ...] = (bits, cut, removed, doubled, long, endless, endless, nested, mixed)


def harmed(raws: list[bytes], dice: random.Random) -> bytes:
    raw = bytearray(dice.choice(raws))
    for _ in range(dice.randint(1, 3)):
        raw = dice.choice(HARMS)(raw, dice)
    return bytes(raw)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--slowest", type=float, default=2.0, help="processor seconds that no file may take")
    asked = parser.parse_args()
    dice, knowledge, known = random.Random(asked.seed), load_knowledge(), recognised()
    folders = [folder for folder in (SAMPLES, OTHERS) if folder.is_dir()]
    raws = [path.read_bytes() for folder in folders for path in sorted(folder.rglob("*.dcm"))]
    count = {"read": 0, "no exposure": 0, "no DICOM": 0}
    slowest = 0.0
    for nth in range(asked.files):
        raw, begun = harmed(raws, dice), time.process_time()
        try:
            found, _, _ = read_dicom(raw, f"{nth}.dcm", known, knowledge)
            json.dumps([exposure_json(each) for each in joined(found)[0]], allow_nan=False)
            count["read"] += 1
        except Refusal as refused:
            count["no exposure" if refused.why in (Why.NO_EXPOSURE, Why.NO_PICTURE) else "no DICOM"] += 1
        took = time.process_time() - begun
        if took > slowest:
            slowest = took
            print(f"file {nth}: {took:.3f} s of processor, {len(raw)} bytes", flush=True)
        if took > asked.slowest:
            print(f"file {nth} of seed {asked.seed} took {took:.1f} s")
            return 1
    print(f"{asked.files} files: {count}; slowest {slowest:.3f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
