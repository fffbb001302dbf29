"""The Check page for clinicians and students: questions, states, actions, notices."""

from collections.abc import Mapping
from typing import Final

from advisor.case.vocabulary import Reader, Receptor, Step
from advisor.language import spoken

# Questions. A fact that is asked for has the label of its question.
AGE: Final = "Age"
ADULT: Final = "Adult"
AS_USUAL: Final = "Examined, old images seen"
AS_USUAL_FLAT: Final = "Examined; old and flat images not enough"
AS_USUAL_CARIES: Final = "Examined, old images seen; to look for caries"
AS_USUAL_HEALTHY: Final = "Examined, old images seen, no signs or symptoms"
RECEPTOR: Final[Mapping[Receptor, str]] = {
    Receptor.FILM_D: "D",
    Receptor.FILM_E: "E",
    Receptor.FILM_F: "F",
    Receptor.PSP: "Plate",
    Receptor.SENSOR: "Sensor",
}
COLLAR: Final[Mapping[bool, str]] = {True: "On", False: "Off"}
MORE: Final[Mapping[Step, str]] = {
    Step.SELECT: "More about the visit",
    Step.RECEPTOR: "More about the receptor",
    Step.CBCT: "More about the scan",
    Step.COLLIMATE: "More about the beam",
    Step.SHIELD: "More about shields",
    Step.CHILD_SIZE: "Region, images, size",
}
ALSO_HELP: Final = "Judged for the same question, with what is set for them; enter several of one kind under Images."
ALSO_LINE: Final = "{exam} **{dose}**: {acts}"
TOGETHER: Final = "This visit together **{dose}**"
NO_ADULT_TIME: Final = "No adult time known: kV, mA, cone, output (the range is then about fivefold)"
TOOTH: Final[Mapping[str, str]] = {"fdi": "Tooth (FDI)", "universal": "Tooth (US)"}
TOOTH_UNKNOWN: Final = "No tooth {tooth} in FDI or Universal; touch the region instead."
REGION: Final = "{question}: **{region}**"
TOUCH_REGION: Final = "touch the teeth of this image"
TEETH_FROM_TO: Final = "–"
PART: Final = "{region}, teeth {teeth}"
NO_GUIDANCE: Final = "No guidance that is kept here was in force on {on}."

# The line above all: where, when, for whom.
AUDIENCE: Final = "For"
READERS: Final[Mapping[Reader, str]] = {
    Reader.CLINICIAN: "Clinician",
    Reader.STUDENT: "Student",
    Reader.PARENT: "Parent",
}
CONTEXT: Final = "{place} · {reader}"
DATE_HELP: Final = "As 2026-11-21. Empty: today. Guidance in force on that day is asked."
TODAY: Final = "today"
OTHER_DAY: Final = "Judged by the guidance in force on {on}, not today's."
PAST_REVIEW: Final = "Check the sources again: {what}"
CASE_FOR_STAFF: Final = "The case (for the dental team)"

# What went wrong.
REFUSED_TITLE: Final = "One answer cannot be right"
REFUSED: Final = "**{field}:** {remedy}"
LINK_REFUSED: Final = "This link could not be read (“{field}” {remedy}). Nothing was filled in."
NO_SUCH_ANSWER: Final = "has no such answer"

# The six steps: what is found of each, in a word before any colour.
STEPS: Final = "The steps"
CONTEXT_ICON: Final = ":material/public:"
REFUSED_ICON: Final = ":material/error:"
DOUBT_ICON: Final = ":material/help:"
REVIEW_ICON: Final = ":material/event_busy:"
AS_USUAL_ICON: Final = ":material/done_all:"
BADGE: Final = ":{colour}-badge[{state}]"
CHOICE: Final = ":violet-badge[your choice] {sides}"
STEP_LINE: Final = "**{step}** {text}"
PARTS: Final = " "
SENTENCE: Final = "{text}."
NO_TEXT: Final = "No guidance on this here."
NO_TEXT_FOR_ADULTS: Final = "No guidance for adults here."
LEFT_OUT: Final = "{steps}: not for this image."

STEP: Final[Mapping[Step, str]] = {  # the campaign's six messages, in short
    Step.SELECT: "Choose each image for this child's needs, not as a routine.",
    Step.RECEPTOR: "Use the fastest receptor that answers the question.",
    Step.CBCT: "Cone-beam CT only when flat images cannot answer the question.",
    Step.COLLIMATE: "Limit the beam to the area of interest.",
    Step.SHIELD: "Always a thyroid collar, the campaign says; others differ.",
    Step.CHILD_SIZE: "Set the exposure for the size of this child.",
}

TOUCH: Final = "Touch what is set."

# A step opened.
DECIDES: Final = "**{topic}.** {reason}"
DIFFER: Final = "Who differs:"
AGREE: Final = "Who else ({count})"

# Changes.
TRY: Final = "Try {what}"
TRY_ALL: Final[Mapping[int, str]] = {1: "Try it", 2: "Try both", 3: "Try all {count}"}
BACK: Final = "Back to as set"
WHY_WAIT: Final = "Why wait"
IMAGE_ANYWAY: Final = "Image anyway"
SAME_PATIENT: Final = "Another age: the same patient?"
SAME: Final = "The same"
ANOTHER: Final = "Another"
NEXT_PATIENT: Final = "Next patient"
NEXT_PATIENT_ICON: Final = ":material/person_add:"
MEANT: Final = "Yes, {value:g} mGy cm2"

# The exposure time.
TIMER: Final = "**Timer:** set **{set}** (advised {span}), {basis}."
IMPULSES: Final = "{count} impulses, {time}"
REGION_UNTOLD: Final = "Taken as {region}."
TIMER_KEEP: Final = "**Timer:** {set} is within the advised {span}, {basis}."
TIMER_SHORT: Final = (
    "**Timer:** {set} is below the advised {span}, {basis}. A shorter time that images well is better; repeats are not."
)

# Doses.
DOSE_SEEN: Final[Mapping[str, str]] = {
    "usual": "Usual settings",
    "as_set": "As set",
    "as_tried": "As tried",
    "as_advised": "As advised",
    "if_taken": "If taken all the same",
}
DOSE: Final = "{name}: **{dose}**, like {time} of background."
DOSE_THEN: Final = "{name}: **{dose}**, like {time}."
DOSES: Final = " "
SAVING_TITLE: Final = "Where the saving comes from"
WORKING_TITLE: Final = "How worked out"
FORMULA: Final = "Effective dose = {factors}"
TIMES: Final = "×"
RESULT: Final = "Together **{dose}**."
RANGES: Final = (
    "Independent factors multiply; their ranges add in quadrature of logarithms, so one wide factor dominates."
)
FACTOR: Final = "- **{name}**: {value} ({span}){unit}; {spread}{rows}"
OF_ROWS: Final = "; {rows}"
EVIDENCE: Final = "Rows: {rows}"
EXPOSURE_EVIDENCE: Final = "Exposure time: {rows}"
TRIED_HARDLY: Final = "As tried, it hardly changes the dose."
TRIED_SAVES: Final = "As tried: {percent} less than as set."
LEVELS_TITLE: Final = "Reference levels"
LEVEL: Final = "{quantity}: {value:g} {unit} for {population} ({place}, {year}). {note}"
LEVELS_HELP: Final = "A level is for the median of many standard patients, not for one image, and is no limit."
FOOT: Final = "No image read, no diagnosis: you decide."
DATA: Final = "Version and data {fingerprint}."

spoken(__name__)
