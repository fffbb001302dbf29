"""What the command line takes in and gives out: files and standard streams, small, in UTF-8, one line an error."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from advisor.intake.refusal import Refusal, Why

if TYPE_CHECKING:
    from advisor.intake.text import Text

BAD_INPUT: Final = 2
BAD_OUTPUT: Final = 1
INTERRUPTED: Final = 130  # as a shell counts: 128 and the number of the signal
STANDARD_INPUT: Final = "-"


def shown_to_reader(text: str) -> int:
    """Print as UTF-8, and end quietly where the reader of a pipe has stopped reading."""
    if sys.stdout is None:  # the shell's >&-
        print("standard output: is closed; give it a file or a pipe", file=sys.stderr)
        return BAD_OUTPUT
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # names hold what no encoding does
    try:
        print(text, end="", flush=True)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains once more on its way out
        if not isinstance(error, BrokenPipeError):
            print(f"standard output: cannot be written ({error.strerror}); write to another place", file=sys.stderr)
            return BAD_OUTPUT
    return 0


def one_line(text: str) -> str:
    """One line for a terminal, whatever a file or its name holds: nothing in it moves the cursor or the text."""
    return "".join(each if each.isprintable() else ascii(each)[1:-1] for each in text)


def read(name: str, kind: Text) -> bytes:
    """The bytes of a small file of a kind, or of standard input."""
    try:
        stream = _standard_input() if name == STANDARD_INPUT else Path(name).open("rb")  # noqa: SIM115 - closed below
        with stream:
            raw = stream.read(kind.most_bytes + 1)
    except OSError as error:
        raise Refusal(name, Why.CANNOT_BE_READ, error=error.strerror, what=kind.what) from None
    kind.check_size(raw, name)
    return raw


def _standard_input() -> BinaryIO:
    if sys.stdin is None:  # the shell's <&-
        raise Refusal(STANDARD_INPUT, Why.STDIN_CLOSED)
    if sys.stdin.closed:
        raise Refusal(STANDARD_INPUT, Why.STDIN_READ_ONCE)
    return sys.stdin.buffer
