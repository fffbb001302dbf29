"""Words that several pages draw."""

from typing import Final

from advisor.language import spoken

DOWNLOAD: Final = "Download {name}.csv"
NUMBERS_TITLE: Final = "Tables"

OPINION: Final = "**{issuer} {year}** ({strength}): {state}{says}"
STATE: Final = "{verdict}. "
SOURCE: Final = "{title}, {where}; {certainty}"
SOURCE_LINKED: Final = "[{title}]({url}), {where}; {certainty}"
ROW_LINK: Final = "[{id}]({link})"

SERVER_ANEW: Final = (
    "The server was started anew. What this browser keeps is here: place, units, progress, a lesson or an exam under "
    "way. Of the patient, only what the page shows is known: look it over and enter again what is missing; "
    "load a record from its file."
)
SERVER_ANEW_ICON: Final = ":material/restart_alt:"
GO_ON: Final = "Go on"

SMALL: Final = ":small[{text}]"

spoken(__name__)
