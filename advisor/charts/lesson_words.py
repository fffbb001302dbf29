"""What the pictures of a lesson say: the panel of the X-ray unit, the months since bitewings, the tooth chart."""

from collections.abc import Mapping
from typing import Final

from advisor.language import spoken

NOT_TOLD: Final = "not told"
SETTING: Final[Mapping[str, str]] = {
    "receptor": "Receptor",
    "beam": "Beam",
    "collar": "Thyroid collar",
    "kV": "Voltage",
    "mA": "Current",
    "exposure_s": "Time",
    "exposure_mAs": "Current × time",
    "cone_cm": "Cone",
    "fov": "Field of view",
    "programme": "Programme",
    "dap_mGycm2": "Dose-area product",
    "images": "Images",
    "filtration_mmAl": "Filtration",
    "output_mGy_per_mAs": "Output",
}
FIELD_CM: Final = "{name}, {diameter:g} × {height:g} cm"
SETTINGS: Final = "Sketch of the settings, not to scale. {rows}."
ROW: Final = "{setting}: {value}"
WAYS: Final = "Sketch of what is compared, not to scale. {rows}."
SETTING_COLUMN: Final = "setting"
VALUE_COLUMN: Final = "value"

LAST_BITEWINGS: Final = "last bitewings"
TODAY: Final = "today, {months}"
TIMELINE: Final = "Time since the last bitewings: {months}."
EVENT: Final = "event"
MONTHS: Final = "months"

TEETH: Final = "Tooth chart, FDI numbers, as seen from in front. {marked}"
MARKED: Final = "Marked, {region}: {teeth}."
MARKED_SIDES: Final = "Marked on both sides, as the side is not told; {region}: {teeth}."
NOTHING_MARKED: Final = "No tooth is marked, as no region is told."
NO_TEETH: Final = "No tooth is left; a dot marks where each was."
LOST: Final = "tooth gone"
ALL_TEETH: Final = "all teeth"
RIGHT: Final = "patient’s right"
LEFT: Final = "patient’s left"
FDI: Final = "FDI number"
TOOTH: Final = "tooth"
IN_IMAGE: Final = "marked"

WHAT: Final = "what"
LOW: Final = "low, µSv"
TYPICAL: Final = "typical, µSv"
HIGH: Final = "high, µSv"
DOSE: Final = "{name}: {dose}"
DOSES: Final = "Effective doses. {rows}."
DOSE_AXIS: Final = "effective dose, µSv (each line is ten times the one before)"
MEDIAN: Final = "practice"
LEVEL: Final = "reference level"
VALUE: Final = "{name} {value:g} {unit}"
VALUES: Final = "On one axis. {rows}."
SHOWN_ON_DISPLAY: Final = "What was told. {rows}."

# Where a student stands.
ANSWERED_RIGHT: Final = "right"
GUESSED: Final = "right by a guess"
NOT_RIGHT: Final = "not right"
NOT_BEGUN: Final = "not begun"
COMPETENCY: Final = "Competency"
LAST_ANSWER: Final = "Last answer"
LESSONS: Final = "Lessons"
LESSONS_AXIS: Final = "lessons, by their last answer"
SAID: Final = "Lessons by competency and last answer. {rows}."
SAID_ROW: Final = "{competency}: {right} right, {guessed} right by a guess, {wrong} not right, {new} not begun"
DAY: Final = "Day"
COMING_AXIS: Final = "lessons"
COMING_SAID: Final = "Lessons that come back in the next days. {rows}."
COMING_ROW: Final = "{day}: {count}"
COMING_NONE: Final = "none"
TODAY_IS: Final = "today"

spoken(__name__)
