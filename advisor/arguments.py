"""The arguments of the commands that take a practice's own files, or print. Imports nothing: no other command waits."""

from __future__ import annotations

from typing import Any


def add_read(commands: Any) -> None:
    """`read`: exposures, a JSON line each."""
    what = "the exposures of DICOM files, logs (CSV, XLSX, Parquet) and generators, one JSON line each"
    read = commands.add_parser("read", help=what, description=what)
    read.add_argument("paths", nargs="+", metavar="FILE|FOLDER")
    read.add_argument("--columns", metavar="FILE", help="what the columns of a log mean, as --show-columns prints it")
    read.add_argument("--show-columns", action="store_true", help="print how the columns were understood, and end")
    read.add_argument("--place", metavar="GB", help="where; in the United States teeth are counted 1 to 32")


def add_audit(commands: Any) -> None:
    """`audit`: medians, levels, and whether the exposure falls with the child."""
    what = "audit a practice's exposures: summary as JSON, and with --out report, table and summary in a folder"
    audit = commands.add_parser("audit", help=what, description=what)
    audit.add_argument("paths", nargs="+", metavar="TABLE|FOLDER")
    audit.add_argument("--place", metavar="GB", default="WORLD", help="whose reference levels stand beside the medians")
    audit.add_argument("--unit", metavar="UNIT", help="a unit file: its known good setting anchors the advised times")
    audit.add_argument("--columns", metavar="FILE", help="what the columns mean, as read --show-columns prints it")
    audit.add_argument("--last", metavar="SUMMARY.json", help="the summary of the audit before, for the trend")
    audit.add_argument("--practice", metavar="NAME", help="printed on the report")
    audit.add_argument("--by", metavar="NAME", help="who made it, printed on the report")
    audit.add_argument("--out", metavar="DIR", help="a folder for report.pdf, exposures.csv and summary.json")
    audit.add_argument("--paper", choices=("A4", "Letter"), help="of the report (A4; Letter in the United States)")
    audit.add_argument("--parquet", action="store_true", help="the table as exposures.parquet")


def add_sheet(commands: Any) -> None:
    """`sheet`: the printed page of a case."""
    what = "print a case on one page: the record for the files, or the sheet for the family"
    sheet = commands.add_parser("sheet", help=what, description=what)
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
    sheet.add_argument("--practice", metavar="NAME", default="", help="printed on the sheet")
