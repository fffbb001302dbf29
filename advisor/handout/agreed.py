"""The changes that no issuer contests, made together: the settings and dose that paper calls "after"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final, NamedTuple

from advisor import dose
from advisor.advice import timed
from advisor.background import background_days
from advisor.knowledge import Knowledge
from advisor.model import Case, DoseEstimate, Range, Report, Saving
from advisor.wording import steps

_PER_CENT: Final = 100.0


class Agreed(NamedTuple):
    """A case as it would be, its dose, its time of background, and what that saves in per cent."""

    case: Case
    savings: tuple[Saving, ...]
    dose: DoseEstimate
    days: Range
    percent: Range


def agreed(report: Report, knowledge: Knowledge) -> Agreed:
    """A change that issuers dispute stays the reader's choice and is not among these."""
    disputed = {finding.topic for step in report.steps for finding in step.findings if steps.contested(finding)}
    case, after, savings = report.case, report.dose_now, []
    for saving in report.savings:
        if saving.topic not in disputed:
            before = after
            case = timed(replace(case, setup=replace(case.setup, **saving.change)), knowledge)
            after = dose.estimate(case, knowledge.dose)
            savings.append(_priced(saving, before, after, report.dose_now))
    days = background_days(after.effective_dose_uSv, report.background)
    return Agreed(case, tuple(savings), after, days, dose.saved_percent(report.dose_now, after))


def _priced(saving: Saving, before: DoseEstimate, after: DoseEstimate, now: DoseEstimate) -> Saving:
    """What a change saves where the disputed ones before it are not made."""
    saved_uSv = before.effective_dose_uSv.typical - after.effective_dose_uSv.typical
    return replace(saving, typical_uSv=saved_uSv, percent=_PER_CENT * saved_uSv / now.effective_dose_uSv.typical)
