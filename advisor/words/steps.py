"""The six steps in words: the state of each, what to do about it, and who asks for it."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final, NamedTuple

from advisor.advice.report import Remark, RemarkCode, Report, Saving, StepResult
from advisor.case.model import Case
from advisor.case.vocabulary import Step, Topic, Verdict
from advisor.guidance.statement import Finding
from advisor.language import _
from advisor.words import change_words, figures, labels, names
from advisor.words.remedies import ABOVE_NEED, NOW_BELOW, months, number, present, timed_span, to_do, who

Settings = Mapping[str, Any]
_NAMED: Final = 3
_TIME: Final = "exposure_s"
_OF_TIME: Final = (Topic.TUBE_VOLTAGE, Topic.EXPOSURE_TIME)
_REASONS: Final = (Topic.BITEWING_INTERVAL, Topic.SELECTION)  # why an image is taken, the more telling first

REASONS: Final = "; "
FROM_TO: Final = "{now} → {then}"
SIDES: Final = "{side}: {issuers}"
UNSAID: Final[Mapping[Topic, str]] = {
    Topic.EARLIER_IMAGES: "earlier images not looked for, and no guidance on that here",
    Topic.CLINICAL_EXAM_FIRST: "patient not examined, and no guidance on that here",
    Topic.SELECTION: "no guidance here on who needs this image",
    Topic.BITEWING_INTERVAL: "no guidance here on how often",
}
_SAID_BY: Final = "{says} ({issuer})"


class StepLine(NamedTuple):
    """A step as one line; `finding` is what it speaks of, None where nobody does or the models alone (`remark`)."""

    state: str
    icon: str
    colour: str
    text: str
    finding: Finding | None
    remark: Remark | None = None


def priced(savings: Iterable[Saving]) -> dict[Topic, dict[str, Any]]:
    """The changes by topic, made one after the other: the time in the end with its own, or else the last of them."""
    changes = {each.topic: dict(each.change) for each in savings}
    timed = [topic for topic, change in changes.items() if change.get(_TIME)]
    times = [changes[topic].pop(_TIME) for topic in timed]
    if timed:
        changes[Topic.EXPOSURE_TIME if Topic.EXPOSURE_TIME in timed else timed[-1]][_TIME] = times[-1]
    return changes


def time_to_set(changes: Mapping[Topic, Settings]) -> str:
    """The time or programme to set, with the tube voltage that it is for; empty where neither is changed."""
    said = [change_words.in_words(topic, changes[topic]) for topic in _OF_TIME if topic in changes]
    return _with_time(figures.listed(said), changes.get(Topic.TUBE_VOLTAGE, {}).get(_TIME))


def _with_time(change: str, exposure_s: float | None) -> str:
    time = figures.seconds(exposure_s) if exposure_s else ""
    return _("{change} and set {time}").format(change=change, time=time) if time else change


def found_in(step: StepResult) -> tuple[Finding, ...]:
    """What the step rests on: its findings, or those of the completions of the case where they all agree."""
    return step.completed or step.findings


def speaking(step: StepResult) -> Finding | None:
    """The finding whose verdict is the step's: the first of the checklist, of an image taken its reason."""
    alike = {finding.topic: finding for finding in found_in(step) if finding.verdict is step.verdict}
    reasons = _REASONS if step.verdict is Verdict.SUPPORTED else ()
    return next((alike[topic] for topic in (*reasons, *alike) if topic in alike), None)


def line(
    step: StepResult, case: Case, changes: Mapping[Topic, Settings], aside: Collection[Topic] = frozenset()
) -> StepLine:
    """The step's state and what to do.

    `changes`: the settings `priced` for a topic, for a time that goes with them. `aside`: topics whose facts are not
    asked for unless a law asks.
    """
    finding = speaking(step)
    remark = remarked(step)
    if remark is not None:
        return _remark_line(remark, case)
    if finding is None:
        return StepLine(
            names.VERDICT[step.verdict], labels.ICON[step.verdict], labels.COLOUR[step.verdict], unsaid(step), None
        )
    if finding.contested:
        return StepLine(names.DISPUTED, labels.DISPUTED_ICON, labels.DISPUTED_COLOUR, sides(finding), finding)
    text = _settled(_text(step, finding, case, aside), finding, changes)
    if finding.disputed and finding.by_law:
        text = _("{text} (law here; {sides})").format(text=text, sides=sides(finding))
    return StepLine(names.VERDICT[step.verdict], labels.ICON[step.verdict], labels.COLOUR[step.verdict], text, finding)


def _settled(text: str, finding: Finding, changes: Mapping[Topic, Settings]) -> str:
    """What is asked for with the time that goes with it, as all changes together bring it."""
    time, alone = (each.get(_TIME) for each in (changes.get(finding.topic, {}), finding.decides.answer.instead or {}))
    if finding.topic not in _OF_TIME:
        return _with_time(text, time)
    another = finding.topic is Topic.EXPOSURE_TIME and time and time != alone
    return time_to_set(changes) if another or Topic.TUBE_VOLTAGE in changes else text


def from_to(said: StepLine, case: Case, changes: Mapping[Topic, Settings]) -> str:
    """What is set and what to set instead, beside the state: D film → F film, 0.10 s; else the line's text."""
    finding = said.finding
    if finding is None or finding.verdict is not Verdict.IMPROVE or finding.contested or finding.by_law:
        return said.text
    now, change = present(finding, case), changes.get(finding.topic)
    if not (now and change) or finding.topic is Topic.EXPOSURE_TIME:
        return said.text
    return FROM_TO.format(now=now, then=figures.within(change_words.short(finding.topic, change)))


def unsaid(step: StepResult) -> str:
    """What nobody here says, where the step turns on it."""
    return REASONS.join(_(UNSAID[topic]) for topic in step.silent if topic in UNSAID)


def remarked(step: StepResult) -> Remark | None:
    """What the models alone say, where no issuer asks for anything more urgent or equally urgent before it."""
    finding = speaking(step)
    if step.verdict is not Verdict.IMPROVE or not step.remarks:
        return None
    remark = step.remarks[0]
    return remark if finding is None or finding.topic is not remark.topic else None


def _remark_line(remark: Remark, case: Case) -> StepLine:
    improve = Verdict.IMPROVE
    if remark.code is RemarkCode.LIKELY_REPEATED:
        return StepLine(
            _("check"), labels.SHORT_ICON, labels.COLOUR[Verdict.AVOID], timed_span(_(NOW_BELOW), case), None, remark
        )
    text = timed_span(_(ABOVE_NEED), case)
    return StepLine(names.VERDICT[improve], labels.ICON[improve], labels.COLOUR[improve], text, None, remark)


def _text(step: StepResult, finding: Finding, case: Case, aside: Collection[Topic]) -> str:
    if step.verdict is Verdict.CANNOT_TELL:
        asked = [each for each in step.findings if each.topic not in aside or each.by_law]
        return _only_time_untold(step, case) or needs(step, asked)
    if step.verdict is Verdict.SUPPORTED:
        return _selected(step) if step.step is Step.SELECT else present(finding, case)
    if step.verdict is Verdict.AVOID:
        return whatever(step, REASONS.join(to_do(each, case) for each in waiting(step)))
    return whatever(step, to_do(finding, case))


def waiting(step: StepResult) -> list[Finding]:
    """What speaks against the image now; of several intervals that may apply the shortest."""
    found = [each for each in found_in(step) if each.verdict is Verdict.AVOID]
    found.sort(key=lambda each: number(each.decides.answer.because.get("advised_from_months")))
    shortest: dict[Topic, Finding] = {}
    for each in found:
        shortest.setdefault(each.topic, each)
    return [each for each in found if each is shortest[each.topic]]


def whatever(step: StepResult, text: str) -> str:
    """The text, and the untold facts that would not change it."""
    names = dict.fromkeys(labels.SAME_QUESTION.get(fact, fact) for fact in step.whatever)
    facts = [figures.within(labels.QUESTION[fact]) for fact in names if fact in labels.QUESTION]
    said = _("{text} (whatever is entered for {facts})").format(text=text, facts=figures.listed(facts))
    return said if facts else text


def _selected(step: StepResult) -> str:
    """Why the image is taken: it is due, a reason was told, or an issuer names it; else nothing speaks against."""
    kept = {each.topic: each.decides for each in step.findings if each.verdict is Verdict.SUPPORTED}
    if interval := kept.get(Topic.BITEWING_INTERVAL):
        because = interval.answer.because
        return _("{since} since bitewings, advised from {due}").format(
            since=months(because["months_since_bitewings"]), due=months(because["advised_from_months"])
        )
    chosen = kept.get(Topic.SELECTION)
    if chosen is None:
        return _("nothing against it")
    if chosen.statement.position == "needs_indication":
        return _("reason given, nothing against it")
    return _("{issuer} names it for this visit, nothing against it").format(issuer=who(chosen.statement))


def needs(step: StepResult, findings: Iterable[Finding]) -> str:
    """What would have to be told as it could change the verdict, by the labels of the questions; the first three."""
    names = dict.fromkeys(labels.SAME_QUESTION.get(fact, fact) for fact in step.needs)
    asked = [labels.QUESTION[name] for name in names if name in labels.QUESTION]
    if not asked:
        facts = {fact for finding in findings for fact in missing(finding)}
        return _("the unit's programme sets the time") if "exposure_advice" in facts else _("left to your judgement")
    more = " " + _("and {number} more").format(number=len(asked) - _NAMED) if len(asked) > _NAMED else ""
    return _("needs: {facts}").format(facts=f"{', '.join(asked[:_NAMED])}{more}")


def _only_time_untold(step: StepResult, case: Case) -> str:
    """What to set, where nothing but the time is asked for; empty where more is, or nothing can be advised."""
    advised = case.exposure.span_s if case.exposure else None
    if step.needs != ("exposure_s",) or advised is None:
        return ""
    return _("no time entered; set {time} (advised {span})").format(
        time=figures.seconds(advised.typical), span=figures.time_span(advised.low, advised.high)
    )


def missing(finding: Finding) -> list[str]:
    because = finding.decides.answer.because
    return [labels.SAME_QUESTION.get(fact, fact) for fact, value in because.items() if value is None]


def sides(finding: Finding) -> str:
    """Who wants what, the deciding side first: put the collar on: Image Gently 2014 · fine as it is: ADA 2024."""
    by_side: dict[str, list[str]] = {}
    for opinion in finding.opinions:
        if opinion.answer.verdict is not Verdict.CANNOT_TELL:
            side = _side(finding.topic, opinion.answer.verdict, opinion.answer.instead)
            by_side.setdefault(side, []).append(who(opinion.statement))
    return " · ".join(SIDES.format(side=side, issuers=", ".join(dict.fromkeys(who))) for side, who in by_side.items())


def _side(topic: Topic, verdict: Verdict, instead: Settings | None) -> str:
    if topic is Topic.PREGNANCY:
        return (
            _("may be made now") if verdict is Verdict.SUPPORTED else _("what can wait may wait until after the birth")
        )
    if verdict is Verdict.SUPPORTED:
        return _("no change")
    return figures.within(change_words.short(topic, instead)) if instead else names.VERDICT[verdict]


def in_pregnancy(report: Report) -> str:
    """The word that decides, or both sides; empty where nobody here speaks of pregnancy or it was not told."""
    found = pregnancy(report)
    if found is None:
        return ""
    if found.disputed:
        return sides(found)
    statement = found.decides.statement
    return _SAID_BY.format(says=statement.says.rstrip("."), issuer=who(statement))


def pregnancy(report: Report) -> Finding | None:
    """What issuers say of this pregnancy."""
    if not report.case.patient.pregnant:
        return None
    return report.finding(Topic.PREGNANCY)
