"""An audit as others read it: JSON by a published schema. Small cells are merged, no row of the log is in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from advisor.audit import Audit
from advisor.audit.child_sizing import ChildSizing, Falls
from advisor.audit.groups import Beside, Group
from advisor.audit.image_quality import AgainstTarget, ImageQuality
from advisor.audit.judged import Judged, Verdict
from advisor.audit.questions import Question, without_example
from advisor.audit.statistics import Share, Slope, Spread
from advisor.audit.to_do import ToDo
from advisor.intake.refusal import CaseError
from advisor.knowledge import Knowledge

LARGEST_SUMMARY_BYTES: Final = 5_000_000


@dataclass(frozen=True, slots=True)
class Count:
    what: str
    n: int


@dataclass(frozen=True, slots=True)
class RepairCount:
    field: str
    why: str
    n: int


@dataclass(frozen=True, slots=True)
class LevelOut:
    place: str
    value: float
    quantity: str
    population: str
    year: int | None
    source: str
    where: str
    region: str | None = None


@dataclass(frozen=True, slots=True)
class GroupOut:
    """One quantity of one unit x exam x receptor x size; exposure_s in s, dap_mGycm2, entrance_kerma_mGy."""

    unit: str
    exam: str
    receptor: str
    band: str
    quantity: str
    spread: Spread
    beside: Beside
    level: LevelOut | None


@dataclass(frozen=True, slots=True)
class BandOut:
    """A size group; without figures where it is too small to leave the practice."""

    band: str
    n: int | None
    median: float | None
    percent_of_adult: float | None


@dataclass(frozen=True, slots=True)
class SizingOut:
    unit: str
    exam: str
    receptor: str
    quantity: str
    answer: Falls
    bands: tuple[BandOut, ...]
    slope: Slope | None
    with_adult_setting: Share | None


@dataclass(frozen=True, slots=True)
class QualityOut:
    exam: str
    film: bool
    acceptable: Share
    target_percent: float
    against: AgainstTarget
    enough_images: bool
    reasons: tuple[Count, ...]
    months: tuple[tuple[date, int, int], ...]


@dataclass(frozen=True, slots=True)
class JudgedOut:
    """Exposures against the advised time, and the share of mAs that the advised step (the longest) would have saved."""

    longer: int
    as_advised: int
    shorter: int
    cannot_tell: int
    saved_percent: float | None
    least_saved_percent: float | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A median then and now."""

    unit: str
    exam: str
    receptor: str
    band: str
    quantity: str
    before: float
    now: float
    percent: float


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that the report says, in figures."""

    fingerprint: str
    made_on: date
    place: str
    practice: str | None
    made_by: str | None
    first: date | None
    last: date | None
    files: int
    exposures: int
    counted: int
    told_again: int
    data_fingerprint: str
    falls: Falls
    columns: tuple[str, ...]
    left_out: tuple[Count, ...]
    refused: tuple[Count, ...]
    repaired: tuple[RepairCount, ...]
    groups: tuple[GroupOut, ...]
    hidden_groups: int
    hidden_exposures: int
    child_sizing: tuple[SizingOut, ...]
    image_quality: tuple[QualityOut, ...]
    questions: tuple[Question, ...]
    children: JudgedOut
    adults: JudgedOut
    to_do: tuple[ToDo, ...]
    moved: tuple[Moved, ...]
    compared_with: date | None


_ADAPTER: Final[TypeAdapter[Summary]] = TypeAdapter(Summary)


def summary(
    audit: Audit,
    knowledge: Knowledge,
    *,
    practice: str | None = None,
    made_by: str | None = None,
    last: Summary | None = None,
) -> Summary:
    """The audit in figures; `last` is the summary of the one before, whose medians are set beside these."""
    least = audit.standards.conventions.hidden_below
    shown = [each for each in audit.groups if each.spread.n >= least]
    hidden = [each for each in audit.groups if each.spread.n < least]
    total = sum(n for _, n in audit.found.reasons)
    return Summary(
        fingerprint=knowledge.fingerprint,
        made_on=audit.on,
        place=audit.place,
        practice=practice,
        made_by=made_by,
        first=audit.found.first,
        last=audit.found.last,
        files=audit.material.files,
        exposures=total,
        counted=audit.found.counted,
        told_again=audit.material.told_again,
        data_fingerprint=audit.material.fingerprint,
        falls=falls(audit.sizing),
        columns=audit.material.columns,
        left_out=tuple(Count(*each) for each in audit.left_out),
        refused=tuple(Count(*each) for each in audit.material.refusals.items()),
        repaired=tuple(RepairCount(*key, n) for key, n in audit.material.repairs.items()),
        groups=tuple(_group(each) for each in shown),
        hidden_groups=len(hidden),
        hidden_exposures=sum(each.spread.n for each in hidden),
        child_sizing=tuple(_sizing(each, least) for each in audit.sizing),
        image_quality=tuple(_quality(each) for each in audit.quality),
        questions=tuple(without_example(each) for each in audit.questions),
        children=_judged(audit.children),
        adults=_judged(audit.adults),
        to_do=audit.to_do,
        moved=_moved(shown, last, audit.standards.conventions.trend_percent) if last else (),
        compared_with=last.made_on if last else None,
    )


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


def summary_json(told: Summary) -> dict[str, Any]:
    """As data/schema/audit.schema.json describes it; figures to four places."""
    plain: dict[str, Any] = _short(_ADAPTER.dump_python(told, mode="json"))
    return plain


def _short(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _short(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_short(each) for each in value]
    return float(f"{value:.4g}") if isinstance(value, float) else value


def summary_from_text(text: str | bytes, name: str = "last") -> Summary:
    """The summary of an earlier audit; CaseError where it is none."""
    if len(text) > LARGEST_SUMMARY_BYTES:
        raise CaseError(name, f"is larger than {LARGEST_SUMMARY_BYTES // 10**6} MB; give the summary.json of an audit")
    try:
        return _ADAPTER.validate_json(text)
    except (ValidationError, RecursionError, ValueError):
        raise CaseError(name, "is not the summary.json of an audit") from None


def summary_schema() -> dict[str, Any]:
    return _ADAPTER.json_schema(mode="serialization")
