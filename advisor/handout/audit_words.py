"""What an audit is told in: sentences of the page and of the report, from codes and figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from advisor.audit import Audit
from advisor.audit.child_sizing import ChildSizing, Falls
from advisor.audit.converted import NO_UNIT, UNREAD
from advisor.audit.groups import Beside, Group
from advisor.audit.image_quality import AgainstTarget, ImageQuality
from advisor.audit.judged import Judged, Verdict
from advisor.audit.plan import NO_AGE, NO_EXAM, NO_SETTING
from advisor.audit.questions import Question, Unusual
from advisor.audit.statistics import Share
from advisor.audit.summary import Summary
from advisor.audit.to_do import Action, ToDo, Who
from advisor.charts.audit import BAND
from advisor.words import figures, names

FALLS: Final = {
    Falls.FALLS: "Yes: younger children get less than adults.",
    Falls.DOES_NOT_FALL: "No: younger children get as much as adults.",
    Falls.CANNOT_TELL: "It cannot be told from these exposures.",
}
QUESTION: Final = "Does the exposure fall with the size of the patient?"
QUANTITY: Final = {"exposure_s": "time", "dap_mGycm2": "dose-area product", "entrance_kerma_mGy": "air kerma"}
UNIT: Final = {"exposure_s": "s", "dap_mGycm2": "mGy·cm²", "entrance_kerma_mGy": "mGy"}
BESIDE: Final = {
    Beside.BELOW: "below the level",
    Beside.ABOUT: "about at the level",
    Beside.ABOVE: "above the level: a reason to look, not a limit",
    Beside.TOO_FEW: "too few to judge",
    Beside.NO_LEVEL: "no level known here",
}
LEFT_OUT: Final = {
    "aborted": "aborted",
    "phantom": "of a phantom",
    NO_AGE: "no age or size told",
    NO_EXAM: "no dental exam that is known",
    NO_SETTING: "no time, product or kerma that is usable",
}
FIELD: Final = {
    "exposure_s": "exposure time",
    "dap_mGycm2": "dose-area product",
    "kV": "tube voltage",
    "mA": "tube current",
    "age_years": "age",
    "on": "date",
    "charge_mAs": "mAs",
    "receptor": "receptor",
    "exam": "exam",
    "entrance_kerma_mGy": "air kerma",
}
ACTION: Final = {
    Action.SHORTEN_FOR_CHILDREN: "Set shorter times for children, from the technique chart",
    Action.REVIEW_ABOVE_LEVEL: "Look into medians above the reference level",
    Action.REVIEW_IMAGE_QUALITY: "Look into images that were not acceptable, and train",
    Action.ANSWER_QUESTIONS: "Answer the questions above, and correct the log where it is wrong",
    Action.COLLECT_MORE: "Keep logging until every group has enough patients",
    Action.REPEAT: "Audit again",
}
WHO: Final = {Who.LEAD: "practice lead", Who.EXPERT: "medical physics expert or radiation protection adviser"}
AGAINST: Final = {
    AgainstTarget.MET: "target met",
    AgainstTarget.NOT_MET: "target not met",
    AgainstTarget.CANNOT_TELL: "so many images cannot show whether the target is met",
}
_FEW: Final = "fewer than {least}"


def figure_of(quantity: str, value: float) -> str:
    """0.125 s, 62 mGy·cm²: three figures at most."""
    return figures.seconds(value) if quantity == "exposure_s" else f"{value:.3g}{figures.NARROW_SPACE}{UNIT[quantity]}"


def share_said(share: Share) -> str:
    """95 % (12 of 13; 95 % interval 67–99 %)."""
    interval = f"{share.low_percent:.0f}–{share.high_percent:.0f}{figures.NARROW_SPACE}%"
    percent = f"{share.percent:.0f}{figures.NARROW_SPACE}%"
    return f"{percent} ({share.k} of {share.n}; 95{figures.NARROW_SPACE}% interval {interval})"


def exam_on(unit: str, exam: str) -> str:
    return f"{names.exam_by_id(exam)}, {unit}"


def sizing_said(each: ChildSizing, least: int) -> Iterator[str]:
    """The sentences of one unit and exam: medians by size, slope, share at the adult setting, against the advice."""
    if each.answer is Falls.CANNOT_TELL and each.children < least:
        yield f"{each.children} children under 18 were imaged: too few to judge."
    for band in each.bands:
        if band.percent_of_adult is not None and band.spread.n >= least:
            yield (
                f"{BAND[band.band].capitalize()}: median {figure_of(each.quantity, band.spread.median)} of "
                f"{band.spread.n}, {band.percent_of_adult:.0f}{figures.NARROW_SPACE}% of the adults’."
            )
    if each.slope and each.children >= least:
        low, high = each.slope.low, each.slope.high
        yield (
            f"Below 18 the time changes by {each.slope.percent_a_year:+.1f}{figures.NARROW_SPACE}% a year of age "
            f"(95{figures.NARROW_SPACE}% interval {low:+.1f} to {high:+.1f})."
        )
    share = each.with_adult_setting
    if share and share.n >= least:
        yield f"Children who got the unit’s usual adult setting: {share_said(share)}."
    if each.judged and each.judged.n >= least:
        yield judged_said(each.judged)


def judged_said(told: Judged) -> str:
    """Against the advised times."""
    count = told.verdicts
    return (
        f"Against the advised time: {count[Verdict.LONGER]} longer, {count[Verdict.AS_ADVISED]} as advised, "
        f"{count[Verdict.SHORTER]} shorter, {count[Verdict.CANNOT_TELL]} that cannot be told."
    )


def judged_by(audit: Audit) -> str:
    """What the advised times rest on."""
    return _OWN.format(unit=audit.unit.name) if audit.unit else _MODEL


_OWN: Final = "Times are judged from the known good setting of “{unit}”, as its technique chart is."
_MODEL: Final = (
    "No unit file was given, so times are judged by the maker-independent model; it is wide. A unit file with a "
    "setting known to be good makes this the practice’s own chart."
)


def saved_said(told: Judged) -> str | None:
    """What the advice would have saved, from the longest advised time to the one advised."""
    if not told.given_mAs or not told.saved_mAs:
        return None
    least, typical = (100 * each / told.given_mAs for each in (told.least_saved_mAs, told.saved_mAs))
    span = f"{least:.0f}–{typical:.0f}" if round(least) < round(typical) else f"{typical:.0f}"
    return (
        f"With the advised times the children’s exposures together would have been {span}{figures.NARROW_SPACE}% lower "
        "(in mAs; the lower figure with the longest time advised)."
    )


def level_said(group: Group) -> str:
    """The level beside a group, with where and when it is from."""
    level = group.level
    if level is None:
        return BESIDE[group.beside]
    region = f", {level.region.replace('_', ' ')}" if level.region else ""
    of = f"{level.place} {level.year or ''}".strip()
    value = f"{level.value:g}{figures.NARROW_SPACE}{UNIT[group.quantity]}"
    return f"{value} ({of}, {level.population}{region}; {level.citation.source}): {BESIDE[group.beside]}"


def question_said(each: Question) -> str:
    """As a question: what stands there may be right."""
    where = exam_on(each.unit, each.exam) if each.exam else each.unit
    many = figures.counted(each.n, "exposure", "exposures")
    ratio = f"{figures.figure(each.ratio)} times" if each.ratio else ""
    power = f" That is near {each.power:g}: is it in another unit?" if each.power else ""
    if each.kind is Unusual.IMPLAUSIBLE:
        field = FIELD.get(each.field or "", each.field)
        return f"{each.unit}: in {many} the {field} is none that such a unit gives. Which unit is it in?"
    if each.kind is Unusual.OTHER_UNIT:
        return f"{where}: the product per mAs of {many} is {ratio} what such settings give.{power}"
    if each.kind is Unusual.OFF_LINE:
        row = f" (first in row {each.row})" if each.row else ""
        return f"{where}: in {many}{row} the product is {ratio} what the same mAs gives else on this unit.{power} Why?"
    kV, mA = each.setting or (None, None)
    told = [f"{value:g} {unit}" for value, unit in ((kV, "kV"), (mA, "mA")) if value is not None]
    at = ", ".join([*told, figures.seconds(each.value or 0)])
    return f"{where}: {at} in {many}, {ratio} the usual time. What was it for?"


def quality_said(each: ImageQuality) -> str:
    kind = "film" if each.film else "digital"
    enough = "" if each.enough_images else " Fewer images than such a sample should have."
    reasons = "; ".join(f"{reason} {n}" for reason, n in each.reasons)
    why = f" Reasons: {reasons}." if reasons else ""
    return (
        f"{names.exam_by_id(each.exam)}, {kind}: acceptable {share_said(each.acceptable)}, target at least "
        f"{each.target_percent:g}{figures.NARROW_SPACE}%: {AGAINST[each.against]}.{enough}{why}"
    )


def to_do_said(each: ToDo) -> tuple[str, str, str]:
    """What, who, by when."""
    about = f": {'; '.join(each.about[:4])}{' …' if len(each.about) > 4 else ''}" if each.about else ""  # noqa: PLR2004
    return f"{ACTION[each.action]}{about}", WHO[each.who], each.by.isoformat()


_NO_TREND: Final = "No earlier audit was given."
_SAME: Final = "Against the audit of {on}: no median moved by {percent:g} % or more."
_MOVED: Final = "{name}: median {before} then, {now} now ({percent:+.0f} %)."


def trend_said(told: Summary, percent: float) -> Iterator[str]:
    """Medians against those of the audit before, where one was given."""
    if told.compared_with is None:
        yield _NO_TREND
        return
    if not told.moved:
        yield _SAME.format(on=told.compared_with, percent=percent)
    for each in told.moved:
        name = f"{exam_on(each.unit, each.exam)}, {BAND[each.band]}"
        before, now = (figure_of(each.quantity, value) for value in (each.before, each.now))
        yield _MOVED.format(name=name, before=before, now=now, percent=each.percent)


def left_out_said(audit: Audit) -> Iterator[str]:
    """What was left out, refused and put right, with counts."""
    for reason, n in audit.left_out:
        yield f"{n} not counted: {LEFT_OUT.get(reason, reason)}"
    for fields, unit, n in audit.found.implausible:
        yield from _values_left_out(fields.split(), unit, n)
    for reason, n in list(audit.material.refusals.items())[:12]:
        yield f"{n} files or rows without an exposure: {reason}"
    for (field, why), n in list(audit.material.repairs.items())[:12]:
        yield f"{n} × {FIELD.get(field, field)}: {why}"
    if audit.material.told_again:
        yield f"{audit.material.told_again} further pictures, slices or reports of exposures that were counted already"


def _values_left_out(fields: Sequence[str], unit: str, n: int) -> Iterator[str]:
    by_mark: dict[str, list[str]] = {}
    for each in fields:
        mark = each[-1] if each[-1] in _WHY else ""
        by_mark.setdefault(mark, []).append(each.removesuffix(mark))
    for mark, left_out in by_mark.items():
        words = ", ".join(FIELD.get(each, each) for each in left_out)
        yield f"{figures.counted(n, 'value', 'values')} left out that {_WHY[mark]}: {words} ({unit})"


_WHY: Final = {"": "no such unit gives", UNREAD: "are no number", NO_UNIT: "have no unit that is known"}


def few(n: int, least: int) -> str:
    return f"{n}" if n >= least else _FEW.format(least=least)
