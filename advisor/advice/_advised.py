"""Case x knowledge -> report: asks every rule about every statement in force, and prices each change by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, replace
from functools import partial
from operator import attrgetter
from typing import Any, Final

from advisor.advice import _untold
from advisor.advice._completions import Once, completed
from advisor.advice._doubts import doubts
from advisor.advice._remarks import exposure_remark
from advisor.advice.judgement import Findings, asked_of, found, judged, lines_of, step_result
from advisor.advice.levels import levels_for
from advisor.advice.report import AsAdvised, Report, Saving
from advisor.case.model import Case, Range, Setup
from advisor.case.vocabulary import Topic
from advisor.guidance.rules import RULES
from advisor.guidance.stands import advice
from advisor.guidance.statement import Finding
from advisor.knowledge import Knowledge
from advisor.physics import beam, display, dose, exposure_time
from advisor.physics.background import background_days
from advisor.physics.estimate import DoseEstimate

_RETIMES: Final = frozenset({"receptor", "kV", "cone_cm"})
_SETUP_FIELDS: Final = tuple(field.name for field in fields(Setup))
_SETTINGS: Final = attrgetter(*_SETUP_FIELDS)
_PER_CENT: Final = 100.0
_ROUNDS: Final = 4  # of changes that ask for further ones; none was seen to need more than two
_RULE: Final = {line.topic: line.rule for line in RULES}
_ASKED_AGAIN: Final = (Topic.BEAM_SHAPE, Topic.EXPOSURE_TIME, Topic.TUBE_VOLTAGE)  # once another time was brought


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
    asked = asked_of(case, knowledge)
    case, findings = found(asked, case)
    now = dose.estimate(case, knowledge.dose)
    improved, after, savings = priced(case, findings, now, knowledge)
    background, lines = knowledge.background(case.place), lines_of(case.exam)
    timer = partial(timed, knowledge=knowledge)
    return Report(
        case=case,
        steps=tuple(completed(step_result(step, findings, case, asked), case, asked, timer) for step in lines),
        dose_now=now,
        dose_after=after,
        savings=savings,
        exposure=exposure,
        entrance_kerma_mGy=beam.incident_air_kerma(case.setup, case.exam, knowledge.beam),
        dap_mGycm2=beam.dose_area_product(case.setup, case.exam, knowledge.beam),
        reference_levels=levels_for(case, knowledge.reference_levels(case.place, case.exam)),
        background=background,
        days_now=background_days(now.effective_dose_uSv, background),
        days_after=background_days(after.effective_dose_uSv, background),
        unaddressed=tuple(line.topic for each in lines.values() for line in each if line.topic not in findings),
        warnings=doubts(case, knowledge.exams, knowledge.beam),
        overdue=knowledge.overdue(case, findings.values()),
        fingerprint=knowledge.fingerprint,
        asks=Once(partial(advice, case, asked)),
        settles=Once(partial(as_advised, case, improved, (now, after), savings, knowledge)),
        also=tuple(advise(each, knowledge) for each in case.also),
    )


def timed(case: Case, knowledge: Knowledge) -> Case:
    """The case with its exposure advice laid in, so that the rules can compare times without knowing any."""
    return replace(case, exposure=exposure_time.exposure_advice(case, knowledge.technique))


def priced(
    case: Case,
    findings: Findings,
    now: DoseEstimate,
    knowledge: Knowledge,
    accepts: Callable[[Finding], bool] = lambda _: True,
    unit: Case | None = None,
) -> tuple[Case, DoseEstimate, tuple[Saving, ...]]:
    """Make each deciding change in the order of the steps, each on the setup the ones before it left.

    The savings add up to the difference between the first and the last estimate. A change that would raise the
    estimate (a collar taken off, say) stays advice of its issuer and is not made, unless law at the place asks for it:
    its saving is then below zero. What a change brings may ask for another one (at the new kV the time is an adult's;
    a legal floor lies below what is advised), so the changed case is judged again until nothing is asked of it.
    `accepts` picks the findings whose changes are made. `unit` is the
    case as told, where this one was changed already.
    """
    total, before, unit = now.effective_dose_uSv.typical, now.effective_dose_uSv, unit or case
    savings: dict[Topic, Saving] = {}
    for _ in range(_ROUNDS):
        first = case.setup
        for topic, present in _asking(findings, accepts):
            changed = _changed(topic, present, case, knowledge)
            if changed is None or not _can_be_set(changed, knowledge):
                continue
            after = dose.effective_dose(changed, knowledge.dose, unit)
            if _raises(before, after) and not (present and present.by_law):
                continue
            saved = before.typical - after.typical
            change = changes(case.setup, changed.setup)
            savings[topic] = _and(savings.get(topic), Saving(topic, saved, _PER_CENT * saved / total, change))
            case, before = changed, after
        if not _asks_again(first, case.setup):
            break
        case = timed(case, knowledge)
        findings = judged(case, knowledge, _ASKED_AGAIN)
    return case, dose.estimate(case, knowledge.dose, unit) if savings else now, tuple(savings.values())


def as_advised(
    unit: Case, case: Case, doses: tuple[DoseEstimate, DoseEstimate], savings: tuple[Saving, ...], knowledge: Knowledge
) -> AsAdvised:
    """Settle what nobody told as the deciding statements ask, in a case whose changes are made.

    As with a change, a setting that would raise the estimate is left open, and what it brings is judged again. `unit`
    is the case as told; `doses` are those before and after the changes, and `savings` lead from one to the other.
    """
    total, after = doses[0].effective_dose_uSv.typical, doses[1]
    for _ in range(_ROUNDS):
        findings = judged(case := timed(case, knowledge), knowledge)
        settled, more = _settled(case, findings, after, knowledge, unit)
        if not more:
            break
        findings = judged(case := timed(settled, knowledge), knowledge)
        after = dose.estimate(case, knowledge.dose, unit)
        case, after, changed = priced(case, findings, after, knowledge, unit=unit)
        savings = _together((*savings, *more, *changed), total)
    days = background_days(after.effective_dose_uSv, knowledge.background(case.place))
    return AsAdvised(case.setup, after, days, savings)


def _settled(
    case: Case, findings: Findings, now: DoseEstimate, knowledge: Knowledge, unit: Case
) -> tuple[Case, tuple[Saving, ...]]:
    """The case with each untold setting as its deciding statement accepts, one after the other; what each saves."""
    before, savings = now.effective_dose_uSv, []
    for topic, accepted in _untold.settings(case, findings):
        for setting in accepted:
            settled = replace(case, setup=replace(case.setup, **setting))
            after = dose.effective_dose(settled, knowledge.dose, unit)
            if _can_be_set(settled, knowledge) and not _raises(before, after):
                savings.append(Saving(topic, before.typical - after.typical, 0.0, setting))
                case, before = settled, after
                break
    return case, tuple(savings)


def _together(savings: Iterable[Saving], total_uSv: float) -> tuple[Saving, ...]:
    """Savings made one after the other, those of one topic as one, in per cent of one dose."""
    found: dict[Topic, Saving] = {}
    for saving in savings:
        found[saving.topic] = _and(found.get(saving.topic), saving)
    return tuple(replace(each, percent=_PER_CENT * each.typical_uSv / total_uSv) for each in found.values())


def _asks_again(before: Setup, after: Setup) -> bool:
    """Whether a change was made that brings another time, and with it other answers."""
    return any(getattr(before, name) != getattr(after, name) for name in _RETIMES)


def _and(earlier: Saving | None, later: Saving) -> Saving:
    """Two changes of one topic as one."""
    if earlier is None:
        return later
    return Saving(
        later.topic,
        earlier.typical_uSv + later.typical_uSv,
        earlier.percent + later.percent,
        {**earlier.change, **later.change},
    )


def _can_be_set(case: Case, knowledge: Knowledge) -> bool:
    """Whether a unit for the exam can have the setup, so that the case as advised is one that can be read again."""
    limits, setup = knowledge.exams.limits[case.exam.family], case.setup
    told = ((getattr(setup, name, None), limit) for name, limit in limits.items())
    return all(limit[0] <= value <= limit[1] for value, limit in told if isinstance(value, int | float))


def _asking(findings: Findings, accepts: Callable[[Finding], bool]) -> Iterator[tuple[Topic, Finding | None]]:
    """In the order of the steps: who asks for a setting, and always the time, of which the models may ask alone."""
    for line in RULES:
        present = findings.get(line.topic)
        if present and present.decides.answer.instead is not None and accepts(present):
            yield line.topic, present
        elif line.topic is Topic.EXPOSURE_TIME:
            yield line.topic, None


def _changed(topic: Topic, present: Finding | None, case: Case, knowledge: Knowledge) -> Case | None:
    """The case after the change that is asked for on a topic, of the setup as it now stands; None where none is."""
    is_time = topic is Topic.EXPOSURE_TIME
    if is_time and case.exposure is None:  # receptor or collimation changed the setup
        case = timed(case, knowledge)
    answer = _RULE[topic](case, present.decides.statement) if present else None
    instead = answer.instead if answer else None
    if is_time and not instead and (remark := exposure_remark(case, None)):
        instead = remark.instead
    return replace(case, setup=kept(case, instead, knowledge), exposure=None) if instead else None


def kept(case: Case, instead: Mapping[str, Any], knowledge: Knowledge) -> Setup:
    """The setup with the settings an answer asks for, and what goes with them.

    Another receptor, kV or cone brings its own time; a displayed dose-area product is scaled along.
    """
    setup = replace(case.setup, **instead)
    if not _RETIMES.isdisjoint(instead) and not _too_short_for_less(case, instead):
        setup = exposure_time.retimed(case.setup, setup, case, knowledge.technique)
    if setup.dap_mGycm2 is None and "programme" not in instead:
        return setup
    return display.after_change(case, replace(case, setup=setup), knowledge.dose)


def _too_short_for_less(case: Case, instead: Mapping[str, Any]) -> bool:
    """Whether only a faster receptor is asked for, and the time is too short already for the one that there is."""
    told, advised = case.setup.exposure_s, case.exposure
    return instead.keys() == {"receptor"} and told is not None and advised is not None and advised.too_short(told)


def _raises(before: Range, after: Range) -> bool:
    return after.low > before.low or after.typical > before.typical or after.high > before.high


def changes(before: Setup, after: Setup) -> dict[str, Any]:
    """The fields of a setup that differ, with their new values."""
    each = zip(_SETUP_FIELDS, _SETTINGS(before), _SETTINGS(after), strict=True)
    return {name: new for name, old, new in each if new != old}
