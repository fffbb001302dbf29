"""What an audit is told in, from codes and figures: a line of the page and of the report each."""

from collections.abc import Iterator, Sequence
from datetime import date

from advisor.audit import Audit
from advisor.audit.child_sizing import ChildSizing, Falls
from advisor.audit.converted import BESIDE_DATES, NO_UNIT, UNREAD
from advisor.audit.groups import Group
from advisor.audit.image_quality import ImageQuality
from advisor.audit.judged import Judged, Verdict
from advisor.audit.questions import Question
from advisor.audit.statistics import Share, Slope
from advisor.audit.summary import Summary
from advisor.audit.to_do import Action, ToDo
from advisor.charts.audit import band_said, exam_on
from advisor.handout import audit_words as words
from advisor.words import figures, names


def figure_of(quantity: str, value: float) -> str:
    """0.125 s, 62 mGy·cm²: three figures at most."""
    if quantity == "exposure_s":
        return figures.seconds(value)
    return f"{value:.3g}{figures.NARROW_SPACE}{words.UNIT[quantity]}"


def share_said(share: Share) -> str:
    """95 % (12 of 13; 95 % interval 67–99 %)."""
    ends = {"low": share.low_percent, "high": share.high_percent}
    return _percent(words.SHARE.format(percent=share.percent, k=share.k, n=share.n, **ends))


def _percent(sentence: str) -> str:
    """No line ends between a figure and its sign."""
    return sentence.replace(" %", f"{figures.NARROW_SPACE}%")


def sizing_said(each: ChildSizing, least: int) -> Iterator[str]:
    """The sentences of one unit and exam: medians by size, slope, share at the adult setting, against the advice."""
    if each.answer is Falls.CANNOT_TELL and each.children < least:
        yield words.TOO_FEW_CHILDREN.of(each.children)
    for band in each.bands:
        if band.percent_of_adult is not None and band.spread.n >= least:
            name, median = band_said(band.band).capitalize(), figure_of(each.quantity, band.spread.median)
            shown = {"n": band.spread.n, "percent": band.percent_of_adult}
            yield _percent(words.BY_BAND.format(band=name, median=median, **shown))
    if each.slope and each.children >= least:
        yield _slope_said(each.slope)
    share = each.with_adult_setting
    if share and share.n >= least:
        yield words.AS_ADULTS.format(share=share_said(share))
    if each.judged and each.judged.n >= least:
        yield judged_said(each.judged)


def _slope_said(slope: Slope) -> str:
    yearly, low, high = (round(each, 1) for each in (slope.percent_a_year, slope.low, slope.high))
    if yearly == low == high == 0:
        return words.SAME_TIME
    return _percent(words.SLOPE.format(yearly=yearly, low=low, high=high))


def period_said(first: date | None, last: date | None) -> str:
    """From which day to which; one day, or none, where no more is known."""
    if first is None or last is None:
        return words.UNDATED
    return f"{first}" if first == last else words.PERIOD.format(first=first, last=last)


def judged_said(told: Judged) -> str:
    """Against the advised times."""
    counted = (words.JUDGED_AS[each].format(n=told.verdicts[each]) for each in Verdict if told.verdicts[each])
    return words.JUDGED.format(judged=", ".join(counted))


def where_said(audit: Audit) -> str | None:
    """Which groups of children get as much and which less, where both are found."""
    yes, no = (
        "; ".join(exam_on(each.unit, each.exam, each.receptor) for each in audit.sizing if each.answer is answer)
        for answer in (Falls.FALLS, Falls.DOES_NOT_FALL)
    )
    return words.NOT_EVERYWHERE.format(no=no, yes=yes) if yes and no else None


def as_adults_said(audit: Audit) -> str | None:
    """How many of the children's exposures, on all units, had the setting that is usual for adults there."""
    shares = [each.with_adult_setting for each in audit.sizing if each.with_adult_setting]
    k, n = sum(each.k for each in shares), sum(each.n for each in shares)
    if n < audit.standards.conventions.hidden_below:
        return None
    return _percent(words.USUAL_FOR_ADULTS.format(percent=100 * k / n, k=k, n=n))


def judged_by(audit: Audit) -> str:
    """What the advised times rest on."""
    return words.OWN.format(unit=audit.unit.name) if audit.unit else words.MODEL


def saved_said(told: Judged) -> str | None:
    """What the advice would have saved, from the longest advised time to the one advised."""
    if not told.given_mAs or not told.saved_mAs:
        return None
    least, typical = (100 * each / told.given_mAs for each in (told.least_saved_mAs, told.saved_mAs))
    if round(typical) < 1:
        return None
    span = f"{least:.0f}–{typical:.0f}" if round(least) < round(typical) else f"{typical:.0f}"
    return _percent(words.SAVED.format(span=span))


def level_said(group: Group) -> str:
    """The level beside a group, with where and when it is from."""
    level = group.level
    if level is None:
        return words.BESIDE[group.beside]
    region = f", {level.region.replace('_', ' ')}" if level.region else ""
    of = f"{level.place} {level.year or ''}".strip()
    value = f"{level.value:g}{figures.NARROW_SPACE}{words.UNIT[group.quantity]}"
    return f"{value} ({of}, {level.population}{region}; {level.citation.source}): {words.BESIDE[group.beside]}"


def question_said(each: Question) -> str:
    """As a question: what stands there may be right."""
    kV, mA = each.setting or (None, None)
    settings = [f"{value:g} {unit}" for value, unit in ((kV, "kV"), (mA, "mA")) if value is not None]
    return words.ASKED[each.kind].format(
        unit=each.unit,
        where=exam_on(each.unit, each.exam) if each.exam else each.unit,
        many=figures.counted(each.n, "exposure", "exposures"),
        field=words.FIELD.get(each.field or "", each.field or ""),
        ratio=figures.figure(each.ratio) if each.ratio else "",
        power=words.NEAR_POWER.format(power=each.power) if each.power else "",
        row=words.ROW.format(row=each.row) if each.row else "",
        at=", ".join([*settings, figures.seconds(each.value or 0)]),
    )


def quality_said(each: ImageQuality) -> str:
    reasons = "; ".join(f"{reason} {n}" for reason, n in each.reasons)
    said = words.QUALITY.format(
        exam=names.exam_by_id(each.exam),
        kind=words.KIND[each.film],
        share=share_said(each.acceptable),
        target=each.target_percent,
        against=words.AGAINST[each.against],
        enough="" if each.enough_images else words.FEW_IMAGES,
        why=words.REASONS.format(reasons=reasons) if reasons else "",
    )
    return _percent(said)


def to_do_said(each: ToDo) -> tuple[str, str, str]:
    """What, who, by when."""
    named = str if each.action is Action.ANSWER_QUESTIONS else _group_named
    about = f": {'; '.join(map(named, each.about[:4]))}{' …' if len(each.about) > 4 else ''}" if each.about else ""  # noqa: PLR2004
    return f"{words.ACTION[each.action]}{about}", words.WHO[each.who], each.by.isoformat()


def _group_named(about: str) -> str:
    """Unit and exam, or the exam alone, as groups are called."""
    unit, _, exam = about.rpartition(": ")
    return exam_on(unit, exam) if unit else names.exam_by_id(exam)


def trend_said(told: Summary, percent: float) -> Iterator[str]:
    """Medians against those of the audit before, where one was given."""
    if told.compared_with is None:
        yield words.NO_TREND
        return
    if not told.moved:
        yield words.SAME.format(on=told.compared_with, percent=percent)
    for each in told.moved:
        name = f"{exam_on(each.unit, each.exam, each.receptor)}, {band_said(each.band)}"
        before, now = (figure_of(each.quantity, value) for value in (each.before, each.now))
        yield words.MOVED.format(name=name, before=before, now=now, percent=each.percent)


def left_out_said(audit: Audit) -> Iterator[str]:
    """What was left out, refused and put right, with counts."""
    for reason, n in audit.left_out:
        yield words.NOT_COUNTED.format(n=n, reason=words.LEFT_OUT.get(reason, reason))
    for fields, unit, n in audit.found.implausible:
        yield from _values_left_out(fields.split(), unit, n)
    contradicted = sum(n for fields, _, n in audit.found.implausible if BESIDE_DATES in fields)
    if contradicted:
        yield words.VALUES[BESIDE_DATES].format(ages=figures.counted(contradicted, "age", "ages"))
    for reason, n in list(audit.material.refusals.items())[:12]:
        yield words.WITHOUT.of(n, reason=reason)
    for (field, why), n in list(audit.material.repairs.items())[:12]:
        yield f"{n} × {words.FIELD.get(field, field)}: {why}"
    if audit.material.told_again:
        yield words.TOLD_AGAIN.of(audit.material.told_again)


def _values_left_out(fields: Sequence[str], unit: str, n: int) -> Iterator[str]:
    by_mark: dict[str, list[str]] = {}
    for each in (each for each in fields if not each.endswith(BESIDE_DATES)):
        mark = next((mark for mark in (each, each[-1]) if mark in words.VALUES), "")
        by_mark.setdefault(mark, []).append(each.rstrip(UNREAD + NO_UNIT))
    for mark, left_out in by_mark.items():
        names_said = ", ".join(words.FIELD.get(each, each) for each in left_out)
        values = figures.counted(n, "value", "values")
        yield words.VALUES[mark].format(values=values, fields=names_said, unit=unit)
