"""The words round the printed sheets on the Check page; what the sheets say is in handout and handout_parent."""

from collections.abc import Mapping
from typing import Final

from advisor.language import spoken

TITLE: Final = "Print, share, record"
ICON: Final = ":material/print:"
PAPER: Final = "Paper"
PRACTICE: Final = "Name of the practice (optional)"
BUTTON: Final[Mapping[str, str]] = {"record": "Sheet for the record", "parent": "Sheet for the family"}
LINK: Final = "A link to this case. It holds the answers above, and nothing that identifies the patient."
AS_PAGE: Final[Mapping[str, str]] = {
    "record": "Sheet for the record, to print from the browser",
    "parent": "Sheet for the family, to print from the browser",
}
FILE: Final[Mapping[str, str]] = {"record": "exposure-record", "parent": "exposure-family"}

spoken(__name__)
