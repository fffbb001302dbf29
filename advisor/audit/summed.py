"""An audit -> its summary: small cells merged, medians set beside those of the audit before."""

from collections.abc import Iterable

from advisor.audit import Audit
from advisor.audit.child_sizing import ChildSizing, Falls
from advisor.audit.groups import Group
from advisor.audit.image_quality import ImageQuality
from advisor.audit.judged import Judged, Verdict
from advisor.audit.questions import without_example
from advisor.audit.summary import (
    BandOut,
    Count,
    GroupOut,
    JudgedOut,
    LevelOut,
    Moved,
    QualityOut,
    RepairCount,
    SizingOut,
    Summary,
)
from advisor.knowledge import Knowledge


def summary(
    audit: Audit, knowledge: Knowledge, *, practice: str | None = None, made_by: str | None = None,
    last: Summary | None = None,
) -> Summary:  # fmt: skip
    """The audit in figures; `last` is the summary of the one before, whose medians are set beside these."""
    conventions, material, found = audit.standards.conventions, audit.material, audit.found
    least = conventions.hidden_below
    shown = [each for each in audit.groups if each.spread.n >= least]
    hidden = [each.spread.n for each in audit.groups if each.spread.n < least]
    return Summary(
        fingerprint=knowledge.fingerprint, made_on=audit.on, place=audit.place, practice=practice, made_by=made_by,
        first=found.first, last=found.last, files=material.files, exposures=sum(n for _, n in found.reasons),
        counted=found.counted, told_again=material.told_again, data_fingerprint=material.fingerprint,
        falls=falls(audit.sizing), columns=material.columns,
        left_out=tuple(Count(*each) for each in audit.left_out),
        refused=tuple(Count(*each) for each in material.refusals.items()),
        repaired=tuple(RepairCount(*key, n) for key, n in material.repairs.items()),
        groups=tuple(_group(each) for each in shown), hidden_groups=len(hidden), hidden_exposures=sum(hidden),
        child_sizing=tuple(_sizing(each, least) for each in audit.sizing),
        image_quality=tuple(_quality(each) for each in audit.quality),
        questions=tuple(without_example(each) for each in audit.questions),
        children=_judged(audit.children), adults=_judged(audit.adults), to_do=audit.to_do,
        moved=_moved(shown, last, conventions.trend_percent) if last else (),
        compared_with=last.made_on if last else None,
    )  # fmt: skip


def falls(sizing: Iterable[ChildSizing]) -> Falls:
    """Of the whole practice: it does not fall where it does not fall anywhere; it falls where that can be told."""
    answers = [each.answer for each in sizing]
    if Falls.DOES_NOT_FALL in answers:
        return Falls.DOES_NOT_FALL
    return Falls.FALLS if Falls.FALLS in answers else Falls.CANNOT_TELL


def _group(each: Group) -> GroupOut:
    told = each.level
    level = (
        LevelOut(
            told.place, told.value, told.quantity, told.population, told.year, told.citation.source,
            told.citation.where, told.region,
        )
        if told
        else None
    )  # fmt: skip
    return GroupOut(
        each.unit, each.exam, each.receptor, each.band, each.quantity, each.spread, each.beside, level
    )  # fmt: skip


def _sizing(each: ChildSizing, least: int) -> SizingOut:
    bands = tuple(
        BandOut(band.band, band.spread.n, band.spread.median, band.percent_of_adult)
        if band.spread.n >= least
        else BandOut(band.band, None, None, None)
        for band in each.bands
    )
    share = each.with_adult_setting
    return SizingOut(
        each.unit, each.exam, each.receptor, each.quantity, each.answer, bands,
        each.slope if each.slope and each.slope.n >= least else None,
        share if share and share.n >= least else None,
    )  # fmt: skip


def _quality(each: ImageQuality) -> QualityOut:
    return QualityOut(
        each.exam, each.film, each.acceptable, each.target_percent, each.against, each.enough_images,
        tuple(Count(*reason) for reason in each.reasons), each.months,
    )  # fmt: skip


def _judged(each: Judged) -> JudgedOut:
    given, count = each.given_mAs, each.verdicts
    return JudgedOut(
        longer=count[Verdict.LONGER],
        as_advised=count[Verdict.AS_ADVISED],
        shorter=count[Verdict.SHORTER],
        cannot_tell=count[Verdict.CANNOT_TELL],
        saved_percent=100 * each.saved_mAs / given if given else None,
        least_saved_percent=100 * each.least_saved_mAs / given if given else None,
    )


def _moved(groups: Iterable[Group], last: Summary, least_percent: float) -> tuple[Moved, ...]:
    before = {(each.unit, each.exam, each.receptor, each.band, each.quantity): each for each in last.groups}
    moved = []
    for each in groups:
        then = before.get(each.key)
        if then is None or not then.spread.median:
            continue
        percent = 100 * (each.spread.median / then.spread.median - 1)
        if abs(percent) >= least_percent:
            moved.append(Moved(*each.key, then.spread.median, each.spread.median, percent))
    return tuple(moved)
