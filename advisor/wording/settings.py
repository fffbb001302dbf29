"""The practice's own X-ray units: choosing, keeping, exporting, forgetting."""

from __future__ import annotations

from typing import Final

NO_UNIT: Final = "X-ray unit"
ICON: Final = ":material/bookmark:"
CHOOSE: Final = "Settings of"
MAKERS: Final = "{label} (maker’s chart)"
NAME: Final = "Keep these settings as"
NAME_EXAMPLE: Final = "Surgery 1"
REFERENCE_TIME: Final = "Adult time that images well (s)"
REFERENCE_REGION: Final = "For which region"
REFERENCE_HELP: Final = "One setting of this unit that images adults well: times for children follow from it."
KEEP: Final = "Keep"
FORGET: Final = "Forget {name}"
EXPORT: Final = "Save as file"
FILE_NAME: Final = "x-ray-units.json"
IMPORT: Final = "Load from file"
RESET: Final = "Forget everything kept here"
WHERE: Final = "Kept in this browser only: units, place and reader, never anything about a patient."
KEPT: Final = "Kept as {name}."
LOADED: Final = "Loaded {count}."
UNIT: Final = "unit"
UNITS: Final = "units"
REFUSED: Final = "**{field}:** {remedy}"
UNREADABLE: Final = (
    "What this browser kept could not be read ({field}: {remedy}). It stays untouched until you keep something new."
)
