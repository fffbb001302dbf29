"""What every issuer asks for on a topic, whatever is told of visit and unit: found by asking the rules, no data.

A rule is asked about each value of a closed vocabulary: what it supports is what its statement accepts. A statement on
a special circumstance (a raised risk, open contacts) is asked about a case in which that is so, and stands with it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from advisor.case.model import Case, Exam, Fact, Patient, Region
from advisor.case.vocabulary import Step, Strength, Topic, Verdict
from advisor.guidance.opinions import TopicIssuers, circumstances, finding
from advisor.guidance.questions import SETTINGS, VISIT, Question, supposing
from advisor.guidance.rules import WITHDRAWN, Rule, facts
from advisor.guidance.statement import Answer, Statement

_REMEMBERED: Final = 2048
_AGE: Final = "patient.age_years"
_AGAINST: Final = frozenset({Verdict.IMPROVE, Verdict.AVOID})
_NARROWEST: Final = frozenset({Topic.BEAM_SHAPE, Topic.FIELD_OF_VIEW})  # where one value alone is sure to be right


@dataclass(frozen=True, slots=True)
class Stand:
    """One statement: when it speaks, what it says before anything else is told, and what it says of each value."""

    statement: Statement
    when: Mapping[str, Fact]  # beyond age, image and place; empty = always
    answer: Answer
    values: Mapping[str, Mapping[Any, Verdict]]  # of each fact that it turns on
    set_to: Mapping[str, Any]  # the setting that it asks for; empty where it accepts any, or none can be set


@dataclass(frozen=True, slots=True)
class Advice:
    """What is asked for on a topic at an age, for an image, at a place: the stands side by side, never merged."""

    topic: Topic
    step: Step
    stands: tuple[Stand, ...]  # the deciding one first
    disputed: bool  # one issuer asks for what another advises against, whatever else is told

    @property
    def decides(self) -> Stand:
        return self.stands[0]


def advice(case: Case, asked: Sequence[TopicIssuers]) -> tuple[Advice, ...]:
    """What is asked for on each topic, of a patient of this age and teeth and an image of this region.

    Parameters
    ----------
    case : Case
        Nothing of its visit or setup is looked at, nor caries risk or pregnancy.
    asked : sequence of TopicIssuers
        Everyone who may speak of such an image of such a patient at the place and day of the case.
    """
    found = (_advice(forum, case.exam, _patient(case, forum), case.region) for forum in asked)
    return tuple(each for each in found if each)


def _patient(case: Case, forum: TopicIssuers) -> Patient:
    """Of the patient, no more than a line of the checklist can tell from another: no age where it reads none."""
    patient = case.patient
    return Patient(patient.age_years if _AGE in forum.line.reads else 0.0, patient.child, patient.dentition)


@lru_cache(maxsize=_REMEMBERED)
def _advice(forum: TopicIssuers, exam: Exam, patient: Patient, region: Region | None) -> Advice | None:
    """Remembered by line, as answers are: a forum is of one exam, place and stage of teeth."""
    case = Case(patient, exam, region=region)
    told_facts = facts(case)
    found = finding(forum, case, told_facts)
    stands = [stand for voice in forum.voices for stand in _stands(voice, forum.line.rule, case, told_facts)]
    if found is None or not stands:
        return None
    decides = found.decides.statement
    stands.sort(key=lambda stand: (_of_some_visits(stand), stand.statement is not decides, bool(stand.when)))
    return Advice(forum.line.topic, forum.line.step, tuple(stands), _disputed(stands))


def _of_some_visits(stand: Stand) -> bool:
    """Whether it speaks of some cases only, so that it does not lead what is asked of all; a law does all the same."""
    return bool(stand.when) and stand.statement.strength is not Strength.LAW


def _stands(voice: Sequence[Any], rule: Rule, case: Case, told_facts: Mapping[str, Fact]) -> list[Stand]:
    """What one issuer says: its latest edition that always speaks, and those later that speak under circumstances."""
    found: list[Stand] = []
    for _, edition in voice:
        always = False
        for asked in edition:
            statement: Statement = asked.statement
            when = circumstances(statement.applies.items(), told_facts)
            if when is None:
                continue
            if not when and statement.position == WITHDRAWN:
                return found
            stand = _stand(statement, when, rule, case)
            if stand is not None:
                found.append(stand)
                always = always or not when
        if always:
            break
    return found


def _stand(statement: Statement, when: Mapping[str, Fact], rule: Rule, case: Case) -> Stand | None:
    if statement.position == WITHDRAWN:
        return None
    supposed = supposing(case, when)
    answer = rule(supposed, statement)
    if answer is None:
        return None
    setting = SETTINGS.get(statement.topic)
    questions = (setting,) if setting else VISIT.get(statement.topic, ())
    answers = {each.fact or each.name: _answers(each, statement, rule, supposed) for each in questions}
    values = {fact: {value: each.verdict for value, each in said.items()} for fact, said in answers.items()}
    telling = {fact: said for fact, said in values.items() if set(said.values()) - {answer.verdict}}
    return Stand(statement, when, answer, telling, asked_setting(statement, rule, supposed))


def _answers(question: Question, statement: Statement, rule: Rule, case: Case) -> dict[Any, Answer]:
    found = ((value, rule(question.answered(case, value), statement)) for value in question.values(case.exam))
    return {value: answer for value, answer in found if answer}


def asked_setting(statement: Statement, rule: Rule, case: Case) -> Mapping[str, Any]:
    """The setting a statement asks for where none is told: what it would have changed to, else all that it is sure of.

    Returns
    -------
    Mapping
        The setting and its value; empty where any is accepted, where it turns on what is not told, or none is set.
    """
    return next(iter(accepted_settings(statement, rule, case)), {})


def accepted_settings(statement: Statement, rule: Rule, case: Case) -> tuple[Mapping[str, Any], ...]:
    """The setting asked for, then the others that keep to the statement as well; none where none is asked for."""
    question = SETTINGS.get(statement.topic)
    if question is None:
        return ()
    name, answers = question.name, _answers(question, statement, rule, case)
    sure = [value for value, answer in answers.items() if answer.verdict is Verdict.SUPPORTED]
    asked = [answer.instead[name] for answer in answers.values() if answer.instead and name in answer.instead]
    if not asked and (len(sure) != 1 or statement.topic not in _NARROWEST):
        return ()
    return tuple({name: value} for value in dict.fromkeys((*asked, *sure)))


def _disputed(stands: Sequence[Stand]) -> bool:
    said: dict[tuple[str, Any], set[bool]] = {}
    for fact, value, verdict in _always(stands):
        if verdict in _AGAINST or verdict is Verdict.SUPPORTED:
            said.setdefault((fact, value), set()).add(verdict in _AGAINST)
    return any(len(sides) > 1 for sides in said.values())


def _always(stands: Sequence[Stand]) -> Iterator[tuple[str, Any, Verdict]]:
    for stand in stands:
        if not stand.when and not stand.statement.study:
            for fact, values in stand.values.items():
                for value, verdict in values.items():
                    yield fact, value, verdict
