"""Case x knowledge -> report: asks every rule about every statement in force, and prices each change by itself."""

from collections.abc import Sequence
from functools import partial

from advisor.advice._completions import Once, completed
from advisor.advice._doubts import doubts
from advisor.advice._pricing import as_advised, priced, timed
from advisor.advice.judgement import Findings, asked_of, found, lines_of, step_result
from advisor.advice.levels import levels_for
from advisor.advice.report import Report, StepResult
from advisor.case.model import Case, Exam
from advisor.case.vocabulary import Step, Topic
from advisor.guidance.opinions import TopicIssuers
from advisor.guidance.stands import advice
from advisor.knowledge import Knowledge
from advisor.physics import beam, dose


def advise(case: Case, knowledge: Knowledge) -> Report:
    """Judge a case under every issuer's statement in force at its date and place, and price what would help.

    Facts that nobody told are None and give "cannot tell" or a wider range. Pure: the same case and knowledge give the
    same report.
    """
    case = timed(case, knowledge)
    asked = asked_of(case, knowledge)
    case, findings = found(asked, case)
    return _report(case, asked, findings, knowledge)


def _report(case: Case, asked: Sequence[TopicIssuers], findings: Findings, knowledge: Knowledge) -> Report:
    assert case.exposure is not None
    now = dose.estimate(case, knowledge.dose)
    improved, after, savings = priced(case, findings, now, knowledge)
    return Report(
        case=case,
        steps=_steps(case, asked, findings, knowledge),
        dose_now=now,
        dose_after=after,
        savings=savings,
        exposure=case.exposure,
        entrance_kerma_mGy=beam.incident_air_kerma(case.setup, case.exam, knowledge.beam),
        dap_mGycm2=beam.dose_area_product(case.setup, case.exam, knowledge.beam),
        reference_levels=levels_for(case, knowledge.reference_levels(case.place, case.exam)),
        background=knowledge.background(case.place),
        unaddressed=_unaddressed(case.exam, findings),
        warnings=doubts(case, knowledge.exams, knowledge.beam),
        overdue=knowledge.overdue(case, findings.values()),
        fingerprint=knowledge.fingerprint,
        asks=Once(partial(advice, case, asked)),
        settles=Once(partial(as_advised, case, improved, (now, after), savings, knowledge)),
        also=tuple(advise(each, knowledge) for each in case.also),
    )


def _steps(
    case: Case, asked: Sequence[TopicIssuers], findings: Findings, knowledge: Knowledge
) -> tuple[StepResult, ...]:
    timer = partial(timed, knowledge=knowledge)
    results = (step_result(step, findings, case, asked) for step in Step)
    return tuple(completed(result, case, asked, timer) for result in results)


def _unaddressed(exam: Exam, findings: Findings) -> tuple[Topic, ...]:
    """The topics of the checklist that nobody speaks on."""
    return tuple(line.topic for lines in lines_of(exam).values() for line in lines if line.topic not in findings)
