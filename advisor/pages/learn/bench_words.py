"""The bench of the dose: labels, the formula of each factor, questions to try."""

from collections.abc import Mapping
from typing import Final

from advisor.case.vocabulary import Basis
from advisor.language import spoken

INTRO: Final = "Move anything: the dose, its formula and its sources follow at once. Pin a setting to compare with it."
EXAM: Final = "Image"
REGION: Final = "Region"
BASIS: Final = "The dose is worked out"
BASES: Final[Mapping[Basis, str]] = {
    Basis.CALCULATED: "from the settings",
    Basis.PUBLISHED: "from published doses",
    Basis.DISPLAYED_DAP: "from the displayed product",
}
TIME_IS: Final = "The time"
TIMES_SET: Final[Mapping[str, str]] = {"by_hand": "set by hand", "advised": "as advised"}
TIME_HELP: Final = "As advised: the time that receptor, patient, region, kV, mA and cone ask for."
TIME_ADVISED: Final = "Time as advised: **{set}** (range {span})."
NO_TIME: Final = "No time can be advised: {reason}."
PROGRAMME_OF_ADULTS: Final = "The child programme counts for a child only: the published ratios are of children."
FIELD_CLASS: Final = "This field counts as {name}."
PIN: Final = "Pin this"
PIN_ICON: Final = ":material/push_pin:"
START: Final = "Back to start"
START_ICON: Final = ":material/restart_alt:"
PINNED: Final = "Pinned"
NOW: Final = "Now **{dose}**, like {time} of natural background ({place})."
TIMES: Final = "**{factor} times** the pinned one."
HERO: Final = "{factor} times the pinned dose"
HERO_SAME: Final = "The pinned dose"
SAME: Final = "The same as the pinned one."
FOOT: Final = "**{dose}**. {compared}"
FOOT_REFUSED: Final = "No dose: this setting is refused."
RANGES: Final = (
    "A bar shows what is not known. Much of that is the same for both bars, so their ratio is known better than either."
)
SUMMARY: Final = "Pinned: {settings}."
REFUSED: Final = "**{field}:** {remedy}"
REFUSED_ICON: Final = ":material/error:"
LOGARITHMIC: Final = "Logarithmic axis"

FACTORS: Final = "Factors"
SIGN: Final = "× "
RANGE_BARS: Final = (
    "A bar is as wide as its factor’s range, from a quarter to four times the typical value; red: not as pinned."
)
CHIP: Final = "{sign}**{name}** {value}"
FORMULA_LINE: Final = "Effective dose = {factors} = **{dose}**."
TIMES_SIGN: Final = " × "
FACTOR: Final = "- **{name}** {value}{changed}  \n  {formula} {sources}"
CHANGED: Final = ", pinned {value}"
SOURCES: Final = "Rows: {rows}."
MORE_ROWS: Final = "{rows} and {count} more"
NUMBERS: Final = "Numbers behind the picture"

NAME: Final[Mapping[str, str]] = {
    "effective dose per dose-area product": "dose per product",
    "cone length": "cone, inverse square",
    "tube output": "tube output at the usual cone",
}
FORMULA: Final[Mapping[str, str]] = {  # by the beginning of a factor's name
    "tube output": "Air kerma per mAs: the spectrum at this kV and filtration, scaled to measured dental units.",
    "cone length": "(Usual cone / this cone) squared: the beam thins out with distance.",
    "tube current": "As set: twice the current, twice the dose.",
    "exposure time": "As set: twice the time, twice the dose.",
    "field at the cone end": "Area of the beam where it leaves the cone.",
    "surveyed dose-area product per mAs": "Mean of a national survey, divided by the survey’s mAs.",
    "tube voltage": "Output at this kV over that at the survey’s kV, from the spectra.",
    "beam": "What a restricted beam leaves of the full one.",
    "field": "Area of the beam where it leaves the cone.",
    "field of view": "By the area of the field: below 100 cm² the dose goes with it, above it stays.",
    "field of view, not told": "From a small to a large field.",
    "another field of view on the same unit": "(Area / area before) to a power below one.",
    "effective dose per dose-area product": "Published doses over the product of kerma and area that belongs to them.",
    "child, at the same exposure": "Rises smoothly from the adult to the child: the thyroid lies nearer the beam.",
    "child, at the same product": "Rises smoothly from the adult to the child: the same product in a smaller head.",
    "child's panoramic image": "Between published doses of children and what the same product would give a child.",
    "reach of the beam at this tube voltage": "(kV / 70) to the power of 1.2: a harder beam reaches deeper.",
    "incident air kerma": "Output × mA × s, at the cone end.",
    "child programme": "Dose of the child programme over that of the adult programme.",
    "exposure of this view": "An occlusal image’s time over that of a lower molar, from makers’ charts.",
    "child's exposure, not told": "Anything between a child’s and an adult’s exposure.",
    "programme, not told": "Anything between the child and the adult programme.",
    "thyroid collar": "Dose with collar over dose without it, where the thyroid lies in or near the beam.",
    "images": "As set: each image adds its dose.",
    "usual incident air kerma with film D": "Measured at the cone end in national surveys.",
    "receptor": "What this receptor needs, over what D film needs.",
    "published panoramic doses": "Geometric mean of the published units; the range is for one more unit.",
    "published lateral cephalometric dose": "Geometric mean of the published units.",
    "published dose": "Geometric mean of the published scans; the range is for one more unit.",
    "displayed dose-area product": "What the unit shows after the exposure.",
    "dose-area product": "What the unit shows after the exposure.",
}

TRY: Final = "Set up {number}"
TRY_ICON: Final = ":material/play_arrow:"
ANSWERED_ICON: Final = ":material/check:"
NEXT: Final = "Next question"
QUESTIONS_TITLE: Final = "Questions: {done} of {count} answered right"
MOVE_AND_SEE: Final = "The bench is set up and pinned. Guess, or make the change and see."
NOT_RIGHT: Final = ":orange-badge[:material/close: Not right] Make the change on the bench and look at the product."
RIGHT_TIMES: Final = ":green-badge[:material/check: Right] {times} times the dose before. {because}"
RIGHT_FACTOR: Final = ":green-badge[:material/check: Right] {name}. {because}"
RUNGS: Final[Mapping[float, str]] = {
    0.1: "a tenth",
    0.25: "a quarter",
    0.5: "half",
    1.0: "about the same",
    2.0: "twice",
    4.0: "four times",
    10.0: "ten times",
}
QUESTIONS: Final[tuple[str, ...]] = (
    "Time set by hand: change the D film for a sensor. What does the dose become?",
    "Time as advised: change the D film for a sensor. What does the dose become?",
    "Change the round beam for the rectangular one. Which factor moves?",
    "Time set by hand: go from a cone of 20 cm to one of 30 cm. What does the dose become?",
    "Time as advised: go from a cone of 20 cm to one of 30 cm. What does the dose become?",
    "Time set by hand: make the patient 6 years old. Which factor makes the dose rise?",
    "Double the current and halve the time. What does the dose become?",
    "Time set by hand: go from 55 to 70 kV. What does the dose become?",
    "Three bitewings are pinned. What is a panoramic image, beside them?",
    "Shrink the field of the scan from 15 × 15 to 5 × 5 cm. What does the dose become?",
    "Which factor of a full-mouth series is known least?",
    "Time set by hand: go from 1.5 to 2.5 mm of filtration. Which factor moves?",
)
REASONS: Final[tuple[str, ...]] = (  # of the questions, in their order
    "The receptor is no factor of the dose: it saves only once the timer is turned down.",
    "The sensor needs less, and now the timer follows it.",
    "The area of the beam shrinks; nothing else does.",
    "The beam thins out with the square of the distance.",
    "The advised time gives back nearly all that the distance takes.",
    "The thyroid of a child lies nearer the beam.",
    "Only their product counts.",
    "More comes out of the tube per mAs, and it reaches deeper.",
    "Look at the ranges too: both reach far, and they overlap.",
    "The estimate follows the area of the field once that is below 100 cm².",
    "Published doses per product differ more than anything that is set.",
    "Filtration takes soft rays out of the beam.",
)

spoken(__name__)
