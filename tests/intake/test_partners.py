"""The synthetic samples before a checker that is not ours; skipped with a word where it is not installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SAMPLES = sorted((Path(__file__).parents[1] / "samples" / "synthetic").glob("*.dcm"))


@pytest.mark.skipif(shutil.which("dciodvfy") is None, reason="dciodvfy is not installed (Debian: dicom3tools)")
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_the_synthetic_samples_are_clean_dicom(path: Path) -> None:
    told = subprocess.run(["dciodvfy", str(path)], check=False, capture_output=True, text=True)

    assert "Error" not in told.stdout + told.stderr
