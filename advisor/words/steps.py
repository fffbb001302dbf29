"""The six steps in words: the state of each, what to do about it, and who asks for it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final, NamedTuple

from advisor.advice.report import Remark, RemarkCode, StepResult
from advisor.case.model import Case, Exam
from advisor.case.vocabulary import ExposureBasis, Strength, Topic, Verdict
from advisor.guidance.statement import Finding
from advisor.words import change_words, figures, labels, names

Settings = Mapping[str, Any]
_NAMED: Final = 3

NEEDS: Final = "needs: {facts}"
AND_MORE: Final = "and {number} more"
AS_IT_IS: Final = "no change"
JUDGEMENT: Final = "left to your judgement"
PROGRAMME_SETS: Final = "the unit's programme sets the time"
REASONS: Final = "; "
BY_LAW: Final = "{text} (law here; {sides})"
SIDES: Final = "{side}: {issuers}"
AND_TIME: Final = "{change} and set {time}"
LONGER_CONE: Final = "use a cone of at least {cm:g} cm"
TIME_UNTOLD: Final = "no time entered; set {time} (advised {span})"
SET_TIME: Final = "set {time} (advised {span}), not {now}"
ADULT_TIME: Final = "{now} is an adult's time; set {time}"
ADULT_TIME_USUALLY: Final = "{now} is an adult's time on a usual unit; set {time}, or tell a good one of yours"
NOW_BELOW: Final = "{now}, shorter than the advised {span}: a pale image has to be made again"
NOW_LOWER: Final = "{now}, shorter than the advised {span}: better, as long as it images well"
ABOVE_NEED: Final = "{now} is above what this receptor needs; set {time} (advised {span})"
SHORT: Final = "check"
UNDER: Final = "set less than {limit}"
FIXED_UNIT: Final = "use a unit on a stand or a wall"
LOOK_FIRST: Final = "look for earlier images first"
EXAMINE_FIRST: Final = "examine first, then decide"
NO_REASON: Final = "no question for this image to answer"
MAY_NEED_NONE: Final = "may need no image: {alternatives} may do"
NOT_INDICATED: Final = "not indicated for this question"
TOO_EARLY: Final = "bitewings {since} ago, {issuer} advises from {due}"
AFTER_BIRTH: Final = "this image can wait until after the birth"
PLAIN_FIRST: Final = "plain images can answer this"
DUE: Final = "{since} since bitewings, advised from {due}"
REASON_TOLD: Final = "reason given, nothing against it"
NOW_SET: Final = "{now}, advised {span}"
WORN: Final[Mapping[bool, str]] = {True: "on", False: "off"}


class Line(NamedTuple):
    """A step as one line; `finding` is what it speaks of, None where nobody does or the models alone (`remark`)."""

    state: str
    icon: str
    colour: str
    text: str
    finding: Finding | None
    remark: Remark | None = None


def by_law(finding: Finding) -> bool:
    return finding.decides.statement.strength is Strength.LAW


def verdict_of(finding: Finding) -> Verdict:
    return finding.decides.answer.verdict


def speaking(step: StepResult) -> Finding | None:
    """The finding whose verdict is the step's; the first in the order of the checklist."""
    return next((finding for finding in step.findings if verdict_of(finding) is step.verdict), None)


def line(
    step: StepResult, case: Case, changes: Mapping[Topic, Settings], aside: Collection[Topic] = frozenset()
) -> Line:
    """The step's state and what to do.

    `changes`: the settings priced for a topic, for a time that goes with them. `aside`: topics whose facts are not
    asked for unless a law asks.
    """
    finding = speaking(step)
    remark = remarked(step)
    if remark is not None:
        return _remark_line(remark, case)
    if finding is None:
        return Line(names.VERDICT[step.verdict], labels.ICON[step.verdict], labels.COLOUR[step.verdict], "", None)
    if finding.contested:
        return Line(names.DISPUTED, labels.DISPUTED_ICON, labels.DISPUTED_COLOUR, sides(finding), finding)
    text = _text(step, finding, case, aside)
    if finding.disputed and by_law(finding):
        text = BY_LAW.format(text=text, sides=sides(finding))
    time = changes.get(finding.topic, {}).get("exposure_s")
    if finding.topic is Topic.RECEPTOR and isinstance(time, float):
        text = AND_TIME.format(change=text, time=figures.seconds(time))
    return Line(names.VERDICT[step.verdict], labels.ICON[step.verdict], labels.COLOUR[step.verdict], text, finding)


def remarked(step: StepResult) -> Remark | None:
    """What the models alone say, where no issuer asks for anything more urgent or equally urgent before it."""
    finding = speaking(step)
    if step.verdict is not Verdict.IMPROVE or not step.remarks:
        return None
    remark = step.remarks[0]
    return remark if finding is None or finding.topic is not remark.topic else None


def _remark_line(remark: Remark, case: Case) -> Line:
    improve = Verdict.IMPROVE
    if remark.code is RemarkCode.LIKELY_REPEATED:
        return Line(SHORT, labels.SHORT_ICON, labels.COLOUR[Verdict.AVOID], _span(NOW_BELOW, case), None, remark)
    text = _span(ABOVE_NEED, case)
    return Line(names.VERDICT[improve], labels.ICON[improve], labels.COLOUR[improve], text, None, remark)


def _span(form: str, case: Case) -> str:
    """A sentence about the time that is set and those that are advised; empty where one is missing."""
    advised, now = case.exposure, case.setup.exposure_s
    if advised is None or advised.set_s is None or advised.low_s is None or advised.high_s is None or now is None:
        return ""
    span = figures.time_span(advised.low_s, advised.high_s)
    return form.format(time=figures.seconds(advised.set_s), span=span, now=figures.seconds(now))


def _text(step: StepResult, finding: Finding, case: Case, aside: Collection[Topic]) -> str:
    if step.verdict is Verdict.CANNOT_TELL:
        asked = [each for each in step.findings if each.topic not in aside or by_law(each)]
        return _only_time_untold(asked, case) or needs(asked, case.exam)
    if step.verdict is Verdict.SUPPORTED:
        return present(finding, case)
    if step.verdict is Verdict.AVOID:
        return REASONS.join(to_do(each, case) for each in step.findings if verdict_of(each) is Verdict.AVOID)
    return to_do(finding, case)


def needs(findings: Iterable[Finding], exam: Exam) -> str:
    """What would have to be told, by the labels of the questions that this exam has; the first three."""
    open_ones = [finding for finding in findings if verdict_of(finding) is Verdict.CANNOT_TELL]
    facts = [fact for finding in open_ones for fact in missing(finding)]
    unasked = set() if exam.regions else {"region"}
    asked = [labels.QUESTION[fact] for fact in dict.fromkeys(facts) if fact in labels.QUESTION.keys() - unasked]
    if not asked:
        return PROGRAMME_SETS if "exposure_advice" in facts else JUDGEMENT
    more = f" {AND_MORE.format(number=len(asked) - _NAMED)}" if len(asked) > _NAMED else ""
    return NEEDS.format(facts=f"{', '.join(asked[:_NAMED])}{more}")


def _only_time_untold(findings: Iterable[Finding], case: Case) -> str:
    """What to set, where nothing but the time is asked for; empty where more is, or nothing can be advised."""
    asked = {fact for finding in findings if verdict_of(finding) is Verdict.CANNOT_TELL for fact in missing(finding)}
    advised = case.exposure
    if asked != {"exposure_s"} or advised is None or not (advised.set_s and advised.low_s and advised.high_s):
        return ""
    span = figures.time_span(advised.low_s, advised.high_s)
    return TIME_UNTOLD.format(time=figures.seconds(advised.set_s), span=span)


def missing(finding: Finding) -> list[str]:
    because = finding.decides.answer.because
    return [labels.SAME_QUESTION.get(fact, fact) for fact, told in because.items() if told is None]


def sides(finding: Finding) -> str:
    """Who wants what, the deciding side first: put the collar on: Image Gently 2014 · fine as it is: ADA 2024."""
    by_side: dict[str, list[str]] = {}
    for opinion in finding.opinions:
        if opinion.answer.verdict is not Verdict.CANNOT_TELL:
            side = _side(finding.topic, opinion.answer.verdict, opinion.answer.instead)
            by_side.setdefault(side, []).append(f"{opinion.statement.issuer} {opinion.statement.year}")
    return " · ".join(SIDES.format(side=side, issuers=", ".join(dict.fromkeys(who))) for side, who in by_side.items())


def _side(topic: Topic, verdict: Verdict, instead: Settings | None) -> str:
    if verdict is Verdict.SUPPORTED:
        return AS_IT_IS
    return figures.within(change_words.short(topic, instead)) if instead else names.VERDICT[verdict]


def to_do(finding: Finding, case: Case) -> str:
    """What a deciding statement that is not kept asks for."""
    answer, topic = finding.decides.answer, finding.topic
    if answer.instead:
        return _timed(case) if "exposure_s" in answer.instead else change_words.in_words(topic, answer.instead)
    because = answer.because
    match topic:
        case Topic.BITEWING_INTERVAL:
            since, due = because["months_since_bitewings"], because["advised_from_months"]
            issuer = f"{finding.decides.statement.issuer} {finding.decides.statement.year}"
            return TOO_EARLY.format(since=_months(since), issuer=issuer, due=_months(due))
        case Topic.SELECTION if finding.decides.statement.position == "needs_indication":
            return NO_REASON
        case Topic.SELECTION if "without_x_rays" in because:
            return MAY_NEED_NONE.format(alternatives=because["without_x_rays"])
        case Topic.CBCT_INDICATION if because.get("two_d_insufficient") is False:
            return PLAIN_FIRST
        case Topic.CBCT_INDICATION if because.get("clinical_exam_done") is False:
            return EXAMINE_FIRST
        case Topic.BEAM_SHAPE:
            return LONGER_CONE.format(cm=_number(because["shortest_cone_cm"]))
        case Topic.EXPOSURE_TIME:
            return UNDER.format(limit=figures.seconds(_number(because["under_s"])))
        case _:
            return _PLAIN.get(topic, NOT_INDICATED)


_PLAIN: Final[Mapping[Topic, str]] = {
    Topic.EARLIER_IMAGES: LOOK_FIRST,
    Topic.CLINICAL_EXAM_FIRST: EXAMINE_FIRST,
    Topic.PREGNANCY: AFTER_BIRTH,
    Topic.HANDHELD: FIXED_UNIT,
}


def _timed(case: Case) -> str:
    advised, now = case.exposure, case.setup.exposure_s
    if advised is None or advised.high_s is None or now is None:
        return change_words.CHILD_PROGRAMME
    adult = ADULT_TIME_USUALLY if advised.basis is ExposureBasis.MODEL else ADULT_TIME
    return _span(SET_TIME if now > advised.high_s else adult, case)


def present(finding: Finding, case: Case) -> str:
    """What is set now, where it keeps to the deciding statement."""
    setup, advised = case.setup, case.exposure
    match finding.topic:
        case Topic.RECEPTOR:
            return figures.within(names.RECEPTOR[setup.receptor]) if setup.receptor else ""
        case Topic.BEAM_SHAPE:
            return names.BEAM[setup.beam].lower() if setup.beam else ""
        case Topic.FIELD_OF_VIEW:
            return names.FIELD_OF_VIEW[setup.fov].lower() if setup.fov else ""
        case Topic.THYROID_COLLAR:
            return f"collar {WORN[setup.collar]}" if setup.collar is not None else ""
        case Topic.EXPOSURE_TIME if setup.exposure_s and advised:
            return _span(NOW_LOWER if advised.shorter(setup.exposure_s) else NOW_SET, case)
        case Topic.EARLIER_IMAGES | Topic.CLINICAL_EXAM_FIRST | Topic.SELECTION | Topic.BITEWING_INTERVAL:
            return REASON_TOLD
        case _:
            return ""


def _months(told: object) -> str:
    return figures.months(_number(told))


def _number(told: object) -> float:
    return float(told) if isinstance(told, int | float) else 0.0
