"""The six steps before anything is told: one imperative line each, with who says so; the report's `advice` in words."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from advisor.advice.report import Report, StepResult
from advisor.case.model import Visit
from advisor.case.vocabulary import Beam, ExposureBasis, Receptor, Step, Topic, Verdict
from advisor.guidance.stands import Advice, Stand
from advisor.guidance.statement import Finding, Statement
from advisor.pages.check import advice_words as words
from advisor.pages.shared.text import begun
from advisor.words import figures, names

_NAMED: Final = 3  # issuers in a line; the others stand behind it
_PER_CENT: Final = 100.0
_SPEEDS: Final = frozenset({words.RECEPTORS[each] for each in (Receptor.FILM_D, Receptor.FILM_E, Receptor.FILM_F)})
_CENTURY: Final = 100
_NOTHING_AGAINST: Final = (Verdict.SUPPORTED, Verdict.NOT_APPLICABLE)
OF_THE_VISIT: Final = frozenset({Step.SELECT, Step.CBCT})


def line(step: StepResult, report: Report) -> str:
    """What to do about a step that nobody can judge yet; empty where it is judged, or nobody asks for anything."""
    if step.verdict is not Verdict.CANNOT_TELL:
        return ""
    return words.PARTS.join(_said(step.step, report)) or words.PARTS.join(_in_its_words(step.step, report))


def headline(report: Report) -> str:
    """The image, the age, and how many things there are to set."""
    exam, age = names.exam(report.case.exam), figures.years(report.case.patient.age_years)
    found = _by_topic(report)
    scan, chosen = found.get(Topic.CBCT_INDICATION), found.get(Topic.SELECTION)
    take = words.TAKE_SCAN if scan else words.TAKE if chosen else words.AS_YOU_JUDGE
    unsettled = _unsettled(report)
    if (scan or chosen) and report.case.visit != Visit():
        first = next((step.step for step in unsettled if step.verdict is not Verdict.UNADDRESSED), None)
        take = words.IF_ANSWERED.format(number=names.STEP[first].partition(" ")[0]) if first else words.AS_YOU_JUDGE
    to_set = any(step.step not in OF_THE_VISIT and line(step, report) for step in report.steps)
    form = words.HEADLINE_SET if to_set and not unsettled else words.HEADLINE if to_set else words.HEADLINE_ALONE
    return form.format(exam=exam, age=age, take=take)


def _unsettled(report: Report) -> list[StepResult]:
    """The steps of the visit of which it is not so that all was told and nothing speaks against the image."""
    return [step for step in report.steps if step.step in OF_THE_VISIT and step.verdict not in _NOTHING_AGAINST]


def short(report: Report) -> str:
    """What there is to set, in a few words for the foot."""
    open_ones = {step.step for step in report.steps if line(step, report)}
    named = words.SHORT.join(_short(report, open_ones))
    left = [names.step(step, report.case) for step in Step if step in open_ones - OF_THE_VISIT]
    return begun(named) or (words.OPEN.format(steps=figures.listed(left)) if left else "")


def _short(report: Report, open_ones: set[Step]) -> Iterator[str]:
    found = _by_topic(report)
    if Step.RECEPTOR in open_ones and (receptor := found.get(Topic.RECEPTOR)):
        yield _accepted(receptor.decides)
    if Step.COLLIMATE in open_ones:
        if (beam := _set(found.get(Topic.BEAM_SHAPE), "beam")) in words.SHORT_BEAM:
            yield words.SHORT_BEAM[beam]
        if _set(found.get(Topic.FIELD_OF_VIEW), "fov"):
            yield words.SHORT_FIELD
    if Step.SHIELD in open_ones and (collar := found.get(Topic.THYROID_COLLAR)) and not collar.disputed:
        yield from (said for worn, said in words.SHORT_COLLAR.items() if worn is _set(collar, "collar"))
    if Step.CHILD_SIZE in open_ones:
        if report.exposure.basis is ExposureBasis.OWN_SETTING and report.exposure.set_s:
            yield figures.seconds(report.exposure.set_s)
        elif share := report.exposure.child_share:
            yield words.SHORT_SHARE.format(share=_PER_CENT * share.typical)
        if _set(found.get(Topic.EXPOSURE_TIME), "programme"):
            yield words.SHORT_PROGRAMME


def _by_topic(report: Report) -> dict[Topic, Advice]:
    return {each.topic: each for each in report.advice}


def _said(step: Step, report: Report) -> Iterator[str]:
    found = _by_topic(report)
    match step:
        case Step.SELECT:
            yield from _before(found)
            yield from _interval(found.get(Topic.BITEWING_INTERVAL))
        case Step.CBCT if advice := found.get(Topic.CBCT_INDICATION):
            yield words.SCAN + _by(advice)
        case Step.RECEPTOR if advice := found.get(Topic.RECEPTOR):
            yield words.RECEPTOR.format(accepted=_accepted(advice.decides)) + _by(advice)
            yield from _other_receptors(advice)
        case Step.COLLIMATE:
            yield from _collimated(found)
        case Step.SHIELD if advice := found.get(Topic.THYROID_COLLAR):
            yield _collar(advice)
        case Step.CHILD_SIZE:
            yield from _timed(report, found)


def _in_its_words(step: Step, report: Report) -> Iterator[str]:
    """The deciding statement of the step's first topic, where no shorter words fit it."""
    for advice in [each for each in report.advice if each.step is step][:1]:
        yield advice.decides.statement.says + _by(advice)


def _before(found: dict[Topic, Advice]) -> Iterator[str]:
    first = [found[topic] for topic in (Topic.CLINICAL_EXAM_FIRST, Topic.EARLIER_IMAGES) if topic in found]
    if not first:
        return
    both = len({advice.topic for advice in first}) > 1
    alone = words.EXAMINE if first[0].topic is Topic.CLINICAL_EXAM_FIRST else words.LOOK
    yield (words.EXAMINE_AND_LOOK if both else alone) + _by(first[0])


def _interval(advice: Advice | None) -> Iterator[str]:
    """When to image again by risk, as the first issuer has it that gives months."""
    stands = [stand for stand in advice.stands if "advised_from_months" in stand.answer.because] if advice else []
    if not stands:
        return
    issuer = stands[0].statement.issuer
    spans = {_span(stand): None for stand in stands if stand.statement.issuer == issuer and _risk(stand)}
    if spans:
        yield words.INTERVAL.format(spans=words.COMMA.join(spans)) + words.BY.format(issuers=_chips(stands[:1]))


def _risk(stand: Stand) -> str:
    levels = (level for fact, level in stand.when.items() if fact in ("risk_two_level", "risk_three_level"))
    return words.RISK.get(next(levels, None), "")


def _span(stand: Stand) -> str:
    because = stand.answer.because
    low, high = (float(str(because[name])) for name in ("advised_from_months", "advised_to_months"))
    return (words.SPAN if low < high else words.EVERY).format(low=low, high=high, risk=_risk(stand))


def _other_receptors(advice: Advice) -> Iterator[str]:
    """What another issuer accepts, where that is not the same."""
    others = {_accepted(each): [each] for each in advice.stands if not each.when}
    others.pop(_accepted(advice.decides), None)
    for accepted, stands in others.items():
        if accepted:
            yield words.SIDE.format(side=_issuers(stands), issuers=figures.within(accepted)) + words.STOP


def _accepted(stand: Stand) -> str:
    """The receptors that a statement accepts, the ones that need least first."""
    said = stand.values.get("receptor", {})
    named = [words.RECEPTORS[each] for each in words.RECEPTORS if said.get(each) is Verdict.SUPPORTED]
    film = words.FILM if named and named[-1] in _SPEEDS else ""
    rest = [*named[:1], *(figures.within(name) for name in named[1:])]
    return words.AND.join(part for part in (words.COMMA.join(rest[:-1]), *rest[-1:]) if part) + film


def _collimated(found: dict[Topic, Advice]) -> Iterator[str]:
    for topic, setting in ((Topic.BEAM_SHAPE, "beam"), (Topic.FIELD_OF_VIEW, "fov")):
        advice = found.get(topic)
        if advice is None:
            continue
        value = _set(advice, setting)
        if isinstance(value, Beam):
            yield words.BEAM[value] + _by(advice)
        else:
            yield (words.SMALLEST if value else advice.decides.statement.says) + _by(advice)


def _collar(advice: Advice) -> str:
    """Both sides where issuers disagree; else what is asked for, else the deciding statement itself."""
    worn = _set(advice, "collar")
    if advice.disputed:
        told = ((words.WORN[on], _wanting(advice, on)) for on in (True, False))
        return words.SIDES.join(words.SIDE.format(side=side, issuers=_issuers(who)) for side, who in told if who)
    return (advice.decides.statement.says if worn is None else words.COLLAR[worn]) + _by(advice)


def _wanting(advice: Advice, worn: bool, /) -> list[Stand]:
    return [each for each in advice.stands if not each.when and each.set_to.get("collar") is worn]


def _timed(report: Report, found: dict[Topic, Advice]) -> Iterator[str]:
    time, voltage, share = found.get(Topic.EXPOSURE_TIME), found.get(Topic.TUBE_VOLTAGE), report.exposure.child_share
    if set_s := _set_time(report):
        yield set_s
    elif share is not None:
        low, typical, high = (_PER_CENT * end for end in (share.low, share.typical, share.high))
        yield words.SHARE.format(share=typical, low=low, high=high) + (_by(time) if time else "")
    elif time and _set(time, "programme"):
        yield words.PROGRAMME + _by(time)
    elif time and (limit := time.decides.answer.because.get("under_s")):
        yield words.UNDER.format(limit=figures.seconds(float(str(limit)))) + _by(time)
    because = voltage.decides.answer.because if voltage else {}
    low_kV, high_kV = (because.get(f"advised_{end}_kV") for end in ("from", "to"))
    if voltage and low_kV and high_kV:
        yield words.VOLTAGE.format(low=float(str(low_kV)), high=float(str(high_kV))) + _by(voltage)


def _set_time(report: Report) -> str:
    """The time to set, where a good one of the practice's own tells it."""
    advised = report.exposure
    if advised.basis is not ExposureBasis.OWN_SETTING or not (advised.set_s and advised.low_s and advised.high_s):
        return ""
    span = figures.time_span(advised.low_s, advised.high_s)
    form = words.SET if advised.low_s < advised.high_s else words.SET_ALONE
    return form.format(time=figures.seconds(advised.set_s), span=span) + words.BY.format(issuers=words.YOURS)


def _set(advice: Advice | None, setting: str) -> Any:
    return advice.decides.set_to.get(setting) if advice else None


def _by(advice: Advice) -> str:
    """Who says it: the deciding issuer, and those who ask for the same."""
    decides = advice.decides
    same = (decides.statement.position, decides.values)
    alike = [each for each in advice.stands if not each.when and (each.statement.position, each.values) == same]
    return words.BY.format(issuers=_chips([decides, *alike]))


def _chips(stands: Iterable[Stand]) -> str:
    return words.PARTS.join(words.CHIP.format(issuer=each) for each in _named(stands))


def _issuers(stands: Iterable[Stand]) -> str:
    return words.COMMA.join(_named(stands))


def _named(stands: Iterable[Stand]) -> list[str]:
    return list(dict.fromkeys(chip(each.statement) for each in stands))[:_NAMED]


def chip(statement: Statement) -> str:
    """An issuer with the year of its word, as short as a chip: IG 14."""
    issuer = words.ISSUER_SHORT.get(statement.issuer, statement.issuer)
    return issuer if statement.year is None else words.ISSUER.format(issuer=issuer, year=statement.year % _CENTURY)


def sides(step: StepResult, report: Report) -> str:
    """Who wants what, on a topic that issuers contest."""
    return words.PARTS.join(_said(step.step, report))


def who(finding: Finding) -> str:
    """The chips of those who judge as the deciding issuer does."""
    verdict = finding.verdict
    alike = [finding.decides, *(each for each in finding.opinions if each.answer.verdict is verdict)]
    named = list(dict.fromkeys(chip(each.statement) for each in alike))[:_NAMED]
    return words.PARTS.join(words.CHIP.format(issuer=each) for each in named)
