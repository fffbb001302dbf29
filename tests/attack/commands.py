"""Odd command lines of every command: each ends with status 0, or in one line and a status, with nothing half written.

    python -m tests.attack.commands [--real] [--minutes 30] [--from 0]

Each is run in a process of its own, forked from one that has the product's modules and data; with `--real` as a shell
starts it. Standard input is what is named, else empty. Prints what ended otherwise; status 1 where anything did.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Final, NamedTuple

import advisor as product
from advisor.__main__ import main as advisor
from advisor.command_line import commands
from tests.attack import kinds

ROOT: Final = Path(__file__).resolve().parents[2]
PATIENCE_S: Final = 300.0
_STATUS: Final = (0, 1, 2)
_WORDS: Final = (
    "", " ", "-", "--", "-1", "nan", "1e999", "9" * 400, "../..", "/", "/dev/null", "/dev/zero", "/proc/self/mem",
    "/proc/self", "x" * 300, "x" * 5000, "a\nb", "\x1b[2J", "\u202ex", "n\udce9e", "\U0001f600", "{0}", "%s", "=1+1",
    "no.such", "\u0661\u0662",
)  # fmt: skip
_FILES: Final = (
    "case.json", "unit.toml", "log.csv", "empty.json", "surrogate.json", "latin.json", "unit2.json", "nul.json",
    "old.json", "folder", "loop", "gone", "log.xlsx", "log.parquet", "formula.csv", "empty.csv", "log.json",
    "card.txt", "lesson.toml", "columns.json",
)  # fmt: skip
_BEFORE_A_FILE: Final = (
    ("advise",), ("chart",), ("read",), ("audit",), ("lessons", "check"), ("record", "check"),
    ("record", "join", "card.txt"), ("record", "to-fhir"), ("record", "from-fhir"), ("record", "make"),
    ("advise", "case.json", "--unit"), ("audit", "log.csv", "--last"), ("audit", "log.csv", "--columns"),
    ("read", "log.csv", "--columns"), ("audit", "log.csv", "--unit"), ("read", "--show-columns"),
)  # fmt: skip


class Line(NamedTuple):
    """A command line, what is on standard input, and what stays as it was where it fails."""

    words: tuple[str, ...]
    given: bytes = b""
    out: str | None = None


class Ended(NamedTuple):
    status: int
    said: str
    wrong: str


def prepare(folder: Path) -> None:
    """Good files of each kind, to be named by the command lines."""
    files = {
        "case.json": kinds.CASE, "unit.toml": kinds.UNIT, "log.csv": kinds.LOG, "log.json": kinds.JSON_LOG,
        "columns.json": kinds.COLUMNS, "card.txt": kinds.CARD, "empty.json": b"", "surrogate.json": b'"\\ud800"',
        "latin.json": b'{"exam": "b\xe9tewing"}', "empty.csv": b"",
        "unit2.json": b'{"name": "n\\ud800 {0}", "setup": {"kV": 60}}',
        "nul.json": b"\0" * 100, "lesson.toml": next((ROOT / "data" / "lessons").glob("*.toml")).read_bytes(),
        "old.json": b"{}", "log.xlsx": kinds.workbook(), "log.parquet": kinds.parquet(),
        "formula.csv": kinds.LOG.replace(b"Nobody", b"=1+1").replace(b"sensor", b"=cmd|'/C calc'!A1"),
    }  # fmt: skip
    for name, raw in files.items():
        (folder / name).write_bytes(raw)
    (folder / "folder").mkdir()
    (folder / "pipe").unlink(missing_ok=True)
    (folder / "loop").symlink_to("loop")
    (folder / "gone").symlink_to("nowhere")


def lines() -> Iterator[Line]:
    """Every command with odd words in every place of it."""
    parts = ("advise", "dose", "exposure")
    for word in _WORDS:
        yield Line((word,))
        for command in ("advise", "exposure"):
            yield Line((command, word), kinds.CASE)
        yield Line(("advise", "case.json", "--unit", word), kinds.UNIT)
        yield Line(("chart", word), kinds.UNIT)
        yield Line(("chart", "unit.toml", "--ages", word))
        yield Line(("chart", "unit.toml", "--receptor", word))
        yield Line(("lessons", "check", word), b"id = 1")
        if not word.startswith("/dev/zero") and word not in ("/", "../.."):
            yield Line(("read", word))
            yield Line(("audit", word))
            yield Line(("audit", "log.csv", word, "--parquet"))
            yield Line(("record", "make", "case.json", word))
        yield Line(("read", "log.csv", "--columns", word))
        yield Line(("read", "log.csv", "--place", word))
        yield Line(("audit", "log.csv", "--place", word))
        yield Line(("audit", "log.csv", "--last", word))
        yield Line(("audit", "log.csv", "--practice", word, "--by", word))
        yield Line(("record", "check", word), kinds.CARD)
        yield Line(("record", "make", "case.json", "--name", word, "--where", word))
        yield Line(("record", "make", "log.csv", "--why", word, "--asked-by", word))
        yield Line(("record", "card", "card.txt", "--size", word, "--out", "made.pdf"))
        yield Line(("advise", "case.json", "--format", word))
        yield Line(("sheet", "case.json", "--out", "made.html", "--kind", word, "--settings", word))
        yield Line(("sheet", "case.json", "--out", "made.html", "--unit", word))
        yield Line(("audit", "log.csv", "--paper", word))
        yield Line(("lessons", word))
        yield Line(("serve", "--public-name", word, "--port", "0"))
        yield Line(("serve", "--cds-hooks", "--unit", word, "--port", "0"))
        yield Line(("record", "to-fhir", word), kinds.CARD)
        yield Line(("record", "from-fhir", word), b"{}")
        yield Line(("serve", "--port", word))
        yield Line(("serve", "--cds-hooks", "--hook-origin", f"http://[{word}"))
        yield Line(("serve", "--cds-hooks", "--place", word, "--port", "0"))
        if not word.startswith(("/", "..")):
            yield Line(("audit", "log.csv", "--out", word))
        if word not in ("", " ", "/", "../.."):
            yield Line(("sheet", "case.json", "--out", f"{word}.html", "--practice", word), out=f"{word}.html")
    for name in _FILES:
        for words in _BEFORE_A_FILE:
            yield Line((*words, name))
        yield Line(("record", "card", name, "--out", "made.pdf"), out="made.pdf")
        yield Line(("sheet", name, "--out", "made.html"), out="made.html")
    for out in (
        "folder",
        "no/such/made.html",
        "/dev/full",
        "/proc/made.html",
        "gone/made.html",
        "loop/made.html",
        "case.json/made.html",
    ):
        yield Line(("sheet", "case.json", "--out", out))
        yield Line(("record", "card", "card.txt", "--out", out))
        yield Line(("audit", "log.csv", "--out", out))
    for part in parts:
        yield Line((part, "-"), kinds.CASE)
        yield Line((part, "-", "--unit", "-"), kinds.CASE)
        yield Line((part, "-"), b"\xff\xfe{")
    yield Line(("lessons", "check", "-", "-"), b"")
    yield Line(("record", "join", "-", "-"), kinds.CARD)
    yield Line(("record", "make", "-", "-"), kinds.CASE)
    yield Line(("sheet", "unit2.json", "--out", "made.html"), out="made.html")
    yield Line(("advise", "case.json", "--unit", "unit2.json"))


def warmed_up() -> None:
    """Have before the forks what each command would load for itself: most of a second of work, the same every time."""
    for module in walk_packages(product.__path__, f"{product.__name__}."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    for name in ("duckdb", "ibis.backends.duckdb", "weasyprint", "pydicom", "jinja2"):
        import_module(name)
    commands.load_knowledge = cache(commands.load_knowledge)  # type: ignore[attr-defined]
    commands.load_knowledge()


def forked(line: Line, folder: Path) -> Ended:
    """Run in a child of this process, whose imports are done."""
    given, said, told = (tempfile.TemporaryFile() for _ in range(3))  # noqa: SIM115 - the child has them
    given.write(line.given)
    given.seek(0)
    child = os.fork()
    if child == 0:
        status = 99
        try:
            os.chdir(folder)
            for number, stream in enumerate((given, said, told)):
                os.dup2(stream.fileno(), number)
            sys.stdin, sys.stdout, sys.stderr = (
                open(n, mode, encoding="utf-8", errors=errors)  # noqa: SIM115
                for n, mode, errors in ((0, "r", "surrogateescape"), (1, "w", "strict"), (2, "w", "backslashreplace"))
            )
            status = advisor(line.words)
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 98
        except BaseException:  # noqa: BLE001 - what an attack looks for
            traceback.print_exc()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
    _, code = os.waitpid(child, 0)
    said.seek(0)
    told.seek(0)
    return Ended(
        os.waitstatus_to_exitcode(code), said.read().decode("utf-8", "replace"), told.read().decode("utf-8", "replace")
    )


def real(line: Line, folder: Path) -> Ended:
    """Run as a shell does."""
    done = subprocess.run(
        [sys.executable, "-m", "advisor", *line.words], input=line.given, capture_output=True, cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    return Ended(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))


def fault(line: Line, ended: Ended, folder: Path) -> str | None:
    """What is wrong with an ending; None where nothing is."""
    if ended.status not in _STATUS:
        return f"status {ended.status}"
    if "Traceback" in ended.wrong:
        return "a traceback"
    if ended.status == 0:
        return "something on standard error" if ended.wrong and "lessons" not in line.words else None
    told = ended.wrong.splitlines()
    if len(told) != 1 and line.words[:2] != ("lessons", "check"):
        return f"{len(told)} lines on standard error"
    if any(not each.isprintable() for each in ended.wrong if each != "\n"):
        return "signs that move the cursor"
    if ended.said:
        return "an answer beside the refusal"
    if line.out and os.path.lexists(folder / line.out):
        return "a file half written"
    return None


def ended(line: Line, folder: Path, *, as_shell: bool) -> tuple[int, str | None]:
    """The status of one command line, and what is wrong with how it ended."""
    if line.out:
        with suppress(OSError):
            (folder / line.out).unlink(missing_ok=True)
    how = (real if as_shell else forked)(line, folder)
    if wrong := fault(line, how, folder):
        told = json.dumps([word[:60] for word in line.words])
        print(f"FAULT {wrong}: {told}\n  {how.wrong[-400:]!r}", flush=True)
    return how.status, wrong


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--real", action="store_true", help="as a shell starts it: a second for each")
    options.add_argument("--only", help="those whose words hold this one")
    options.add_argument("--from", type=int, default=0, dest="first", help="the number of the first line")
    options.add_argument("--minutes", type=float, default=30.0, help="after which it ends, and says where to go on")
    asked = options.parse_args()
    ends, faults, until = Counter[int](), 0, time.monotonic() + 60.0 * asked.minutes
    chosen = [line for line in lines() if asked.only in (None, *line.words)]
    if not asked.real:
        warmed_up()
    with tempfile.TemporaryDirectory() as name:
        prepare(Path(name))
        for number, line in enumerate(chosen[asked.first :], asked.first):
            if time.monotonic() > until:
                print(f"go on with --from {number} of {len(chosen)}")
                break
            status, wrong = ended(line, Path(name), as_shell=asked.real)
            ends[status] += 1
            faults += bool(wrong)
    print(f"{ends.total()} command lines, {faults} faults; ended with {dict(sorted(ends.items()))}")
    return int(faults > 0)


if __name__ == "__main__":
    sys.exit(main())
