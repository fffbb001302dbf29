"""Acceptable or not, per exam and kind of receptor, against the target; why images were not; month by month."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from advisor.audit.collected import Grade
from advisor.audit.standards import Standards
from advisor.audit.statistics import Share, wilson
from advisor.intake.exposure import Quality

_MOST_REASONS: Final = 10


class AgainstTarget(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"  # the target lies within the interval of the share


@dataclass(frozen=True, slots=True)
class ImageQuality:
    """One type of radiograph: share acceptable with its interval, the target, and whether so many images can tell."""

    exam: str
    film: bool
    acceptable: Share
    target_percent: float
    against: AgainstTarget
    enough_images: bool
    reasons: tuple[tuple[str, int], ...]
    months: tuple[tuple[date, int, int], ...]  # first of the month, acceptable, all


def image_quality(grades: Sequence[Grade], standards: Standards) -> tuple[ImageQuality, ...]:
    by_type: dict[tuple[str, bool], list[Grade]] = defaultdict(list)
    for grade in grades:
        by_type[grade.exam, grade.receptor.startswith("film")].append(grade)
    return tuple(_of_type(exam, film, by_type[exam, film], standards) for exam, film in sorted(by_type))


def _of_type(exam: str, film: bool, grades: Sequence[Grade], standards: Standards) -> ImageQuality:
    good = sum(grade.n for grade in grades if grade.quality == Quality.ACCEPTABLE)
    total = sum(grade.n for grade in grades)
    share = wilson(good, total, standards.conventions.confidence_z)
    target = standards.quality.film_percent if film else standards.quality.digital_percent
    reasons: Counter[str] = Counter()
    months: dict[date, list[int]] = defaultdict(lambda: [0, 0])
    for grade in grades:
        if grade.quality != Quality.ACCEPTABLE and grade.reason:
            reasons[grade.reason] += grade.n
        if grade.month is not None:
            months[grade.month][0] += grade.n if grade.quality == Quality.ACCEPTABLE else 0
            months[grade.month][1] += grade.n
    return ImageQuality(
        exam=exam,
        film=film,
        acceptable=share,
        target_percent=target,
        against=_against(share, target),
        enough_images=total >= standards.quality.images,
        reasons=tuple(sorted(reasons.items(), key=lambda each: (-each[1], each[0]))[:_MOST_REASONS]),
        months=tuple((month, k, n) for month, (k, n) in sorted(months.items())),
    )


def _against(share: Share, target: float) -> AgainstTarget:
    if share.low_percent >= target:
        return AgainstTarget.MET
    return AgainstTarget.NOT_MET if share.high_percent < target else AgainstTarget.CANNOT_TELL
