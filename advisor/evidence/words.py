"""The words of a row told as prose: what it applies to, where it holds, how well it was read."""

from __future__ import annotations

from typing import Final

TOPIC: Final = "Topic"
SOURCE: Final = "**{title}**. {issuer}{year}."
SOURCE_LINK: Final = "[Open it at {host}]({url})"
NO_LINK: Final = "No link: only a copy elsewhere could be read, or the issuer has no page for it."
STANDING_LABEL: Final = "Stands"
FROM: Final = "In force from"
ENDED_BY: Final = "ended on {on} by {issuer} {year}: {title}"
UPDATED_BY: Final = "speaks, updated on {on} by {issuer} {year}: {remark}"
LATER: Final = "speaks where {issuer} {year} has no word for the case, which is later"
EDITION: Final = "Document"
APPLIES: Final = "Applies to"
APPLIES_ALWAYS: Final = "every case that its topic is asked about"
APPLIES_FACT: Final = "{fact}: {value}"
REACH: Final = "Holds in"
RANGE: Final = "Range"
