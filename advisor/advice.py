"""Case x knowledge -> report: asks every rule about every statement in force, and prices each change by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, Final

from advisor import beam, dose, technique
from advisor.background import background_days
from advisor.knowledge import Knowledge
from advisor.model import (
    Case,
    DoseEstimate,
    Finding,
    Report,
    Saving,
    Setup,
    Statement,
    Step,
    StepResult,
    Strength,
    Topic,
    Verdict,
)
from advisor.opinions import URGENCY, finding
from advisor.rules import RULES, TopicRule, facts

_RETIMES: Final = frozenset({"receptor", "kV", "cone_cm"})
_SETUP_FIELDS: Final = tuple(field.name for field in fields(Setup))
_PER_CENT: Final = 100.0
Findings = Mapping[Topic, Finding]


def advise(case: Case, knowledge: Knowledge) -> Report:
    """Judge a case under every issuer's statement in force at its date and place, and price what would help.

    Parameters
    ----------
    case : Case
        From `read_case`. Facts that nobody told are None and give "cannot tell" or a wider range.
    knowledge : Knowledge
        From `load_knowledge`.

    Returns
    -------
    Report
        Pure: the same case and knowledge give the same report.
    """
    case = timed(case, knowledge)
    exposure = case.exposure
    assert exposure is not None
    findings = judged(case, knowledge)
    now = dose.estimate(case, knowledge.dose)
    improved, after, savings = _priced(case, findings, now, knowledge)
    background = knowledge.background(case.place)
    return Report(
        case=case,
        steps=tuple(_step(step, case, findings) for step in Step),
        dose_now=now,
        dose_after=after,
        savings=savings,
        exposure=exposure,
        setup_after=improved.setup,
        entrance_kerma_mGy=beam.incident_air_kerma(case.setup, case.exam, knowledge.beam),
        dap_mGycm2=beam.dose_area_product(case.setup, case.exam, knowledge.beam),
        reference_levels=knowledge.reference_levels(case.place, case.exam),
        background=background,
        days_now=background_days(now.effective_dose_uSv, background),
        days_after=background_days(after.effective_dose_uSv, background),
        unaddressed=tuple(line.topic for line in RULES if _fits(line, case) and line.topic not in findings),
        overdue=knowledge.overdue(case, findings.values()),
        fingerprint=knowledge.fingerprint,
    )


def timed(case: Case, knowledge: Knowledge) -> Case:
    """The case with its exposure advice laid in, so that the rules can compare times without knowing any."""
    return replace(case, exposure=technique.exposure_advice(case, knowledge.technique))


def judged(case: Case, knowledge: Knowledge) -> Findings:
    """Every topic's finding, in the order of the checklist; a topic nobody speaks on is left out."""
    known, voices = facts(case), knowledge.voices(case)
    found: dict[Topic, Finding] = {}
    for line in RULES:
        if line.topic in voices and _fits(line, case):
            each = finding(line, case, known, voices[line.topic])
            if each is not None:
                found[line.topic] = each
    return found


def _fits(line: TopicRule, case: Case) -> bool:
    return case.exam.id in line.exams


def _step(step: Step, case: Case, findings: Findings) -> StepResult:
    lines = [line for line in RULES if line.step is step and _fits(line, case)]
    found = tuple(findings[line.topic] for line in lines if line.topic in findings)
    verdicts = [findings[line.topic].decides.answer.verdict for line in lines if _colours(line, findings)]
    nothing = Verdict.UNADDRESSED if lines else Verdict.NOT_APPLICABLE
    return StepResult(step, min(verdicts, key=URGENCY.__getitem__, default=nothing), found)


def _colours(line: TopicRule, findings: Findings) -> bool:
    """Whether a topic speaks for its step: an unasked question of a side topic does not, unless law asks it."""
    if line.topic not in findings:
        return False
    deciding = findings[line.topic].decides
    unasked = line.on_request and deciding.answer.verdict is Verdict.CANNOT_TELL
    return not unasked or deciding.statement.strength is Strength.LAW


def _priced(
    case: Case, findings: Findings, now: DoseEstimate, knowledge: Knowledge
) -> tuple[Case, DoseEstimate, tuple[Saving, ...]]:
    """Make each deciding change in the order of the steps, each on the setup the ones before it left.

    The savings add up to the difference between the first and the last estimate. A change that would raise the
    estimate (a collar taken off, say) stays advice of its issuer and is not made.
    """
    before, savings = now, []
    for line in RULES:
        present = findings.get(line.topic)
        if present is None or present.decides.answer.instead is None:
            continue
        changed = _changed(line, present.decides.statement, case, knowledge)
        after = dose.estimate(changed, knowledge.dose) if changed else before
        if changed is None or _raises(before, after):
            continue
        saved = before.effective_dose_uSv.typical - after.effective_dose_uSv.typical
        percent = _PER_CENT * saved / now.effective_dose_uSv.typical
        savings.append(Saving(line.topic, saved, percent, changes(case.setup, changed.setup)))
        case, before = changed, after
    return case, before, tuple(savings)


def _changed(line: TopicRule, statement: Statement, case: Case, knowledge: Knowledge) -> Case | None:
    """The case after the change that a statement asks of the setup as it now stands; None where it asks none."""
    answer = line.rule(case, statement)
    if answer is None or not answer.instead:
        return None
    setup = replace(case.setup, **answer.instead)
    if _RETIMES.isdisjoint(answer.instead):
        return replace(case, setup=setup)
    setup = technique.retimed(case.setup, setup, case, knowledge.technique)
    return timed(replace(case, setup=setup), knowledge)


def _raises(before: DoseEstimate, after: DoseEstimate) -> bool:
    old, new = before.effective_dose_uSv, after.effective_dose_uSv
    return new.low > old.low or new.typical > old.typical or new.high > old.high


def changes(before: Setup, after: Setup) -> dict[str, Any]:
    """The fields of a setup that differ, with their new values."""
    pairs = ((name, getattr(before, name), getattr(after, name)) for name in _SETUP_FIELDS)
    return {name: new for name, old, new in pairs if new != old}
