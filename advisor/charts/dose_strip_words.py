"""What the dose strip says: its labels, its text alternative, its numbers as a table."""

from collections.abc import Mapping, Sequence

from advisor.advice.landmarks import Landmark, LandmarkKind
from advisor.case.model import Range
from advisor.charts.picture import Row
from advisor.language import _
from advisor.words import figures


def words_of(name: str, dose: Range) -> str:
    """Beside a bar: As set, about 11 µSv."""
    return _("{name}, {dose}").format(name=name, dose=figures.typical_dose(dose))


def landmark_short(kind: LandmarkKind) -> str:
    """What stands at its line; here: of natural background at the place."""
    match kind:
        case LandmarkKind.HOUR:
            return _("1 hour")
        case LandmarkKind.DAY:
            return _("1 day")
        case LandmarkKind.WEEK:
            return _("1 week here")
        case LandmarkKind.HOUR_OF_FLIGHT:
            return _("1 h in the air")
        case LandmarkKind.PANORAMIC:
            return _("panoramic")
        case LandmarkKind.CBCT:
            return _("CBCT")


def _landmark_long(kind: LandmarkKind) -> str:
    match kind:
        case LandmarkKind.HOUR:
            return _("an hour of natural background")
        case LandmarkKind.DAY:
            return _("a day of natural background")
        case LandmarkKind.WEEK:
            return _("a week of natural background")
        case LandmarkKind.HOUR_OF_FLIGHT:
            return _("an hour in an airliner")
        case LandmarkKind.PANORAMIC:
            return _("a panoramic image of an adult, median of published studies")
        case LandmarkKind.CBCT:
            return _("a cone-beam scan of an adult, median of published studies")


def said(
    doses: Mapping[str, tuple[Range, Range]], landmarks: Sequence[Landmark], place: str, left: float | None
) -> str:
    """The picture for those who do not see it."""
    rows = [
        _("{name}: {dose}, like {time}").format(name=name, dose=figures.dose(dose), time=figures.background_time(days))
        for name, (dose, days) in doses.items()
    ]
    share = "" if left is None else figures.share(left)
    ratio = [_("{share} of the dose").format(share=share)] if share else []
    beside = [
        _("{what} {dose} µSv").format(what=_landmark_long(each.kind), dose=figures.figure(each.effective_dose_uSv))
        for each in landmarks
    ]
    return _("Effective dose beside natural background, {place}. {rows}. To compare: {beside}.").format(
        place=place, rows="; ".join([*rows, *ratio]), beside="; ".join(beside)
    )


def numbers(name: str, dose: Range, days: Range) -> Row:
    """A dose as a row of the table."""
    return _row(name, (dose.low, dose.typical, dose.high), figures.rounded(days.typical), "")


def landmark_numbers(each: Landmark) -> Row:
    """A landmark as a row of the table, with the rows of the published tables, or else the document, it is from."""
    return _row(
        _landmark_long(each.kind), (None, each.effective_dose_uSv, None), None, " ".join(each.rows or each.sources)
    )


def _row(name: str, ends: tuple[float | None, float, float | None], days: float | None, source: str) -> Row:
    low, typical, high = ("" if end is None else figures.rounded(end) for end in ends)
    return {
        _("what"): name,
        _("low, µSv"): low,
        _("typical, µSv"): typical,
        _("high, µSv"): high,
        _("days of background"): "" if days is None else days,
        _("rows or document"): source,
    }
