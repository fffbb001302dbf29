"""The practice's own X-ray units: choosing, keeping, exporting, forgetting."""

from typing import Final

from advisor.language import Plural, spoken

NO_UNIT: Final = "X-ray unit"
ICON: Final = ":material/bookmark:"
CHOOSE: Final = "Settings of"
MAKERS: Final = "{label} (maker’s chart)"
NAME: Final = "Keep these settings as"
NAME_EXAMPLE: Final = "Surgery 1"
ABOUT: Final = "About this unit: known good settings, timer, output"
KEEP: Final = "Keep"
FORGET: Final = "Forget this unit"
SAVE_ONE: Final = "Save as {kind}"
EXPORT: Final = "Save all units"
FILE_NAME: Final = "x-ray-units.json"
IMPORT: Final = "Load from file (JSON, TOML)"
RESET: Final = "Forget everything kept here"
WHERE: Final = "Kept in this browser only: units, place and reader, never anything about a patient."
KEPT: Final = "Kept as {name}."
LOADED: Final = Plural("Loaded {number} unit.", "Loaded {number} units.")
TOO_MANY: Final = "{most} units at most; forget one first."
REFUSED: Final = "**{field}:** {remedy}"
UNREADABLE: Final = (
    "What this browser kept could not be read ({field}: {remedy}). It stays untouched until you start afresh."
)
STILL_UNREADABLE: Final = "What this browser kept could not be read. It stays untouched until you start afresh."
SAVE_UNREADABLE: Final = "Save what is kept"
FILE_UNREADABLE: Final = "dental-exposure-settings-unread.txt"
START_AFRESH: Final = "Start afresh"
STARTED_AFRESH: Final = "Started afresh: what you keep from now on is kept in this browser."

spoken(__name__)
