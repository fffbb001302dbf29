"""The Check page for parents and patients, at sixth grade: the six steps in plain words. More in handout_parent."""

from collections.abc import Mapping
from typing import Final

from advisor.advice.report import RemarkCode
from advisor.case.vocabulary import Step, Verdict
from advisor.language import spoken

STILL: Final = "What we still look at"
SAYS: Final[Mapping[tuple[Step, Verdict], str]] = {
    (Step.SELECT, Verdict.AVOID): "This image can wait for now.",
    (Step.SELECT, Verdict.IMPROVE): "We will look for old images first.",
    (Step.SELECT, Verdict.CANNOT_TELL): "We still check if it is needed now.",
    (Step.RECEPTOR, Verdict.IMPROVE): "A faster film or a sensor would need less dose.",
    (Step.RECEPTOR, Verdict.CANNOT_TELL): "Ask us which film or sensor we use.",
    (Step.CBCT, Verdict.AVOID): "A flat image may be enough here.",
    (Step.CBCT, Verdict.IMPROVE): "A flat image may be enough here.",
    (Step.CBCT, Verdict.CANNOT_TELL): "We still check if a flat image is enough.",
    (Step.COLLIMATE, Verdict.IMPROVE): "A smaller beam would lower the dose.",
    (Step.COLLIMATE, Verdict.CANNOT_TELL): "Ask us how big the beam is.",
    (Step.SHIELD, Verdict.IMPROVE): "There is a rule on neck collars that we still have to meet.",
    (Step.SHIELD, Verdict.CANNOT_TELL): "Ask us if a neck collar is of use here.",
    (Step.CHILD_SIZE, Verdict.IMPROVE): "A setting for a smaller patient would lower the dose.",
    (Step.CHILD_SIZE, Verdict.CANNOT_TELL): "Ask us if the time fits the size of the patient.",
}
REMARK: Final[Mapping[RemarkCode, str]] = {
    RemarkCode.ABOVE_NEED: "A shorter time would lower the dose.",
    RemarkCode.LIKELY_REPEATED: "We still check the time, so that no second image is needed.",
}
DISPUTED: Final = "Not all experts say the same about neck collars. Ask us what we do, and why."
DISPUTED_ELSE: Final = "Not all experts say the same here. Ask us what we do, and why."

spoken(__name__)
