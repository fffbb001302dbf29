"""How doses are foretold of studies that the fit has not seen, in words: exams, what is told, columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from advisor.validation.leave_one_out import TestedExam, Told

EXAM: Final[Mapping[TestedExam, str]] = {
    TestedExam.CBCT: "Cone-beam CT",
    TestedExam.PANORAMIC: "Panoramic, adult",
    TestedExam.PANORAMIC_CHILD: "Panoramic, child",
    TestedExam.CEPHALOMETRIC: "Lateral cephalometric",
    TestedExam.SINGLE: "Bitewing or periapical",
    TestedExam.FULL_MOUTH: "Full-mouth series",
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
WHAT: Final = "what is foretold"
MISSED: Final = "studies missed"
TITLE: Final = "Doses of studies that the fit has not seen"
INTRO: Final = (
    "Every range of a dose is a 90 % range. To see whether it is one, the dose model is fitted again without a study, "
    "and that study’s doses are foretold: nine in ten ought to lie in the range, and the range ought to be no wider "
    "than it has to be. The interval score joins both: its width, and twenty times the distance of a miss (in natural "
    "logarithms; less is better). In brackets: without studies that stand apart, which are shown and never fitted to."
)
PICK: Final = "Doses foretold"
PICTURE_HELP: Final = (
    "One mark a study: the geometric mean of its doses, and the 90 % range foretold of them. On the dashed line the "
    "model is exact. A diamond with its name has a dose outside."
)
NUMBERS: Final = "Numbers behind the picture, study by study"
DOSE_UNIT: Final = "µSv"
PER_PRODUCT: Final = "µSv per mGy·cm²"
NAME: Final = "{exam}, {told}"
OF: Final = "{doses} ({studies})"
SHARE: Final = "{all:.0f} %"
SHARE_WITHOUT: Final = "{all:.0f} % ({others:.0f} %)"
NUMBER: Final = "{all:.2g}"
NUMBER_WITHOUT: Final = "{all:.2g} ({others:.2g})"
TIMES: Final = "×{value:.2f}"
NOBODY: Final = "none"
