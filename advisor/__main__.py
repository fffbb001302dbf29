"""The command line. JSON or CSV on standard output; a bad input is one line on standard error and exit status 2."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final, NoReturn

from advisor import __version__, advise, load_knowledge, read_case
from advisor.advice.report import Report
from advisor.case.unit import UnitProfile
from advisor.command_line import arguments
from advisor.command_line.console import BAD_INPUT, INTERRUPTED, STANDARD_INPUT, one_line, read, told_to_reader
from advisor.exchange.parts import PARTS
from advisor.intake.refusal import Refusal, Why
from advisor.intake.text import Text
from advisor.knowledge import DataError, Knowledge
from advisor.technique_chart.telling import chart_told
from advisor.xray_unit.on_case import with_unit
from advisor.xray_unit.reading import UNIT_TEXT, unit_from_text

_LAST_PORT: Final = 65_535
_DIGITS_OF_A_PORT: Final = 5
CASE_TEXT: Final = Text("a case", 1_000_000, "see --help for an example of a case")
_EXAMPLES: Final = """examples:
  python -m advisor advise case.json
  echo '{"patient": {"age_years": 7}, "exam": "bitewing"}' | python -m advisor dose -
  python -m advisor exposure case.json --unit surgery_1.toml
  python -m advisor chart surgery_1.toml --ages 4,8 --receptor psp
  python -m advisor lessons check my_lesson.toml
  python -m advisor read exported_images/ log.csv
  python -m advisor audit log.csv --place GB --unit surgery_1.toml --out audit_2026
  python -m advisor sheet case.json --kind parent --settings as_advised --out sheet.pdf
  python -m advisor record make case.json --where "Dr Lee" > record.json
  python -m advisor serve --port 8501

A case needs patient.age_years and exam; every other field is optional and absent means "not told".
Its fields are described in data/schema/case.schema.json, the report's in data/schema/report.schema.json. A unit file
(TOML or JSON, data/schema/unit.schema.json) needs only a name; data/README.md shows one.
A bad input gives one line on standard error that names the field and the remedy, and exit status 2."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status; Ctrl-C ends any of them in one line."""
    try:
        return _run(_parser().parse_args(arguments))
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return INTERRUPTED


def _run(told: argparse.Namespace) -> int:
    if told.command == "serve":
        return _serve(told)
    if told.command == "lessons":
        return _lessons(told)
    try:
        answer = _DONE_BY[told.command](told) if told.command in _DONE_BY else _part(told)
    except (Refusal, DataError) as error:
        print(one_line(f"{error}"), file=sys.stderr)
        return BAD_INPUT
    return told_to_reader(answer)


def _part(told: argparse.Namespace) -> str:
    """The report, or the part of it that the command names."""
    _, part = PARTS[told.command]
    if getattr(told, "format", "json") == "fhir":
        from advisor.exchange.fhir_report import report_bundle as part
    return json.dumps(part(_report(told.case, told.unit)), ensure_ascii=False, indent=2) + "\n"


class _Parser(argparse.ArgumentParser):
    """One that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{one_line(message)}; see {self.prog} --help\n")


def _port(told: str) -> int:
    digits = told.isascii() and told.isdecimal() and len(told) <= _DIGITS_OF_A_PORT  # Python also reads other scripts'
    if not digits or not 0 < int(told) <= _LAST_PORT:
        raise argparse.ArgumentTypeError(f"{told!r:.40} is no port; give a number from 1 to {_LAST_PORT}")
    return int(told)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m advisor",
        description="Advice on dental X-ray settings under Image Gently and other issuers, with dose and sources.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (what, _) in PARTS.items():
        command = commands.add_parser(
            name, help=what, description=what, epilog=_EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        command.add_argument("case", metavar="CASE.json", help="a case as JSON; - reads standard input")
        command.add_argument(
            "--unit",
            metavar="UNIT",
            help="a unit file; tells what the case does not: settings, timer, known good setting",
        )
        if name == "advise":
            command.add_argument(
                "--format", choices=("json", "fhir"), default="json", help="json (default), or FHIR R4"
            )
    arguments.add_chart(commands, _EXAMPLES)
    arguments.add_read(commands)
    arguments.add_audit(commands)
    arguments.add_sheet(commands)
    arguments.add_lessons(commands)
    arguments.add_record(commands)
    arguments.add_serve(commands, _port)
    return parser


def _lessons(told: argparse.Namespace) -> int:
    """Every problem of every file is told, so that a teacher can mend them in one go."""
    from advisor.lessons.reading import LESSON_TEXT
    from advisor.lessons.telling import check, listing

    try:
        if told.doing == "list":
            return told_to_reader(listing())
        files = {name: read(name, LESSON_TEXT) for name in told.files}
        lines, wrong = check(files, date.today())  # noqa: DTZ011 - the reader's own calendar day is meant
    except (Refusal, DataError) as error:
        lines, wrong = [], [f"{error}"]
    for problem in wrong:
        print(one_line(problem), file=sys.stderr)
    return BAD_INPUT if wrong else told_to_reader("".join(f"{one_line(line)}\n" for line in lines))


def _report(case: str, unit: str | None) -> Report:
    if case == unit == STANDARD_INPUT:
        raise Refusal("--unit", Why.STDIN_FOR_BOTH)
    knowledge = load_knowledge()
    told = CASE_TEXT.json(read(case, CASE_TEXT), case)
    if isinstance(told, dict) and told.get("on") is None:
        told = {**told, "on": date.today().isoformat()}  # noqa: DTZ011 - the reader's own calendar day is meant
    if unit is not None:
        told = with_unit(told, _beside(unit, knowledge), knowledge)
    return advise(read_case(told, knowledge), knowledge)


def _beside(unit: str, knowledge: Knowledge) -> UnitProfile:
    """The unit for a case; what is wrong in its file is named as the unit's."""
    try:
        return _unit(unit, knowledge)
    except Refusal as error:
        raise error if error.field == unit else error.named(f"unit.{error.field}") from None


def _unit(name: str, knowledge: Knowledge) -> UnitProfile:
    return unit_from_text(read(name, UNIT_TEXT), knowledge, name)


def _chart(told: argparse.Namespace) -> str:
    knowledge = load_knowledge()
    return chart_told(told, knowledge, lambda name: _unit(name, knowledge))


def _read(told: argparse.Namespace) -> str:
    from advisor.intake.telling import read_told

    return read_told(told, load_knowledge(), read)


def _audit(told: argparse.Namespace) -> str:
    from advisor.audit.telling import audit_told
    from advisor.handout.audit import printer

    knowledge = load_knowledge()
    unit = _beside(told.unit, knowledge) if told.unit else None
    today = date.today()  # noqa: DTZ011 - the reader's own calendar day is meant
    return audit_told(told, knowledge, unit, on=today, read=read, printed=printer(told, knowledge))


def _sheet(told: argparse.Namespace) -> str:
    from advisor.handout.telling import sheet_told

    return sheet_told(told, _report(told.case, told.unit), load_knowledge())


def _record(told: argparse.Namespace) -> str:
    from advisor.record.telling import record_of_file, record_told

    knowledge = load_knowledge()
    if told.doing.endswith("fhir"):
        from advisor.exchange.fhir_record import fhir_told

        return fhir_told(told, knowledge, read)
    if told.doing != "card":
        return record_told(told, knowledge, read, lambda case: _report(case, None))
    from advisor.handout.card import card_told

    return card_told(record_of_file(told.files[0], knowledge, read), knowledge, told)


def _serve(told: argparse.Namespace) -> int:
    from advisor.hooks import hooks_told
    from advisor.server import serve

    try:
        unit = _beside(told.unit, load_knowledge()) if told.unit else None
        hooks = hooks_told(told, unit, date.today)
    except (Refusal, DataError) as error:
        print(one_line(f"{error}"), file=sys.stderr)
        return BAD_INPUT
    serve(port=told.port, public=told.public_name, hooks=hooks)
    return 0


_DONE_BY: Final[dict[str, Callable[[argparse.Namespace], str]]] = {
    "chart": _chart,
    "read": _read,
    "audit": _audit,
    "sheet": _sheet,
    "record": _record,
}


if __name__ == "__main__":
    sys.exit(main())
