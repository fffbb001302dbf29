"""The answer's first words: what to do, verb first; what it brings; and the same in short for the foot of the page."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from advisor.advice.agreed import Agreed
from advisor.advice.report import Report
from advisor.case.model import Range, Setup
from advisor.case.vocabulary import Topic, Verdict
from advisor.pages.check import advice
from advisor.pages.check import headline_words as words
from advisor.words import change_words, figures, steps, verdict
from advisor.words.steps import in_pregnancy

_MOST: Final = 3  # acts that a headline names
_WHOLE: Final = 100.0


class Headline(NamedTuple):
    acts: str
    below: str  # what they bring, and what was told of a pregnancy
    short: str


def headline(report: Report, plan: Agreed, *, anyway: bool = False) -> Headline:
    """What stands above all; the foot of an answer to wait names what to set once it is imaged `anyway`."""
    said = _of_settings(report, plan, anyway=anyway)
    pregnant = in_pregnancy(report)
    below = (said.below, words.PREGNANT.format(said=pregnant) if pregnant else "")
    return said._replace(below=words.PARAGRAPH.join(part for part in below if part))


def _of_settings(report: Report, plan: Agreed, *, anyway: bool) -> Headline:
    said = verdict.sentence(report, plan.percent, plan.counted, tells_open=False)
    acts = _listed(list(_acts(report, plan)))
    named = words.AND_ALSO.join(change_words.short(*change) for change in steps.priced(plan.savings).items())
    if verdict.waits(report):
        return Headline(said.headline, "", (named or acts or advice.short(report)) if anyway else words.WAIT)
    if acts:
        return Headline(acts, _brings(plan), named or acts)
    kept_to = _kept_to(report)
    if said.open or (said.fine and not kept_to):
        left = words.NOTHING if kept_to else words.UNADVISED
        return Headline(advice.headline(report), "", advice.short(report) or left)
    if said.fine:
        return Headline(_as_advised(report.case.setup), "", words.NOTHING)
    return Headline(said.headline, said.rest, said.short)


def _kept_to(report: Report) -> bool:
    """Whether a setting of this image was held against advice: silence, or what nobody entered, is no praise."""
    judged = (Verdict.SUPPORTED, Verdict.IMPROVE)
    return any(step.verdict in judged for step in report.steps if step.step not in advice.OF_THE_VISIT)


def _as_advised(setup: Setup) -> str:
    if setup.exposure_s is None:
        return words.AS_ADVISED
    return words.AS_ADVISED_FOR.format(time=figures.seconds(setup.exposure_s))


def _acts(report: Report, plan: Agreed) -> Iterator[str]:
    """The changes that steps ask for, as one would say them; none that changes no dose."""
    changes = steps.priced(plan.savings)
    for step in report.steps:
        if verdict.wants_change(step) and not verdict.saves_nothing(step, report):
            line = steps.line(step, report.case, changes)
            said = line.remark or line.finding
            timed = steps.time_to_set(changes) if said and said.topic is Topic.EXPOSURE_TIME else ""
            yield timed or line.text


def _listed(acts: list[str]) -> str:
    if not acts:
        return ""
    more = len(acts) - _MOST
    named = [*acts[:_MOST], words.AND_MORE.format(count=more)] if more > 0 else acts
    said = words.THEN.join(named)
    return words.ACTS.format(acts=said[0].upper() + said[1:])


def _brings(plan: Agreed) -> str:
    """How much of the dose is left: the part is known better than the dose."""
    saved = plan.percent
    if round(saved.typical) < 1:
        return ""
    if verdict.hardly(saved):
        return words.HARDLY
    left = Range(_WHOLE - saved.high, _WHOLE - saved.typical, _WHOLE - saved.low, saved.spread)
    part = figures.share(left.typical / _WHOLE)
    if part and left.high - left.low < 1.0:  # as of kV and time, which are known exactly on one unit
        return words.LEAVES_ALONE.format(part=part)
    if part:
        return words.LEAVES.format(part=part, span=figures.percent_span(left))
    return words.LESS.format(percent=figures.percent_saved(saved))
