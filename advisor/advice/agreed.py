"""The changes that no issuer contests, made together; a disputed one stays the reader's choice, one by one."""

from __future__ import annotations

from typing import NamedTuple

from advisor.advice import priced, timed
from advisor.advice.report import Report, Saving
from advisor.case.model import Case, Range
from advisor.guidance.statement import Finding
from advisor.knowledge import Knowledge
from advisor.physics import display, dose
from advisor.physics.background import background_days
from advisor.physics.estimate import DoseEstimate

Estimated = tuple[Case, DoseEstimate]


class Agreed(NamedTuple):
    """The case as it would be, what each change saves, and what is left of the dose."""

    case: Case
    savings: tuple[Saving, ...]
    dose: DoseEstimate
    days: Range
    percent: Range


def agreed(report: Report, knowledge: Knowledge) -> Agreed:
    """Price the uncontested findings by themselves: a time that a contested receptor would bring is not among them."""
    findings = {each.topic: each for step in report.steps for each in step.findings}
    case, after, savings = priced(report.case, findings, report.dose_now, knowledge, _settled)
    days = background_days(after.effective_dose_uSv, report.background)
    percent = saved_percent((report.case, report.dose_now), (case, after), knowledge)
    return Agreed(timed(case, knowledge), savings, after, days, percent)


def _settled(finding: Finding) -> bool:
    return not finding.contested


def saved_percent(before: Estimated, after: Estimated, knowledge: Knowledge) -> Range:
    """What a change saves [%], of two cases with their estimates.

    Nobody has seen the display after a change of an extraoral unit: there published doses decide.
    """
    changed = after[0]
    if changed.exam.intraoral or changed.setup.dap_mGycm2 is None:
        return dose.saved_percent(before[1], after[1])
    return dose.saved_percent(
        *(dose.estimate(display.undisplayed(case), knowledge.dose) for case, _ in (before, after))
    )
