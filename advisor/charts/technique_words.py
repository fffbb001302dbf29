"""What the pictures of a technique chart say: titles, alternatives in words, headings of their tables."""

from typing import Final

from advisor.language import spoken

AGE_AXIS: Final = "age, years (times stay as they are from 18)"
CURVES: Final = "Exposure time in seconds against age. {rows}. Lines are before rounding, marks are the steps to set."
CURVE: Final = "{region} from {youngest} at {age:g} years to {oldest} for adults"
REGION: Final = "region"
AGE: Final = "age, years"
BEFORE_ROUNDING: Final = "before rounding, s"
SET: Final = "step to set, s"
RECEPTOR_AXIS: Final = "air kerma at the receptor, mGy (logarithmic)"
RECEPTOR_BARS: Final = "Air kerma at the receptor, mGy. {rows}. Limit {limit:g}."
RECEPTOR_BAR: Final = "{setting}: {low}–{high}, about {typical}, usable {usable}"
USABLE: Final = "{low}–{high}"
NOT_KNOWN: Final = "not known"
LIMIT: Final = "limit"
SETTING: Final = "setting"
LOW: Final = "low, mGy"
TYPICAL: Final = "typical, mGy"
HIGH: Final = "high, mGy"
USABLE_FROM: Final = "usable from, mGy"
USABLE_TO: Final = "usable to, mGy"

spoken(__name__)
