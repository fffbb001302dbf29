"""How good the models are, in words: a sentence a measure, what cannot be compared, studies predicted unseen."""

from collections.abc import Mapping
from typing import Final

from advisor.case.vocabulary import Measure
from advisor.language import spoken
from advisor.validation.leave_one_out import DoseGroup, Told

INTRO: Final = (
    "Every published value that can be held against the models, misses first. A time agrees when it lies within one "
    "step of the timer (×{step:.2f}) of the printed time or recommended range."
)
MEASURE: Final[Mapping[Measure, str]] = {
    Measure.REGION: "Times by region and patient",
    Measure.CHILD: "Child and adult",
    Measure.RECEPTOR: "Receptor to receptor",
    Measure.CONE: "Cone to cone",
    Measure.TUBE_VOLTAGE: "kV to kV",
    Measure.DOSE: "Doses",
}
HELD: Final = "{held} of {count} ({share:.0f} %)"
SAYS: Final[Mapping[Measure, str]] = {
    Measure.REGION: (
        "{held} of the times in {charts} charts of {makers} makers. For each receptor the model was told one time of a "
        "chart, the adult lower molar; the regions are those of the other makers’ charts."
    ),
    Measure.CHILD: (
        "{held} of the children’s times, from the adult’s of the same image. Head size was fitted to a national "
        "survey, not to these charts; a chart’s child is taken to be {age:g} years old."
    ),
    Measure.RECEPTOR: (
        "{held} of the ratios that manuals and charts give. One of the ratios behind the sensor’s need is among them."
    ),
    Measure.CONE: "{held} of the ratios that manuals and their default settings give.",
    Measure.TUBE_VOLTAGE: "{held} of the ratios of doses published for one receptor or tooth at two tube voltages.",
    Measure.DOSE: (
        "{held} of the published effective doses (ICRP 103) lie in the range given for what their row tells. Its "
        "parameters come from many of the same rows; below each study is predicted without its own."
    ),
}
LINE: Final = "- **{measure}:** {says}"
PLAIN: Final = (
    " Without occlusal views {held}. Charts do not say which occlusal view they mean and differ by a factor of two, so "
    "no chart predicts another’s; for these views start from your own setting."
)
CHART: Final = "- {chart}: {held}"
CHARTS: Final = "Chart by chart"
NOT_COMPARED: Final = (
    "{count} more rows cannot be compared and stand last: endodontic settings, and posterior occlusal views, which no "
    "other chart has."
)
PICK: Final = "Comparison"
HELD_WORD: Final[Mapping[bool | None, str]] = {True: "yes", False: "no", None: "not compared"}

EXAM: Final[Mapping[DoseGroup, str]] = {
    DoseGroup.CBCT: "Cone-beam CT",
    DoseGroup.PANORAMIC: "Panoramic, adult",
    DoseGroup.PANORAMIC_CHILD: "Panoramic, child",
    DoseGroup.CEPHALOMETRIC: "Lateral cephalometric",
    DoseGroup.SINGLE: "Bitewing or periapical",
    DoseGroup.FULL_MOUTH: "Full-mouth series",
}
TOLD: Final[Mapping[Told, str]] = {
    Told.NOTHING: "nothing told",
    Told.FIELD: "field of view told",
    Told.PRODUCT: "dose-area product told",
    Told.PRODUCT_AND_FIELD: "product and field told",
    Told.SETTINGS: "receptor, beam, images told",
}
DOSES: Final = "doses (studies)"
INSIDE: Final = "in the range"
WIDTH: Final = "width (high / low)"
ERROR: Final = "off by"
BIAS: Final = "typical / published"
SCORE: Final = "interval score"
WHAT: Final = "what is predicted"
MISSED: Final = "studies missed"
DOSES_TITLE: Final = "Doses of studies that the fit has not seen"
DOSES_INTRO: Final = (
    "Every range of a dose is a 90 % range. To see whether it is one, the dose model is fitted again without a study, "
    "and that study’s doses are predicted: nine in ten ought to lie in the range, and the range ought to be no wider "
    "than it has to be. The interval score joins both: its width, and twenty times the distance of a miss (in natural "
    "logarithms; less is better). In brackets: without studies that stand apart, which are shown and never fitted to."
)
DOSES_PICK: Final = "Doses predicted"
PICTURE_HELP: Final = (
    "One mark a study: the geometric mean of its doses, and the 90 % range predicted of them. On the dashed line the "
    "model is exact. A diamond with its name has a dose outside."
)
DOSES_NUMBERS: Final = "Numbers behind the picture, study by study"
DOSE_UNIT: Final = "µSv"
PER_PRODUCT: Final = "µSv per mGy·cm²"
NAME: Final = "{exam}, {told}"
OF: Final = "{doses} ({studies})"
SHARE: Final = "{all:.0f} %"
SHARE_WITHOUT: Final = "{all:.0f} % ({others:.0f} %)"
NUMBER: Final = "{all:.2g}"
NUMBER_WITHOUT: Final = "{all:.2g} ({others:.2g})"
TIMES: Final = "×{value:.2f}"
APART: Final = "{study} (apart)"
NOBODY: Final = "none"

spoken(__name__)
