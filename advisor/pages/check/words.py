"""The Check page for clinicians and students: questions, states, actions, notices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from advisor.case.vocabulary import Reader, Step

# Questions. A fact that is still needed is asked for by the label that its question has.
PATIENT: Final = "Patient and image"
WHY: Final = "Why"
SETTINGS: Final = "Settings"
AS_USUAL: Final = "Examined, earlier images checked"
AS_USUAL_CARIES: Final = "Examined, earlier images checked; to look for caries"
AS_USUAL_HEALTHY: Final = "Examined, earlier images checked, no signs of disease"
MORE_WHY: Final = "More about the visit"
MORE_SETTINGS: Final = "More settings"
TOOTH: Final[Mapping[str, str]] = {"fdi": "Tooth (FDI)", "universal": "Tooth (US)"}
TOOTH_HELP: Final = "Sets the region. FDI, as 36 or 85; in the United States Universal, as 19 or T. Primary teeth too."
TOOTH_UNKNOWN: Final = "No tooth {tooth} in FDI or Universal; choose the region instead."
START: Final = "Enter age and image: the answer appears here at once. Everything else may stay empty."
START_WORLD: Final = "Guidance and law differ from place to place: choose yours with the button at the top."
PREGNANT: Final = "Pregnant: {said}"
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
REFUSED: Final = "**{field}:** {remedy}"
REFUSED_SHORT: Final = "**{field}:** {remedy}"
LINK_REFUSED: Final = "This link could not be read ({field}: {remedy}). Nothing was filled in."

# States of the six steps, in a word and a sign before any colour.
START_ICON: Final = ":material/dentistry:"
CONTEXT_ICON: Final = ":material/public:"
REFUSED_ICON: Final = ":material/error:"
DOUBT_ICON: Final = ":material/help:"
REVIEW_ICON: Final = ":material/event_busy:"
AS_USUAL_ICON: Final = ":material/done_all:"
APPLY_ICON: Final = ":material/arrow_forward:"
ADVISED_ICON: Final = ":material/arrow_right:"
UNDO_ICON: Final = ":material/undo:"
STEP_LINE: Final = "**{step}** :{colour}-badge[{state}] {text}"

STEP: Final[Mapping[Step, str]] = {  # the campaign's six messages, in short
    Step.SELECT: "Choose each image for this child's needs, not as a routine.",
    Step.RECEPTOR: "Use the fastest receptor that answers the question.",
    Step.CBCT: "Cone-beam CT only when plain images cannot answer the question.",
    Step.COLLIMATE: "Limit the beam to the area of interest.",
    Step.SHIELD: "Always a thyroid collar, the campaign says; others differ.",
    Step.CHILD_SIZE: "Set the exposure for the size of this child.",
}

# Opinions on demand.
WHY_RULE: Final = "**{topic}.** {reason}"

# Changes.
APPLY: Final = "Apply"
APPLY_ALL: Final = "Apply all {count}"
APPLY_BOTH: Final = "Apply both"
UNDO: Final = "Undo"
NEXT_PATIENT: Final = "Next patient"
NEXT_PATIENT_ICON: Final = ":material/person_add:"
MEANT: Final = "Yes, {value:g} mGy cm2"

# The exposure time.
TIMER: Final = "**Timer:** set **{set}** (advised {span}), {basis}."
IMPULSES: Final = "{count} impulses, {time}"
REGION_UNTOLD: Final = "Taken as {region}."
CHILD_SHARE: Final = (
    "**Timer:** for the same image a patient of {age:g} needs about {share:.0f} % of an adult’s time "
    "({low:.0f}–{high:.0f} %). Tell one adult time that images well, and this one’s follows."
)
TIMER_KEEP: Final = "**Timer:** {set} is within the advised {span}, {basis}."
TIMER_SHORT: Final = (
    "**Timer:** {set} is below the advised {span}, {basis}. A shorter time that images well is better; repeats are not."
)

# Doses.
DOSE_NOW: Final = "Now **{dose}**, like {time} of natural background ({place})."
AND_ALSO: Final = " · "
DOSE_ADVISED: Final = "As advised **{dose}**, like {time}."
DOSE_AFTER: Final = "After **{dose}**, like {time}."
SAVING_TITLE: Final = "Where the saving comes from"
WORKING_TITLE: Final = "How this was worked out"
FORMULA: Final = "Effective dose = {factors}"
TIMES: Final = "×"
RESULT: Final = "Together **{dose}**."
RANGES: Final = (
    "Independent factors multiply; their ranges add in quadrature of logarithms, so one wide factor dominates."
)
FACTOR: Final = "factor"
VALUE: Final = "about (range)"
SPREAD: Final = "the range is"
ROWS: Final = "rows"
EVIDENCE: Final = "Rows: {rows}"
EXPOSURE_EVIDENCE: Final = "Exposure time: {rows}"
SAVED_HARDLY: Final = "Changed so far: it hardly changes the dose."
SAVED_SO_FAR: Final = "Changed so far: {percent} less than before."
LEVELS_TITLE: Final = "Reference levels"
LEVEL: Final = "{quantity}: {value:g} {unit} for {population} ({place}, {year}). {note}"
LEVELS_HELP: Final = "A level is for the median of many standard patients, not for one image, and is no limit."
FOOT: Final = "Data {fingerprint}. It reads no image, makes no diagnosis, and leaves the decision to you."
