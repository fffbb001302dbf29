"""The first screen of the Evidence page: what a reader asks, in the order in which it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from advisor.case.vocabulary import Certainty

SEARCH: Final = "Find in words"
SEARCH_EXAMPLE: Final = "collar New York"
DISAGREE: Final = "Where they disagree here"
DISAGREE_LINE: Final = "- **{topic}:** {sides}. {check}"
BY_LAW: Final = "The law decides."
BY_ISSUER: Final = "Check speaks with {issuer} {year}, marked disputed."
AGREE: Final = "Nobody who speaks in {place} disagrees about a typical case. Most is disputed in {most}."
SIDE_BY_SIDE: Final = "Side by side"
CHANGED: Final = "What changed lately"
NO_CHANGE: Final = "- Nothing in the last {years} years."
ALL_CHANGES: Final = "All changes"
GOOD: Final = "How good are the numbers"
TIMES: Final = "Times: {held} of {count} cells of makers’ charts within a step of the timer."
DOSES: Final = "Doses, each study foretold without itself: {held} of {count} in the 90 % range."
ALL_MODELS: Final = "Every value"
BY_STEP: Final = "By step"
STEP: Final = "{step} ({count})"
EVERYTHING: Final = "Everything, as tables"

NOTHING: Final = "Nothing holds all of these words. Take one away."
FOUND: Final = "{count} found."
MORE: Final = "{count} found; the first {shown}. More words narrow it."
CARD: Final = "**{issuer} {year}** · {topic}  \n{says}  \n:small[{where} · since {since} · {read}]"
CARD_ROW: Final = "**{table}**  \n{title}  \n:small[{read}]"
READ: Final[Mapping[Certainty, str]] = {  # three dots, and in words
    Certainty.SEEN_TWICE: "●●● read twice",
    Certainty.SEEN_ONCE: "●●○ read once",
    Certainty.SECONDARY: "●○○ as reported",
    Certainty.PART_SEEN: "○○○ not yet read, not used",
    Certainty.FROM_MEMORY: "○○○ not yet read, not used",
}
OPEN: Final = "Open {id}"
