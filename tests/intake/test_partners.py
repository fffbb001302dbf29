"""Partners that are not ours: DICOM sent over the network and received by dcmtk, and a checker before the samples.

Each is skipped with a word where it is not installed.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from advisor.intake.files import on_disk, read_given
from advisor.intake.telling import printed
from advisor.knowledge import Knowledge
from tests.patience import PATIENCE_S

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "tests" / "samples" / "synthetic").glob("*.dcm"))


@contextmanager
def receiving(folder: Path) -> Iterator[int]:
    """A storage service of dcmtk that writes what it is sent into a folder."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = ["storescp", "--output-directory", str(folder), "--filename-extension", ".dcm", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as service:
        try:
            _answers(port)
            yield port
        finally:
            service.terminate()


def _answers(port: int) -> None:
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        if subprocess.run(["echoscu", "127.0.0.1", str(port)], capture_output=True, check=False).returncode == 0:
            return
    raise TimeoutError(port)


def as_printed(folder: Path) -> str:
    """What the command tells of a folder."""
    command = [sys.executable, "-m", "advisor", "read", str(folder)]
    return subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout


def without_names(told: str) -> list[str]:
    """Line by line, whatever the files are called."""
    return sorted(json.dumps({**json.loads(line), "file": ""}) for line in told.splitlines())


@pytest.fixture
def sent(knowledge: Knowledge) -> list[str]:
    return without_names(_printed(SAMPLES[0].parent, knowledge))


def _printed(folder: Path, knowledge: Knowledge) -> str:
    today = date.today()  # noqa: DTZ011 - the day of the command
    return printed(read_given(on_disk([folder]), knowledge, today=today))


@pytest.mark.skipif(shutil.which("storescp") is None, reason="storescp is not installed (Debian: dcmtk)")
def test_what_a_dicom_partner_received_is_read_as_what_was_sent(tmp_path: Path, sent: list[str]) -> None:
    """A store of each sample (a picture IO, PX, DX, CT; a dose report) over the network, then the folder read."""
    with receiving(tmp_path) as port:
        for path in SAMPLES:
            subprocess.run(["storescu", "127.0.0.1", str(port), str(path)], check=True, capture_output=True)

    assert len(list(tmp_path.iterdir())) == len(SAMPLES)
    assert without_names(as_printed(tmp_path)) == sent
    assert len(sent) >= len(SAMPLES)


@pytest.mark.skipif(shutil.which("dump2dcm") is None, reason="dump2dcm is not installed (Debian: dcmtk)")
def test_a_header_that_dcmtk_wrote_is_read_as_ours(tmp_path: Path, sent: list[str], knowledge: Knowledge) -> None:
    """Taken apart by dcmdump and written anew by dump2dcm."""
    for path in SAMPLES:
        apart = subprocess.run(["dcmdump", "+L", str(path)], check=True, capture_output=True, text=True).stdout
        (tmp_path / "dump.txt").write_text(apart, encoding="utf-8")
        written = tmp_path / "written" / path.name
        written.parent.mkdir(exist_ok=True)
        subprocess.run(["dump2dcm", str(tmp_path / "dump.txt"), str(written)], check=True, capture_output=True)

    assert without_names(_printed(tmp_path / "written", knowledge)) == sent


@pytest.mark.skipif(shutil.which("dciodvfy") is None, reason="dciodvfy is not installed (Debian: dicom3tools)")
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_synthetic_samples_are_clean_dicom(path: Path) -> None:
    told = subprocess.run(["dciodvfy", str(path)], check=False, capture_output=True, text=True)

    assert "Error" not in told.stdout + told.stderr
