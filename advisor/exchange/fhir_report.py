"""Report -> FHIR (R4): a GuidanceResponse with what each step asks for and who says so, and the settings as Parameters.

No Observation: a report estimates, it does not measure.
"""

from collections.abc import Iterator
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from advisor.advice.report import Report, StepResult
from advisor.case.model import Case
from advisor.exchange.report_json import setup_json
from advisor.words import names

Json = dict[str, Any]
MODULE: Final = "urn:dental-exposure-advisor:advise"
_URL: Final = "urn:uuid:{}"


def report_bundle(report: Report) -> Json:
    """A collection of two resources; the same report gives the same bundle."""
    settings = _URL.format(uuid5(NAMESPACE_URL, f"{MODULE} settings"))
    response: Json = {
        "resourceType": "GuidanceResponse",
        "moduleUri": MODULE,
        "status": "success",
        "reasonCode": [{"text": names.exam(report.case.exam)}],
        "note": [{"text": said} for step in report.steps for said in _said(step, report.case)],
        "outputParameters": {"reference": settings},
    }
    if report.case.on:
        response["occurrenceDateTime"] = report.case.on.isoformat()
    answer = _URL.format(uuid5(NAMESPACE_URL, MODULE))
    return {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [
            {"fullUrl": answer, "resource": response},
            {"fullUrl": settings, "resource": {"resourceType": "Parameters", "parameter": list(_settings(report))}},
        ],
    }


def _said(step: StepResult, case: Case) -> Iterator[str]:
    """What the deciding statement of each topic of a step says."""
    called = names.step(step.step, case)
    if not step.findings:
        yield f"{called}: {names.VERDICT[step.verdict]}."
    for finding in step.findings:
        said = finding.decides.statement
        yield f"{called}: {names.VERDICT[finding.verdict]}. {said.says} ({said.issuer} {said.dated})"


def _settings(report: Report) -> Iterator[Json]:
    """What to set, as in the report's setup_after; numbers as decimals, words as text."""
    for name, value in setup_json(report.setup_after).items():
        if isinstance(value, bool):
            yield {"name": name, "valueBoolean": value}
        elif isinstance(value, int | float):
            yield {"name": name, "valueDecimal": value}
        elif isinstance(value, str):
            yield {"name": name, "valueString": value}
