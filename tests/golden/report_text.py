"""A whole report as plain text, one thought a line, for reading and for comparing two versions of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from advisor.advice.report import Report, StepResult
from advisor.exchange.report_json import Json, report_json
from advisor.guidance.statement import Opinion


def report_text(name: str, report: Report) -> str:
    """Everything in a report but the fingerprint of the data, numbers to three significant figures."""
    told = report_json(report)
    lines = [name, "", *_judgement(report.steps), *_warnings(told), *_dose(told), *_exposure(told), *_place(told)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _judgement(steps: tuple[StepResult, ...]) -> Iterator[str]:
    for step in steps:
        yield f"{step.step}: {step.verdict}"
        for finding in step.findings:
            yield f"  {finding.topic}{' (disputed)' if finding.disputed else ''}"
            for opinion in finding.opinions:
                yield from _opinion(opinion, decides=opinion is finding.decides)
        for remark in step.remarks:
            yield f"  {remark.topic}: {remark.code}, by the models alone"
            yield f"        {remark.says}"
            yield f"        instead: {_pairs(remark.instead)}"
    yield ""


def _opinion(opinion: Opinion, *, decides: bool) -> Iterator[str]:
    statement, answer = opinion.statement, opinion.answer
    mark = "*" if decides else "-"
    yield f"    {mark} {answer.verdict}: {statement.issuer} {statement.dated}, {statement.strength} [{statement.id}]"
    yield f"        {statement.says}"
    yield f"        source: {statement.citation.source}, {statement.citation.where}, {statement.citation.certainty}"
    yield f"        because: {_pairs(answer.because)}"
    if answer.instead:
        yield f"        instead: {_pairs(answer.instead)}"
    if statement.note:
        yield f"        note: {statement.note}"


def _dose(told: Json) -> Iterator[str]:
    for when in ("now", "after"):
        dose = told["dose"][when]
        low, typical, high = (_number(dose[f"{end}_uSv"]) for end in ("low", "typical", "high"))
        yield f"dose {when}: {typical} uSv ({low} to {high}), {dose['basis']}"
        yield f"  evidence: {', '.join(dose['evidence'])}"
    for saving in told["dose"]["savings"]:
        yield f"  {saving['topic']} saves {_number(saving['typical_uSv'])} uSv, {_number(saving['percent'])} %"
    yield f"entrance kerma: {_pairs(told['entrance_kerma_mGy'])} mGy"
    yield f"dose-area product: {_pairs(told['dap_mGycm2'])} mGy cm2"
    yield f"set up after: {_pairs({name: value for name, value in told['setup_after'].items() if value is not None})}"
    yield ""


def _warnings(told: Json) -> Iterator[str]:
    for each in told["warnings"]:
        yield f"questioned: {each['field']}, {each['code']}: {each['says']}"
        yield f"  instead: {_pairs(each['instead'])}"
        yield ""


def _exposure(told: Json) -> Iterator[str]:
    advice = told["exposure"]
    yield f"exposure: {_pairs({name: advice[name] for name in ('set_s', 'low_s', 'high_s', 'basis')})}"
    for line in advice["evidence"]:
        yield f"  {line}"
    yield ""


def _place(told: Json) -> Iterator[str]:
    background = told["background"]
    yield f"background: {background['place']}, {_number(background['msv_per_year'])} mSv a year"
    for when in ("now", "after"):
        yield f"  days {when}: {', '.join(map(_number, background[f'days_{when}']))}"
    for level in told["reference_levels"]:
        yield f"reference level: {_pairs({name: value for name, value in level.items() if value is not None})}"
    yield f"nobody speaks of: {', '.join(told['unaddressed']) or 'nothing'}"


def _pairs(values: Mapping[str, Any]) -> str:
    return ", ".join(f"{name} = {_number(value)}" for name, value in values.items()) or "nothing"


def _number(value: Any) -> str:
    return f"{value:.3g}" if isinstance(value, float) else "not told" if value is None else str(value)
