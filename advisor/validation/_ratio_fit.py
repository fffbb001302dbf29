"""Fitted parameters that are ratios or slopes: a child over an adult, dose per product against the field."""

from dataclasses import replace
from math import exp, log, sqrt
from statistics import fmean, linear_regression
from typing import Final

from advisor.case.vocabulary import Certainty, Spread
from advisor.knowledge import Knowledge
from advisor.knowledge.tables import DoseRow
from advisor.physics.dose_tables import Parameter
from advisor.validation.pooling import Pooled, normal, pooled, student

_CHILD_AGE: Final = 10.0  # of the phantoms
_YOUNGEST: Final = 4.0
_INTRAORAL: Final = ("F073i", "F089")  # a child over an adult at the same exposure
_EXTRAORAL: Final = ("F084", "F086")
_LARGE_FIELD: Final = "F087"
_SLOPES: Final = {"small": "C013", "medium": "C014", "large": "C015"}
_REVIEW: Final = "C012"
_PAPERS: Final = 8
_SD: Final = 0.056  # of the mean of C012, as its note says
_DISPLAY: Final = 1.3  # times or divided by, of a displayed product
_CHILD_ROWS: Final = ("D025", "D027", "D028", "D252", "D255", "D256")  # child settings; the last two are bitewings
_BOTH_ROWS: Final = {"D245": "D243", "D246": "D244"}  # a child and an adult with the same settings of one unit

_CHILD_FORMULA: Final = (
    "doses of children over panoramic_typical and child_panoramic_programme, or over the same unit's adult with the "
    "same settings ({each}), and child_extraoral_dose ({scan:.2f}): geometric mean of {studies} studies, random effect "
    "of the study; x/ {factor:.2f} for one more value, less the spread of panoramic_typical where it is in them"
)


def ratios(knowledge: Knowledge, without: str = "") -> dict[str, Parameter]:
    """The ratios and slopes, without what one source found."""
    return {
        "child_dose_per_dap": _intraoral(knowledge, without),
        "child_extraoral_dose": _extraoral(knowledge, without),
        **_per_dap(knowledge),
    }


def _values(ids: tuple[str, ...], knowledge: Knowledge, without: str) -> dict[str, tuple[float, float, float]]:
    """Low, value and high of published ratios; all of them where only the source left out has any."""
    rows = {row.id: row for row in knowledge.tables.factors if row.id in ids}
    seen = {id: row for id, row in rows.items() if row.source != without} or rows
    ranges = {id: row.range for id, row in seen.items()}
    return {id: (each.low, each.typical, each.high) for id, each in ranges.items() if each}


def _intraoral(knowledge: Knowledge, without: str) -> Parameter:
    found = _values(_INTRAORAL, knowledge, without)
    return Parameter(
        unit="ratio to adult at the same exposure",
        at_age=_CHILD_AGE,
        adult_from_age=knowledge.technique.usual.adult_age_years,
        youngest=_YOUNGEST,
        typical=exp(fmean(log(value) for _, value, _ in found.values())),
        low=min(low for low, _, _ in found.values()),
        high=max(high for _, _, high in found.values()),
        spread=Spread.PUBLISHED_RANGE,
        rows=tuple(found),
        formula="geometric mean of the studies, lowest and highest of their devices (F073i is per image, perhaps at a "
        "child's exposure; F089 is per mAs); by age ratio ^ ((18 - age) / 8), below 4 years as at 4",
        certainty=Certainty.SEEN_ONCE,
    )


def _extraoral(knowledge: Knowledge, without: str) -> Parameter:
    found = _values(_EXTRAORAL, knowledge, without)
    low = _values((_LARGE_FIELD,), knowledge, "")[_LARGE_FIELD][1]
    typical = exp(fmean(log(value) for _, value, _ in found.values()))
    return Parameter(
        unit="ratio to adult at the same dose-area product",
        at_age=_CHILD_AGE,
        adult_from_age=knowledge.technique.usual.adult_age_years,
        youngest=_YOUNGEST,
        typical=typical,
        low=low,
        high=typical**2 / low,
        spread=Spread.PUBLISHED_RANGE,
        rows=(*found, _LARGE_FIELD),
        formula="geometric mean of F084 and F086; low F087, of a field larger than the child's head, as far "
        "above. Cone-beam CT; taken for panoramic and cephalometric images too; by age ratio ^ ((18 - age) / 8), below "
        "4 years as at 4",
        certainty=Certainty.SEEN_ONCE,
    )


def child_panoramic(knowledge: Knowledge, without: str, *, adult: Parameter, at_same_product: Parameter) -> Parameter:
    """A child's panoramic image over an adult's [uSv], both with the adult programme."""
    seen = _children(knowledge, without, adult.typical)
    measured = [(row.source, log((row.value or 0.0) / adult_uSv)) for row, adult_uSv in seen]
    each, scan = ", ".join(f"{exp(value):.2f}" for _, value in measured), at_same_product.typical
    found = pooled([*measured, ("child_extraoral_dose", log(scan))])
    factor = _less(found, adult, sum(row.id in _CHILD_ROWS for row, _ in seen) / (len(seen) + 1))
    return Parameter(
        unit="ratio to adult with the adult programme",
        at_age=_CHILD_AGE,
        adult_from_age=knowledge.technique.usual.adult_age_years,
        youngest=_YOUNGEST,
        typical=found.median,
        low=found.median / factor,
        high=found.median * factor,
        spread=Spread.MODEL,
        rows=(*(row.id for row, _ in seen), *at_same_product.rows),
        formula=_CHILD_FORMULA.format(each=each, scan=scan, studies=found.studies, factor=factor),
        certainty=Certainty.SEEN_ONCE,
    )


def _less(found: Pooled, adult: Parameter, share: float) -> float:
    """The factor of one more value, without the adults' spread, which is in that share of the values."""
    adults_sd = log(adult.high / adult.typical) / normal()
    return replace(found, sd=sqrt(max(found.sd**2 - share * adults_sd**2, 0.0))).factor


def _children(knowledge: Knowledge, without: str, usual_uSv: float) -> list[tuple[DoseRow, float]]:
    """Doses of children, each with what an adult gets [uSv]: of the programme for children, or at the same settings."""
    published = {row.id: row for row in knowledge.tables.doses if row.source != without}
    programme = knowledge.dose.parameters["child_panoramic_programme"].typical
    adults_uSv = dict.fromkeys(_CHILD_ROWS, usual_uSv * programme)
    adults_uSv |= {id: published[adult].value or 0.0 for id, adult in _BOTH_ROWS.items() if adult in published}
    return [(published[id], adult_uSv) for id, adult_uSv in adults_uSv.items() if id in published]


def _per_dap(knowledge: Knowledge) -> dict[str, Parameter]:
    """Of cone-beam CT: the review's three slopes against the field, and its spread over papers."""
    by_id = {row.id: row for row in knowledge.tables.conversions}
    full = knowledge.dose.parameters["cbct_field_full"].typical
    areas = [log(knowledge.dose.parameters[f"cbct_field.{size}"].typical / full) for size in _SLOPES]
    slopes = [log(by_id[id].value or 0.0) for id in _SLOPES.values()]
    line = linear_regression(areas, slopes)
    return {
        "cbct_dose_per_dap": _at_full_field(exp(line.intercept), by_id[_REVIEW].value or 0.0),
        "cbct_dose_per_dap_field": Parameter(
            unit="exponent of the area",
            typical=line.slope,
            low=line.slope,
            high=line.slope,
            spread=Spread.NONE,
            rows=tuple(_SLOPES.values()),
            formula="slope of the line of cbct_dose_per_dap, smooth through the classes; its error is in that range",
            certainty=Certainty.SEEN_ONCE,
        ),
    }


def _at_full_field(level: float, mean: float) -> Parameter:
    """The line where the field is full; `mean`: of the review's papers, by which one more would differ."""
    sd = sqrt(log(1.0 + (_SD / mean) ** 2))
    papers = student(_PAPERS - 1.0) * sd * sqrt(1.0 + 1.0 / _PAPERS)
    factor = exp(sqrt(papers**2 + log(_DISPLAY) ** 2))
    return Parameter(
        unit="uSv per mGy cm2 with a field of cbct_field_full",
        typical=level,
        low=level / factor,
        high=level * factor,
        spread=Spread.MODEL,
        rows=(*_SLOPES.values(), _REVIEW, "F088"),
        formula="line through the logarithms of the review's three slopes at the areas of its classes; "
        f"x/ {factor:.2f}: one more of its 8 papers (mean 0.129, SD 0.056: x/ {exp(papers):.2f}, t with 7 degrees "
        "of freedom) and a display that may be 30 % off, as one maker states (the manual of F088)",
        certainty=Certainty.SEEN_ONCE,
    )
