"""The changes that no issuer contests, made together; a disputed one stays the reader's choice, one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NamedTuple

from advisor import dose
from advisor.advice import timed
from advisor.background import background_days
from advisor.knowledge import Knowledge
from advisor.model import Case, Range
from advisor.report import DoseEstimate, Report, Saving

_PER_CENT: Final = 100.0


class Agreed(NamedTuple):
    """The case as it would be, what each change saves, and what is left of the dose."""

    case: Case
    savings: tuple[Saving, ...]
    dose: DoseEstimate
    days: Range
    percent: Range


def agreed(report: Report, knowledge: Knowledge) -> Agreed:
    """Make the report's changes without the contested ones, and price them again where one of those is skipped."""
    open_ones = {finding.topic for step in report.steps for finding in step.findings if finding.contested}
    case, after, savings = report.case, report.dose_now, []
    for saving in report.savings:
        if saving.topic not in open_ones:
            before = after
            case = timed(replace(case, setup=replace(case.setup, **saving.change)), knowledge)
            after = dose.estimate(case, knowledge.dose)
            savings.append(_priced(saving, before, after, report.dose_now))
    days = background_days(after.effective_dose_uSv, report.background)
    return Agreed(case, tuple(savings), after, days, dose.saved_percent(report.dose_now, after))


def _priced(saving: Saving, before: DoseEstimate, after: DoseEstimate, now: DoseEstimate) -> Saving:
    saved_uSv = before.effective_dose_uSv.typical - after.effective_dose_uSv.typical
    return replace(saving, typical_uSv=saved_uSv, percent=_PER_CENT * saved_uSv / now.effective_dose_uSv.typical)
