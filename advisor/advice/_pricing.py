"""What each change saves, made in the order of the steps, and what is set where nobody told what is."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from operator import attrgetter
from typing import Any, Final

from advisor.advice._remarks import exposure_remark
from advisor.advice.judgement import Findings, judged
from advisor.advice.report import AsAdvised, Saving
from advisor.case.model import Case, Range, Setup
from advisor.case.vocabulary import Topic
from advisor.guidance.editions import longest_recall_months
from advisor.guidance.questions import SETTINGS
from advisor.guidance.rules import RULES
from advisor.guidance.stands import accepted_settings
from advisor.guidance.statement import Finding
from advisor.knowledge import Knowledge
from advisor.physics import display, dose, exposure_time
from advisor.physics.background import background_days
from advisor.physics.estimate import DoseEstimate

_RETIMES: Final = frozenset({"receptor", "kV", "cone_cm"})
_SETUP_FIELDS: Final = tuple(field.name for field in fields(Setup))
_SETTINGS: Final = attrgetter(*_SETUP_FIELDS)
_PER_CENT: Final = 100.0
_ROUNDS: Final = 4  # of changes that ask for further ones; none was seen to need more than two
_RULE: Final = {line.topic: line.rule for line in RULES}
_ASKED_AGAIN: Final = (Topic.BEAM_SHAPE, Topic.EXPOSURE_TIME, Topic.TUBE_VOLTAGE)  # once another time was brought
_TIME: Final = "exposure_s"


def timed(case: Case, knowledge: Knowledge) -> Case:
    """The case with its exposure advice [s] and the longest interval [months] laid in: rules know no number."""
    exposure = exposure_time.exposure_advice(case, knowledge.technique)
    return replace(case, exposure=exposure, longest_recall_months=longest_recall_months(knowledge.editions))


def priced(
    case: Case,
    findings: Findings,
    now: DoseEstimate,
    knowledge: Knowledge,
    accepts: Callable[[Finding], bool] = lambda _: True,
    unit: Case | None = None,
) -> tuple[Case, DoseEstimate, tuple[Saving, ...]]:
    """Make each deciding change in the order of the steps, each on the setup the ones before it left.

    Gives the changed case, its estimate [uSv] and, by topic, what each change saves [uSv, per cent of `now`]. The
    savings add up to the difference between the first and the last estimate. A change that would raise the estimate (a
    collar taken off, say) stays advice of its issuer and is not made, unless law at the place asks for it: its saving
    is then below zero. What a change brings may ask for another one (at the new kV the time is an adult's; a legal
    floor lies below what is advised), so the changed case is judged again until nothing is asked of it. `accepts` picks
    the findings whose changes are made. `unit` is the case as told, where this one was changed already.
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
            saved = _saving(topic, before, after, total, changes(case.setup, changed.setup))
            savings[topic] = _and(savings.get(topic), saved)
            case, before = changed, after
        if not _asks_again(first, case.setup):
            break
        findings = judged(case := timed(case, knowledge), knowledge, _ASKED_AGAIN)
    return case, dose.estimate(case, knowledge.dose, unit) if savings else now, tuple(savings.values())


def _saving(topic: Topic, before: Range, after: Range, total_uSv: float, change: Mapping[str, Any]) -> Saving:
    saved_uSv = before.typical - after.typical
    return Saving(topic, saved_uSv, _PER_CENT * saved_uSv / total_uSv, change)


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
    for topic, accepted in _untold_settings(case, findings):
        for setting in accepted:
            settled = replace(case, setup=replace(case.setup, **setting))
            after = dose.effective_dose(settled, knowledge.dose, unit)
            if _can_be_set(settled, knowledge) and not _raises(before, after):
                savings.append(Saving(topic, before.typical - after.typical, 0.0, setting))
                case, before = settled, after
                break
    return case, tuple(savings)


def _untold_settings(case: Case, findings: Findings) -> Iterator[tuple[Topic, Sequence[Mapping[str, Any]]]]:
    """Each untold setting with what it may be, the value asked for first, in the order of the steps.

    Parameters
    ----------
    case : Case
        With its exposure advice laid in: an untold time is settled once it can be worked out.
    findings : Mapping
        By topic; topics on which nobody speaks settle nothing, nor do side topics that nobody raised.
    """
    for line in RULES:
        question, found = SETTINGS.get(line.topic), findings.get(line.topic)
        if question and found and not line.on_request and question.untold(case):
            asked = accepted_settings(found.decides.statement, line.rule, case)
            if asked:
                yield line.topic, asked
    advised = case.exposure
    if case.setup.exposure_s is None and advised is not None and advised.set_s is not None:
        yield Topic.EXPOSURE_TIME, ({_TIME: advised.set_s},)


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
    settings = ((getattr(setup, name, None), limit) for name, limit in limits.items())
    return all(limit[0] <= value <= limit[1] for value, limit in settings if isinstance(value, int | float))


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
    set_s, advised = case.setup.exposure_s, case.exposure
    return instead.keys() == {"receptor"} and set_s is not None and advised is not None and advised.too_short(set_s)


def _raises(before: Range, after: Range) -> bool:
    return after.low > before.low or after.typical > before.typical or after.high > before.high


def changes(before: Setup, after: Setup) -> dict[str, Any]:
    """The fields of a setup that differ, with their new values."""
    each = zip(_SETUP_FIELDS, _SETTINGS(before), _SETTINGS(after), strict=True)
    return {name: new for name, old, new in each if new != old}
