"""Report -> the published JSON (data/schema/report.schema.json). Words and numbers only; decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final

from advisor.advice.report import Remark, Report, Saving
from advisor.advice.together import together
from advisor.case.model import ExposureAdvice, Range, Setup
from advisor.case.vocabulary import Verdict
from advisor.exchange import _guidance_types as said
from advisor.exchange import _report_types as types
from advisor.exchange._plain import Json, plain, rounded, word
from advisor.guidance.stands import Advice, Stand
from advisor.guidance.statement import Finding, Opinion
from advisor.knowledge.places import ReferenceLevel
from advisor.physics.estimate import DoseEstimate


def report_json(report: Report) -> types.ReportJson:
    """The whole report under the keys of the contract."""
    return {
        **_one_image_json(report),
        "also": [{**_one_image_json(each), **_whose(each)} for each in report.also],
        "together": together_json(report),
    }


def _only_exposure(report: Report) -> Json:
    return _of_each(report, lambda each: exposure_json(each.exposure))


def _only_dose(report: Report) -> Json:
    dose = _of_each(report, lambda each: {**dose_json(each), "warnings": warnings_json(each)})
    return {**dose, **({"together": together_json(report)} if report.also else {})}


def _of_each(report: Report, part: Callable[[Report], Any]) -> Json:
    """A part of the report, and that of the further images of the visit, where there are any."""
    also = [{**_whose(each), **part(each)} for each in report.also]
    return {**part(report), **({"also": also} if also else {})}


def together_json(report: Report) -> types.TogetherJson | types.NothingJson:
    """One sum of dose for all images of the visit; empty where there is but one exam."""
    found = together(report)
    if found is None:
        return {}
    return {
        "now": _microsievert(found.now),
        "after": _microsievert(found.after),
        "days_now": _three(found.days_now),
        "days_after": _three(found.days_after),
    }


def _whose(report: Report) -> types.WhoseJson:
    return {"exam": report.case.exam.id, "region": report.case.region.id if report.case.region else None}


def _one_image_json(report: Report) -> types.OneImageJson:
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
        {"code": each.code.value, "field": each.field, "says": each.says, "instead": plain(each.instead)}
        for each in report.warnings
    ]


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
        **_microsievert(dose),
        "basis": estimate.basis.value,
        "evidence": list(estimate.evidence),
    }


def _microsievert(dose: Range) -> types.MicrosievertJson:
    return {"low_uSv": rounded(dose.low), "typical_uSv": rounded(dose.typical), "high_uSv": rounded(dose.high)}


def saving_json(saving: Saving) -> types.SavingJson:
    return {
        "topic": saving.topic.value,
        "typical_uSv": rounded(saving.typical_uSv),
        "percent": rounded(saving.percent),
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
        "when": plain(stand.when),
        "verdict": answer.verdict.value,
        "because": {name: fact for name, fact in plain(answer.because).items() if fact is not None},
        "values": {fact: _by_verdict(values) for fact, values in stand.values.items()},
        "set": plain(stand.set_to),
    }


def _by_verdict(values: Mapping[Any, Verdict]) -> dict[str, list[Any]]:
    """The values that a verdict falls on, by verdict."""
    verdicts = dict.fromkeys(values.values())
    return {each.value: [word(value) for value, verdict in values.items() if verdict is each] for each in verdicts}


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
        "because": plain(remark.because),
        "instead": plain(remark.instead),
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
        "because": plain(answer.because),
        "instead": plain(answer.instead or {}),
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
    return plain(asdict(setup))


def range_json(value: Range | None) -> types.RangeOrNothing:
    if value is None:
        return {}
    return {"low": rounded(value.low), "typical": rounded(value.typical), "high": rounded(value.high)}


def _three(value: Range) -> list[float]:
    return [rounded(value.low), rounded(value.typical), rounded(value.high)]


def _maybe(value: float | None) -> float | None:
    return None if value is None else rounded(value)


PARTS: Final[Mapping[str, Callable[[Report], Mapping[str, Any]]]] = {  # what the command line gives, by command
    "advise": report_json,
    "exposure": _only_exposure,
    "dose": _only_dose,
}
