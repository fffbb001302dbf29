"""The headline of the Check page: acts, what they bring, waiting, and the foot of the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from advisor.language import spoken

ACTS: Final = "{acts}."
THEN: Final = "; "
AND_MORE: Final = "and {count} more"
AND_ALSO: Final = " · "
WAIT: Final = "**Wait**"
NOTHING: Final = "Nothing to change"
AS_ADVISED: Final = "Set as advised."
AS_ADVISED_FOR: Final = "Set as advised: {time}."
LEAVES: Final = "Leaves about {part} of the dose ({span})."
LESS: Final = "Saves {percent} of the dose."
HARDLY: Final = "Hardly changes the dose."
PREGNANT: Final = "Pregnant: {said}"
PARTS: Final[Mapping[float, str]] = {
    0.5: "half", 0.333: "a third", 0.25: "a quarter", 0.2: "a fifth", 0.1: "a tenth", 0.05: "a twentieth",
}  # fmt: skip

spoken(__name__)
