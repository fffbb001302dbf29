"""What is asked of a case, and by whom, as JSON; and how a value of the core stands in JSON at all."""

from collections.abc import Mapping
from datetime import date
from math import floor, log10
from typing import Any, Final

from advisor.advice.report import Remark, StepResult
from advisor.case.vocabulary import Verdict
from advisor.exchange import _guidance_types as said
from advisor.guidance.stands import Advice, Stand
from advisor.guidance.statement import Finding, Opinion

_DIGITS: Final = 6
Json = dict[str, Any]


def plain(values: Mapping[str, Any]) -> Json:
    return {name: word(value) for name, value in values.items()}


def word(value: Any) -> Any:
    """Enums as their words, dates as text, tuples as lists."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return rounded(value) if isinstance(value, float) else value


def rounded(value: float) -> float:
    """Six significant figures: enough for savings to add up, no noise of binary fractions."""
    return 0.0 if value == 0 else round(value, _DIGITS - 1 - floor(log10(abs(value))))


def step_json(step: StepResult) -> said.StepJson:
    return {
        "step": step.step.value,
        "verdict": step.verdict.value,
        "findings": [finding_json(finding) for finding in step.findings],
        "remarks": [remark_json(remark) for remark in step.remarks],
        "needs": list(step.needs),
        "whatever": list(step.whatever),
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
