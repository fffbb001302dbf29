"""The command line. JSON on standard output; a bad input is one line on standard error and exit status 2."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from advisor import __version__, advise, load_knowledge, read_case
from advisor.contract import dose_json, exposure_json, report_json
from advisor.knowledge import DataError
from advisor.plausible import CaseError
from advisor.report import Report

BAD_INPUT: Final = 2
LARGEST_CASE_BYTES: Final = 1_000_000
_EXAMPLES: Final = """examples:
  python -m advisor advise case.json
  echo '{"patient": {"age_years": 7}, "exam": "bitewing"}' | python -m advisor dose -
  python -m advisor exposure case.json
  python -m advisor serve --port 8501

A case needs patient.age_years and exam; every other field is optional and absent means "not told".
Its fields are described in data/schema/case.schema.json, the report's in data/schema/report.schema.json.
A bad input gives one line on standard error that names the field and the remedy, and exit status 2."""
_PARTS: Final[dict[str, tuple[str, Any]]] = {
    "advise": ("one report as JSON", report_json),
    "exposure": ("only the exposure advice", lambda report: exposure_json(report.exposure)),
    "dose": ("only the dose estimate", lambda report: dose_json(report)),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    told = _parser().parse_args(arguments)
    if told.command == "serve":
        return _serve(told.port)
    try:
        report = _report(told.case)
    except (CaseError, DataError) as error:
        print(f"{error}".replace("\n", " "), file=sys.stderr)
        return BAD_INPUT
    _, part = _PARTS[told.command]
    return _told_to_reader(json.dumps(part(report), ensure_ascii=False, indent=2))


def _told_to_reader(text: str) -> int:
    """Print, and end quietly where the reader of a pipe has stopped reading."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains once more on its way out
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m advisor",
        description="Advice on dental X-ray settings under Image Gently and other issuers, with dose and sources.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (what, _) in _PARTS.items():
        command = commands.add_parser(
            name, help=what, description=what, epilog=_EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        command.add_argument("case", metavar="CASE.json", help="a case as JSON; - reads standard input")
    serve = commands.add_parser("serve", help="the Streamlit app on 127.0.0.1")
    serve.add_argument("--port", type=int, default=8501, help="port on 127.0.0.1 (default 8501)")
    return parser


def _report(name: str) -> Report:
    knowledge = load_knowledge()
    told = _told(name)
    if isinstance(told, dict) and told.get("on") is None:
        told = {**told, "on": date.today().isoformat()}  # noqa: DTZ011 - the reader's own calendar day is meant
    return advise(read_case(told, knowledge), knowledge)


def _told(name: str) -> Any:
    try:
        stream = sys.stdin.buffer if name == "-" else Path(name).open("rb")  # noqa: SIM115 - closed below
        with stream:
            raw = stream.read(LARGEST_CASE_BYTES + 1)
    except OSError as error:
        raise CaseError(name, f"cannot be read ({error.strerror}); give a JSON file, or - for standard input") from None
    if len(raw) > LARGEST_CASE_BYTES:
        raise CaseError(name, f"is larger than {LARGEST_CASE_BYTES} bytes; a case is a small JSON object")
    try:
        return json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise CaseError(name, "is not UTF-8 text; save the case as UTF-8 JSON") from None
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits
        at = f" (line {error.lineno}, column {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
        raise CaseError(name, f"is not JSON{at}; see --help for an example of a case") from None


def _serve(port: int) -> int:
    from advisor.server import serve

    serve(port=port)
    return 0


if __name__ == "__main__":
    sys.exit(main())
