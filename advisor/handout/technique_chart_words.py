"""The technique chart on paper: headings, what it rests on, what to do before it is used."""

from typing import Final

from advisor.language import Plural, spoken

KICKER: Final = "Technique chart: {what} to set"
TITLE: Final = "Technique chart: {unit}"
HEADING: Final = "{unit}"
HEADING_RECEPTOR: Final = "{unit}, {receptor}"
FACTS: Final = " · "
REGION: Final = "Region"
NOTHING: Final = "–"
RESTS_ON: Final = "Rests on {anchors}."
CANNOT_TELL: Final = "{reason}."
HOW: Final = "Large: the step to set. Small: any step of the timer in this range keeps to the advice."
CHECK: Final = "Before use: check against the chart in the unit’s manual and with a test image."
WARNED: Final = "{sign} {says} ({places})"
WARNED_ALL: Final = "{sign} {says}"
MORE: Final = Plural(
    "{sign} And {number} more on the Technique chart page.", "{sign} And {number} more on the Technique chart page."
)
MADE_ON: Final = "Made on {on}"
STAMP: Final = "{product}. Version and data {fingerprint}."
IS_NOT: Final = "Times for a usual patient of that size: the clinician decides for the one in the chair."
TOO_MANY: Final = "A page has room for {most} columns, not for {columns}: ask for fewer ages."
ANEW: Final = "Make it anew on the Technique chart page when tube, timer or receptor changes."
PICTOGRAM: Final = "Two heads with a clock: the time is set for the size of the patient."

spoken(__name__)
