"""Reference levels beside this setting: context for one exposure, never a verdict on it."""

from __future__ import annotations

from advisor.handout.cited import References
from advisor.knowledge import Knowledge
from advisor.model import Case, Range
from advisor.report import ReferenceLevel, Report
from advisor.wording import figures, names
from advisor.wording import handout as words


def level_lines(report: Report, knowledge: Knowledge, cited: References, room: int) -> list[str]:
    """The latest levels for a patient and region like this one, and what this setting gives of the same quantity."""
    fitting = [level for level in report.reference_levels if _fits(level, report.case)]
    shown = fitting[:room]
    lines = [_line(level, report, knowledge, cited) for level in shown]
    if len(fitting) > len(shown):
        lines.append(words.MORE_LEVELS.format(count=len(fitting) - len(shown)))
    return [*lines, words.LEVEL_HELP] if lines else []


def _fits(level: ReferenceLevel, case: Case) -> bool:
    alike = (level.population == words.CHILD) is case.patient.child
    here = level.region is None or (case.region is not None and level.region == case.region.id)
    return alike and here and level.quantity in words.QUANTITY


def _line(level: ReferenceLevel, report: Report, knowledge: Knowledge, cited: References) -> str:
    quantity, unit = words.QUANTITY[level.quantity]
    place = knowledge.places.get(level.place)
    number = cited.number(level.citation.source)
    text = words.LEVEL.format(
        quantity=quantity,
        value=level.value,
        unit=unit,
        population=words.POPULATION[level.population],
        region=f", {names.REGION[level.region].lower()}" if level.region else "",
        place=place.name if place else level.place,
        year=level.year or "",
        note=level.note.rstrip("."),
        mark=words.MARK.format(number=number) if number else "",
    )
    here = _here(level, report)
    return f"{text} {words.LEVEL_HERE.format(estimate=figures.estimate(here, unit))}" if here else text


def _here(level: ReferenceLevel, report: Report) -> Range | None:
    same = {words.DOSE_AREA_PRODUCT: report.dap_mGycm2, words.AIR_KERMA: report.entrance_kerma_mGy}
    return same.get(level.quantity)
