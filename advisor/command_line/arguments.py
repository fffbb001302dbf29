"""The arguments of the commands. Imports next to nothing, so that neither --help nor a mistake in them waits."""

import argparse
import re
from argparse import ArgumentTypeError, RawDescriptionHelpFormatter
from typing import Any, Final, NoReturn

from advisor.__about__ import __version__
from advisor.case.vocabulary import Receptor
from advisor.command_line.console import BAD_INPUT, one_line

_LAST_PORT: Final = 65_535
_DIGITS_OF_A_PORT: Final = 5
_REPORTS: Final = {
    "advise": "one report as JSON",
    "exposure": "only the exposure advice",
    "dose": "only the dose estimate",
}
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

_HOST_NAME: Final = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")


def parser() -> argparse.ArgumentParser:
    """What each command takes."""
    whole = _Parser(
        prog="python -m advisor",
        description="Advice on dental X-ray settings under Image Gently and other issuers, with dose and sources.",
        epilog=_EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=__version__)
    commands = whole.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in _REPORTS:
        _add_report(commands, name)
    for add in (_add_chart, _add_read, _add_audit, _add_sheet, _add_lessons, _add_record, _add_serve):
        add(commands)
    return whole


class _Parser(argparse.ArgumentParser):
    """One that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{one_line(message)}; see {self.prog} --help\n")


def _port(digits: str) -> int:
    plain = digits.isascii() and digits.isdecimal() and len(digits) <= _DIGITS_OF_A_PORT  # not another script's
    if not plain or not 0 < int(digits) <= _LAST_PORT:
        raise argparse.ArgumentTypeError(f"{digits!r:.40} is no port; give a number from 1 to {_LAST_PORT}")
    return int(digits)


def _add(commands: Any, name: str, what: str, **more: Any) -> Any:
    return commands.add_parser(name, help=what, description=what, **more)


def _add_report(commands: Any, name: str) -> None:
    """`advise`, `exposure`, `dose`: a case."""
    report = _add(commands, name, _REPORTS[name], epilog=_EXAMPLES, formatter_class=RawDescriptionHelpFormatter)
    report.add_argument("case", metavar="CASE.json", help="a case as JSON; - reads standard input")
    report.add_argument(
        "--unit", metavar="UNIT", help="a unit file; tells what the case does not: settings, timer, known good setting"
    )
    if name == "advise":
        report.add_argument("--format", choices=("json", "fhir"), default="json", help="json (default), or FHIR R4")


def _add_read(commands: Any) -> None:
    """`read`: exposures, a JSON line each."""
    what = "the exposures of DICOM files, logs (CSV, XLSX, Parquet) and generators, one JSON line each"
    read = _add(commands, "read", what)
    read.add_argument("paths", nargs="+", metavar="FILE|FOLDER")
    read.add_argument("--columns", metavar="FILE", help="what the columns of a log mean, as --show-columns prints it")
    read.add_argument("--show-columns", action="store_true", help="print how the columns were understood, and end")
    read.add_argument("--place", metavar="GB", help="where; in the United States teeth are counted 1 to 32")


def _add_audit(commands: Any) -> None:
    """`audit`: medians, levels, and whether the exposure falls with the child."""
    what = "audit a practice's exposures: summary as JSON, and with --out report, table and summary in a folder"
    audit = _add(commands, "audit", what)
    audit.add_argument("paths", nargs="+", metavar="TABLE|FOLDER")
    audit.add_argument("--place", metavar="GB", default="WORLD", help="whose reference levels stand beside the medians")
    audit.add_argument("--unit", metavar="UNIT", help="a unit file: its known good setting anchors the advised times")
    audit.add_argument("--columns", metavar="FILE", help="what the columns mean, as read --show-columns prints it")
    audit.add_argument("--last", metavar="SUMMARY.json", help="the summary of the audit before, for the trend")
    audit.add_argument("--practice", type=_words, metavar="NAME", help="printed on the report")
    audit.add_argument("--by", type=_words, metavar="NAME", help="who made it, printed on the report")
    audit.add_argument("--out", metavar="DIR", help="a folder for report.pdf, exposures.csv and summary.json")
    audit.add_argument("--paper", choices=("A4", "Letter"), help="of the report (A4; Letter in the United States)")
    audit.add_argument("--parquet", action="store_true", help="the table as exposures.parquet")


def _add_sheet(commands: Any) -> None:
    """`sheet`: the printed page of a case."""
    what = "print a case on one page: the record for the files, or the sheet for the family"
    sheet = _add(commands, "sheet", what)
    sheet.add_argument("case", metavar="CASE.json", help="a case as JSON; - reads standard input")
    sheet.add_argument("--out", metavar="FILE", required=True, help="the page as PDF; as HTML where it ends in .html")
    sheet.add_argument("--kind", choices=("record", "parent"), default="record", help="which sheet (record)")
    sheet.add_argument(
        "--settings",
        choices=("as_set", "as_advised"),
        default="as_set",
        help="after undisputed changes, or not (as_set)",
    )
    sheet.add_argument("--unit", metavar="UNIT", help="a unit file; tells what the case does not")
    sheet.add_argument("--paper", choices=("A4", "Letter"), help="A4; Letter in the United States")
    sheet.add_argument("--practice", type=_words, metavar="NAME", default="", help="printed on the sheet")


def _add_chart(commands: Any) -> None:
    """`chart`: the technique chart of a unit."""
    what = "the technique chart of a unit as CSV"
    chart = _add(commands, "chart", what, epilog=_EXAMPLES, formatter_class=RawDescriptionHelpFormatter)
    chart.add_argument("unit", metavar="UNIT", help="a unit file, TOML or JSON; - reads standard input")
    chart.add_argument("--ages", metavar="4,6,10", help="other ages in years, as further columns")
    chart.add_argument(
        "--receptor", metavar="WORD", help=f"{', '.join(Receptor)}; the unit's own, and its second one, if absent"
    )


def _add_lessons(commands: Any) -> None:
    """`lessons`: check and list."""
    what = "check or list the lessons of the Learn page"
    doing = _add(commands, "lessons", what).add_subparsers(dest="doing", required=True, metavar="check | list")
    check = doing.add_parser("check", help="check lesson files, and say what is right in them today")
    check.add_argument("files", nargs="+", metavar="LESSON.toml")
    doing.add_parser("list", help="every lesson, one a line, tab-separated")


def _add_record(commands: Any) -> None:
    """`record`: the images of one person, in a file that the family keeps."""
    what = "make, join and check imaging records, and print the card of one"
    doing = _add(commands, "record", what).add_subparsers(
        dest="doing", required=True, metavar="make | join | check | card | to-fhir | from-fhir"
    )
    make = doing.add_parser("make", help="a record of cases (JSON) and of the exposures in DICOM files and logs")
    make.add_argument("files", nargs="+", metavar="CASE.json|FILE|FOLDER")
    make.add_argument("--name", type=_words, metavar="TEXT", help="what the family calls it; nobody is named otherwise")
    make.add_argument("--why", metavar="TEXT", help="what was looked for; a case's indication where absent")
    make.add_argument("--where", type=_words, metavar="TEXT", help="where the images were made")
    make.add_argument("--asked-by", metavar="TEXT", help="who asked for them")
    join = doing.add_parser("join", help="several records or card texts as one; the same image twice counts once")
    join.add_argument("files", nargs="+", metavar="RECORD")
    check = doing.add_parser("check", help="whether a record can be read, and what is in it")
    check.add_argument("files", nargs=1, metavar="RECORD")
    to_fhir = doing.add_parser("to-fhir", help="a record as FHIR Bundle (R4): an ImagingStudy an entry")
    to_fhir.add_argument("files", nargs=1, metavar="RECORD")
    from_fhir = doing.add_parser("from-fhir", help="the record of a FHIR Bundle of ImagingStudies")
    from_fhir.add_argument("files", nargs=1, metavar="BUNDLE.json")
    card = doing.add_parser("card", help="the card as PDF; its code holds the entries as text")
    card.add_argument("files", nargs=1, metavar="RECORD")
    card.add_argument("--size", choices=("credit", "A6"), default="credit", help="credit card (default) or A6")
    card.add_argument("--out", metavar="FILE.pdf", default="card.pdf", help="where to write it (card.pdf)")


def _add_serve(commands: Any) -> None:
    """`serve`: the screens, and beside them the CDS Hooks service where it is asked for."""
    serve = commands.add_parser("serve", help="the Streamlit app on 127.0.0.1")
    serve.add_argument("--port", type=_port, default=8501, help="port on 127.0.0.1 (default 8501)")
    serve.add_argument(
        "--public-name",
        metavar="NAME",
        type=_host_name,
        help="a name that a proxy before it is called by: docs/serving.md",
    )
    serve.add_argument("--cds-hooks", action="store_true", help="answer CDS Hooks at /cds-services; off by default")
    serve.add_argument(
        "--hook-origin", action="append", default=[], metavar="URL", help="whose pages may ask the hooks"
    )
    serve.add_argument("--unit", metavar="UNIT", help="the practice's unit, for the settings that the hooks tell")
    serve.add_argument("--place", metavar="US", default="WORLD", help="whose guidance the hooks tell (WORLD)")


def _host_name(name: str) -> str:
    if not _HOST_NAME.fullmatch(name):
        raise ArgumentTypeError(f"{name!r:.60} is no name of a computer; write it alone, such as advisor.example")
    return name


def _words(typed: str) -> str:
    """As it is printed; half a letter, which a shell can hand over and no file can hold, by its number."""
    return typed.encode(errors="backslashreplace").decode()
