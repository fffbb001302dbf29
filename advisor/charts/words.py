"""What the charts say: titles, labels, their text alternatives and the headings of their tables."""

from typing import Final

from advisor.language import spoken

NOW: Final = "Now"
AFTER: Final = "After"
BACKGROUND_AXIS: Final = "{unit} of natural background, {place}"
BACKGROUND_AXIS_LOG: Final = "{unit} of natural background, {place} (each line is ten times the one before)"
DOSE_BARS: Final = "Dose as time of natural background. {rows}."
DOSE_ROW: Final = "{row}: {time}, {dose}"
SAVING_AXIS: Final = "% of the dose now"
SAVING_STEPS: Final = "Where the saving comes from. {rows}."
SAVING_ROW: Final = "{row}: {percent} %"
LEFT: Final = "left"
TIMER: Final = "Steps of the timer. Set {set}; advised {span}; now {now}."
TIMER_UNTOLD: Final = "not told"
TIMER_SET: Final = "set"
TIMER_USUAL: Final = "usual"
TIMER_NOW: Final = "now"
TIMER_ADVISED: Final = "advised"
TIMER_STEP: Final = "step"
INTERVALS: Final = "Months between bitewings by issuer: {rows}. {elapsed}"
INTERVAL_ROW: Final = "{issuer} {low:g} to {high:g}"
INTERVAL_AXIS: Final = "months since the last bitewings"
ELAPSED: Final = "{months} have passed."

# Headings of the tables behind the charts.
ROW: Final = "row"
LOW: Final = "low"
TYPICAL: Final = "typical"
HIGH: Final = "high"
MICROSIEVERT: Final = "effective dose, µSv"
DAYS: Final = "days of background"
CHANGE: Final = "change"
SAVED_PERCENT: Final = "saved, % of the dose now"
SAVED: Final = "saved, µSv"
EXPOSURE_S: Final = "exposure time, s"
ROLE: Final = "role"
ISSUER: Final = "issuer"
FROM_MONTHS: Final = "from, months"
TO_MONTHS: Final = "to, months"
BOUND: Final = "{bound}: {what}"

spoken(__name__)
