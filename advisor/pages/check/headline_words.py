"""The headline of the Check page: acts, what they bring, waiting, and the foot of the page."""

from typing import Final

from advisor.language import spoken

ACTS: Final = "{acts}."
THEN: Final = "; "
AND_MORE: Final = "and {count} more"
AND_ALSO: Final = " · "
WAIT: Final = "**Wait**"
NOTHING: Final = "Nothing to change"
UNADVISED: Final = "No guidance on its settings here."
AS_ADVISED: Final = "Set as advised."
AS_ADVISED_FOR: Final = "Set as advised: {time}."
LEAVES: Final = "Leaves {part} of the dose ({span})."
LEAVES_ALONE: Final = "Leaves {part} of the dose."
LESS: Final = "Saves {percent} of the dose."
HARDLY: Final = "Hardly changes the dose."
PARAGRAPH: Final = "\n\n"
PREGNANT: Final = "Pregnant: {said}"

spoken(__name__)
