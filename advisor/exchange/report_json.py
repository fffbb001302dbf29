"""Report -> the published JSON (data/schema/report.schema.json). Words and numbers only; decides nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from math import floor, log10
from typing import Any, Final

from advisor.advice.report import Remark, Report, Saving
from advisor.case.model import Case, ExposureAdvice, Range, ReferenceSetting, Setup
from advisor.case.vocabulary import Verdict
from advisor.exchange import guidance_types as said
from advisor.exchange import report_types as types
from advisor.guidance.stands import Advice, Stand
from advisor.guidance.statement import Finding, Opinion
from advisor.knowledge.places import ReferenceLevel
from advisor.physics.estimate import DoseEstimate

_DIGITS: Final = 6
Json = dict[str, Any]


def report_json(report: Report) -> types.ReportJson:
    """The whole report under the keys of the contract."""
    return {
        "steps": [
            {
                "step": step.step.value,
                "verdict": step.verdict.value,
                "findings": [finding_json(finding) for finding in step.findings],
                "remarks": [remark_json(remark) for remark in step.remarks],
                "needs": list(step.needs),
                "whatever": list(step.whatever),
            }
            for step in report.steps
        ],
        "dose": dose_json(report),
        "exposure": exposure_json(report.exposure),
        "entrance_kerma_mGy": range_json(report.entrance_kerma_mGy),
        "dap_mGycm2": range_json(report.dap_mGycm2),
        "reference_levels": [level_json(level) for level in report.reference_levels],
        "background": {
            "place": report.background.place,
            "msv_per_year": report.background.msv_per_year,
            "days_now": _three(report.days_now),
            "days_after": _three(report.as_advised.days),
        },
        "setup_after": setup_json(report.setup_after),
        "advice": [advice_json(each) for each in report.advice],
        "unaddressed": [topic.value for topic in report.unaddressed],
        "warnings": warnings_json(report),
        "fingerprint": report.fingerprint,
    }


def warnings_json(report: Report) -> list[types.WarningJson]:
    """The numbers that are questioned, each with what was probably meant."""
    return [
        {"code": each.code.value, "field": each.field, "says": each.says, "instead": _plain(each.instead)}
        for each in report.warnings
    ]


def case_json(case: Case) -> Json:
    """A case under the keys of the contract: reading it again gives the same case."""
    reference = case.reference_setting
    told = {
        "on": case.on,
        "place": case.place,
        "patient": {name: value for name, value in asdict(case.patient).items() if name != "child"},
        "visit": asdict(case.visit),
        "exam": case.exam.id,
        "region": case.region.id if case.region else None,
        "setup": asdict(case.setup),
        "reference_setting": _reference_json(reference) if reference else None,
    }
    return _plain({name: _plain(value) if isinstance(value, dict) else value for name, value in told.items()})


def _reference_json(reference: ReferenceSetting) -> Json:
    return asdict(reference) | {"region": reference.region.id if reference.region else None}


def dose_json(report: Report) -> types.DoseJson:
    now = estimate_json(report.dose_now)
    return {
        "now": {**now, "evidence": [*now["evidence"], *report.overdue]},
        "after": estimate_json(report.as_advised.dose),
        "savings": [saving_json(saving) for saving in report.as_advised.savings],
    }


def estimate_json(estimate: DoseEstimate) -> types.EstimateJson:
    dose = estimate.effective_dose_uSv
    return {
        "low_uSv": _rounded(dose.low),
        "typical_uSv": _rounded(dose.typical),
        "high_uSv": _rounded(dose.high),
        "basis": estimate.basis.value,
        "evidence": list(estimate.evidence),
    }


def saving_json(saving: Saving) -> types.SavingJson:
    return {
        "topic": saving.topic.value,
        "typical_uSv": _rounded(saving.typical_uSv),
        "percent": _rounded(saving.percent),
    }


def advice_json(advice: Advice) -> said.AdviceJson:
    """What is asked for on a topic, whatever is told: the deciding statement first."""
    return {
        "topic": advice.topic.value,
        "step": advice.step.value,
        "disputed": advice.disputed,
        "stands": [stand_json(stand) for stand in advice.stands],
    }


def stand_json(stand: Stand) -> said.StandJson:
    statement, answer = stand.statement, stand.answer
    return {
        "issuer": statement.issuer,
        "year": statement.year,
        "statement": statement.id,
        "says": statement.says,
        "strength": statement.strength.value,
        "source": statement.citation.source,
        "where": statement.citation.where,
        "when": _plain(stand.when),
        "verdict": answer.verdict.value,
        "because": {name: fact for name, fact in _plain(answer.because).items() if fact is not None},
        "values": {fact: _by_verdict(values) for fact, values in stand.values.items()},
        "set": _plain(stand.set_to),
    }


def _by_verdict(values: Mapping[Any, Verdict]) -> dict[str, list[Any]]:
    """The values that a verdict falls on, by verdict."""
    verdicts = dict.fromkeys(values.values())
    return {each.value: [_word(value) for value, verdict in values.items() if verdict is each] for each in verdicts}


def exposure_json(advice: ExposureAdvice) -> types.ExposureJson:
    return {
        "set_s": _maybe(advice.set_s),
        "low_s": _maybe(advice.low_s),
        "high_s": _maybe(advice.high_s),
        "basis": advice.basis.value if advice.basis else None,
        "child_share": range_json(advice.child_share),
        "evidence": list(advice.evidence),
    }


def finding_json(finding: Finding) -> said.FindingJson:
    return {
        "topic": finding.topic.value,
        "disputed": finding.disputed,
        "opinions": [opinion_json(opinion) for opinion in finding.opinions],
    }


def remark_json(remark: Remark) -> said.RemarkJson:
    return {
        "code": remark.code.value,
        "topic": remark.topic.value,
        "verdict": Verdict.IMPROVE.value,
        "says": remark.says,
        "because": _plain(remark.because),
        "instead": _plain(remark.instead),
    }


def opinion_json(opinion: Opinion) -> said.OpinionJson:
    statement, answer = opinion.statement, opinion.answer
    return {
        "issuer": statement.issuer,
        "year": statement.year,
        "verdict": answer.verdict.value,
        "says": statement.says,
        "strength": statement.strength.value,
        "source": statement.citation.source,
        "where": statement.citation.where,
        "because": _plain(answer.because),
        "instead": _plain(answer.instead or {}),
    }


def level_json(level: ReferenceLevel) -> types.LevelJson:
    return {
        "place": level.place,
        "exam": level.exam,
        "quantity": level.quantity,
        "value": level.value,
        "population": level.population,
        "region": level.region,
        "receptor": level.receptor,
        "year": level.year,
        "note": level.note,
        "source": level.citation.source,
        "where": level.citation.where,
    }


def setup_json(setup: Setup) -> Json:
    return _plain(asdict(setup))


def range_json(value: Range | None) -> types.RangeOrNothing:
    if value is None:
        return {}
    return {"low": _rounded(value.low), "typical": _rounded(value.typical), "high": _rounded(value.high)}


def _three(value: Range) -> list[float]:
    return [_rounded(value.low), _rounded(value.typical), _rounded(value.high)]


def _maybe(value: float | None) -> float | None:
    return None if value is None else _rounded(value)


def _plain(values: Mapping[str, Any]) -> Json:
    return {name: _word(value) for name, value in values.items()}


def _word(value: Any) -> Any:
    """Enums as their words, dates as text, tuples as lists."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return _rounded(value) if isinstance(value, float) else value


def _rounded(value: float) -> float:
    """Six significant figures: enough for savings to add up, no noise of binary fractions."""
    return 0.0 if value == 0 else round(value, _DIGITS - 1 - floor(log10(abs(value))))
