"""All images of one visit on one sheet: what is true of each, under its name, and one sum of their dose."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from advisor.advice.agreed import agreed
from advisor.advice.report import Report
from advisor.advice.together import sum_of, together
from advisor.case.model import Case, Range
from advisor.handout import words
from advisor.knowledge import Knowledge
from advisor.physics.background import background_days
from advisor.words import figures, names


def images(report: Report) -> tuple[Report, ...]:
    """The report itself, then those of the further images."""
    return report, *report.also


def called(case: Case) -> str:
    """An image, with its region where that is told."""
    if case.region is None:
        return names.exam(case.exam)
    return words.IMAGE_REGION.format(exam=names.exam(case.exam), region=figures.within(names.region(case.region)))


def of_each(report: Report, lines: Callable[[Report], Iterable[str]]) -> Iterator[str]:
    """What is true of all images once, and what is true of some behind their names."""
    said = [(called(each.case), list(lines(each))) for each in images(report)]
    for line in dict.fromkeys(line for _name, its_lines in said for line in its_lines):
        of = list(dict.fromkeys(name for name, its_lines in said if line in its_lines))
        everywhere = all(line in its_lines for _name, its_lines in said)
        yield line if everywhere else words.OF_IMAGE.format(images=figures.listed(of), said=line)


def dose(report: Report) -> tuple[Range, Range]:
    """The effective dose [uSv] of all images as they are set, and its days of background."""
    summed = together(report)
    return (summed.now, summed.days_now) if summed else (report.dose_now.effective_dose_uSv, report.days_now)


def days_as_agreed(report: Report, knowledge: Knowledge) -> Range | None:
    """The same days after the changes that nobody disputes; None where there are none."""
    plans = {id(each): agreed(each, knowledge) for each in images(report)}
    if not any(plan.savings for plan in plans.values()):
        return None
    left = sum_of(report, lambda each: plans[id(each)].dose.effective_dose_uSv)
    return background_days(left, report.background)


def case_as_agreed(report: Report, knowledge: Knowledge) -> Case:
    """The visit with the changes that nobody disputes, made for every image."""
    also = tuple(agreed(each, knowledge).case for each in report.also)
    return replace(agreed(report, knowledge).case, also=also)
