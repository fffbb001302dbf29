"""The command line as others build on it: the published keys, exit status 2 and one line for a bad input."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from advisor import __version__
from advisor.__main__ import main
from advisor.command_line.commands import CASE_TEXT
from advisor.knowledge import Knowledge
from advisor.xray_unit.on_case import with_unit
from advisor.xray_unit.reading import read_unit
from tests.audit.logs import as_csv, not_falling
from tests.browser.server import free_port, healthy, product
from tests.intake.test_case import FULL, SMALLEST
from tests.patience import PATIENCE_S
from tests.xray_unit import test_reading as unit_reading

REPORT = {
    "steps",
    "dose",
    "exposure",
    "entrance_kerma_mGy",
    "dap_mGycm2",
    "reference_levels",
    "background",
    "setup_after",
    "advice",
    "unaddressed",
    "warnings",
    "also",
    "together",
    "fingerprint",
}
STEP = {"step", "verdict", "findings", "remarks", "needs", "whatever"}
OPINION = {"issuer", "year", "verdict", "says", "strength", "source", "where", "because", "instead"}
ESTIMATE = {"low_uSv", "typical_uSv", "high_uSv", "basis", "evidence"}
EXPOSURE = {"set_s", "low_s", "high_s", "basis", "evidence", "child_share"}
RANGE = {"low", "typical", "high"}
STEPS = ["select", "receptor", "cbct", "collimate", "shield", "child_size"]
COMMANDS = ("advise", "exposure", "dose")
CHART = ("exam", "region", "patient", "age_years", "set_s", "receptor")  # columns among others
Asked = Callable[..., tuple[int, str, str]]


@pytest.fixture
def case_file(tmp_path: Path) -> Path:
    file = tmp_path / "case.json"
    file.write_text(json.dumps(FULL), encoding="utf-8")
    return file


@pytest.fixture
def asked(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, knowledge: Knowledge) -> Asked:
    """Run the command line in this process, on what was read once: exit status, standard output, standard error."""
    for module in ("advisor.command_line.commands", "advisor.lessons.telling"):
        monkeypatch.setattr(f"{module}.load_knowledge", lambda: knowledge)

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        status = main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def process(*arguments: str, root: Path, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run it as a user would."""
    command = [sys.executable, "-m", "advisor", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, timeout=PATIENCE_S, check=False, **options)


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
    assert all(step.keys() == STEP for step in report["steps"])
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
    assert told_of(asked("dose", case_file)) == {**report["dose"], "warnings": report["warnings"]}


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
        (b" " * (CASE_TEXT.most_bytes + 1), "is larger than 1000000 bytes"),
        (b'{"exam": "cbct", "exam": "bitewing", "patient": {"age_years": 7}}', "tells 'exam' twice; keep one of them"),
        (b'{"on": "0", "exam": "bitewing", "patient": {"age_years": 7}}', "on: must be a date such as 2026-11-21"),
        (b'{"on": "2026-02-31", "exam": "bitewing", "patient": {"age_years": 7}}', "on: must be a date such as"),
    ],
    ids=range(19),
)
def test_what_is_no_case_is_refused_in_one_line(content: bytes, words: str, asked: Asked, tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_bytes(content)

    assert words in one_line(asked("advise", file))


def test_a_missing_file_a_folder_and_a_locked_name_are_told_by_name(asked: Asked, tmp_path: Path) -> None:
    assert f"{tmp_path / 'none.json'}: cannot be read" in one_line(asked("advise", tmp_path / "none.json"))
    assert f"{tmp_path}: cannot be read" in one_line(asked("advise", tmp_path))
    assert "cannot be read" in one_line(asked("advise", tmp_path / "case.json" / "case.json"))


@pytest.mark.parametrize("command", [["advise"], ["chart"], ["lessons", "check"]])
@pytest.mark.parametrize("name", ["a\x1b[31m.toml", "a\nb.toml", "a\u202eb.toml", "a\u2028b.toml"])
def test_a_name_of_a_file_cannot_write_on_the_terminal(
    name: str, command: list[str], asked: Asked, tmp_path: Path
) -> None:
    """One line of what can be seen, whether the file is there or not."""
    missing = one_line(asked(*command, tmp_path / name))
    (tmp_path / name).write_text("x", encoding="utf-8")

    assert missing.isprintable()
    assert asked(*command, tmp_path / name)[2].removesuffix("\n").isprintable()


MISTAKEN = [
    *([], ["advice", "case.json"], ["advise"], ["advise", "a.json", "b.json"]),
    *(["serve", "--port", port] for port in ("99999", "-1", "0", "http", "9" * 5000)),
]


@pytest.mark.parametrize("arguments", MISTAKEN, ids=range(len(MISTAKEN)))
def test_a_mistaken_command_gives_status_2_and_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    output, error = capsys.readouterr()

    assert stopped.value.code == 2
    assert output == ""
    assert error.count("\n") == 1
    assert error.endswith("--help\n")


@pytest.mark.parametrize("redirected", [">/dev/full", ">&-"])
def test_an_answer_that_cannot_be_written_is_no_success(redirected: str, case_file: Path, root: Path) -> None:
    """One line says so, and the status is not 0."""
    command = f"{sys.executable} -m advisor dose {case_file} {redirected}"
    done = subprocess.run(["sh", "-c", command], cwd=root, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert done.stderr.startswith("standard output: ")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--help"], *([command, "--help"] for command in (*COMMANDS, "chart"))])
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

    assert told_of(asked("dose", "-")).keys() == {"now", "after", "savings", "warnings"}


# On a unit of the practice


@pytest.fixture
def unit_file(tmp_path: Path) -> Path:
    file = tmp_path / "surgery_1.json"
    file.write_text(json.dumps(unit_reading.FULL), encoding="utf-8")
    return file


def rows_of(answer: tuple[int, str, str]) -> list[dict[str, str]]:
    status, output, error = answer

    assert (status, error) == (0, "")
    return list(csv.DictReader(output.splitlines()))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_unit_tells_what_the_case_does_not(
    command: str, asked: Asked, unit_file: Path, tmp_path: Path, knowledge: Knowledge
) -> None:
    """As if the case had told it."""
    bare, told = tmp_path / "bare.json", tmp_path / "told.json"
    case = {"on": "2026-11-21", "patient": {"age_years": 8}, "exam": "periapical", "region": "mandible_molar"}
    unit = read_unit(unit_reading.FULL, knowledge)
    bare.write_text(json.dumps(case), encoding="utf-8")
    told.write_text(json.dumps(with_unit(case, unit, knowledge)), encoding="utf-8")

    assert told_of(asked(command, bare, "--unit", unit_file)) == told_of(asked(command, told))
    assert told_of(asked(command, bare, "--unit", unit_file)) != told_of(asked(command, bare))


def test_the_unit_may_come_from_standard_input_or_the_case_but_not_both(
    asked: Asked, case_file: Path, unit_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(unit_file.read_bytes()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stream)

    assert told_of(asked("exposure", case_file, "--unit", "-"))["basis"] == "own_setting"
    assert one_line(asked("exposure", "-", "--unit", "-")).startswith("--unit: cannot be - as well as the case")


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ('{"name": "a", "timer": "r20"}', "unit.timer: must be r10, 50_per_s"),
        ('name = "a"\n[setup]\nkV = 63000', "unit.setup.kV: 63000 is not plausible for periapical"),
        ('name = "a"\nfamily = "cbct"', "exam: bitewing is not made with 'a', which is cbct; choose another unit"),
        ("surgery 1", "unit.toml: is not TOML (Expected '='"),
        ("x" * 60_000, "unit.toml: is larger than 50000 bytes; a unit is a small TOML or JSON file"),
    ],
)
def test_what_is_wrong_with_a_unit_is_told_as_the_units(
    written: str, line: str, asked: Asked, case_file: Path, tmp_path: Path
) -> None:
    """Not as the case's."""
    file = tmp_path / "unit.toml"
    file.write_text(written, encoding="utf-8")

    assert one_line(asked("advise", case_file, "--unit", file)).removeprefix(f"{tmp_path}{os.sep}").startswith(line)


def test_chart_tells_every_region_and_size_as_csv(asked: Asked, unit_file: Path) -> None:
    """The unit's receptor first, then its second one; all regions of intraoral images, the usual sizes."""
    rows = rows_of(asked("chart", unit_file))
    sizes = {row["patient"] for row in rows}

    assert rows[0].keys() >= set(CHART)
    assert [row["receptor"] for row in rows] == sorted((row["receptor"] for row in rows), reverse=True)
    assert {row["receptor"] for row in rows} == {"sensor", "psp"}
    assert len({(row["exam"], row["region"]) for row in rows}) == 12
    assert len(sizes) == 4
    known_good = {"0.125"}  # stays as it is, though it is no whole impulse
    impulses = [float(time) * 50 for time in {row["set_s"] for row in rows} - known_good]
    assert impulses == pytest.approx([round(count) for count in impulses])


def test_ages_and_receptor_can_be_asked_for(asked: Asked, unit_file: Path) -> None:
    """Other ages come as further columns; one receptor instead of those of the unit."""
    rows = rows_of(asked("chart", unit_file, "--ages", "4,8.5", "--receptor", "film_e"))

    assert {"4", "8.5"} <= {row["age_years"] for row in rows}
    assert {row["receptor"] for row in rows} == {"film_e"}


def test_chart_reads_standard_input(asked: Asked, unit_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.TextIOWrapper(io.BytesIO(unit_file.read_bytes()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stream)

    assert rows_of(asked("chart", "-")) == rows_of(asked("chart", unit_file))


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--ages", "four"], "--ages: 'four' is not a list of ages; write years, such as 4,6.5,10"),
        (["--ages", "4,"], "--ages: '4,' is not a list of ages"),
        (["--ages", "4,130"], "--ages: 130 is not plausible as an age in years; accepted is 0 to 120"),
        (["--ages", "5," * 50 + "5"], "--ages: has 51 ages; write at most 50"),
        (["--ages", "nan"], "--ages: 'nan' is not a list of ages"),
        (["--receptor", "plate"], "--receptor: 'plate' is not known; accepted: film_d, film_e, film_f, psp, sensor"),
    ],
)
def test_what_a_chart_cannot_have_is_one_line(arguments: list[str], line: str, asked: Asked, unit_file: Path) -> None:
    assert one_line(asked("chart", unit_file, *arguments)).startswith(line)


def test_the_chart_of_the_readme_is_the_one_that_is_worked_out(asked: Asked, root: Path, tmp_path: Path) -> None:
    """Its unit file, copied as it stands, gives its lines."""
    lines = [line.removeprefix("    ") for line in (root / "README.md").read_text(encoding="utf-8").splitlines()]
    first = lines.index("$ cat surgery_1.toml") + 1
    command = next(at for at, line in enumerate(lines) if "advisor chart surgery_1.toml" in line)
    printed = lines[command + 1 : lines.index("", command)]
    file = tmp_path / "surgery_1.toml"
    file.write_text("\n".join(lines[first:command]), encoding="utf-8")
    rows = [row for row in rows_of(asked("chart", file)) if row["region"] == "mandible_molar"]

    assert printed == [
        ",".join(row[name] for name in ("region", "patient", "set_s", "low_s", "high_s")) for row in rows
    ]


def test_a_chart_of_what_is_no_intraoral_unit_is_refused(asked: Asked, tmp_path: Path) -> None:
    file = tmp_path / "unit.toml"
    file.write_text('name = "a"\nfamily = "panoramic"', encoding="utf-8")
    assert one_line(asked("chart", file)).startswith("family: a panoramic unit sets its time by programme")

    file.write_text('name = "a"\ntimer = [0.2, 0.1]', encoding="utf-8")
    assert one_line(asked("chart", file)) == "timer: has 0.1 after 0.2; write each step once, the shortest first"
    assert "none.toml: cannot be read" in one_line(asked("chart", tmp_path / "none.toml"))


def test_a_unit_of_which_little_is_known_says_what_it_needs(asked: Asked, tmp_path: Path) -> None:
    """In every cell, not as an error."""
    file = tmp_path / "unit.toml"
    file.write_text('name = "a"', encoding="utf-8")

    assert {row["set_s"] for row in rows_of(asked("chart", file))} == {""}


# As a process of its own


def test_it_runs_as_a_module(root: Path, case_file: Path) -> None:
    done = process("advise", str(case_file), root=root)

    assert done.returncode == 0
    assert done.stderr == b""
    assert json.loads(done.stdout).keys() == REPORT


def test_what_is_no_letter_in_a_name_is_written_by_its_number(
    asked: Asked, root: Path, case_file: Path, tmp_path: Path
) -> None:
    """A shell hands over any bytes; nothing that is printed or written can hold them."""
    odd, log = os.fsdecode(b"n\xe9"), tmp_path / "log.csv"
    log.write_text("Age,Exam,kV\n7,BW,60\n", encoding="utf-8")
    sheet = process("sheet", str(case_file), "--out", str(tmp_path / f"{odd}.html"), "--practice", odd, root=root)
    status, output, error = asked("audit", log, "--out", tmp_path / odd, "--practice", odd, "--by", odd)

    assert (sheet.returncode, sheet.stderr) == (status, error.encode()) == (0, b"")
    assert b"udce9" in sheet.stdout
    assert "udce9" in output


def test_standard_output_is_utf_8_whatever_the_language_of_the_machine(root: Path) -> None:
    machine = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = process("chart", "-", root=root, env=machine, input='name = "Ärztehaus 牙科"'.encode())

    assert done.returncode == 0
    assert "Ärztehaus 牙科" in done.stdout.decode("utf-8")


def test_standard_input_that_is_closed_is_told(root: Path) -> None:
    command = f"{sys.executable} -m advisor advise - <&-"
    done = subprocess.run(command, shell=True, cwd=root, capture_output=True, timeout=PATIENCE_S, check=False)

    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr == b"-: cannot be read, as standard input is closed; give a file\n"


def test_a_bad_input_ends_the_process_with_status_2(root: Path) -> None:
    done = process("advise", "-", root=root, input=b"no")

    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.count(b"\n") == 1


def test_it_finds_its_data_from_another_folder(root: Path, tmp_path: Path, case_file: Path) -> None:
    """The data lie beside the package, not in the working folder."""
    done = process("dose", str(case_file), root=tmp_path, env={**os.environ, "PYTHONPATH": str(root)})

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout).keys() == {"now", "after", "savings", "warnings"}


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
    words = "import sys, advisor.command_line.commands as c; print({'streamlit', 'pandas', 'altair'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", words], cwd=root, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "set()"


# Numbers that only Python takes, an input that is asked for twice, a hand on Ctrl-C

LONG = {
    "hexadecimal": "0x" + "f" * 5_000,
    "octal": "0o" + "7" * 6_000,
    "binary": "0b" + "1" * 20_000,
    "plain": "9" * 5_000,
}


@pytest.mark.parametrize("number", LONG.values(), ids=LONG.keys())
@pytest.mark.parametrize("text", ["difficulty = {}", "[case.setup]\nkV = {}", "stranger = [1, {{ a = {} }}]"])
def test_a_number_of_thousands_of_digits_is_refused_in_a_lesson(
    asked: Asked, tmp_path: Path, number: str, text: str
) -> None:
    """In any base, Python has it and cannot print it."""
    lesson = tmp_path / "lesson.toml"
    lesson.write_text(text.format(number), encoding="utf-8")

    assert "thousands of digits" in one_line(asked("lessons", "check", lesson))


@pytest.mark.parametrize("number", LONG.values(), ids=LONG.keys())
@pytest.mark.parametrize("text", ["name = {}", 'name = "a"\n[setup]\nkV = {}', 'name = "a"\ntimer = [0.1, {}]'])
def test_a_number_of_thousands_of_digits_is_refused_in_a_unit(
    asked: Asked, tmp_path: Path, number: str, text: str
) -> None:
    unit = tmp_path / "unit.toml"
    unit.write_text(text.format(number), encoding="utf-8")

    assert "thousands of digits" in one_line(asked("chart", unit))


@pytest.mark.parametrize(
    "arguments", [("lessons", "check", "-", "-"), ("read", "-", "-"), ("advise", "-", "--unit", "-")]
)
def test_standard_input_is_read_once(asked: Asked, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]) -> None:
    """Asked for twice, it is named, with the remedy."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"title = 1"), encoding="utf-8"))
    status, output, error = asked(*arguments)

    assert status == 2
    assert output == ""
    assert "-" in error.splitlines()[0]


@pytest.mark.parametrize(
    "port", ["\uff18\uff15\uff10\uff11", "\u0668\u0665\u0660\u0661", "8\u0665", "+80", "8_0", " 80", "0", "65536"]
)
def test_a_port_is_told_in_digits_of_ascii(capsys: pytest.CaptureFixture[str], port: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["serve", "--port", port])

    assert ended.value.code == 2
    assert "is no port" in capsys.readouterr().err


@pytest.mark.parametrize("ages", ["\uff14", "1_0", "nan", "4,inf", "0x4", ""])
def test_ages_are_numbers_as_people_write_them(asked: Asked, unit_file: Path, ages: str) -> None:
    assert "--ages" in one_line(asked("chart", unit_file, "--ages", ages))


_READY = "import sys, advisor.command_line.console as c, advisor.command_line.commands as m, advisor.__main__ as a; r = c.read; c.read = m.read = lambda *a: (print('ready', flush=True), r(*a))[1]; sys.exit(a.main({}))"  # noqa: E501


def _heed_interrupts() -> None:
    """As at a terminal: what a script starts in the background is told to ignore Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_ends_in_one_line(root: Path) -> None:
    """With the status that a shell gives it, 130; one place heeds it for every command."""
    command = [sys.executable, "-c", _READY.format(["advise", "-"])]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=root, preexec_fn=_heed_interrupts, **pipes) as started:  # type: ignore[call-overload]
        assert started.stdout.readline() == b"ready\n"
        started.send_signal(signal.SIGINT)
        _, error = started.communicate(timeout=PATIENCE_S)

    assert started.returncode == 130
    assert error == b"interrupted\n"


def test_ctrl_c_ends_the_server_in_one_line(root: Path) -> None:
    """As any command."""
    port = free_port()
    with subprocess.Popen(
        product(port),
        cwd=root,
        preexec_fn=_heed_interrupts,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    ) as started:
        assert healthy(started, f"http://127.0.0.1:{port}")
        started.send_signal(signal.SIGINT)
        _, error = started.communicate(timeout=PATIENCE_S)

    assert b"Traceback" not in error
    assert started.returncode == 130


# Reading a practice's own files

LOG = "Date,Name,Age,Exam,kV,mA,Exposure time (ms)\n2026-11-21,Nobody,7,bitewing,60,7,100\n"


def test_read_prints_a_json_line_an_exposure(asked: Asked, tmp_path: Path, root: Path) -> None:
    """Samples and a log together: every line fits the published schema, and nobody's name is among them."""
    log = tmp_path / "log.csv"
    log.write_text(LOG, encoding="utf-8")
    status, out, err = asked("read", str(log), str(root / "tests" / "samples"))
    lines = [json.loads(line) for line in out.splitlines()]
    schema = json.loads((root / "data" / "schema" / "exposure.schema.json").read_text(encoding="utf-8"))

    assert (status, err) == (0, "")
    assert [line["kind"] for line in lines].count("exposure") == 15 + 1
    assert "Nobody" not in out
    for line in lines:
        jsonschema.validate(line, schema)


def test_read_takes_what_it_printed(asked: Asked, tmp_path: Path, root: Path) -> None:
    _, out, _ = asked("read", str(root / "tests" / "samples" / "synthetic"))
    again = tmp_path / "again.jsonl"
    again.write_text(out, encoding="utf-8")

    assert asked("read", str(again)) == (0, out, "")


def test_read_shows_its_columns_and_takes_them_corrected(asked: Asked, tmp_path: Path) -> None:
    log, columns = tmp_path / "log.csv", tmp_path / "columns.json"
    log.write_text(LOG.replace(" (ms)", ""), encoding="utf-8")
    told = json.loads(asked("read", str(log), "--show-columns")[1])
    told["columns"]["Exposure time"]["unit"] = "ms"
    columns.write_text(json.dumps(told), encoding="utf-8")
    _, without, _ = asked("read", str(log))
    _, with_columns, _ = asked("read", str(log), "--columns", str(columns))

    assert "exposure_s" not in {name for name in json.loads(without) if name != "repairs"}
    assert json.loads(with_columns)["exposure_s"] == 0.1


@pytest.mark.parametrize(
    ("name", "words"), [("nowhere", "is not there"), ("note", "is no DICOM file"), ("note.txt", "is no table")]
)
def test_read_refuses_in_one_line(name: str, words: str, asked: Asked, tmp_path: Path) -> None:
    for note in ("note", "note.txt"):
        (tmp_path / note).write_text("hello", encoding="utf-8")

    assert words in one_line(asked("read", tmp_path / name))


def test_audit_writes_report_table_and_summary(asked: Asked, tmp_path: Path) -> None:
    """One command from a log to a folder; what is printed is the summary of the folder."""
    log, out = tmp_path / "log.csv", tmp_path / "out"
    log.write_bytes(as_csv(not_falling()))
    told = told_of(asked("audit", log, "--place", "GB", "--out", out, "--practice", "P"))

    assert told["falls"] == "does_not_fall"
    assert {each.name for each in out.iterdir()} >= {"summary.json", "exposures.csv"}
    assert json.loads((out / "summary.json").read_text(encoding="utf-8")) == told


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere"], "is not there"),
        (["log.csv", "--place", "UK"], "GB"),
        (["log.csv", "--last", "log.csv"], "summary"),
    ],
)
def test_audit_refuses_in_one_line(
    arguments: list[str], words: str, asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "log.csv").write_bytes(as_csv(not_falling()))

    assert words in one_line(asked("audit", *arguments))
