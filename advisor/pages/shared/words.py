"""Words that several pages draw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from advisor.case.vocabulary import Verdict
from advisor.language import spoken

DOWNLOAD: Final = "Download {name}.csv"
NUMBERS_TITLE: Final = "Tables"

OPINION: Final = "**{issuer} {year}** ({strength}): {state}{says}"
STATE: Final[Mapping[Verdict, str]] = {  # of what is set, before the statement's own words; nothing where it is open
    Verdict.AVOID: "wait. ",
    Verdict.IMPROVE: "to change. ",
    Verdict.SUPPORTED: "as advised. ",
}
SOURCE: Final = "{title}, {where}; {certainty}"
SOURCE_LINKED: Final = "[{title}]({url}), {where}; {certainty}"
ROW_LINK: Final = "[{id}]({link})"

SMALL: Final = ":small[{text}]"

spoken(__name__)
