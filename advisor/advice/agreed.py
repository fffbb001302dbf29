"""The changes that no issuer contests, made together; a disputed one stays the reader's choice, one by one."""

from typing import NamedTuple

from advisor.advice._pricing import priced, timed
from advisor.advice.report import Report, Saving
from advisor.case.model import Case, Range
from advisor.knowledge import Knowledge
from advisor.physics.background import background_days
from advisor.physics.estimate import DoseEstimate
from advisor.physics.saving import saved_percent


class Agreed(NamedTuple):
    """The case as it would be, what each change saves, and what is left of the dose."""

    case: Case
    savings: tuple[Saving, ...]
    dose: DoseEstimate
    days: Range
    percent: Range

    @property
    def counted(self) -> int:
        """How many of the changes save anything."""
        return sum(round(each.percent) >= 1 for each in self.savings)


def agreed(report: Report, knowledge: Knowledge) -> Agreed:
    """Price the uncontested findings by themselves: a time that a contested receptor would bring is not among them.

    Returns
    -------
    Agreed
        The dose that is left [uSv, ICRP 103] with its days of background, and what is saved of the first [%], each as
        90 % range; the saving is worked out on one unit, so it is narrower than that of two doses.
    """
    findings = {each.topic: each for step in report.steps for each in step.findings}
    case, after, savings = priced(report.case, findings, report.dose_now, knowledge, lambda each: not each.contested)
    days = background_days(after.effective_dose_uSv, report.background)
    percent = saved_percent(report.case, case, knowledge.dose)
    return Agreed(timed(case, knowledge), savings, after, days, percent)
