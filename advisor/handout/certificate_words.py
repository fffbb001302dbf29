"""The certificate of an exam paper that was passed: what it says, and what it does not."""

from typing import Final

from advisor.language import spoken

TITLE: Final = "Certificate: dental imaging exposure"
KICKER: Final = "Dental imaging exposure advisor · Learn"
HEADING: Final = "Certificate"
WHAT: Final = "Choosing, setting, estimating and explaining dental X-ray images of children and adults"
NAMED: Final = "This paper was passed by"
SCORE: Final = "{points} of {items} points: {percent} %"
PASS: Final = "Pass mark {percent} %. {reason}"
COMPETENCIES: Final = "By competency"
COMPETENCY: Final = "Competency"
ITEMS: Final = "Questions"
POINTS: Final = "Points"
ON: Final = "Day"
SEED: Final = "Name of the paper"
DATA: Final = "Version and data"
HOW: Final = "How it was marked"
COMPUTED: Final = (
    "Answers about a case were computed by the advisor from its published guidance and doses; answers of judgement "
    "carry the reason that their source gives. A number is right within a factor of {factor:g}."
)
AGAIN: Final = "With the same version and data, the same class word draws the same paper: Learn, Exam."
SEEN: Final = "Seen by"
SEEN_ROLE: Final = "Role"
SEEN_DATE: Final = "Date"
IS_NOT: Final = (
    "What this is not: nobody watched the paper being written, and the name is as it was typed. It is no licence, no "
    "credit of a professional body, and not the pledge of Image Gently, which is the Alliance's own."
)
STEPS: Final = "What was examined"
BESIDE: Final = "{count} more on background and on talking with patients."

spoken(__name__)
