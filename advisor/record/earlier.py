"""What the record holds of the same kind and place, and from which day guidance lets the next one be considered."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from advisor.advice.report import Report
from advisor.case.day import months_between, months_later
from advisor.case.model import Case, Fact
from advisor.case.vocabulary import Topic
from advisor.guidance.rules import facts
from advisor.guidance.stands import Stand
from advisor.guidance.statement import Statement
from advisor.record.entry import Entry, Record

FROM: Final = "advised_from_months"
TO: Final = "advised_to_months"


@dataclass(frozen=True, slots=True)
class Interval:
    """What one statement says of the next image; `day` is counted from the latest day the earlier one can be of."""

    statement: Statement
    from_months: float
    to_months: float
    when: Mapping[str, Fact]  # beyond what is told; empty = always
    day: date | None = None  # None: no earlier image is known

    def waits(self, on: date) -> bool:
        return self.day is not None and on < self.day


@dataclass(frozen=True, slots=True)
class Earlier:
    """The latest image of the same kind and place, what else there is, and what issuers say of the next."""

    latest: Entry | None
    months: tuple[int, int] | None  # least and most since then, as far as its day is known
    same: tuple[Entry, ...]  # the newest first
    others: tuple[Entry, ...]  # the newest of each other exam
    intervals: tuple[Interval, ...]  # the deciding one first; empty where nobody gives one for this image and patient


def earlier(report: Report, record: Record) -> Earlier | None:
    """What was imaged before the day of a report's case; None where the record holds nothing before it."""
    case = report.case
    on = case.on or date.max
    before = [entry for entry in reversed(record.entries) if entry.on.first < on]
    if not before:
        return None
    same = tuple(entry for entry in before if same_place(entry, case))
    latest = same[0] if same else None
    months = (
        (max(months_between(min(latest.on.last, on), on), 0), months_between(latest.on.first, on))
        if latest and case.on
        else None
    )
    others = {entry.exam: entry for entry in before[::-1] if entry.exam != case.exam.id}
    return Earlier(latest, months, same, tuple(others.values())[::-1], intervals(report, latest))


def same_place(entry: Entry, case: Case) -> bool:
    """Whether an entry is of the exam and region of a case; where one does not tell its region, it may be."""
    region = case.region.id if case.region else None
    return entry.exam == case.exam.id and (None in (entry.region, region) or entry.region == region)


def intervals(report: Report, latest: Entry | None = None) -> tuple[Interval, ...]:
    """What every issuer says of the time to the next such image, as far as it fits what is told of the patient."""
    case = report.case
    advice = next((each for each in report.advice if each.topic is Topic.BITEWING_INTERVAL), None)
    if advice is None:
        return ()
    found = report.finding(Topic.BITEWING_INTERVAL)
    decides = found.decides.statement if found else None
    fitting = sorted(_fitting(advice.stands, facts(case)), key=lambda stand: stand.statement is not decides)
    return tuple(_interval(stand, case, latest) for stand in fitting)


def _fitting(stands: tuple[Stand, ...], told: Mapping[str, Fact]) -> Iterator[Stand]:
    for stand in stands:
        if FROM in stand.answer.because and all(told[name] in (None, wanted) for name, wanted in stand.when.items()):
            yield stand


def _interval(stand: Stand, case: Case, latest: Entry | None) -> Interval:
    told = facts(case)
    least, most = (float(str(stand.answer.because[name])) for name in (FROM, TO))
    return Interval(
        statement=stand.statement,
        from_months=least,
        to_months=most,
        when={name: wanted for name, wanted in stand.when.items() if told[name] is None},
        day=months_later(latest.on.last, round(least)) if latest else None,
    )
