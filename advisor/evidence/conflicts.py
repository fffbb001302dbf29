"""Where issuers disagree at a place and date: every topic's rule asked about typical cases, disputed findings kept.

A typical case has the facts that the topic turns on; the ages are the last of each stage of dentition, and an adult's,
of whom the older two may be pregnant.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from itertools import product
from typing import Any, Final

from advisor.advice import timed
from advisor.advice.judgement import judged
from advisor.case.model import Case, Exam, Patient, Setup, Visit
from advisor.case.settings import BEAMS
from advisor.case.vocabulary import (
    CariesRisk,
    FieldOfView,
    Indication,
    Programme,
    Receptor,
    Strength,
    Topic,
    Verdict,
    VisitKind,
)
from advisor.guidance.editions import in_force
from advisor.guidance.rules import RULES, TopicRule
from advisor.guidance.statement import Finding, Opinion
from advisor.knowledge import Knowledge

Facts = Mapping[str, Any]
_YES_NO: Final = (False, True)
_TURNS_ON: Final[Mapping[Topic, Mapping[str, Sequence[Any]]]] = {
    Topic.EARLIER_IMAGES: {"earlier_images_checked": _YES_NO},
    Topic.CLINICAL_EXAM_FIRST: {"clinical_exam_done": _YES_NO},
    Topic.SELECTION: {"kind": tuple(VisitKind), "signs_of_disease": _YES_NO},
    Topic.PREGNANCY: {"pregnant": (True,), "elective": _YES_NO},
    Topic.RECEPTOR: {"receptor": tuple(Receptor)},
    Topic.CBCT_INDICATION: {"indication": tuple(Indication), "two_d_insufficient": _YES_NO},
    Topic.FIELD_OF_VIEW: {"fov": tuple(FieldOfView)},
    Topic.THYROID_COLLAR: {"collar": _YES_NO},
    Topic.APRON: {"apron": _YES_NO, "pregnant": (None, True)},
    Topic.EXPOSURE_TIME: {"programme": tuple(Programme)},
    Topic.HANDHELD: {"handheld": (True,)},
}
_THRESHOLDS: Final = {"min_months": "months_since_bitewings", "min_kV": "kV", "max_kV": "kV"}
_OF_PATIENT: Final = frozenset(field.name for field in fields(Patient))
_OF_VISIT: Final = frozenset(field.name for field in fields(Visit))
_REMEMBERED: Final = 64


@dataclass(frozen=True, slots=True, eq=False)
class Conflict:
    """A case on which issuers' verdicts differ: each side with its opinions, law first, and what was told."""

    finding: Finding
    case: Case
    told: Facts
    sides: Mapping[Verdict, tuple[Opinion, ...]]

    @property
    def issuers(self) -> int:
        return len({opinion.statement.issuer for side in self.sides.values() for opinion in side})


@lru_cache(maxsize=_REMEMBERED)
def conflicts(knowledge: Knowledge, place: str, on: date) -> Mapping[Topic, tuple[Conflict, ...]]:
    """By topic, in the order of the checklist: each set of opposing issuers once, the most issuers first."""
    found: dict[Topic, tuple[Conflict, ...]] = {}
    for line in RULES:
        unlike: dict[frozenset[tuple[Verdict, str]], Conflict] = {}
        for case, told in typical(line, knowledge, place, on):
            conflict = _conflict(judged(case, knowledge).get(line.topic), case, told)
            if conflict:
                parties = frozenset((v, o.statement.issuer) for v, side in conflict.sides.items() for o in side)
                unlike.setdefault(parties, conflict)
        if unlike:
            found[line.topic] = tuple(sorted(unlike.values(), key=lambda each: -each.issuers))
    return found


def _conflict(finding: Finding | None, case: Case, told: Facts) -> Conflict | None:
    if finding is None or not finding.disputed:
        return None
    by_verdict: dict[Verdict, list[Opinion]] = {}
    for opinion in finding.opinions:
        if opinion.answer.verdict is not Verdict.CANNOT_TELL:
            by_verdict.setdefault(opinion.answer.verdict, []).append(opinion)
    sides = {verdict: tuple(sorted(side, key=_law_first)) for verdict, side in by_verdict.items()}
    return Conflict(finding, case, told, sides)


def _law_first(opinion: Opinion) -> tuple[bool, int, str]:
    statement = opinion.statement
    return (statement.strength is not Strength.LAW, -statement.age_days, statement.id)


def typical(line: TopicRule, knowledge: Knowledge, place: str, on: date) -> Iterator[tuple[Case, Facts]]:
    """What the rule of a topic is asked: each exam it fits, at four ages, with what it turns on told in each way."""
    stages = knowledge.exams.stages
    limits = (stages.primary_until, stages.transitional_until, stages.adolescent_until)
    for exam in sorted(filter(line.fits, knowledge.by_exam.values()), key=lambda each: each.id):
        for age in (*(limit - 1 for limit in limits), stages.child_until):
            bare = Case(patient=stages.patient(age), exam=exam, place=place, on=on)
            for told in _variations(line.topic, exam, bare, knowledge):
                if not told.get("pregnant") or age >= stages.transitional_until:
                    yield timed(_with(bare, told), knowledge), told


def _variations(topic: Topic, exam: Exam, case: Case, knowledge: Knowledge) -> Iterable[Facts]:
    turns: dict[str, Sequence[Any]] = dict(_TURNS_ON.get(topic, {}))
    if topic is Topic.BEAM_SHAPE:
        turns = {"beam": BEAMS[exam.intraoral]}
    if topic in (Topic.BITEWING_INTERVAL, Topic.TUBE_VOLTAGE):
        turns = _thresholds(topic, case, knowledge)
    if topic is Topic.BITEWING_INTERVAL:
        turns["caries_risk"] = (CariesRisk.LOW, CariesRisk.HIGH)
        turns |= {"contacts_visible": (False,), "kind": (VisitKind.RECALL,)}
    names = list(turns)
    return [dict(zip(names, values, strict=True)) for values in product(*turns.values())]


def _thresholds(topic: Topic, case: Case, knowledge: Knowledge) -> dict[str, Sequence[Any]]:
    """The numbers that statements name for a fact: on each of them somebody's answer turns."""
    found: dict[str, set[float]] = {}
    for edition in in_force(knowledge.editions, knowledge.lineage(case.place), case.on):
        for row in edition.statement:
            for number, fact in _THRESHOLDS.items():
                if row.topic is topic and row.certainty.usable and number in row.numbers:
                    found.setdefault(fact, set()).add(row.numbers[number])
    return {fact: sorted(numbers) for fact, numbers in found.items()}


def _with(case: Case, told: Facts) -> Case:
    patient = {name: value for name, value in told.items() if name in _OF_PATIENT}
    visit = {name: value for name, value in told.items() if name in _OF_VISIT}
    setup = {name: value for name, value in told.items() if name not in _OF_PATIENT | _OF_VISIT}
    return replace(case, patient=replace(case.patient, **patient), visit=Visit(**visit), setup=Setup(**setup))
