"""What is asked for before anything is told: imperatives, one a topic; who says so; the headline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from advisor.case.model import Fact
from advisor.case.vocabulary import Beam

HEADLINE: Final = "{exam}, {age}: {take}; then {count} to set."
HEADLINE_ALONE: Final = "{exam}, {age}: {take}."
TAKE: Final = "take it only for a question of this patient"
TAKE_SCAN: Final = "take it only if flat images cannot answer the question"
AS_YOU_JUDGE: Final = "take it as you judge"
THING: Final = "thing"
THINGS: Final = "things"
LINE: Final = "**{step}** {text}"
PARTS: Final = " "
ISSUER: Final = "{issuer} {year}"
SIDE: Final = "{side}: {issuers}"
SIDES: Final = " · "
BY: Final = " {issuers}"
CHIP: Final = ":gray-badge[{issuer}]"
AND: Final = " or "
STOP: Final = "."
COMMA: Final = ", "
SHORT: Final = " · "

EXAMINE_AND_LOOK: Final = "Examine, and look at earlier images, first."
EXAMINE: Final = "Examine first."
LOOK: Final = "Look at earlier images first."
INTERVAL: Final = "Again after {spans}."
SPAN: Final = "{low:g}–{high:g} months at {risk}"
RISK: Final[Mapping[Fact, str]] = {
    "not_increased": "low risk",
    "increased": "raised risk",
    "low": "low risk",
    "moderate": "moderate risk",
    "high": "high risk",
}
SCAN: Final = "Only when flat images cannot answer the question."
RECEPTOR: Final = "{accepted}."
BEAM: Final[Mapping[Beam, str]] = {
    Beam.RECTANGULAR: "Use the rectangular collimator.",
    Beam.RESTRICTED: "Restrict the beam to the area you need.",
    Beam.ROUND: "Use the round beam.",
    Beam.FULL: "Use the full field.",
}
SMALLEST: Final = "Choose the smallest field that answers the question."
COLLAR: Final[Mapping[bool, str]] = {True: "Put the thyroid collar on.", False: "Leave the thyroid collar off."}
WORN: Final[Mapping[bool, str]] = {True: "On", False: "Off"}
SHARE: Final = "Set about {share:.0f} % of your adult time ({low:.0f}–{high:.0f} %)."
PROGRAMME: Final = "Use the child programme."
UNDER: Final = "Stay under {limit}."
VOLTAGE: Final = "Use {low:g} to {high:g} kV."

SHORT_BEAM: Final[Mapping[Beam, str]] = {Beam.RECTANGULAR: "rectangular", Beam.RESTRICTED: "restricted beam"}
SHORT_FIELD: Final = "smallest field"
SHORT_SHARE: Final = "{share:.0f} % of your adult time"
SHORT_PROGRAMME: Final = "child programme"
