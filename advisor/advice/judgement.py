"""Who may speak of a case, what they find, and the verdict of each step of the campaign. Prices nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Final

from advisor.advice.report import Remark, StepResult
from advisor.case.model import Case, Exam, Fact
from advisor.case.vocabulary import Dentition, Step, Strength, Topic, Verdict
from advisor.guidance.editions import Edition, voices
from advisor.guidance.opinions import URGENCY, Forum, finding, forums
from advisor.guidance.rules import RULES, TopicRule, facts
from advisor.guidance.statement import Finding
from advisor.knowledge import Knowledge

_REMEMBERED: Final = 512  # kinds of patient and image at a place in a time
Findings = Mapping[Topic, Finding]


def judged(case: Case, knowledge: Knowledge, topics: Collection[Topic] = tuple(Topic)) -> Findings:
    """Each topic's finding, in the order of the checklist; a topic nobody speaks on is left out."""
    known, asked = facts(case), asked_of(case, knowledge)
    found = ((forum.line.topic, finding(forum, case, known)) for forum in asked if forum.line.topic in topics)
    return {topic: each for topic, each in found if each}


def asked_of(case: Case, knowledge: Knowledge) -> tuple[Forum, ...]:
    """Everyone who may speak of such an image of such a patient at the place and day of the case."""
    present, patient = knowledge.guidance(case.place, case.on), case.patient
    return _forums(present, case.exam, patient.child, patient.dentition)


@lru_cache(maxsize=_REMEMBERED)
def _forums(present: tuple[Edition, ...], exam: Exam, child: bool, dentition: Dentition) -> tuple[Forum, ...]:
    """Remembered by what is always told of a case, so that a case asks only the statements that are left."""
    known: dict[str, Fact] = {
        "exam": exam.id,
        "family": exam.family,
        "extraoral": not exam.intraoral,
        "child": child,
        "dentition": dentition,
    }
    return forums(voices(present, tuple(known.items())), exam)


@lru_cache(maxsize=_REMEMBERED)
def lines_of(exam: Exam) -> dict[Step, tuple[TopicRule, ...]]:
    """The lines of the checklist that fit an exam, by step."""
    return {step: tuple(line for line in RULES if line.step is step and line.fits(exam)) for step in Step}


def step_result(step: Step, lines: tuple[TopicRule, ...], findings: Findings, remark: Remark | None) -> StepResult:
    found = tuple(findings[line.topic] for line in lines if line.topic in findings)
    verdicts = [findings[line.topic].decides.answer.verdict for line in lines if colours(line, findings)]
    remarks = (remark,) if remark and any(line.topic is remark.topic for line in lines) else ()
    if remarks:
        verdicts.append(Verdict.IMPROVE)
    nothing = Verdict.UNADDRESSED if lines else Verdict.NOT_APPLICABLE
    return StepResult(step, min(verdicts, key=URGENCY.__getitem__, default=nothing), found, remarks)


def colours(line: TopicRule, findings: Findings) -> bool:
    """Whether a topic speaks for its step: an unasked question of a side topic does not, unless law asks it."""
    if line.topic not in findings:
        return False
    deciding = findings[line.topic].decides
    unasked = line.on_request and deciding.answer.verdict is Verdict.CANNOT_TELL
    return not unasked or deciding.statement.strength is Strength.LAW
