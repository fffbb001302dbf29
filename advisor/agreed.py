"""The changes that no issuer contests, made together; a disputed one stays the reader's choice, one by one."""

from __future__ import annotations

from typing import NamedTuple

from advisor.advice import priced, timed
from advisor.background import background_days
from advisor.knowledge import Knowledge
from advisor.model import Case, Range
from advisor.report import DoseEstimate, Report, Saving
from advisor.saving import saved_percent


class Agreed(NamedTuple):
    """The case as it would be, what each change saves, and what is left of the dose."""

    case: Case
    savings: tuple[Saving, ...]
    dose: DoseEstimate
    days: Range
    percent: Range


def agreed(report: Report, knowledge: Knowledge) -> Agreed:
    """Price the uncontested findings by themselves: a time that a contested receptor would bring is not among them."""
    settled = {each.topic: each for step in report.steps for each in step.findings if not each.contested}
    case, after, savings = priced(report.case, settled, report.dose_now, knowledge)
    days = background_days(after.effective_dose_uSv, report.background)
    percent = saved_percent(report.case, case, knowledge.dose)
    return Agreed(timed(case, knowledge), savings, after, days, percent)
