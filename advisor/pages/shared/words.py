"""Words that several pages draw."""

from __future__ import annotations

from typing import Final

DOWNLOAD: Final = "Download {name}.csv"
NUMBERS_TITLE: Final = "Numbers behind the pictures"

OPINION: Final = "**{issuer} {year}** ({strength}): {state}. {says}"
SOURCE: Final = "{title}, {where}; {certainty}"
SOURCE_LINKED: Final = "[{title}]({url}), {where}; {certainty}"
ROW_LINK: Final = "[{id}]({link})"

SMALL: Final = ":small[{text}]"
