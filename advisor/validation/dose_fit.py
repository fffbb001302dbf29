"""The parameters of data/dose_fit.toml from published rows: few, each a median with the range for one more study.

Levels (a dose, or a dose per product) are pooled over studies; ratios are geometric means of the studies that measured
both sides. Sources marked apart and reviews of many studies are not fitted to. Written by
`tools/fit_dose_model.py`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import exp, log, sqrt
from typing import Any, Final

from advisor.case.model import Exam, Range
from advisor.case.vocabulary import Certainty, Family, Spread
from advisor.knowledge import Knowledge
from advisor.knowledge.tables import DoseRow
from advisor.physics import dose
from advisor.physics.dose_tables import DoseTables, Parameter
from advisor.validation._published_cases import (
    case_of,
    doses_held,
    exam_of,
    image_dose,
    modelled,
    printed_uSv,
    series,
    setup_of,
)
from advisor.validation._ratio_fit import child_panoramic, ratios
from advisor.validation.pooling import Pooled, normal, pooled

Fitted = dict[str, Parameter]
_FIGURES: Final = 3
_USUAL_SD: Final = 0.6  # of logarithms: by what one more study differs, over the families with many of them
_ITS_FREEDOM: Final = 4.0
_EXTRAORAL_USUAL: Final = {"beam": "full", "collar": False}


@dataclass(frozen=True, slots=True)
class Level:
    """A parameter that the doses of a family are proportional to; of intraoral images a series has its own."""

    name: str
    family: Family
    unit: str
    says: str
    children: bool = False
    field_told: bool | None = None  # whether rows must tell the field; None: nothing of the setup is looked at
    few: bool = False  # studies: their own spread is then shrunk towards that of the others
    series: bool = False
    usual: Mapping[str, Any] = field(default_factory=dict)


_INTRAORAL_LEVELS: Final = ("intraoral_dose_per_dap", "intraoral_dose_per_usual_dap")
_PER_DAP: Final = "uSv per mGy cm2 at intraoral_hardness_kV"
_UNIT_DOSE: Final = "uSv"
LEVELS: Final = (
    Level("cbct_level", Family.CBCT, _UNIT_DOSE, "adults, over min(area / cbct_field_full, 1)", field_told=True),
    Level("cbct_typical", Family.CBCT, _UNIT_DOSE, "adults and children, whatever the field", children=True),
    Level("panoramic_typical", Family.PANORAMIC, _UNIT_DOSE, "adults, full beam", usual=_EXTRAORAL_USUAL),
    Level(
        "cephalometric_typical",
        Family.CEPHALOMETRIC,
        _UNIT_DOSE,
        "adults, full beam",
        few=True,
        usual=_EXTRAORAL_USUAL,
    ),
    Level(
        "intraoral_dose_per_usual_dap.single",
        Family.INTRAORAL,
        _PER_DAP,
        "each image over usual kerma x need x field (2 bitewings where their number is not told)",
        children=True,
        field_told=False,
        few=True,
    ),
    Level(
        "intraoral_dose_per_usual_dap.full_mouth",
        Family.INTRAORAL,
        _PER_DAP,
        "each image over usual kerma x need x field (18 images where their number is not told, 12 of a child)",
        series=True,
        children=True,
        field_told=False,
        few=True,
    ),
)


def fitted(knowledge: Knowledge, without: str = "") -> Fitted:
    """Every parameter of data/dose_fit.toml.

    Parameters
    ----------
    without : str, optional
        A source that the fit must not see.
    """
    found = ratios(knowledge, without)
    tables = with_parameters(knowledge.dose, found)
    for level in LEVELS:
        found[level.name] = _level(level, replace(knowledge, dose=tables), without)
    adult, at_same_product = found["panoramic_typical"], found["child_extraoral_dose"]
    found["child_panoramic"] = child_panoramic(knowledge, without, adult=adult, at_same_product=at_same_product)
    found |= _known_settings(found, knowledge)
    found |= _derived(found, knowledge)
    return {name: rounded(found[name]) for name in sorted(found)}


def with_parameters(tables: DoseTables, found: Mapping[str, Parameter]) -> DoseTables:
    """The tables of a model with other parameters."""
    return replace(tables, parameters={**tables.parameters, **found})


def _level(level: Level, knowledge: Knowledge, without: str) -> Parameter:
    rows = tuple(_rows(level, knowledge, without))
    present = knowledge.dose.parameters[level.name].typical
    values = [(row.source, log(printed_uSv(row) / _typical(level, row, knowledge) * present)) for row in rows]
    found = pooled(values)
    factor = exp(normal() * _shrunk_sd(found)) if level.few else found.factor
    method = "shrunk towards 0.6" if level.few else f"t with {found.freedom:.0f} degrees of freedom"
    formula = (
        f"{level.says}: geometric mean of {found.studies} studies, random effect of the study; standard deviation of "
        f"the logarithm of one more value {found.sd:.2f}, {method}: x/ {factor:.2f}"
    )
    return Parameter(
        unit=level.unit,
        typical=found.median,
        low=found.median / factor,
        high=found.median * factor,
        spread=Spread.MODEL,
        rows=tuple(row.id for row in rows),
        formula=formula,
        certainty=max((row.certainty for row in rows), key=tuple(Certainty).index),  # the least certain
    )


def _rows(level: Level, knowledge: Knowledge, without: str) -> Iterable[DoseRow]:
    """The doses that a level is fitted to; where the number of images is not told, at that which is usual."""
    for row in (*doses_held(knowledge), *image_dose(knowledge)):
        apart = row.source == without or knowledge.sources[row.source].apart
        if apart or not _of(level, exam_of(row, knowledge), knowledge):
            continue
        if row.population == "child" and not level.children:
            continue
        if level.field_told and not (row.field_cm2 or row.fov):
            continue
        yield row


def _of(level: Level, exam: Exam, knowledge: Knowledge) -> bool:
    if level.family is Family.INTRAORAL:
        return exam.intraoral and series(exam) is level.series
    return exam is modelled(level.family, knowledge)


def _typical(level: Level, row: DoseRow, knowledge: Knowledge) -> float:
    setup = {"images": row.images} if level.field_told is None else setup_of(row, knowledge)
    settings = {name: value for name, value in {**setup, **level.usual}.items() if value is not None}
    return dose.effective_dose(case_of(row, knowledge, settings), knowledge.dose).typical


def _shrunk_sd(found: Pooled) -> float:
    """Of few studies, their own spread weighed with that of the other families, and never below it.

    With t and the error of the centre of two to five studies a range of x/ 5 and more would follow, which no published
    value asks for; what this costs is shown by leaving each study out.
    """
    own = found.studies - 1.0
    shrunk = (own * found.sd**2 + _ITS_FREEDOM * _USUAL_SD**2) / (own + _ITS_FREEDOM)
    return sqrt(max(shrunk, _USUAL_SD**2))


def _known_settings(found: Fitted, knowledge: Knowledge) -> Fitted:
    """The same coefficients where settings tell the kerma: less what tubes differ by, which the kerma then carries."""
    output = knowledge.beam.parameters["reference_output"]
    tubes = log(output.high / output.low) / 2.0
    kept: Fitted = {}
    for name, usual in found.items():
        if name.startswith("intraoral_dose_per_usual_dap."):
            factor = exp(sqrt(log(usual.high / usual.typical) ** 2 - tubes**2))
            formula = f"{name} without the spread of tube outputs (x/ {exp(tubes):.2f}): x/ {factor:.2f}"
            kept[name.replace("usual_dap", "dap")] = replace(
                usual, low=usual.typical / factor, high=usual.typical * factor, formula=formula
            )
    return kept


def _derived(found: Fitted, knowledge: Knowledge) -> Fitted:
    """What no study gives alone: of a panoramic image and of an occlusal one."""
    read = {row.id: row.range for row in knowledge.tables.conversions}
    panoramic, any_image = read["C002"], read["C001"]
    assert panoramic is not None
    assert any_image is not None
    surveyed = knowledge.beam.parameters["panoramic_dap"].typical
    return {
        "panoramic_dose_per_dap": _panoramic_per_dap(found["panoramic_typical"], panoramic, surveyed),
        **{f"{of}.occlusal": _occlusal(found[f"{of}.single"], any_image) for of in _INTRAORAL_LEVELS},
    }


def _panoramic_per_dap(level: Parameter, read: Range, surveyed_mGycm2: float) -> Parameter:
    typical, width = level.typical / surveyed_mGycm2, sqrt(read.high / read.low)
    return Parameter(
        unit="uSv per mGy cm2",
        typical=typical,
        low=typical / width,
        high=typical * width,
        spread=Spread.MODEL,
        rows=(*level.rows, "R018", "K229"),
        formula=f"panoramic_typical over the mean product of a national survey, {surveyed_mGycm2:g} mGy cm2 (R018, "
        f"K229); x/ {width:.2f}, as wide as C002 (0.055 to 0.238, several weightings), which holds it and gives "
        "nothing else",
        certainty=level.certainty,
    )


def _occlusal(single: Parameter, read: Range) -> Parameter:
    middle, factor = sqrt(single.typical * read.typical), single.high / single.typical
    return replace(
        single,
        typical=middle,
        low=middle / factor,
        high=middle * factor,
        rows=(*single.rows, "C001"),
        formula="no occlusal dose was read to fit to: the geometric middle of the coefficient of one image and those "
        "read for all projections (C001, 0.008 to 0.132, several weightings), as wide as that of one image",
    )


def rounded(parameter: Parameter) -> Parameter:
    """Three figures, as it is written."""
    low, typical, high = (float(f"{end:.{_FIGURES}g}") for end in (parameter.low, parameter.typical, parameter.high))
    return replace(parameter, low=low, typical=typical, high=high)
