"""What is said of a pregnant patient, and by whom: only where an issuer speaks."""

from __future__ import annotations

from typing import Final

from advisor.advice.report import Report
from advisor.case.vocabulary import Topic
from advisor.guidance.statement import Finding
from advisor.words import remedies, steps

SAID_BY: Final = "{says} ({issuer})"


def in_pregnancy(report: Report) -> str:
    """The word that decides, or both sides; empty where nobody here speaks of pregnancy or it was not told."""
    found = finding(report)
    if found is None:
        return ""
    if found.disputed:
        return steps.sides(found)
    statement = found.decides.statement
    return SAID_BY.format(says=statement.says.rstrip("."), issuer=remedies.who(statement))


def finding(report: Report) -> Finding | None:
    """What issuers say of this pregnancy."""
    if not report.case.patient.pregnant:
        return None
    return next((each for step in report.steps for each in step.findings if each.topic is Topic.PREGNANCY), None)
