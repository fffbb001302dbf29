"""How good the models are, in words: a sentence a measure, the columns of its table, what cannot be compared."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from advisor.case.vocabulary import Measure

TITLE: Final = "How good are the models"
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
        "parameters come from many of the same rows; below each study is foretold without its own."
    ),
}
LINE: Final = "- **{measure}:** {says}"
PLAIN: Final = (
    " Without occlusal views {held}. Charts do not say which occlusal view they mean and differ by a factor of two, so "
    "no chart foretells another’s; for these views start from your own setting."
)
CHART: Final = "- {chart}: {held}"
CHARTS: Final = "Chart by chart"
NOT_COMPARED: Final = (
    "{count} more rows cannot be compared and stand last: endodontic settings, and posterior occlusal views, which no "
    "other chart has."
)
PICK: Final = "Comparison"
HELD_WORD: Final[Mapping[bool | None, str]] = {True: "yes", False: "no", None: "not compared"}
SHEET: Final = "check-{measure}"

_TIME: Final = ("chart", "exam", "region", "population", "receptor")
_RATIO: Final = ("chart", "from", "to", "population")
TELLS: Final[Mapping[str, tuple[str, ...]]] = {
    **{SHEET.format(measure=measure): _TIME for measure in (Measure.REGION, Measure.CHILD)},
    **{SHEET.format(measure=each): _RATIO for each in (Measure.RECEPTOR, Measure.CONE, Measure.TUBE_VOLTAGE)},
    SHEET.format(measure=Measure.DOSE): ("exam", "device", "population", "receptor"),
}
LABEL: Final[Mapping[str, str]] = {
    "within_one_step": "Within one step",
    "within_range": "In the range",
    "ratio": "Model / printed",
    "longest_s": "Printed, longest (s)",
    "low_uSv": "Model, low (µSv)",
    "high_uSv": "Model, high (µSv)",
}
