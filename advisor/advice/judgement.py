"""Who may speak of a case, what they find, and the verdict of each step of the campaign. Prices nothing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Final

from advisor.advice._remarks import exposure_remark
from advisor.advice.report import Remark, StepResult
from advisor.case.model import Case, Due, Exam, Fact
from advisor.case.vocabulary import Dentition, Step, Strength, Topic, Verdict, VisitKind
from advisor.guidance.editions import Edition, issuers_by_topic
from advisor.guidance.opinions import URGENCY, TopicIssuers, finding, topics_of
from advisor.guidance.rules import RULES, TopicRule, facts, months_count
from advisor.guidance.statement import Finding
from advisor.knowledge import Knowledge

_REMEMBERED: Final = 4096  # kinds of patient and image at a place in a time
_DUE: Final = {Verdict.SUPPORTED: Due.DUE, Verdict.AVOID: Due.NOT_YET, Verdict.CANNOT_TELL: Due.OPEN}
_TIMED: Final = next(line.step for line in RULES if line.topic is Topic.EXPOSURE_TIME)
Findings = Mapping[Topic, Finding]


def judged(case: Case, knowledge: Knowledge, topics: Collection[Topic] = tuple(Topic)) -> Findings:
    """Every topic's finding, in the order of the checklist; a topic nobody speaks on is left out."""
    return found([forum for forum in asked_of(case, knowledge) if forum.line.topic in topics], case)[1]


def found(asked: Sequence[TopicIssuers], case: Case) -> tuple[Case, Findings]:
    """The case with its bitewings' interval laid in, and what is found on each topic."""
    told = facts(case)  # none of which is about the interval
    case = _scheduled(case, asked, told)
    of_interval = _as_at_recall(case, told)
    each = (
        (forum.line.topic, finding(forum, case, of_interval if forum.line.of_contacts else told)) for forum in asked
    )
    return case, {topic: found for topic, found in each if found}


def _as_at_recall(case: Case, told: Mapping[str, Fact]) -> Mapping[str, Fact]:
    """Where the tables of recall visits tell how soon bitewings are due, whatever the visit is called: as at one."""
    return {**told, "visit_kind": VisitKind.RECALL} if months_count(case) else told


def asked_of(case: Case, knowledge: Knowledge) -> tuple[TopicIssuers, ...]:
    """Everyone who may speak of such an image of such a patient at the place and day of the case."""
    present, patient = knowledge.guidance(case.place, case.on), case.patient
    return _forums(present, case.exam, patient.child, patient.dentition)


@lru_cache(maxsize=_REMEMBERED)
def _forums(present: tuple[Edition, ...], exam: Exam, child: bool, dentition: Dentition) -> tuple[TopicIssuers, ...]:
    """Remembered by what is always told of a case, so that a case asks only the statements that are left."""
    told: dict[str, Fact] = {
        "exam": exam.id,
        "family": exam.family,
        "extraoral": not exam.intraoral,
        "child": child,
        "dentition": dentition,
    }
    return topics_of(issuers_by_topic(present, tuple(told.items())), exam)


def _scheduled(case: Case, asked: Sequence[TopicIssuers], told: Mapping[str, Fact]) -> Case:
    """What the deciding interval means for the case, laid in: a due interval is a reason to image."""
    if not case.exam.shows_contacts:
        return case
    interval = next((forum for forum in asked if forum.line.topic is Topic.BITEWING_INTERVAL), None)
    found = finding(interval, case, _as_at_recall(case, told)) if interval else None
    due = _DUE[found.verdict] if found else Due.NO_INTERVAL
    return case if due is case.bitewings else replace(case, bitewings=due)


@cache
def lines_of(exam: Exam) -> dict[Step, tuple[TopicRule, ...]]:
    """The lines of the checklist that fit an exam, by step."""
    return {step: tuple(line for line in RULES if line.step is step and line.fits(exam)) for step in Step}


def step_result(step: Step, findings: Findings, case: Case, asked: Sequence[TopicIssuers]) -> StepResult:
    """As urgent as its most urgent topic; never fine where nobody speaks on what it turns on."""
    lines = lines_of(case.exam)[step]
    found = tuple(findings[line.topic] for line in lines if line.topic in findings)
    silent, remarks = _silent(lines, findings, case, asked), _remarks(step, findings, case)
    return StepResult(step, _most_urgent(lines, findings, case, silent, remarks), found, remarks, silent)


def step_verdict(step: Step, case: Case, asked: Sequence[TopicIssuers]) -> Verdict:
    """The verdict alone, where many cases are tried."""
    lines, (case, findings) = lines_of(case.exam)[step], found(asked, case)
    silent = _silent(lines, findings, case, asked)
    return _most_urgent(lines, findings, case, silent, _remarks(step, findings, case))


def _remarks(step: Step, findings: Findings, case: Case) -> tuple[Remark, ...]:
    """What the models alone say of the step."""
    if step is not _TIMED:
        return ()
    remark = exposure_remark(case, findings.get(Topic.EXPOSURE_TIME))
    return (remark,) if remark else ()


def _most_urgent(
    lines: Sequence[TopicRule], findings: Findings, case: Case, silent: Sequence[object], remarks: Sequence[Remark]
) -> Verdict:
    verdicts = [findings[line.topic].verdict for line in lines if colours(line, findings, case)]
    if remarks:
        verdicts.append(Verdict.IMPROVE)
    if not verdicts:
        return Verdict.UNADDRESSED if lines else Verdict.NOT_APPLICABLE
    verdict = verdicts[0] if len(verdicts) == 1 else min(verdicts, key=URGENCY.__getitem__)
    return Verdict.UNADDRESSED if silent and verdict is Verdict.SUPPORTED else verdict


def _silent(
    lines: Sequence[TopicRule], findings: Findings, case: Case, asked: Sequence[TopicIssuers]
) -> tuple[Topic, ...]:
    """The topics that nobody speaks on and without which a step cannot be fine."""
    return tuple(
        line.topic
        for line in lines
        if line.needed is not None
        and line.topic not in findings
        and line.needed(case, any(forum.voiced for forum in asked if forum.line is line))
    )


def colours(line: TopicRule, findings: Findings, case: Case) -> bool:
    """Whether a topic speaks for its step: what is open on a side topic, or where no word is needed, does not.

    Unless law asks it.
    """
    if line.topic not in findings:
        return False
    deciding = findings[line.topic].decides
    if deciding.answer.verdict is not Verdict.CANNOT_TELL or deciding.statement.strength is Strength.LAW:
        return True
    return not line.on_request and (line.needed is None or line.needed(case, True))
