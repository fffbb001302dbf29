"""The answer in one sentence: wait or not, how many steps need a change, what that saves, what is disputed or open."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from advisor.advice.report import Report, StepResult
from advisor.case.model import Range
from advisor.case.vocabulary import Step, Topic, Verdict
from advisor.guidance.statement import Finding
from advisor.language import _, ngettext
from advisor.words import figures, remedies, steps

WAIT: Final = "Wait: {reason}."
IF_STILL: Final = "If you do image: {rest}."
SAVES: Final[Mapping[int, str]] = {
    1: "it saves {percent}",
    2: "doing both saves {percent}",
    3: "doing all three saves {percent}",
}
SETTINGS_SAVE: Final = "the new settings save {percent}"
HARDLY: Final[Mapping[int, str]] = {
    1: "it hardly changes the dose",
    2: "both hardly change the dose",
    3: "all three hardly change the dose",
}
SETTINGS_HARDLY: Final = "the new settings hardly change the dose"
_WORTH_A_NUMBER: Final = 10.0  # per cent: less is within what a timer's step does
NOTHING: Final = "No step needs a change"
SETTINGS_FINE: Final = "No setting needs a change"
NO_DOSE: Final = "No change would lower the dose"
NOBODY: Final = "No guidance here on whether it is needed"
SHORT_WAIT: Final = "**Wait**"
SHORT_NOTHING: Final = "Nothing to change"
SHORT_NOTHING_YET: Final = "{count} of 6 steps open"
_OF_NEED: Final = frozenset({Topic.SELECTION, Topic.BITEWING_INTERVAL})
_WAITING_TOPICS: Final = (
    Topic.CLINICAL_EXAM_FIRST,
    Topic.SELECTION,
    Topic.BITEWING_INTERVAL,
    Topic.CBCT_INDICATION,
    Topic.PREGNANCY,
)


class Sentence(NamedTuple):
    """What stands above all: the headline, the rest, and the same in a few words for the foot of a phone."""

    headline: str
    rest: str
    short: str
    open: bool = False  # nothing asks for a change, and too little is told to say more
    fine: bool = False  # nothing asks for a change, and enough is told


def sentence(report: Report, percent: Range, priced: int, *, tells_open: bool = True) -> Sentence:
    """The verdict. `percent`: what the undisputed changes save; `priced`: how many of them there are.

    `tells_open`: whether the steps that too little is told of are counted.
    """
    waiting = waits(report)
    asking = [step for step in report.steps if wants_change(step)]
    wanted = sum(not saves_nothing(step, report) for step in asking)
    idle = len(asking) - wanted
    open_ones = _open(report) if tells_open else ""
    tail = [part for part in (_idle(idle), _disputed(report, wanted), open_ones, _unsaid(report)) if part]
    counted = _(NO_DOSE) if idle and not wanted else changes(wanted, report)
    saving = saved(wanted, percent, priced)
    main = f"{counted}; {saving}" if saving else counted
    said, *rest = [part for part in (main, *tail) if part] or [""]
    fine = main in (_(NOTHING), _(SETTINGS_FINE))
    short = _short(wanted, percent, saving) or _short_nothing(report)
    short = f"{_(SHORT_WAIT)} · {short}" if waiting else short
    if waiting:
        reason = steps.REASONS.join(remedies.to_do(finding, report.case) for finding in waiting)
        still = figures.within(". ".join([said, *rest]))
        return Sentence(_(WAIT).format(reason=reason), _(IF_STILL).format(rest=still) if still else "", short)
    return Sentence(f"{said}.", f"{'. '.join(rest)}." if rest else "", short, not counted, fine)


def _short(wanted: int, percent: Range, saving: str) -> str:
    if not wanted:
        return ""
    if not saving or hardly(percent):
        return ngettext("**{count} change**", "**{count} changes**", wanted).format(count=wanted)
    said = ngettext("**{count} change** saves {span}", "**{count} changes** save {span}", wanted)
    return said.format(count=wanted, span=figures.percent_span(percent))


def _short_nothing(report: Report) -> str:
    count = _open_count(report)
    return _(SHORT_NOTHING_YET).format(count=count) if count else _(SHORT_NOTHING)


def another_answers(report: Report) -> bool:
    """Whether the deciding word on the choice of image names another one that answers the question better."""
    selection = report.finding(Topic.SELECTION)
    return selection is not None and selection.verdict is Verdict.IMPROVE


def waits(report: Report) -> list[Finding]:
    """The findings that speak against the image now, in the order of the checklist."""
    found = [finding for step in report.steps for finding in steps.waiting(step)]
    return [each for each in found if each.topic in _WAITING_TOPICS]


def changes(wanted: int, report: Report) -> str:
    if not wanted:
        return _nothing(report)
    said = ngettext("{count} of 6 steps needs a change", "{count} of 6 steps need a change", wanted)
    return said.format(count=wanted)


def _nothing(report: Report) -> str:
    """As far as it can be said: of all, of the settings, or, where too little is told of them, nothing."""
    still = [step.step for step in report.steps if step.verdict is Verdict.CANNOT_TELL or _is_unsaid(step)]
    if not still:
        return _(NOTHING)
    return _(SETTINGS_FINE) if set(still) <= {Step.SELECT, Step.CBCT} or not _open_count(report) else ""


def saved(wanted: int, percent: Range, priced: int) -> str:
    """What the changes save together; nothing where they change no dose."""
    if round(percent.typical) < 1:
        return ""
    said, settings_say = (HARDLY, SETTINGS_HARDLY) if hardly(percent) else (SAVES, SETTINGS_SAVE)
    words = said.get(priced, settings_say) if wanted == priced else settings_say
    return _(words).format(percent=figures.percent_saved(percent))


def hardly(percent: Range) -> bool:
    """Whether a change saves so little [%] that a number would say too much."""
    return percent.typical < _WORTH_A_NUMBER


def wants_change(step: StepResult) -> bool:
    """Whether a step asks for a change that no other issuer contests."""
    finding = steps.speaking(step)
    asked = finding is not None and not finding.contested
    return step.verdict is Verdict.IMPROVE and (asked or steps.remarked(step) is not None)


def saves_nothing(step: StepResult, report: Report) -> bool:
    """Whether a step asks for a setting that changes no dose, and no law asks for it: no change for the headline."""
    finding = steps.speaking(step)
    if finding is None or not finding.decides.answer.instead or finding.by_law or steps.remarked(step):
        return False
    saved = next((each.percent for each in report.savings if each.topic is finding.topic), 0.0)
    return round(saved) < 1


def _idle(count: int) -> str:
    said = ngettext(
        "{count} step asks for a change that saves no dose", "{count} steps ask for a change that saves no dose", count
    )
    return said.format(count=count) if count else ""


def _disputed(report: Report, wanted: int) -> str:
    number = sum(any(finding.contested for finding in step.findings) for step in report.steps)
    if not number:
        return ""
    if wanted:
        return ngettext("{count} more is disputed", "{count} more are disputed", number).format(count=number)
    return ngettext("{count} step is disputed", "{count} steps are disputed", number).format(count=number)


def _open(report: Report) -> str:
    count = _open_count(report)
    said = ngettext("{count} of 6 steps needs an answer", "{count} of 6 steps need an answer", count)
    return said.format(count=count) if count else ""


def _unsaid(report: Report) -> str:
    of_need = any(_is_unsaid(step) and not _OF_NEED.isdisjoint(step.silent) for step in report.steps)
    return _(NOBODY) if of_need else ""


def _is_unsaid(step: StepResult) -> bool:
    return step.verdict is Verdict.UNADDRESSED and bool(step.silent)


def _open_count(report: Report) -> int:
    """Steps that something could be told about; what is left to judgement is not asked for."""
    return sum(bool(step.needs) for step in report.steps)
