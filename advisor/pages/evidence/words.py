"""The Evidence page: sections, filters, tables and their columns, how a row and its source are told."""

from collections.abc import Mapping
from typing import Final

from advisor.case.vocabulary import Certainty, Verdict
from advisor.evidence.search import Group
from advisor.language import spoken

TITLE: Final = "Evidence"
INTRO: Final = (
    "What the advice rests on: {sources} sources, {statements} statements of {issuers} issuers, {numbers} rows of "
    "numbers. Each issuer is judged on its own; nothing is averaged."
)
FOOT: Final = "Version and data {fingerprint}. A row keeps its id for good, so its address can be cited."
SECTIONS: Final[Mapping[str, str]] = {
    "home": TITLE,
    "steps": "Step by step",
    "conflicts": "Disagreements",
    "changes": "Changes",
    "models": "How good the numbers are",
    "statements": "Statements",
    "numbers": "Numbers",
    "places": "Places",
    "sources": "Sources",
    "waiting": "Not yet checked",
}
WAY_BACK: Final = "[Back to where you came from]({link})"
STEP: Final = "Step"

# Filters.
ALL: Final = "all"
ISSUER: Final = "Issuer"
PLACE: Final = "Place"
CERTAINTY: Final = "How well read"
ON: Final = "In force on"
ON_DAY: Final = "On"
SINCE: Final = "After"
UNTIL: Final = "Until"
WORDS: Final = "Words"
TABLE_PICK: Final = "Table"
CASE: Final = "Case"
DATE_HELP: Final = "Year, month, day, as 2026-11-21."
ON_HELP: Final = "Lists what speaks on that day, as 2026-11-21. Empty: everything, the ended and the coming too."
WORDS_HELP: Final = "Every word must occur. Press Enter."
EMPTY_DATE: Final = "any day"
DATE_REFUSED: Final = "“{label}” is no date. Write year, month and day, as 2026-11-21."
DATES_SWAPPED: Final = "The first day must lie before the second."
NOTHING: Final = "Nothing fits. Take a filter away."
COUNT: Final = "{count} of {total} rows"

# One row.
PICK: Final = "Look at one"
PICK_PLACEHOLDER: Final = "Type an id or a word, or select a row below"
BACK: Final = "Back to the list"
BACK_ICON: Final = ":material/arrow_back:"
HEADING: Final = "{id} · {title}"
SPEAKER_SHORT: Final = "{issuer} {year}"
NOTE_HEADING: Final = "what was read"
SAYS: Final = "**In our words:** {says}"
FACT: Final = "- **{label}:** {value}"
UNKNOWN_ID: Final = (
    "No {kind} has the id “{id}”. It may have been mistyped; ids are never given twice. Everything is listed below."
)
UNKNOWN_BAD: Final = "This address names no row that could exist. Everything is listed below."
KIND: Final[Mapping[str, str]] = {"statement": "statement", "source": "source", "row": "row", "place": "place"}
SEVERAL: Final = "{count} rows carry this id."
DERIVED: Final = "Worked out from"
FORMULA: Final = "**How:** {formula}"
CHILDREN: Final = "Used to work out"
RESTS: Final = "What rests on this source"
RESTS_NOTHING: Final = "Nothing cites this source yet."
RESTS_COUNT: Final = "{table}: {count}"
NOTE: Final = "**Note:** {note}"
NOT_USED: Final[Mapping[Certainty, str]] = {
    Certainty.PART_SEEN: "Not used in advice: the document exists, but this detail could not be seen in what was read.",
    Certainty.FROM_MEMORY: "Not used in advice: nobody has read it in its source yet.",
}
SOURCE_TITLE: Final = "Source"
WHERE: Final = "**Where in it:** {where}"
READ: Final = "**How well read:** {certainty}"
READ_ON: Final = "**Read on** {read_on} · **to be read again by** {review_by}"

# Disagreements.
CONFLICTS_INTRO: Final = (
    "Issuers disagree here when one statement finds a case fine and another asks for a change. Every rule is asked "
    "about typical cases; law comes first."
)
CONFLICT_LINE: Final = "- **{topic}** ({case}): {sides}."
CONFLICT_SIDE: Final = "*{verdict}* {issuers}"
NO_CONFLICT: Final = "No two issuers that speak in {place} on {on} disagree about a typical case."
CONFLICT_CASE: Final = "{exam}, age {age:g}; {facts}"
CONFLICT_FACT: Final = "{label}: {value}"
CONFLICT_BY_LAW: Final = "Law settles it here; advice follows the law."
CONFLICT_OPEN: Final = "No law settles it here. Check goes with {issuer} {year} and shows the other side."
SIDE: Final[Mapping[Verdict, str]] = {
    Verdict.AVOID: "Wait, or not this image",
    Verdict.IMPROVE: "Change it",
    Verdict.SUPPORTED: "Fine as it is",
}
SIDE_SHORT: Final[Mapping[Verdict, str]] = {
    Verdict.AVOID: "wait",
    Verdict.IMPROVE: "change",
    Verdict.SUPPORTED: "go ahead",
}
SIDE_CHANGE: Final = "{side}: {change}"
SIDE_OPINION: Final = "- **{issuer}**, since {since} ({strength}): {says}  \n  {source}"
EXAMPLES: Final = "{topic} ({count})"

# Waiting.
WAITING_INTRO: Final = (
    "{count} rows are stored but never used, because nobody has yet read them whole in their source. Whoever holds the "
    "document can check the row, add where in the document it is, and raise how well it was read."
)

# Changes.
CHANGES_INTRO: Final = (
    "What came into force, ended or was updated between two days. Where only a year is known, 1 January is taken; a "
    "document without a date counts from the day on which it was read."
)
CHANGE: Final = "- **{on}** {what}"
CAME: Final[Mapping[tuple[bool, bool], str]] = {  # by whether it is dated, and whether it says anything that is used
    (True, True): "{issuer}: *{title}* came into force ({reach}), on: {topics}.",
    (True, False): "{issuer}: *{title}* came into force ({reach}); nothing of it is used yet.",
    (False, True): "{issuer}: *{title}* was read on this day ({reach}), on: {topics}.",
    (False, False): "{issuer}: *{title}* was read on this day ({reach}); nothing of it is used yet.",
}
ENDED: Final = "{issuer} ended {other} on: {topics}."
UPDATED: Final = "{issuer} updated {other} on: {topics}. {remark}"
OTHER: Final = "{issuer} {year}"
NO_CHANGES: Final = "Nothing changed between these days."
REVIEWS: Final = "Reviews"
OVERDUE: Final = "- **{title}** was due on {due}"
OVERDUE_COUNT: Final = "{count} documents are overdue for another reading:"
NONE_OVERDUE: Final = "No review is overdue. The next is due on {due}, for {count} documents and places."

# Places.
PART_OF: Final = "Part of"
BACKGROUND_TITLE: Final = "Natural background"
BACKGROUND: Final = "- **{value} mSv a year** ({label}; year {year}; {radon}){used}. {cited}"
BACKGROUND_USED: Final = ", used here"
BACKGROUND_NONE: Final = "- None read for this place; advice uses that of {place}: {value:g} mSv a year."
BACKGROUND_WAITING: Final = "waits to be read"
LEVELS_TITLE: Final = "Reference levels"
LEVELS_HELP: Final = "A level describes many patients or a unit. It is no limit and judges no single image."
LEVELS_NONE: Final = "None stored for this place."
SPEAKERS: Final = "Who speaks here"
SPEAKER: Final = "- {issuer} {year}, since {since}: {title}"
CITED: Final = "{issuer}{year}; {certainty}"

# Numbers.
COLUMNS: Final = "What the columns mean"
COLUMN: Final = "- **{label}:** {meaning}"
COLUMN_UNIT: Final = "{meaning} [{unit}]"

DOWNLOAD: Final = "Download as CSV: {table}"
DOWNLOAD_ICON: Final = ":material/download:"
DOWNLOADS: Final = "Download any table"
TABLE_ALT: Final = "{table}: {count} rows. The list “Look at one” above opens any of them as text."

# The first screen.
SEARCH: Final = "Find in words"
SEARCH_EXAMPLE: Final = "collar New York"
DISAGREE: Final = "Where they disagree here"
WILL_DO: Final = "{setting} will do"
DISAGREE_LINE: Final = "- **{topic}:** {sides}. {check}"
DISAGREE_CASE: Final = "- **{topic}** ({case}): {sides}. {check}"
BY_LAW: Final = "The law decides."
BY_ISSUER: Final = "Check: {issuer} {year}."
AGREE: Final = "Nobody who speaks in {place} disagrees about a typical case. Most is disputed in {most}."
SIDE_BY_SIDE: Final = "Side by side"
CHANGED: Final = "What changed lately"
CHANGED_LINE: Final = "- **{on}** {issuer}: *{title}*. {remark}"
NO_CHANGE: Final = "- Nothing in the last {years} years."
ALL_CHANGES: Final = "All changes"
GOOD: Final = "How good are the numbers"
TIMES_HELD: Final = "Times: {held} of {count} cells of makers’ charts within a step of the timer."
DOSES_HELD: Final = "Doses, each study predicted without itself: {held} of {count} in the 90 % range."
ALL_MODELS: Final = "Every value"
BY_STEP: Final = "By step"
STEP_COUNT: Final = "{step} ({count})"
STEP_ELSEWHERE: Final = "Also what ended, and what is said elsewhere"
EVERYTHING: Final = "Everything"

# Found in words.
NOTHING_FOUND: Final = "Nothing holds these words. Try one of them alone."
GROUP: Final[Mapping[Group, str]] = {
    Group.STATEMENTS: "What issuers say ({count})",
    Group.NUMBERS: "Numbers and notes ({count})",
    Group.DOCUMENTS: "Documents and places ({count})",
}
LEFT_OUT: Final = "Nothing holds “{words}” beside the rest; without it:"
TAKEN_FOR: Final = "“{typed}” was taken for “{word}”."

# Cards.
CARD: Final = "{says}  \n**{issuer} {year}** · {topic}"
CARD_STANDING: Final = "{says}  \n**{issuer} {year}** · {topic} · {standing}"
CARD_SINCE: Final = "{where} · since {since} · {read}"
CARD_FACTS: Final = "**{title}**  \n{facts}"
CARD_FACT: Final = "{label}: {value}"
DOTS: Final[Mapping[Certainty, str]] = {  # three dots, and in words
    Certainty.SEEN_TWICE: "●●● read twice",
    Certainty.SEEN_ONCE: "●●○ read once",
    Certainty.SECONDARY: "●○○ as reported",
    Certainty.PART_SEEN: "○○○ not yet read, not used",
    Certainty.FROM_MEMORY: "○○○ not yet read, not used",
}
OPEN: Final = "Open {id}"
AS_TABLE: Final = "As a table"

spoken(__name__)
