"""The product's own server as a process, started on a free port and ended with the tests."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tests.patience import PATIENCE_S

ROOT: Final = Path(__file__).resolve().parents[2]
INSTALLED: Final = os.environ.get("ADVISOR_PROGRAM")  # another program than the clone's, to look at: .ci/wheel

_STOP_S: Final = 10.0
_POLL_S: Final = 0.05


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def product(port: int) -> list[str]:
    """The command by which a practice starts the product."""
    program = [INSTALLED] if INSTALLED else [sys.executable, "-m", "advisor"]
    return [*program, "serve", "--port", str(port)]


@contextmanager
def running(command: Sequence[str], port: int, log_file: Path | None = None) -> Iterator[str]:
    """Run a server that exits when its port is taken, and give its address once it is healthy."""
    with log_file.open("w+") if log_file else tempfile.TemporaryFile("w+") as log:
        home = tempfile.gettempdir() if INSTALLED else ROOT  # nothing of the clone helps an installed program
        process = subprocess.Popen(command, cwd=home, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}"
            if not healthy(process, address):
                log.seek(0)
                raise RuntimeError(f"{' '.join(command)} does not answer (status {process.poll()}):\n{log.read()}")
            yield address
        finally:
            _end(process)


def healthy(process: subprocess.Popen[bytes], address: str) -> bool:
    """Whether it answers while our process lives: no other server's answer counts, a leftover one least of all."""
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=10) as answer:
                return bool(answer.read() == b"ok" and process.poll() is None)
        except (urllib.error.URLError, OSError):
            time.sleep(_POLL_S)
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
