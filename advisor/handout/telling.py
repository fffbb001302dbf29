"""A sheet as the command line is asked for one: written to a file, as PDF or as a page for a browser."""

import argparse
from pathlib import Path
from typing import Final

from advisor.advice.report import Report
from advisor.handout import HandoutError, PaperSize, handout, handout_html
from advisor.intake.refusal import Refusal, Why
from advisor.knowledge import Knowledge
from advisor.knowledge.places import american

_PAGE: Final = (".html", ".htm")


def sheet_command(asked: argparse.Namespace, report: Report, knowledge: Knowledge) -> str:
    """Write the sheet of a report; gives the name of its file as the answer.

    Raises
    ------
    Refusal
        For a sheet that cannot be printed here, and for a file that cannot be written.
    """
    out, paper = Path(asked.out), asked.paper or (PaperSize.LETTER if american(report.case.place) else PaperSize.A4)
    make = handout_html if out.suffix.lower() in _PAGE else handout
    try:
        made = make(report, knowledge, kind=asked.kind, settings=asked.settings, paper=paper, practice=asked.practice)
        out.write_bytes(made.encode() if isinstance(made, str) else made)
    except HandoutError as error:
        raise Refusal("sheet", Why.NOT_PRINTED, error=error) from None
    except OSError as error:
        raise Refusal("--out", Why.NO_FILE_WRITTEN, error=error.strerror) from None
    return f"{out}\n"
