"""Report -> the published JSON (data/schema/report.schema.json). Words and numbers only; decides nothing."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final

from advisor.advice.report import Report, Saving
from advisor.advice.together import together
from advisor.case.model import ExposureAdvice, Range, Setup
from advisor.exchange import _report_types as types
from advisor.exchange._guidance_json import Json, advice_json, plain, rounded, step_json
from advisor.knowledge.places import ReferenceLevel
from advisor.physics.estimate import DoseEstimate


def report_json(report: Report) -> types.ReportJson:
    """The whole report under the keys of the contract: doses in [uSv], times in [s], to six significant figures."""
    return {
        **_one_image_json(report),
        "also": [{**_one_image_json(each), **_whose(each)} for each in report.also],
        "together": together_json(report),
    }


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
        "steps": [step_json(step) for step in report.steps],
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


def exposure_json(advice: ExposureAdvice) -> types.ExposureJson:
    return {
        "set_s": _maybe(advice.set_s),
        "low_s": _maybe(advice.low_s),
        "high_s": _maybe(advice.high_s),
        "basis": advice.basis.value if advice.basis else None,
        "child_share": range_json(advice.child_share),
        "evidence": list(advice.evidence),
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
    "exposure": lambda report: _of_each(report, lambda each: exposure_json(each.exposure)),
    "dose": _only_dose,
}
