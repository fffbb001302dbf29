"""The background primer: its parts, its pictures and tables; what it says is in data/primer.toml."""

from collections.abc import Mapping
from typing import Final

from advisor.knowledge.primer import PrimerTopic
from advisor.language import spoken

INTRO: Final = (
    "What natural background is, why a dose is set beside it, and what that does and does not show. Each sentence is "
    "somebody’s: its source and date are below it, and one touch leads to its row. For students and staff; families "
    "have their own words on the Check page."
)
TOPIC: Final[Mapping[PrimerTopic, str]] = {
    PrimerTopic.BACKGROUND: "What background is, and where it differs",
    PrimerTopic.RADON: "Radon, its largest part",
    PrimerTopic.FLIGHTS: "Flights, the nearest everyday comparison",
    PrimerTopic.POOR_YARDSTICKS: "Poor yardsticks",
    PrimerTopic.NO_THRESHOLD: "Linear no-threshold, and the dispute about it",
    PrimerTopic.CHILDREN: "Why children get extra care",
    PrimerTopic.ERRATA: "Older texts, put right",
    PrimerTopic.TEAM: "Who does what",
}
CONTENT: Final = "{topic} ({count})"
CONTENTS: Final = "Contents"
CONTENTS_ICON: Final = ":material/list:"
OF: Final = "{number} of {count}"
BACK: Final = "Back"
NEXT: Final = "Next"
PARAGRAPH: Final = "{says}  \n:small[{cited}]"
CITED: Final = "[{issuer}]({source}){year}, {where}; {certainty}. {rows}"
YEAR: Final = " ({year})"
ROWS: Final = "Rows: {rows}."
ROW_LINK: Final = "[{id}]({link})"

PLACES: Final = "Natural background by place"
PLACES_HELP: Final = (
    "A bar is the value used here. A diamond is another published one: of a part of the place, an older one, or with "
    "another dose coefficient for radon. Values with different radon coefficients are not like for like."
)
AXIS: Final = "mSv a year"
BY_PLACE: Final = "Natural background in mSv a year, from the highest to the lowest: {rows}."
PLACE_ROW: Final = "{place} {value:g} ({year})"
OTHERS: Final = "{row}, other values {values}"
NUMBERS: Final = "Numbers behind the picture"
PLACE: Final = "place"
VALUE: Final = "mSv a year"
USED: Final = "used here"
WHAT: Final = "what it is"
DATED: Final = "year"
RADON: Final = "radon"
SOURCE: Final = "source"
CERTAINTY: Final = "how well read"
SHOWN: Final = (PLACE, VALUE, DATED, RADON)  # of the table on the page; the file has all

FLIGHTS: Final = "Published doses of flights"
FLIGHT: Final = "flight"
DOSE: Final = "µSv"
BASIS: Final = "basis"
ROW: Final = "row"
SPAN: Final = "{typical:g} ({ends})"
ENDS: Final = "{low:g} to {high:g}"

DRAWN: Final = "{name}: {value:,g} µSv"
PICTURED: Final = "{title}. {says}"
POPULATION: Final[Mapping[str, str]] = {"adult": "adult", "child": "child"}
PICTURE_OF: Final = "Numbers of {rows}."

WAITING: Final = "Waiting to be checked, and not used: {rows}. Nobody has read these in their source yet."

spoken(__name__)
