"""The sentences of an audit: of its page and its report."""

from typing import Final

from advisor.audit.child_sizing import Falls
from advisor.audit.converted import BESIDE_DATES, NO_UNIT, UNREAD
from advisor.audit.groups import Beside
from advisor.audit.image_quality import AgainstTarget
from advisor.audit.judged import Verdict
from advisor.audit.plan import NO_AGE, NO_EXAM, NO_SETTING
from advisor.audit.questions import Unusual
from advisor.audit.to_do import Action, Who
from advisor.language import Plural, spoken

FALLS: Final = {
    Falls.FALLS: "Yes: younger children get less than adults.",
    Falls.DOES_NOT_FALL: "No: younger children get as much as adults.",
    Falls.CANNOT_TELL: "It cannot be told from these exposures.",
}
NOT_EVERYWHERE: Final = "As much as adults: {no}. Less than adults: {yes}."
QUESTION: Final = "Do children get less than adults?"
UNIT: Final = {"exposure_s": "s", "dap_mGycm2": "mGy·cm²", "entrance_kerma_mGy": "mGy"}
BESIDE: Final = {
    Beside.BELOW: "below the level",
    Beside.ABOUT: "about at the level",
    Beside.ABOVE: "above the level: a reason to look, not a limit",
    Beside.TOO_FEW: "too few to judge",
    Beside.NO_LEVEL: "no level known here",
}
LEFT_OUT: Final = {
    "aborted": "aborted",
    "phantom": "of a phantom",
    NO_AGE: "no age or size given",
    NO_EXAM: "no dental exam that is known",
    NO_SETTING: "no time, product or kerma that is usable",
}
FIELD: Final = {
    "exposure_s": "exposure time",
    "dap_mGycm2": "dose-area product",
    "kV": "tube voltage",
    "mA": "tube current",
    "age_years": "age",
    "on": "date",
    "charge_mAs": "mAs",
    "entrance_kerma_mGy": "air kerma",
    "at": "time of day",
    "birth": "birth date, for the age only",
    "size": "child or adult",
    "tooth_region": "kind of tooth",
    "unit": "X-ray unit",
    "quality": "image quality",
    "reject_reason": "why it was not acceptable",
    "settings": "kV, mA and time together",
    "event": "the exposure’s own number",
    "exposure_index": "exposure index",
    "target_exposure_index": "target exposure index",
    "deviation_index": "deviation index",
}
ACTION: Final = {
    Action.SHORTEN_FOR_CHILDREN: "Set shorter times for children, from the technique chart",
    Action.REVIEW_ABOVE_LEVEL: "Look into medians above the reference level",
    Action.REVIEW_IMAGE_QUALITY: "Look into images that were not acceptable, and train",
    Action.ANSWER_QUESTIONS: "Answer the questions, and correct the log where it is wrong",
    Action.COLLECT_MORE: "Keep logging until every group has enough patients",
    Action.REPEAT: "Audit again",
}
WHO: Final = {Who.LEAD: "practice lead", Who.EXPERT: "medical physics expert or radiation protection adviser"}
AGAINST: Final = {
    AgainstTarget.MET: "target met",
    AgainstTarget.NOT_MET: "target not met",
    AgainstTarget.CANNOT_TELL: "too few images to show whether the target is met",
}
SHARE: Final = "{percent:.0f} % ({k} of {n}; 95 % interval {low:.0f}–{high:.0f} %)"
TOO_FEW_CHILDREN: Final = Plural(
    "{number} child under 18 was imaged: too few to judge.", "{number} children under 18 were imaged: too few to judge."
)
BY_BAND: Final = "{band}: median {median} of {n}, {percent:.0f} % of the adults’."
SLOPE: Final = "Below 18 the time changes by {yearly:+.1f} % a year of age (95 % interval {low:+.1f} to {high:+.1f})."
SAME_TIME: Final = "Below 18 the time does not change with age."
AS_ADULTS: Final = "Children who got the unit’s usual adult setting: {share}."
USUAL_FOR_ADULTS: Final = "{percent:.0f} % of the children’s exposures had the unit’s usual adult setting ({k} of {n})."
JUDGED: Final = "Against the advised time: {judged}."
JUDGED_AS: Final = {
    Verdict.LONGER: "{n} longer",
    Verdict.AS_ADVISED: "{n} as advised",
    Verdict.SHORTER: "{n} shorter",
    Verdict.CANNOT_TELL: "{n} that cannot be told",
}
SAVED: Final = (
    "With the advised times the children’s exposures together would have been {span} % lower (in mAs; the lower "
    "figure with the longest time advised)."
)
NEAR_POWER: Final = " That is near {power:g}: is it in another unit?"
ROW: Final = " (first in row {row})"
ASKED: Final = {
    Unusual.IMPLAUSIBLE: (
        "{unit}: in {many} the {field} is none that such a unit gives. Is it in the right column, and in which unit of "
        "measure?"
    ),
    Unusual.MISDATED: "{unit}: the date of {many} lies after the audit, or before any such log. Is the year mistyped?",
    Unusual.OTHER_UNIT: "{where}: the product per mAs of {many} is {ratio} times what such settings give.{power}",
    Unusual.OFF_LINE: (
        "{where}: in {many}{row} the product is {ratio} times what the same mAs gives else on this unit.{power} Why?"
    ),
    Unusual.RARE: "{where}: {at} in {many}, {ratio} times the usual time. What was it for?",
}
QUALITY: Final = "{exam}, {kind}: acceptable {share}, target at least {target:g} %: {against}.{enough}{why}"
KIND: Final = {True: "film", False: "digital"}
FEW_IMAGES: Final = " Fewer images than such a sample should have."
REASONS: Final = " Reasons: {reasons}."
NOT_COUNTED: Final = "{n} not counted: {reason}"
WITHOUT: Final = Plural(
    "{number} file or row without an exposure: {reason}", "{number} files or rows without an exposure: {reason}"
)
TOLD_AGAIN: Final = Plural(
    "{number} further picture, slice or report of an exposure that was counted already",
    "{number} further pictures, slices or reports of exposures that were counted already",
)
PERIOD: Final = "{first} to {last}"
UNDATED: Final = "no day known"
LONGER: Final = (
    "A child’s time counts as longer beyond the range advised, and within it where it is no shorter than what is "
    "advised for an adult."
)
VALUES: Final = {
    "": "{values} left out, beyond what such a unit gives: {fields} ({unit})",
    "on": "{values} left out, after the day of the audit or before any such log: {fields} ({unit})",
    f"on{UNREAD}": "{values} left out, no day that is understood: {fields} ({unit})",
    UNREAD: "{values} left out, no number: {fields} ({unit})",
    NO_UNIT: "{values} left out, without a unit that is known: {fields} ({unit})",
    BESIDE_DATES: "{ages} that two dates contradict; the dates hold",
}
REPORT: Final = {
    "left_out": "1. What was left out and put right",
    "nothing": "Nothing.",
    "medians": "2. Medians, and the reference levels beside them",
    "sizes": "3. Time against the size of the patient",
    "no_child": "No child was imaged.",
    "quality": "4. Image quality",
    "no_grade": "No image is graded in these files.",
    "questions": "5. Questions to the practice",
    "none": "None.",
    "chart": "6. Against the chart in force",
    "to_do": "7. What to do",
    "what": "What",
    "who": "Who",
    "by": "By",
    "comment": "Comment of the medical physics expert or radiation protection adviser",
    "signature": "Name, signature",
    "date": "Date",
    "trend": "8. Since the last audit",
    "sources": "Sources",
}
OWN: Final = "Times are judged from the known good setting of “{unit}”, as its technique chart is."
MODEL: Final = (
    "Judged by the general model, whose range is wide; with a unit file that holds a good setting, by the unit’s own "
    "chart."
)
KEY: Final = "Dots are exposures, larger where there are more; the dashed line is the time advised, the band its range."
NO_LEVELS: Final = " No reference level is known here for these groups."
NO_TREND: Final = "No earlier audit was given."
SAME: Final = "Against the audit of {on}: no median moved by {percent:g} % or more."
MOVED: Final = "{name}: median {before} then, {now} now ({percent:+.0f} %)."

spoken(__name__)
