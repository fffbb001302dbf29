"""The words round the printed sheets on the Check page; what the sheets say is in handout and handout_parent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from advisor.handout.page import Kind

TITLE: Final = "Print"
ICON: Final = ":material/print:"
PAPER: Final = "Paper"
PRACTICE: Final = "Name of the practice (optional)"
BUTTON: Final[Mapping[Kind, str]] = {Kind.RECORD: "Sheet for the record", Kind.PARENT: "Sheet for the family"}
AS_PAGE: Final[Mapping[Kind, str]] = {
    Kind.RECORD: "Sheet for the record, to print from the browser",
    Kind.PARENT: "Sheet for the family, to print from the browser",
}
FILE: Final[Mapping[Kind, str]] = {Kind.RECORD: "exposure-record", Kind.PARENT: "exposure-family"}
