"""What is asked for before anything is told: imperatives, one a topic; who says so; the headline."""

from collections.abc import Mapping
from typing import Final

from advisor.case.model import Fact
from advisor.case.vocabulary import Beam, Receptor
from advisor.language import spoken

HEADLINE: Final = "{exam}, {age}: {take}, then set:"
HEADLINE_SET: Final = "{exam}, {age}: set:"
HEADLINE_ALONE: Final = "{exam}, {age}: {take}."
TAKE: Final = "only if needed"
TAKE_SCAN: Final = "only if flat images are not enough"
AS_YOU_JUDGE: Final = "you decide"
IF_ANSWERED: Final = "step {number} first"
PARTS: Final = " "
ISSUER: Final = "{issuer} {year:02d}"
ISSUER_SHORT: Final[Mapping[str, str]] = {"Image Gently": "IG", "Review for EAPD": "EAPD review"}
SIDE: Final = "{side}: {issuers}"
SIDES: Final = " · "
BY: Final = " {issuers}"
YOURS: Final = ":green-badge[own setting]"
CHIP: Final = ":gray-badge[{issuer}]"
AND: Final = " or "
STOP: Final = "."
COMMA: Final = ", "
SHORT: Final = " · "

EXAMINE_AND_LOOK: Final = "Examine, look at old images."
EXAMINE: Final = "Examine."
LOOK: Final = "Look at old images."
INTERVAL: Final = "Months: {spans}."
SPAN: Final = "{risk} {low:g}–{high:g}"
EVERY: Final = "{risk} {low:g}"
RISK: Final[Mapping[Fact, str]] = {
    "not_increased": "low risk",
    "increased": "raised risk",
    "low": "low risk",
    "moderate": "moderate risk",
    "high": "high risk",
}
SCAN: Final = "Only when flat images are not enough."
RECEPTOR: Final = "{accepted}."
RECEPTORS: Final[Mapping[Receptor, str]] = {  # the one that needs least first
    Receptor.SENSOR: "Sensor",
    Receptor.PSP: "Plate",
    Receptor.FILM_F: "F",
    Receptor.FILM_E: "E",
    Receptor.FILM_D: "D",
}
FILM: Final = " film"
BEAM: Final[Mapping[Beam, str]] = {
    Beam.RECTANGULAR: "Use the rectangular collimator.",
    Beam.RESTRICTED: "Restrict the beam to the area you need.",
    Beam.ROUND: "Use the round beam.",
    Beam.FULL: "Use the full field.",
}
SMALLEST: Final = "Choose the smallest field that answers the question."
COLLAR: Final[Mapping[bool, str]] = {True: "Put the thyroid collar on.", False: "Leave the thyroid collar off."}
WORN: Final[Mapping[bool, str]] = {True: "On", False: "Off"}
SHARE: Final = "Set {share:.0f} % of your adult time ({low:.0f}–{high:.0f})."
SET: Final = "Set {time} ({span})."
SET_ALONE: Final = "Set {time}."
PROGRAMME: Final = "Use the child programme."
UNDER: Final = "Stay under {limit}."
VOLTAGE: Final = "Use {low:g} to {high:g} kV."

SHORT_BEAM: Final[Mapping[Beam, str]] = {Beam.RECTANGULAR: "rectangular", Beam.RESTRICTED: "restricted beam"}
SHORT_FIELD: Final = "smallest field"
SHORT_COLLAR: Final[Mapping[bool, str]] = {True: "collar on", False: "collar off"}
OPEN: Final = "Open: {steps}"
SHORT_SHARE: Final = "{share:.0f} % of adult time"
SHORT_PROGRAMME: Final = "child programme"

spoken(__name__)
