"""The Technique chart page: choosing a unit, reading its chart, checking it, taking it along."""

from typing import Final

from advisor.language import Plural, spoken

TITLE: Final = "Technique chart"
EMPTY: Final = (
    "Enter receptor and one time that images well on your unit: the time to set for every region and patient size "
    "is then shown here, to print and hang beside the unit."
)
EMPTY_ICON: Final = ":material/table_chart:"
START_WITH: Final = "Or begin with a maker’s chart:"
CHOOSE: Final = "X-ray unit"
CHOOSE_NONE: Final = "choose a unit"
MAKERS: Final = "{label} (maker’s chart)"
FILE: Final = "File"
FILE_WHAT: Final = "Load a unit from a file (TOML, JSON)"
FILE_ICON: Final = ":material/upload_file:"
FORM: Final = "More about the unit"
NAME: Final = "Name"
NAME_EXAMPLE: Final = "Surgery 1"
UNNAMED: Final = "My unit"
KEEP: Final = "Keep in this browser"
KEEP_IT: Final = "Keep"
KEEP_ICON: Final = ":material/bookmark:"
FORGET: Final = "Forget this unit"
NOT_KEPT: Final = "Not kept yet: what you enter here is gone when the page is closed."
WHERE: Final = "Kept in this browser only, and used on the Check page."
REFUSED: Final = "**{field}:** {remedy}"
REFUSED_ICON: Final = ":material/error:"

# The chart.
TABLE: Final = "{what} to set, {receptor}"
TABLE_UNTOLD: Final = "{what} to set"
TABLE_ALT: Final = "Technique chart of {unit}: {what} to set by region and patient size"
REGION: Final = "Region"
AGES: Final = "More ages (years)"
AGES_NONE: Final = "none"
BENEATH: Final = "Beneath each time"
BENEATH_NAME: Final = {"range": "Range", "kerma": "Air kerma", "makers": "Maker’s time", "present": "Set today"}
WHAT_IS_BENEATH: Final = {
    "range": "Beneath: the steps that keep to the advice.",
    "kerma": "Beneath: incident air kerma at the cone end, mGy.",
    "makers": "Beneath: what the maker’s chart prints, in seconds.",
    "present": "Beneath: what the practice sets today.",
}
KERMA: Final = "Air kerma"
CELL: Final = "**{set}**"
BENEATH_CELL: Final = "  \n:gray[:small[{text}]]"
SIGN_CELL: Final = "  \n:small[{sign} {short}]"
NOTHING: Final = "–"
SPAN: Final = "{low}–{high}"
CANNOT_TELL: Final = "No times yet: {reason}. Tell it in the form of the unit above."
WARNED: Final = "{sign} **{short}** ({places}): {says}"
WARNED_ALL: Final = "{sign} {says}"
RESTS_ON: Final = (
    "Rests on {anchors}. Check it against the chart in the unit’s manual and with a test image before use."
)
WORKING: Final = "How the times were worked out"
WORKING_ALL: Final = "All regions"
WORKING_LINE: Final = "**{region}**: {evidence}"
OUTPUT_MEASURED: Final = "your measured output"
OUTPUT_USUAL: Final = "the usual output of dental tubes, as yours is not entered"
SPECTRA: Final = "spectra poludniowski_2021"
AT_RECEPTOR: Final = "Warnings of too little or too much"
SIZES: Final = "Patient sizes"
SIZE: Final = "{patient}: {age:g} years"
SIZES_ARE: Final = "our convention"

# The picture.
PICTURE: Final = "Picture: time against age"
GROUP: Final = "Regions"
GROUPS: Final = {  # by the beginning of a region's id; any other region stands with its exam
    "maxilla_": "Upper teeth",
    "mandible_": "Lower teeth",
}
PICTURE_HELP: Final = "Lines: the time as calculated. Marks: the step to set. Rules: the timer’s steps."

# Known good settings at the receptor.
CHECK: Final = "Does the receptor get enough?"
CHECK_NONE: Final = "Tell a known good setting, or one in use, in the form of the unit: it is checked here."
KNOWN_GOOD: Final = "Known good: {setting}"
IN_USE: Final = "In use: {setting}"
VERDICT: Final = "**{setting}**: {verdict}."
RECEIVES: Final = "About {typical} mGy reaches it ({low}–{high})."
USABLE: Final = "Its kind makes usable images from {low} to {high} mGy."
NEEDS: Final = "Tell {missing}."
CHECK_HELP: Final = (
    "Bar with a dot: estimate of the air kerma at the receptor. Green: published range of usable images. "
    "Dashed: limit for any receptor. A measured output makes the estimate narrower."
)
ROWS: Final = "Rows: {rows}"
LIMIT_ROWS: Final = "Limit: {rows}"

# Change of receptor.
CHANGE: Final = "Changing the receptor"
FROM: Final = "From"
TO: Final = "To"
SAME_RECEPTOR: Final = "Choose two different receptors."
SAVES: Final = "From {before} to {after} the dose falls by {saved}, if the new receptor gets what it needs and no more."
COSTS: Final = "From {before} to {after} the dose rises: the new receptor needs {times} times as much."
TRAP: Final = "**The trap:** {old_time} {usable}"
OLD_TIME_MUCH: Final = Plural(
    "In {number} of {all} regions it would get more than it makes usable images of.",
    "In {number} of {all} regions it would get more than it makes usable images of.",
)
NOW: Final = "now"
SET: Final = "set"
DOSE: Final = "dose"
LESS: Final = "−{percent}\u202f%"
MORE: Final = "+{percent}\u202f%"
CHANGE_FOR: Final = "{unit}, for an adult."

# Beside the maker's chart.
COMPARE: Final = "Compare with the maker’s chart"
COMPARE_NONE: Final = (
    "No chart of this unit for this receptor was read. Choose the maker’s chart in the form of the unit."
)
OURS: Final = "this chart"
IMPULSES: Final = "{count} impulses, {seconds}"
THEIRS: Final = "maker (s)"
STEPS: Final = "steps apart"
SAME_STEP: Final = "same"
LONGER: Final = Plural("{number} longer", "{number} longer")
SHORTER: Final = Plural("{number} shorter", "{number} shorter")
AT_YOUR_SETTINGS: Final = "{printed}, here {here}"
CONVERTED: Final = "Here: the printed time at your kV, mA and cone, by the spectrum and the inverse square."
MAKERS_SAID: Final = (
    "**Beside the maker’s chart, {receptor}:** {within} of {compared} cells within one step of the timer; "
    "median difference in steps: {apart}."
)

# Taking it along.
TAKE: Final = "Take it along"
PAPER: Final = "Paper"
PDF: Final = "Chart for the wall (PDF)"
PDF_OF: Final = "Chart for {receptor} (PDF)"
NO_PDF: Final = "This computer cannot make a PDF: Pango is missing (see README). Download the CSV instead."
CSV: Final = "Table (CSV)"
CSV_FILE: Final = "technique-chart.csv"
FILE_OF: Final = "technique-chart-{receptor}.pdf"
FILE_UNTOLD: Final = "technique-chart.pdf"
NUMBERS: Final = "Numbers behind this picture"
FOOT: Final = (
    "Version and data {fingerprint}. Times for a usual patient of that size; the decision stays with the clinician."
)

spoken(__name__)
