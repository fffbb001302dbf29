"""The dose model held against published doses of studies that its fit has not seen, one study at a time.

For each study the fitted parameters are worked out again from the others (`dose_fit.fitted`); its doses are then
predicted from what is told of them: nothing, all that its row tells, or the product of a scan.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from math import exp, log
from statistics import fmean, median
from typing import Any, Final

from advisor.case.model import Exam, Range
from advisor.case.vocabulary import Family
from advisor.knowledge import Knowledge
from advisor.knowledge.tables import ConversionRow, DoseRow
from advisor.physics import dose
from advisor.validation._published_cases import adult_scan, case_of, doses_held, exam_of, printed_uSv, series, setup_of
from advisor.validation.dose_fit import fitted, with_parameters
from advisor.validation.pooling import COVERAGE

_PENALTY: Final = 2.0 / (1.0 - COVERAGE)  # of Winkler's interval score, times the distance of a miss
_ICRP_103: Final = "icrp103"


class DoseGroup(StrEnum):
    """The families of published doses that the dose model is held against."""

    CBCT = "cbct"
    PANORAMIC = "panoramic_adult"
    PANORAMIC_CHILD = "panoramic_child"
    CEPHALOMETRIC = "cephalometric"
    SINGLE = "intraoral_image"
    FULL_MOUTH = "series"


class Told(StrEnum):
    """What is told of a published dose before it is predicted."""

    NOTHING = "nothing"
    FIELD = "field"
    PRODUCT = "product"
    PRODUCT_AND_FIELD = "product_and_field"
    SETTINGS = "settings"  # receptor, beam, number of images, as far as its row tells them


_CHILD: Final = "child"


@dataclass(frozen=True, slots=True)
class Prediction:
    """A published dose [µSv], or dose per product, beside what the model predicts without its study."""

    exam: DoseGroup
    told: Told
    source: str
    row: str
    printed: float
    model: Range
    apart: bool  # a study that no fit sees

    @property
    def held(self) -> bool:
        return self.model.low <= self.printed <= self.model.high

    @property
    def score(self) -> float:
        """Interval score in natural logarithms: width, and twenty times the distance of a miss; less is better."""
        low, printed, high = (log(each) for each in (self.model.low, self.printed, self.model.high))
        return high - low + _PENALTY * max(0.0, low - printed, printed - high)


@dataclass(frozen=True, slots=True)
class Summary:
    """How well a family of doses is predicted."""

    exam: DoseGroup
    told: Told
    doses: int
    studies: int
    coverage: float
    width: float  # median of high / low
    error: float  # median of the factor between typical and published
    bias: float  # geometric mean of typical / published
    score: float  # mean interval score
    missed: tuple[str, ...]  # sources with a dose outside


def predicted(knowledge: Knowledge) -> tuple[Prediction, ...]:
    """Every published dose predicted without its study, by exam and what is told."""
    refit = _Refit(knowledge)
    return (*_doses(refit), *_coefficients(refit))


def summaries(found: Iterable[Prediction]) -> tuple[Summary, ...]:
    """One summary for each exam and what is told, in that order."""
    groups: dict[tuple[DoseGroup, Told], list[Prediction]] = {}
    for each in found:
        groups.setdefault((each.exam, each.told), []).append(each)
    ordered = sorted(groups.items(), key=lambda item: (list(DoseGroup).index(item[0][0]), list(Told).index(item[0][1])))
    return tuple(_summary(exam, told, group) for (exam, told), group in ordered)


def _summary(exam: DoseGroup, told: Told, group: list[Prediction]) -> Summary:
    off = [log(each.model.typical / each.printed) for each in group]
    return Summary(
        exam=exam,
        told=told,
        doses=len(group),
        studies=len({each.source for each in group}),
        coverage=fmean(each.held for each in group),
        width=median(each.model.high / each.model.low for each in group),
        error=exp(median(map(abs, off))),
        bias=exp(fmean(off)),
        score=fmean(each.score for each in group),
        missed=tuple(dict.fromkeys(each.source for each in group if not each.held)),
    )


class _Refit:
    """The model as it would be without a study; worked out once for each."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self._without: dict[str, Knowledge] = {}

    def without(self, source: str) -> Knowledge:
        if source not in self._without:
            tables = with_parameters(self.knowledge.dose, fitted(self.knowledge, source))
            self._without[source] = replace(self.knowledge, dose=tables)
        return self._without[source]


def _doses(refit: _Refit) -> Iterator[Prediction]:
    for row in doses_held(refit.knowledge):
        whole, exam = setup_of(row, refit.knowledge), exam_of(row, refit.knowledge)
        for told, setup in _tellings(whole, exam):
            yield _predicted(row, told, setup, refit)


def _tellings(whole: Mapping[str, Any], exam: Exam) -> Iterator[tuple[Told, Mapping[str, Any]]]:
    """Nothing but the number of scans, and all that the row tells where the model asks for it."""
    scans = exam.family is Family.CBCT
    number = {name: whole[name] for name in ("images",) if name in whole and scans}
    yield Told.NOTHING, number
    if scans:
        if whole != number:
            yield Told.FIELD, whole
    elif "beam" in whole or (exam.intraoral and whole):
        yield Told.SETTINGS, whole


def _predicted(row: DoseRow, told: Told, setup: Mapping[str, Any], refit: _Refit) -> Prediction:
    knowledge = refit.without(row.source)
    return Prediction(
        exam=_group(row, exam_of(row, knowledge)),
        told=told,
        source=row.source,
        row=row.id,
        printed=printed_uSv(row),
        model=dose.effective_dose(case_of(row, knowledge, setup), knowledge.dose),
        apart=bool(knowledge.sources[row.source].apart),
    )


def _group(row: DoseRow, exam: Exam) -> DoseGroup:
    match exam.family:
        case Family.CBCT:
            return DoseGroup.CBCT
        case Family.PANORAMIC:
            return DoseGroup.PANORAMIC_CHILD if row.population == _CHILD else DoseGroup.PANORAMIC
        case Family.CEPHALOMETRIC:
            return DoseGroup.CEPHALOMETRIC
        case Family.INTRAORAL:
            return DoseGroup.FULL_MOUTH if series(exam) else DoseGroup.SINGLE


def _coefficients(refit: _Refit) -> Iterator[Prediction]:
    """Of scans whose dose per product was published: what the model makes of a displayed product."""
    for row in refit.knowledge.tables.conversions:
        exam = refit.knowledge.by_exam.get(row.exam)
        if exam is None or exam.family is not Family.CBCT or row.device is None:
            continue
        if row.value is None or row.weighting != _ICRP_103:
            continue
        per_dap = partial(_per_dap, row, refit)
        yield per_dap(Told.PRODUCT, {})
        if row.field_cm2:
            yield per_dap(Told.PRODUCT_AND_FIELD, {"field_cm": [row.field_cm2**0.5] * 2})


def _per_dap(row: ConversionRow, refit: _Refit, told: Told, setup: Mapping[str, Any]) -> Prediction:
    knowledge = refit.without(row.source)
    product = 100.0  # mGy cm2, cancels
    case = adult_scan({**setup, "dap_mGycm2": product}, knowledge)
    return Prediction(
        exam=DoseGroup.CBCT,
        told=told,
        source=row.source,
        row=row.id,
        printed=row.value or 0.0,
        model=dose.effective_dose(case, knowledge.dose).scaled(1.0 / product),
        apart=bool(knowledge.sources[row.source].apart),
    )
