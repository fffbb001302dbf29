"""A lesson on a day: its case, changed if told, before the engine."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from advisor.advice import advise
from advisor.advice.report import Report
from advisor.intake.case import read_case
from advisor.intake.refusal import Path, Refusal, Why
from advisor.knowledge import Knowledge
from advisor.lessons.course import Marking
from advisor.lessons.lesson import CaseChange, CaseWords, Lesson


@dataclass(frozen=True, slots=True)
class LessonToday:
    """A lesson on a day, with everything that its answers are worked out from."""

    lesson: Lesson
    knowledge: Knowledge
    marking: Marking
    on: date

    @property
    def case(self) -> CaseWords:
        if self.lesson.case is None:
            raise Refusal(("answer",), Why.NEEDS_CASE)
        return self.lesson.case

    def report(self, change: CaseChange | None = None, key: str = "case") -> Report:
        """The engine's report on the lesson's case, changed if told; a Refusal of the key that is at fault."""
        return self.reported(merged(self.case, change), key)

    def reported(self, case: CaseWords, key: str) -> Report:
        try:
            return advise(read_case(dated(case, self.on), self.knowledge), self.knowledge)
        except Refusal as error:
            raise Refusal(path_of(key), Why.CASE_REFUSED, error=error) from None


def path_of(key: str) -> Path:
    """A key told as option.2."""
    return tuple(int(part) if part.isdecimal() else part for part in key.split("."))


def dated(case: CaseWords, on: date) -> CaseWords:
    """A case that tells no day is of the day on which it is asked."""
    return case if case.get("on") else {**case, "on": on.isoformat()}


def merged(case: CaseWords, change: CaseChange | None) -> CaseWords:
    """A case with what a change tells laid over it."""
    if change is None:
        return case
    laid: dict[str, Any] = dict(case)
    for part in ("setup", "visit", "patient"):
        changed, before = getattr(change, part), case.get(part) or {}
        if changed and isinstance(before, dict):  # what is no table read_case refuses
            laid[part] = {**before, **changed}
    laid |= {part: getattr(change, part) for part in ("exam", "region") if getattr(change, part)}
    return laid
