"""One sum of dose for all images of a visit, as they are set and as advised."""

from collections.abc import Callable
from typing import NamedTuple

from advisor.advice.report import Report
from advisor.case.model import Range
from advisor.case.vocabulary import Family
from advisor.physics.background import background_days
from advisor.physics.spread import total


class Together(NamedTuple):
    """The effective dose [uSv] of all images of a visit and its days of background, now and after the changes."""

    now: Range
    after: Range
    days_now: Range
    days_after: Range


def together(report: Report) -> Together | None:
    """The sum over a report and the further images of its visit; None where there are none.

    Notes
    -----
    Images of one family rest on one fitted coefficient and may all be off by it, so their ranges add up end by end;
    those of different families are independent.
    """
    if not report.also:
        return None
    now = sum_of(report, lambda each: each.dose_now.effective_dose_uSv)
    after = sum_of(report, lambda each: each.as_advised.dose.effective_dose_uSv)
    return Together(now, after, background_days(now, report.background), background_days(after, report.background))


def sum_of(report: Report, dose: Callable[[Report], Range]) -> Range:
    """What `dose` gives for a report and each further image of its visit, summed as `together` says."""
    groups: dict[Family, list[Range]] = {}
    for each in (report, *report.also):
        groups.setdefault(each.case.exam.family, []).append(dose(each))
    return total(groups.values())
