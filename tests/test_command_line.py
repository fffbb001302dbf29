"""The command line as others build on it: the published keys, exit status 2 and one line for a bad input."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from advisor import __version__
from advisor.__main__ import LARGEST_CASE_BYTES, main
from tests.test_reading import FULL, SMALLEST

REPORT = {
    "steps",
    "dose",
    "exposure",
    "entrance_kerma_mGy",
    "dap_mGycm2",
    "reference_levels",
    "background",
    "setup_after",
    "unaddressed",
    "fingerprint",
}
OPINION = {"issuer", "year", "verdict", "says", "strength", "source", "where", "because", "instead"}
ESTIMATE = {"low_uSv", "typical_uSv", "high_uSv", "basis", "evidence"}
EXPOSURE = {"set_s", "low_s", "high_s", "basis", "evidence"}
RANGE = {"low", "typical", "high"}
STEPS = ["select", "receptor", "cbct", "collimate", "shield", "child_size"]
COMMANDS = ("advise", "exposure", "dose")
Asked = Callable[..., tuple[int, str, str]]


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(FULL), encoding="utf-8")
    return file


@pytest.fixture
def asked(capsys: pytest.CaptureFixture[str]) -> Asked:
    """Run the command line in this process: exit status, standard output, standard error."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        status = main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def process(*arguments: str, root: Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run it as a user would."""
    command = [sys.executable, "-m", "advisor", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, timeout=60, check=False, **options)


def one_line(refused: tuple[int, str, str]) -> str:
    """The line on standard error of a refused input: status 2, and nothing on standard output."""
    status, output, error = refused

    assert status == 2
    assert output == ""
    assert error.endswith("\n")
    assert error.count("\n") == 1
    assert "Traceback" not in error
    return error.strip()


def told_of(answer: tuple[int, str, str]) -> Any:
    status, output, error = answer

    assert status == 0
    assert error == ""
    return json.loads(output)


# What is told


def test_advise_tells_one_report_with_the_keys_of_the_contract(
    asked: Asked, case_file: Path, report_schema: dict[str, Any]
) -> None:
    report = told_of(asked("advise", case_file))
    opinions = [o for step in report["steps"] for finding in step["findings"] for o in finding["opinions"]]

    assert report.keys() == REPORT
    assert [step["step"] for step in report["steps"]] == STEPS
    assert all(step.keys() == {"step", "verdict", "findings"} for step in report["steps"])
    assert all(opinion.keys() == OPINION for opinion in opinions)
    assert report["dose"].keys() == {"now", "after", "savings"}
    assert report["dose"]["now"].keys() == report["dose"]["after"].keys() == ESTIMATE
    assert all(saving.keys() == {"topic", "typical_uSv", "percent"} for saving in report["dose"]["savings"])
    assert report["exposure"].keys() == EXPOSURE
    assert report["entrance_kerma_mGy"].keys() == report["dap_mGycm2"].keys() == RANGE
    assert report["background"].keys() == {"place", "msv_per_year", "days_now", "days_after"}
    assert report["setup_after"].keys() >= FULL["setup"].keys()
    assert report["fingerprint"].startswith(f"{__version__}+")
    jsonschema.validate(report, report_schema)


def test_exposure_and_dose_tell_the_same_as_the_report(asked: Asked, case_file: Path) -> None:
    """They are parts of it, not other calculations."""
    report = told_of(asked("advise", case_file))

    assert told_of(asked("exposure", case_file)) == report["exposure"]
    assert told_of(asked("dose", case_file)) == report["dose"]


def test_what_was_not_told_is_empty_rather_than_absent(asked: Asked, tmp_path: Path) -> None:
    """The keys of a report do not depend on the case."""
    file = tmp_path / "case.json"
    file.write_text(json.dumps(SMALLEST), encoding="utf-8")
    report = told_of(asked("advise", file))

    assert report.keys() == REPORT
    assert report["entrance_kerma_mGy"] == report["dap_mGycm2"] == {}
    assert report["exposure"]["set_s"] is None
    assert report["setup_after"]["kV"] is None


@pytest.mark.parametrize("command", COMMANDS)
def test_a_dash_reads_standard_input(
    command: str, asked: Asked, case_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(json.dumps(FULL).encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stream)

    assert told_of(asked(command, "-")) == told_of(asked(command, case_file))


def test_a_byte_order_mark_is_no_obstacle(asked: Asked, tmp_path: Path) -> None:
    """Windows editors write one."""
    file = tmp_path / "case.json"
    file.write_bytes(b"\xef\xbb\xbf" + json.dumps(SMALLEST).encode())

    assert told_of(asked("advise", file)).keys() == REPORT


def test_a_case_without_a_date_is_judged_today(asked: Asked, tmp_path: Path) -> None:
    """So that a guideline not yet in force does not speak; the core itself knows no calendar."""
    file = tmp_path / "case.json"
    file.write_text(json.dumps({**FULL, "on": "2012-06-01"}), encoding="utf-8")
    then = told_of(asked("advise", file))
    file.write_text(json.dumps({**FULL, "on": None}), encoding="utf-8")
    today = told_of(asked("advise", file))
    issuers = {o["issuer"] for step in then["steps"] for finding in step["findings"] for o in finding["opinions"]}

    assert "Image Gently" not in issuers
    assert "Image Gently" in json.dumps(today)


# What is refused


@pytest.mark.parametrize("command", COMMANDS)
def test_a_bad_case_is_one_line_that_names_field_and_remedy(command: str, asked: Asked, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text(json.dumps({**SMALLEST, "setup": {"exposure_s": 250}}), encoding="utf-8")

    line = one_line(asked(command, file))

    assert line.startswith("setup.exposure_s: 250 is not plausible")
    assert "if milliseconds were meant, write 0.25" in line


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is not JSON (line 1, column 1)"),
        (b"age 7, bitewing", "is not JSON (line 1, column 1)"),
        (b'{"patient": {"age_years": 7},\n "exam": bitewing}', "is not JSON (line 2, column 10)"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff", "is not UTF-8 text"),
        ('{"exam": "bitewing"}'.encode("utf-16"), "is not UTF-8 text"),
        (b"[" * 200_000, "is not JSON"),
        (b"[]", "case: must be a JSON object"),
        (b"null", "case: must be a JSON object"),
        (b"7", "case: must be a JSON object"),
        (b"{}", "patient: is needed"),
        (b'{"patient": {"age_years": NaN}, "exam": "bitewing"}', "patient.age_years: must be a finite number"),
        (b'{"patient": {"age_years": 1e999}, "exam": "bitewing"}', "patient.age_years: must be a finite number"),
        (b'{"a":' * 900 + b"1" + b"}" * 900, "case: is nested too deeply"),
        (b'{"patient": {"age_years": ' + b"9" * 5000 + b'}, "exam": "bitewing"}', "is not JSON"),
        (b'{"patient": {"age_years": 7}, "exam": "bite\\u0000wing\\nx"}', "exam: "),
        (b" " * (LARGEST_CASE_BYTES + 1), "is larger than 1000000 bytes"),
    ],
    ids=range(16),
)
def test_what_is_no_case_is_refused_in_one_line(content: bytes, words: str, asked: Asked, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_bytes(content)

    assert words in one_line(asked("advise", file))


def test_a_missing_file_a_folder_and_a_locked_name_are_told_by_name(asked: Asked, tmp_path: Path) -> None:
    assert f"{tmp_path / 'none.json'}: cannot be read" in one_line(asked("advise", tmp_path / "none.json"))
    assert f"{tmp_path}: cannot be read" in one_line(asked("advise", tmp_path))
    assert "cannot be read" in one_line(asked("advise", tmp_path / "case.json" / "case.json"))


@pytest.mark.parametrize("arguments", [[], ["advice", "case.json"], ["advise"], ["advise", "a.json", "b.json"]])
def test_a_mistaken_command_gives_status_2_and_nothing_on_standard_output(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)

    assert stopped.value.code == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("arguments", [["--help"], *([command, "--help"] for command in COMMANDS)])
def test_help_shows_examples(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    words = capsys.readouterr().out

    assert stopped.value.code == 0
    assert "examples:\n  python -m advisor advise case.json" in words
    assert "data/schema/case.schema.json" in words


def test_the_example_of_the_help_works(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(b'{"patient": {"age_years": 7}, "exam": "bitewing"}'), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stream)

    assert told_of(asked("dose", "-")).keys() == {"now", "after", "savings"}


# As a process of its own


def test_it_runs_as_a_module(root: Path, case_file: Path) -> None:
    """JSON in UTF-8 on standard output, whatever the language of the machine."""
    done = process("advise", str(case_file), root=root, env={**os.environ, "PYTHONIOENCODING": "utf-8"})

    assert done.returncode == 0
    assert done.stderr == b""
    assert json.loads(done.stdout).keys() == REPORT


def test_a_bad_input_ends_the_process_with_status_2(root: Path) -> None:
    done = process("advise", "-", root=root, input=b"no")

    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.count(b"\n") == 1


def test_it_finds_its_data_from_another_folder(root: Path, tmp_path: Path, case_file: Path) -> None:
    """The data lie beside the package, not in the working folder."""
    done = process("dose", str(case_file), root=tmp_path, env={**os.environ, "PYTHONPATH": str(root)})

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout).keys() == {"now", "after", "savings"}


def test_a_reader_that_stops_early_leaves_no_traceback(root: Path, case_file: Path) -> None:
    """As in: python -m advisor advise case.json | head -1."""
    with subprocess.Popen(
        [sys.executable, "-m", "advisor", "advise", str(case_file)],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as started:
        assert started.stdout is not None
        assert started.stderr is not None
        started.stdout.close()
        error = started.stderr.read()

    assert b"Traceback" not in error
    assert b"Error" not in error


def test_the_command_line_does_not_wait_for_the_screen(root: Path) -> None:
    """Streamlit and pandas are loaded by serve alone."""
    words = "import sys, advisor.__main__; print([m for m in ('streamlit', 'pandas', 'altair') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", words], cwd=root, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
