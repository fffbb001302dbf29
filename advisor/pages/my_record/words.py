"""The record, as Check and the Record page speak of it."""

from collections.abc import Mapping
from typing import Final

from advisor.language import Plural, spoken

ADDED: Final = Plural("{number} entry added.", "{number} entries added.")
TWICE: Final = Plural(
    "The record told of {number} entry already.",
    "The record told of {number} entries already.",
)
REMOVED: Final = "Removed."
ERASED: Final = "Erased."
BROUGHT_BACK: Final = "Brought back."
CORRECTED: Final = "Corrected."
NAMED: Final = "Named."
REFUSED: Final = "**{field}:** {remedy}"
FIELD: Final[Mapping[str, str]] = {
    "on": "Day",
    "exam": "Image",
    "region": "Where in the mouth",
    "side": "Side",
    "why": "Why",
    "where": "Where it was made",
    "asked_by": "Who asked for it",
    "settings": "Settings and dose shown",
}

TAKEN: Final = "Image taken: add it to the record"
TAKEN_ICON: Final = ":material/add_photo_alternate:"
TAKEN_WHERE: Final = "Where"
TAKEN_BY: Final = "Asked by"
TAKEN_ADD: Final = "Add to the record"
TAKEN_UNSAVED: Final = Plural(
    "In this window’s record, not saved yet: {number} entry. Save it on the Record page before the next patient.",
    "In this window’s record, not saved yet: {number} entries. Save them on the Record page before the next patient.",
)
TAKEN_WHAT: Final = "Day, each image and its settings as told here; the record is on the Record page."

EARLIER: Final = "**Earlier images exist.** {latest}."
EARLIER_OTHERS: Final = "Earlier images exist, of another kind: {others}. Look at them first."
EARLIER_AND: Final = "Also: {others}."
EARLIER_ICON: Final = ":material/history:"
LATEST: Final = "{image}, {on}{months}{where}"
MONTHS: Final = " ({months} ago)"
AT: Final = ", {where}"
NEXT: Final = "The next may be considered from **{day}** ({issuer} {year}: {months}{when})."
NEXT_OTHERS: Final = "Others: {others}."
NEXT_OTHER: Final = "{issuer} {year}: {day}{when}"
NEXT_NONE: Final = "No issuer gives a date for the next one; look at the earlier one first."
WHEN: Final = ", if {facts}"
MONTHS_SPAN: Final = "{low} to {high} months"
TELL: Final = "Tell Check: {months} since the last bitewings"
TELL_ICON: Final = ":material/event_available:"

spoken(__name__)
