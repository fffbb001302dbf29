"""What the cards of the CDS Hooks service say."""

from __future__ import annotations

from typing import Final

TITLE: Final = "Dental imaging exposure advisor"
SOURCE: Final = TITLE
SELECT: Final = "When a dental image is chosen: the last one, the intervals issuers give, the setting for a child."
SIGN: Final = "The same when the order is signed."
VIEW: Final = "When a chart is opened: which dental images there are."
IMAGE: Final = "earlier dental image"
IMAGES: Final = "earlier dental images"
EXIST: Final = "{count}; the last: {latest}."
LATEST: Final = "{exam}, {on}"
NO_EARLIER: Final = "{exam}: no earlier one is told here; the intervals that issuers give."
EARLIER: Final = "Earlier image: {latest}. Look at it first."
EARLIER_NEXT: Final = "Earlier image: {latest}. The next may be considered from {day} ({issuer})."
INTERVAL: Final = "- {issuer} {year}: {low} to {high} months{day}{when}"
DAY: Final = ", from {day}"
WHEN: Final = " (if {when})"
SET: Final = "{exam}: set {time} on {unit}."
SHARE: Final = "{exam}: a child of this age needs {low} to {high} % of an adult’s time."
ADVISED: Final = "- {says} ({issuer} {year})"
OPEN: Final = "Open the case in Check"
