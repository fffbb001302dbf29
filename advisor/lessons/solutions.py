"""What is right about each question today: what the engine says of its case, with what it says it on."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from advisor.advice.report import Report
from advisor.case.vocabulary import Topic, Verdict
from advisor.guidance.statement import Finding
from advisor.intake.case import read_case
from advisor.intake.refusal import Refusal, Why
from advisor.lessons.answers import Grounds, Offered, Picks, Solution, Talk
from advisor.lessons.asked import LessonToday, dated
from advisor.lessons.lesson import (
    BadSentencesQuestion,
    ChoiceQuestion,
    DialogueQuestion,
    FactorQuestion,
    FieldQuestion,
    IssuersQuestion,
    LevelQuestion,
    NumberQuestion,
    OpinionQuestion,
    Option,
    OrderQuestion,
    Question,
    SettingsQuestion,
    StepsQuestion,
    VerdictQuestion,
)
from advisor.lessons.quantities import against_level, factor, number, order

PICKABLE: Final = (Verdict.AVOID, Verdict.IMPROVE, Verdict.CANNOT_TELL, Verdict.SUPPORTED)
URGENT: Final = frozenset({Verdict.AVOID, Verdict.IMPROVE})


def solve(question: Question, asked: LessonToday) -> Solution:
    """What is right about a question on the day it is asked.

    Pure: the same question, lesson, knowledge and day give the same solution, with the findings, evidence and documents
    that support it.

    Raises
    ------
    Refusal
        Where the case cannot be read, or gives no answer to this question.
    """
    return _SOLVERS[type(question)](question, asked)


def _told(options: Sequence[Option]) -> tuple[Offered, ...]:
    return tuple(Offered(f"{nth}", each.right, each.says, each.because) for nth, each in enumerate(options))


def _verdict(question: VerdictQuestion, asked: LessonToday) -> Picks:
    report = asked.report()
    step = next(each for each in report.steps if each.step is question.step)
    if step.verdict not in PICKABLE:
        raise Refusal(("step",), Why.NO_VERDICT, step=step.step, verdict=step.verdict)
    offered = tuple(Offered(verdict, verdict is step.verdict) for verdict in PICKABLE)
    return Picks(offered, several=False, grounds=_on(step.findings, report))


def _steps(question: StepsQuestion, asked: LessonToday) -> Picks:
    report = asked.report()
    offered = tuple(Offered(each.step, each.verdict in URGENT) for each in report.steps)
    findings = [found for each in report.steps if each.verdict in URGENT for found in each.findings]
    return Picks(offered, several=True, grounds=_on(findings, report))


def _settings(question: SettingsQuestion, asked: LessonToday) -> Picks:
    reports = [asked.report(option, f"option.{nth}") for nth, option in enumerate(question.options)]
    wanting = [_wanting(report) for report in reports]
    remarked = [any(step.remarks for step in report.steps) for report in reports]
    good = [not asked_for and not remark for asked_for, remark in zip(wanting, remarked, strict=True)]
    offered = tuple(Offered(f"{nth}", good[nth], option.says) for nth, option in enumerate(question.options))
    findings = [finding for each in wanting for finding in each]
    return Picks(offered, several=False, grounds=_on(findings, *reports))


def _wanting(report: Report) -> list[Finding]:
    """The uncontested findings that ask for a change."""
    found = [finding for step in report.steps for finding in step.findings if not finding.contested]
    return [finding for finding in found if finding.verdict in URGENT]


def _issuers(question: IssuersQuestion, asked: LessonToday) -> Picks:
    report, finding = _finding(question.topic, asked)
    said = _said(finding)
    offered = tuple(Offered(issuer, question.verdict in verdicts) for issuer, verdicts in said.items())
    return Picks(offered, several=True, grounds=_on((finding,), report))


def _opinion(question: OpinionQuestion, asked: LessonToday) -> Picks:
    report, finding = _finding(question.topic, asked)
    said = _said(finding)
    verdicts = said.get(question.issuer)
    if verdicts is None:
        raise Refusal(("issuer",), Why.SILENT_ISSUER, topic=question.topic, who=", ".join(said))
    if len(verdicts) > 1:
        raise Refusal(("issuer",), Why.DIVIDED_ISSUER, topic=question.topic)
    offered = tuple(Offered(verdict, verdict in verdicts) for verdict in PICKABLE)
    return Picks(offered, several=False, grounds=_on((finding,), report))


def _said(finding: Finding) -> dict[str, set[Verdict]]:
    """Every issuer's verdicts on a topic, in order of precedence."""
    said: dict[str, set[Verdict]] = {}
    for opinion in finding.opinions:
        said.setdefault(opinion.statement.issuer, set()).add(opinion.answer.verdict)
    return said


def _finding(topic: Topic, asked: LessonToday) -> tuple[Report, Finding]:
    report = asked.report()
    finding = report.finding(topic)
    if finding is None:
        raise Refusal(("topic",), Why.NOBODY_SPEAKS, topic=topic)
    return report, finding


def _field(question: FieldQuestion, asked: LessonToday) -> Picks:
    try:
        read_case(dated(asked.case, asked.on), asked.knowledge)
    except Refusal as error:
        offered = tuple(
            Offered(each, each == error.field, because=error.remedy if each == error.field else None)
            for each in question.fields
        )
        return Picks(offered, several=False, grounds=Grounds(evidence=(f"{error}",)))
    raise Refusal(("fields",), Why.CASE_NOT_REFUSED)


def _on(findings: Sequence[Finding], *reports: Report) -> Grounds:
    """The findings with the documents of their statements, each once."""
    once = tuple({finding.topic: finding for finding in findings}.values())
    citations = dict.fromkeys(opinion.statement.citation for each in once for opinion in each.opinions)
    return Grounds(findings=once, citations=tuple(citations), reports=reports)


_SOLVERS: Final[Mapping[type[Any], Callable[[Any, LessonToday], Solution]]] = {
    VerdictQuestion: _verdict,
    StepsQuestion: _steps,
    SettingsQuestion: _settings,
    NumberQuestion: number,
    FactorQuestion: factor,
    OrderQuestion: order,
    IssuersQuestion: _issuers,
    OpinionQuestion: _opinion,
    FieldQuestion: _field,
    LevelQuestion: against_level,
    ChoiceQuestion: lambda question, asked: Picks(_told(question.options), question.several),
    BadSentencesQuestion: lambda question, asked: Picks(_told(question.options), several=True),
    DialogueQuestion: lambda question, asked: Talk(
        {turn.id: turn for turn in question.turns}, question.turns[0].id, question.checklist
    ),
}
