"""Published against predicted doses and times, in words."""

from typing import Final

from advisor.language import spoken

AXIS_PUBLISHED: Final = "published"
AXIS_PREDICTED: Final = "predicted without this study"
INSIDE: Final = "in the range"
OUTSIDE: Final = "missed"
STUDY: Final = "study"
DOSES: Final = "doses"
PUBLISHED: Final = "published"
LOW: Final = "predicted, low"
TYPICAL: Final = "predicted, typical"
HIGH: Final = "predicted, high"
HELD: Final = "in the range"
ALTERNATIVE: Final = "{name}: {held} of {count} doses lie in the range predicted without their study. {missed}"
MISSED: Final = "Missed: {studies}."
NONE_MISSED: Final = "None is missed."
TIMES_ALTERNATIVE: Final = "{held} of {count} printed times are given within one step of the timer. {missed}"
AXIS_PRINTED: Final = "printed (s)"
AXIS_MODEL: Final = "model (s)"
IMAGE: Final = "image"
STEP: Final = "within one step"

spoken(__name__)
