"""Answers that are numbers: a dose or a time, the factor of a change, an order by dose, a median beside a level."""

from itertools import pairwise
from math import log

from advisor.advice.agreed import agreed
from advisor.advice.report import Report
from advisor.case.model import Citation, Range
from advisor.intake.refusal import Refusal, Why
from advisor.knowledge import Knowledge
from advisor.knowledge.places import ReferenceLevelRow
from advisor.lessons.answers import Factor, Grounds, Number, Offered, Order, Picks, Placed
from advisor.lessons.asked import LessonToday
from advisor.lessons.lesson import FactorQuestion, LevelQuestion, NumberQuestion, OrderQuestion
from advisor.lessons.vocabulary import AgainstLevel, Direction, Quantity
from advisor.physics import dose


def number(question: NumberQuestion, asked: LessonToday) -> Number:
    report = asked.report()
    value = quantity(question.of, report, asked.knowledge)
    return Number(question.of, value, asked.marking, _on(question.of, report))


def factor(question: FactorQuestion, asked: LessonToday) -> Factor:
    """Notes: factor = typical value after / before, of the lesson's case and of the changed one on the same unit."""
    reports = asked.report(), asked.report(question.after, "after")
    before, after = (quantity(question.of, report, asked.knowledge) for report in reports)
    if question.of is Quantity.DOSE:  # of one unit
        after = dose.effective_dose(reports[1].case, asked.knowledge.dose, reports[0].case)
    if before.typical <= 0 or after.typical <= 0:
        raise Refusal(("of",), Why.NO_RATIO, of=question.of)
    ratio = after.typical / before.typical
    same = abs(log(ratio)) <= log(asked.marking.same_within_factor)
    direction = Direction.SAME if same else Direction.UP if ratio > 1 else Direction.DOWN
    return Factor(question.of, direction, ratio, before, after, asked.marking, _on(question.of, *reports))


def quantity(of: Quantity, report: Report, knowledge: Knowledge) -> Range:
    """The engine's value of a quantity of a report, in the unit that its word names.

    Raises
    ------
    Refusal
        Where the case tells too little for it.
    """
    value = {
        Quantity.DOSE: report.dose_now.effective_dose_uSv,
        Quantity.EXPOSURE: report.exposure.span_s,
        Quantity.BACKGROUND: report.days_now,
        Quantity.KERMA: report.entrance_kerma_mGy,
        Quantity.DAP: report.dap_mGycm2,
        Quantity.SAVED: agreed(report, knowledge).percent if of is Quantity.SAVED else None,
    }[of]
    if value is None:
        raise Refusal(("of",), Why.NOT_WORKED_OUT, of=of)
    if value.typical <= 0:
        raise Refusal(("of",), Why.NOTHING_HERE, of=of)
    return value


def _on(of: Quantity, *reports: Report) -> Grounds:
    """The evidence behind a number; a background names its document, a saving the findings that bring it."""
    evidence = [each for report in reports for each in report.dose_now.evidence]
    if of is Quantity.EXPOSURE:
        evidence = [each for report in reports for each in report.exposure.evidence]
    citations = [report.background.citation for report in reports] if of is Quantity.BACKGROUND else []
    findings = [found for report in reports for step in report.steps for found in step.findings]
    bringing = [found for found in findings if found.decides.answer.instead] if of is Quantity.SAVED else []
    return Grounds(tuple(bringing), tuple(dict.fromkeys(evidence)), tuple(dict.fromkeys(citations)), reports)


def order(question: OrderQuestion, asked: LessonToday) -> Order:
    reports = [asked.reported(item.case, f"item.{nth}") for nth, item in enumerate(question.items)]
    doses = [report.dose_now.effective_dose_uSv for report in reports]
    items = zip(question.items, doses, strict=True)
    placed = [Placed(f"{nth}", item.says, dose) for nth, (item, dose) in enumerate(items)]
    placed.sort(key=lambda each: each.dose_uSv.typical)
    apart = asked.marking.neighbours_apart_factor
    for lower, higher in pairwise(placed):
        if higher.dose_uSv.typical < apart * lower.dose_uSv.typical:
            doses_told = f"{lower.dose_uSv.typical:.3g} and {higher.dose_uSv.typical:.3g} uSv"
            item, other = int(lower.key), int(higher.key) + 1
            raise Refusal(("item", item), Why.TOO_NEAR, other=other, doses=doses_told, apart=apart)
    return Order(tuple(placed), _on(Quantity.DOSE, *reports))


def against_level(question: LevelQuestion, asked: LessonToday) -> Picks:
    """A median of too few images, or of another quantity, cannot be compared."""
    row = level_row(question.reference_level, asked.knowledge)
    measured = question.images_measured
    few = measured is not None and measured < asked.marking.median_of_at_least
    other = question.quantity is not None and question.quantity != row.quantity
    answer = AgainstLevel.ABOVE if question.value > row.value else AgainstLevel.BELOW
    right = AgainstLevel.CANNOT_TELL if few or other else answer
    citation = Citation(row.source, row.where, row.certainty)
    offered = tuple(Offered(each, each is right) for each in AgainstLevel)
    return Picks(offered, several=False, grounds=Grounds(citations=(citation,)))


def level_row(name: str, knowledge: Knowledge) -> ReferenceLevelRow:
    """The reference level with this id, wherever it is in force."""
    rows = [row for place in knowledge.places.values() for row in place.reference_level if row.id == name]
    if not rows:
        raise Refusal(("reference_level",), Why.NO_LEVEL)
    if not rows[0].certainty.usable:
        raise Refusal(("reference_level",), Why.UNREAD_LEVEL, certainty=rows[0].certainty)
    return rows[0]
