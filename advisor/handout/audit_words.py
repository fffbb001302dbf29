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
from advisor.charts.audit import band_said
from advisor.language import _, spoken
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
_SHARE: Final = "{percent:.0f} % ({k} of {n}; 95 % interval {low:.0f}–{high:.0f} %)"
_TOO_FEW_CHILDREN: Final = "{n} children under 18 were imaged: too few to judge."
_BY_BAND: Final = "{band}: median {median} of {n}, {percent:.0f} % of the adults’."
_SLOPE: Final = "Below 18 the time changes by {yearly:+.1f} % a year of age (95 % interval {low:+.1f} to {high:+.1f})."
_AS_ADULTS: Final = "Children who got the unit’s usual adult setting: {share}."
_JUDGED: Final = (
    "Against the advised time: {longer} longer, {as_advised} as advised, {shorter} shorter, {cannot_tell} that cannot "
    "be told."
)
_SAVED: Final = (
    "With the advised times the children’s exposures together would have been {span} % lower (in mAs; the lower "
    "figure with the longest time advised)."
)
_NEAR_POWER: Final = " That is near {power:g}: is it in another unit?"
_ROW: Final = " (first in row {row})"
_ASKED: Final = {
    Unusual.IMPLAUSIBLE: "{unit}: in {many} the {field} is none that such a unit gives. Which unit is it in?",
    Unusual.OTHER_UNIT: "{where}: the product per mAs of {many} is {ratio} times what such settings give.{power}",
    Unusual.OFF_LINE: (
        "{where}: in {many}{row} the product is {ratio} times what the same mAs gives else on this unit.{power} Why?"
    ),
    Unusual.RARE: "{where}: {at} in {many}, {ratio} times the usual time. What was it for?",
}
_QUALITY: Final = "{exam}, {kind}: acceptable {share}, target at least {target:g} %: {against}.{enough}{why}"
_KIND: Final = {True: "film", False: "digital"}
_FEW_IMAGES: Final = " Fewer images than such a sample should have."
_REASONS: Final = " Reasons: {reasons}."
_NOT_COUNTED: Final = "{n} not counted: {reason}"
_WITHOUT: Final = "{n} files or rows without an exposure: {reason}"
_TOLD_AGAIN: Final = "{n} further pictures, slices or reports of exposures that were counted already"
_VALUES: Final = "{values} left out that {why}: {fields} ({unit})"
_WHY: Final = {"": "no such unit gives", UNREAD: "are no number", NO_UNIT: "have no unit that is known"}
REPORT: Final = {
    "left_out": "1. What was left out and put right",
    "nothing": "Nothing.",
    "medians": "2. Medians, and the reference levels beside them",
    "sizes": "3. Time against the size of the patient",
    "no_child": "No child was imaged.",
    "quality": "4. Image quality",
    "no_grade": "No image is graded in these files.",
    "questions": "5. Questions to the practice",
    "none": "None.",
    "chart": "6. Against the chart in force",
    "to_do": "7. What to do",
    "what": "What",
    "who": "Who",
    "by": "By",
    "comment": "Comment of the medical physics expert or radiation protection adviser",
    "signature": "Name, signature",
    "date": "Date",
    "trend": "8. Since the last audit",
    "sources": "Sources",
}


def figure_of(quantity: str, value: float) -> str:
    """0.125 s, 62 mGy·cm²: three figures at most."""
    return figures.seconds(value) if quantity == "exposure_s" else f"{value:.3g}{figures.NARROW_SPACE}{UNIT[quantity]}"


def share_said(share: Share) -> str:
    """95 % (12 of 13; 95 % interval 67–99 %)."""
    ends = {"low": share.low_percent, "high": share.high_percent}
    return _percent(_(_SHARE).format(percent=share.percent, k=share.k, n=share.n, **ends))


def _percent(sentence: str) -> str:
    """No line ends between a figure and its sign."""
    return sentence.replace(" %", f"{figures.NARROW_SPACE}%")


def exam_on(unit: str, exam: str) -> str:
    return f"{names.exam_by_id(exam)}, {unit}"


def sizing_said(each: ChildSizing, least: int) -> Iterator[str]:
    """The sentences of one unit and exam: medians by size, slope, share at the adult setting, against the advice."""
    if each.answer is Falls.CANNOT_TELL and each.children < least:
        yield _(_TOO_FEW_CHILDREN).format(n=each.children)
    for band in each.bands:
        if band.percent_of_adult is not None and band.spread.n >= least:
            name, median = band_said(band.band).capitalize(), figure_of(each.quantity, band.spread.median)
            told = {"band": name, "median": median, "n": band.spread.n, "percent": band.percent_of_adult}
            yield _percent(_(_BY_BAND).format(**told))
    if each.slope and each.children >= least:
        ends = {"low": each.slope.low, "high": each.slope.high}
        yield _percent(_(_SLOPE).format(yearly=each.slope.percent_a_year, **ends))
    share = each.with_adult_setting
    if share and share.n >= least:
        yield _(_AS_ADULTS).format(share=share_said(share))
    if each.judged and each.judged.n >= least:
        yield judged_said(each.judged)


def judged_said(told: Judged) -> str:
    """Against the advised times."""
    return _(_JUDGED).format(**{verdict.value: told.verdicts[verdict] for verdict in Verdict})


def judged_by(audit: Audit) -> str:
    """What the advised times rest on."""
    return _(_OWN).format(unit=audit.unit.name) if audit.unit else _(_MODEL)


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
    return _percent(_(_SAVED).format(span=span))


def level_said(group: Group) -> str:
    """The level beside a group, with where and when it is from."""
    level = group.level
    if level is None:
        return _(BESIDE[group.beside])
    region = f", {level.region.replace('_', ' ')}" if level.region else ""
    of = f"{level.place} {level.year or ''}".strip()
    value = f"{level.value:g}{figures.NARROW_SPACE}{UNIT[group.quantity]}"
    return f"{value} ({of}, {level.population}{region}; {level.citation.source}): {_(BESIDE[group.beside])}"


def question_said(each: Question) -> str:
    """As a question: what stands there may be right."""
    kV, mA = each.setting or (None, None)
    settings = [f"{value:g} {unit}" for value, unit in ((kV, "kV"), (mA, "mA")) if value is not None]
    return _(_ASKED[each.kind]).format(
        unit=each.unit,
        where=exam_on(each.unit, each.exam) if each.exam else each.unit,
        many=figures.counted(each.n, "exposure", "exposures"),
        field=_(FIELD.get(each.field or "", each.field or "")),
        ratio=figures.figure(each.ratio) if each.ratio else "",
        power=_(_NEAR_POWER).format(power=each.power) if each.power else "",
        row=_(_ROW).format(row=each.row) if each.row else "",
        at=", ".join([*settings, figures.seconds(each.value or 0)]),
    )


def quality_said(each: ImageQuality) -> str:
    reasons = "; ".join(f"{reason} {n}" for reason, n in each.reasons)
    said = _(_QUALITY).format(
        exam=names.exam_by_id(each.exam),
        kind=_(_KIND[each.film]),
        share=share_said(each.acceptable),
        target=each.target_percent,
        against=_(AGAINST[each.against]),
        enough="" if each.enough_images else _(_FEW_IMAGES),
        why=_(_REASONS).format(reasons=reasons) if reasons else "",
    )
    return _percent(said)


def to_do_said(each: ToDo) -> tuple[str, str, str]:
    """What, who, by when."""
    about = f": {'; '.join(each.about[:4])}{' …' if len(each.about) > 4 else ''}" if each.about else ""  # noqa: PLR2004
    return f"{_(ACTION[each.action])}{about}", _(WHO[each.who]), each.by.isoformat()


_NO_TREND: Final = "No earlier audit was given."
_SAME: Final = "Against the audit of {on}: no median moved by {percent:g} % or more."
_MOVED: Final = "{name}: median {before} then, {now} now ({percent:+.0f} %)."


def trend_said(told: Summary, percent: float) -> Iterator[str]:
    """Medians against those of the audit before, where one was given."""
    if told.compared_with is None:
        yield _(_NO_TREND)
        return
    if not told.moved:
        yield _(_SAME).format(on=told.compared_with, percent=percent)
    for each in told.moved:
        name = f"{exam_on(each.unit, each.exam)}, {band_said(each.band)}"
        before, now = (figure_of(each.quantity, value) for value in (each.before, each.now))
        yield _(_MOVED).format(name=name, before=before, now=now, percent=each.percent)


def left_out_said(audit: Audit) -> Iterator[str]:
    """What was left out, refused and put right, with counts."""
    for reason, n in audit.left_out:
        yield _(_NOT_COUNTED).format(n=n, reason=_(LEFT_OUT.get(reason, reason)))
    for fields, unit, n in audit.found.implausible:
        yield from _values_left_out(fields.split(), unit, n)
    for reason, n in list(audit.material.refusals.items())[:12]:
        yield _(_WITHOUT).format(n=n, reason=reason)
    for (field, why), n in list(audit.material.repairs.items())[:12]:
        yield f"{n} × {_(FIELD.get(field, field))}: {why}"
    if audit.material.told_again:
        yield _(_TOLD_AGAIN).format(n=audit.material.told_again)


def _values_left_out(fields: Sequence[str], unit: str, n: int) -> Iterator[str]:
    by_mark: dict[str, list[str]] = {}
    for each in fields:
        mark = each[-1] if each[-1] in _WHY else ""
        by_mark.setdefault(mark, []).append(each.removesuffix(mark))
    for mark, left_out in by_mark.items():
        names_said = ", ".join(_(FIELD.get(each, each)) for each in left_out)
        told = {"values": figures.counted(n, "value", "values"), "why": _(_WHY[mark]), "fields": names_said}
        yield _(_VALUES).format(unit=unit, **told)


def few(n: int, least: int) -> str:
    return f"{n}" if n >= least else _(_FEW).format(least=least)


spoken(__name__)
