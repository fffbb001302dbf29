"""The Check page for clinicians and students: questions, states, actions, notices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from advisor.vocabulary import Reader, Step, Verdict

# Questions. A fact that is still needed is asked for by the label that its question has.
NOT_TOLD: Final = "not told"
EMPTY: Final = "–"  # in a field
QUESTION: Final[Mapping[str, str]] = {
    "age_years": "Age (years)",
    "exam": "Image",
    "region": "Region",
    "tooth": "Tooth",
    "visit_kind": "Visit",
    "months_since_bitewings": "Months since bitewings",
    "clinical_exam_done": "Examined first",
    "earlier_images_checked": "Earlier images checked",
    "signs_of_disease": "Signs of disease",
    "contacts_visible": "Contacts visible",
    "caries_risk": "Caries risk",
    "indication": "Question to answer",
    "two_d_insufficient": "2D not enough",
    "pregnant": "Pregnant",
    "elective": "Can wait",
    "dentition": "Dentition",
    "receptor": "Receptor",
    "beam": "Beam",
    "collar": "Thyroid collar",
    "apron": "Apron",
    "handheld": "Handheld",
    "kV": "kV",
    "mA": "mA",
    "exposure_s": "Time (s)",
    "cone_cm": "Cone (cm)",
    "images": "Images",
    "dap_mGycm2": "DAP shown (mGy·cm²)",
    "field_diameter_cm": "Field Ø (cm)",
    "field_height_cm": "Field height (cm)",
    "fov": "Field of view",
    "programme": "Programme",
    "filtration_mmAl": "Filtration (mm Al)",
    "output_mGy_per_mAs": "Output (mGy/mAs)",
    "on": "Date of the guidance",
    "place": "Place",
    "unit": "X-ray unit",
    "timer": "Timer",
}
SAME_QUESTION: Final[Mapping[str, str]] = {  # facts of statements that one question settles under another name
    "kind": "visit_kind",
    "risk_two_level": "caries_risk",
    "risk_three_level": "caries_risk",
    "thyroid_near_beam": "region",
    "bitewings_due": "months_since_bitewings",
    "field_cm": "field_diameter_cm",
}
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
ICON: Final[Mapping[Verdict, str]] = {
    Verdict.AVOID: ":material/front_hand:",
    Verdict.IMPROVE: ":material/build:",
    Verdict.CANNOT_TELL: ":material/help:",
    Verdict.SUPPORTED: ":material/check:",
    Verdict.UNADDRESSED: ":material/volume_off:",
    Verdict.NOT_APPLICABLE: ":material/remove:",
}
START_ICON: Final = ":material/dentistry:"
CONTEXT_ICON: Final = ":material/public:"
REFUSED_ICON: Final = ":material/error:"
REVIEW_ICON: Final = ":material/event_busy:"
SHORT_ICON: Final = ":material/error:"
AS_USUAL_ICON: Final = ":material/done_all:"
APPLY_ICON: Final = ":material/arrow_forward:"
UNDO_ICON: Final = ":material/undo:"
DISPUTED_ICON: Final = ":material/balance:"
COLOUR: Final[Mapping[Verdict, str]] = {
    Verdict.AVOID: "orange",
    Verdict.IMPROVE: "blue",
    Verdict.CANNOT_TELL: "gray",
    Verdict.SUPPORTED: "green",
    Verdict.UNADDRESSED: "gray",
    Verdict.NOT_APPLICABLE: "gray",
}
DISPUTED_COLOUR: Final = "violet"
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
OPINION: Final = "**{issuer} {year}** ({strength}): {state}. {says}"
SOURCE: Final = "{title}, {where}; {certainty}"
SOURCE_LINKED: Final = "[{title}]({url}), {where}; {certainty}"
ROW_LINK: Final = "[{id}]({link})"

# Changes.
APPLY: Final = "Apply"
APPLY_ALL: Final = "Apply all {count}"
APPLY_BOTH: Final = "Apply both"
UNDO: Final = "Undo"

# The exposure time.
TIMER: Final = "**Timer:** set **{set}** (advised {span}), {basis}."
IMPULSES: Final = "{count} impulses, {time}"
REGION_UNTOLD: Final = "Region not told: taken as {region}."
TIMER_KEEP: Final = "**Timer:** {set} is within the advised {span}, {basis}."
TIMER_SHORT: Final = (
    "**Timer:** {set} is below the advised {span}, {basis}. A shorter time that images well is better; repeats are not."
)

# Doses.
DOSE_NOW: Final = "Now **{dose}**, like {time} of natural background ({place})."
DOSE_AFTER: Final = "After **{dose}**, like {time}."
DOSE_BASIS: Final = "Effective dose for {images}, {basis}."
IMAGE: Final = "image"
IMAGES: Final = "images"
IMAGES_UNTOLD: Final = "{low:g} to {high:g} images, as their number is not told"
BACKGROUND_BASIS: Final = "Background, {place}: {msv:g} mSv a year ({year}; {radon}). A yardstick for size only."
DOWNLOAD: Final = "Download {name}.csv"
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
LOGARITHMIC: Final = "Logarithmic axis"
SAVED_SO_FAR: Final = "Changed so far: {percent} less than before."
NUMBERS_TITLE: Final = "Numbers behind the pictures"
LEVELS_TITLE: Final = "Reference levels"
LEVEL: Final = "{quantity}: {value:g} {unit} for {population} ({place}, {year}). {note}"
LEVELS_HELP: Final = "A level is for the median of many standard patients, not for one image, and is no limit."
FOOT: Final = "Data {fingerprint}. It reads no image, makes no diagnosis, and leaves the decision to you."
