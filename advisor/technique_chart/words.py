"""The technique chart of a practice's own unit, the check of its known good settings, and a change of receptor."""

from collections.abc import Mapping
from typing import Final

from advisor.case.vocabulary import ChartWarning, PatientSize, Receptor, ReceptorVerdict
from advisor.language import spoken

SIZE: Final[Mapping[PatientSize, str]] = {
    PatientSize.ADULT: "Adult",
    PatientSize.ADOLESCENT: "Adolescent",
    PatientSize.CHILD_10: "Child about 10",
    PatientSize.CHILD_6: "Child about 6",
}
AGE: Final = "{age:g} years"
WARNING: Final[Mapping[ChartWarning, str]] = {
    ChartWarning.CHILD_AS_ADULT: (
        "Your present child setting gives as much as your adult setting, or more. Set the time of this chart instead."
    ),
    ChartWarning.PRESENT_ABOVE: "Your present setting gives more than the longest time advised here.",
    ChartWarning.BELOW_SHORTEST_STEP: (
        "This needs less than the shortest step of the timer. Lower the mA, or use a longer cone."
    ),
    ChartWarning.ABOVE_LONGEST_STEP: (
        "This needs more than the longest step of the timer. Raise the mA, or use a faster receptor."
    ),
    ChartWarning.TOO_LITTLE: (
        "The receptor would get less than its kind was found to make usable images of. "
        "Check the known good setting and the measured output before you use this time."
    ),
    ChartWarning.PERHAPS_TOO_LITTLE: (
        "The receptor may get less than its kind was found to make usable images of. Measure the output to be sure."
    ),
    ChartWarning.PERHAPS_TOO_MUCH: (
        "The receptor may get more than its kind was found to make usable images of. Try a shorter time."
    ),
    ChartWarning.TOO_MUCH: (
        "The receptor would get more than its kind was found to make usable images of. Shorten the known good time."
    ),
    ChartWarning.NO_REGION_TOLD: "A known good setting tells no region. It is taken for one of a lower molar.",
    ChartWarning.NO_STEP: (
        "A known good time is no step of the timer you told. The nearest step is used; check the timer and the time."
    ),
    ChartWarning.EXTRAORAL: "The time of this unit is set by its programme, so there is no chart of times.",
}
RECEPTOR: Final[Mapping[Receptor, str]] = {  # within a sentence
    Receptor.FILM_D: "D film",
    Receptor.FILM_E: "E film",
    Receptor.FILM_F: "F film",
    Receptor.PSP: "plate",
    Receptor.SENSOR: "sensor",
}
OCCLUSAL: Final = "Occlusal views: makers do not say which view they mean, and differ by a factor of two."
SECONDS: Final = "Seconds"
IMPULSES: Final = "Impulses ({per_s:g} a second)"
SPAN: Final = "{low}–{high}"
SIGN: Final = "▲"
SHORT: Final[Mapping[ChartWarning, str]] = {  # beside the sign, in a cell
    ChartWarning.CHILD_AS_ADULT: "child as adult",
    ChartWarning.PRESENT_ABOVE: "now above this",
    ChartWarning.BELOW_SHORTEST_STEP: "below the timer",
    ChartWarning.ABOVE_LONGEST_STEP: "beyond the timer",
    ChartWarning.TOO_LITTLE: "too little",
    ChartWarning.PERHAPS_TOO_LITTLE: "perhaps too little",
    ChartWarning.PERHAPS_TOO_MUCH: "perhaps too much",
    ChartWarning.TOO_MUCH: "too much",
}
EVERYWHERE: Final = "everywhere"
ALL_REGIONS: Final = "all regions"
PLACES: Final = "{patient}: {regions}"
LINE: Final = "{region}"
LINE_OF_EXAM: Final = "{exam} {region}"
JOINED: Final = ", "
BETWEEN: Final = "; "
SPACE: Final = " "
FACT: Final[Mapping[str, str]] = {
    "kV": "{:g} kV",
    "mA": "{:g} mA",
    "cone_cm": "{:g} cm cone",
    "output_mGy_per_mAs": "{:g} mGy/mAs",
}
MEASURED_ON: Final = "measured {on}"
ANCHOR_OWN: Final = "your known good setting ({settings})"
ANCHOR_MAKER: Final = "the maker’s chart of {unit}"
ANCHOR_MODEL: Final = "the general model"
LOWER_MA: Final = "With {mA:g} mA the time is on the timer."
RECEPTOR_VERDICT: Final[Mapping[ReceptorVerdict, str]] = {
    ReceptorVerdict.TOO_LITTLE: "too little for this receptor",
    ReceptorVerdict.PERHAPS_TOO_LITTLE: "perhaps too little for this receptor",
    ReceptorVerdict.USABLE: "within the published range of this receptor",
    ReceptorVerdict.PERHAPS_TOO_MUCH: "perhaps too much for this receptor",
    ReceptorVerdict.TOO_MUCH: "too much for this receptor",
    ReceptorVerdict.CANNOT_TELL: "cannot tell",
}
ABOVE_LIMIT: Final = "This is above the limit of German criteria for any receptor, {limit:g} mGy."
OLD_TIME: Final = "With the old time the new receptor saves nothing."
OLD_TIME_USABLE: Final = "Its images would still look right, so nobody would notice."
SURVEYED: Final = (
    "In a survey of practices the same change went with {surveyed} less dose; the receptor allows {saved}."
)

spoken(__name__)
