"""The form of one X-ray unit: its fields, what each asks for, and what is said beside them."""

from collections.abc import Mapping
from typing import Final

from advisor.language import spoken
from advisor.technique_chart import words as technique_chart
from advisor.words import labels

NOT_TOLD: Final = labels.EMPTY
TUBE: Final = "The tube"
TIMER: Final = "The timer"
OUTPUT: Final = "Output"
KNOWN_GOOD: Final = "Known good settings"
IN_USE: Final = "Settings in use today"
FIELD: Final[Mapping[str, str]] = {
    "maker": "Maker",
    "model": "Model",
    "unit": "Maker’s chart",
    "kV": "kV",
    "child_kV": "Child’s kV",
    "mA": "mA",
    "cone_cm": "Cone (cm)",
    "kV_choices": "kV it can be set to",
    "mA_choices": "mA it can be set to",
    "receptor": "Receptor",
    "second_receptor": "Second receptor",
    "beam": "Beam",
    "collar": "Thyroid collar",
    "timer": "What the timer can be set to",
    "steps": "Its steps (s)",
    "output_mGy_per_mAs": "Measured output (mGy/mAs)",
    "output_measured_on": "Measured on",
    "exposure_s": "Time (s)",
    "region": "Region",
    "population": "Patient",
}
HELP: Final[Mapping[str, str]] = {
    "unit": "The exposure chart of the unit’s manual, where it was read. It speaks where no known good setting does.",
    "child_kV": "Where you set another for children. Empty: the same.",
    "kV_choices": "As 60 63 66 70. Empty: not told.",
    "mA_choices": "As 2 8. Empty: not told.",
    "timer": "Not told: R’10 steps, as 0.08 0.1 0.125 0.16 0.2.",
    "steps": "As printed on the unit, the shortest first: 0.08 0.1 0.125",
    "output_mGy_per_mAs": "Air kerma at the cone end at this kV and cone, from the last physics report.",
    "output_measured_on": "As 2025-03-14.",
    "second_receptor": "Another receptor that is used with this unit: it gets a chart of its own.",
}
EXAMPLE: Final[Mapping[str, str]] = {
    "kV_choices": "60 63 66 70",
    "mA_choices": "2 8",
    "steps": "0.08 0.1 0.125",
    "output_measured_on": "2025-03-14",
    "maker": "Planmeca",
    "model": "Intra",
    "exposure_s": "0.125",
}
KNOWN_GOOD_WHY: Final = "Times that image well on this unit: all others follow from the one that fits best."
ADULT_TIME: Final = "Adult’s time that images well (s)"
CHILD_TIME: Final = "Child’s time that images well (s)"
THE_FIRST: Final = "The one above:"
IN_USE_WHY: Final = "What the practice sets today, to be compared with what is advised."
TIMER_STEPS: Final = "Timer"
OWN_STEPS: Final = "a list of its own"
ADD: Final = "Add a setting"
ADD_ICON: Final = ":material/add:"
REMOVE: Final = "Remove"
REMOVE_ICON: Final = ":material/delete:"
AT: Final = "at {settings}"
JOINED: Final = ", "
IN_UNITS: Final[Mapping[str, str]] = {name: technique_chart.FACT[name] for name in ("kV", "mA", "cone_cm")}
AS_THE_UNIT: Final = "as the unit"
LIST_OF_NUMBERS: Final = "must be numbers, such as {example}"

spoken(__name__)
