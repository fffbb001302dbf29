"""Reference levels beside this setting: context for one exposure, never a verdict on it."""

from __future__ import annotations

from advisor.advice.levels import fitting, same_quantity
from advisor.advice.report import Report
from advisor.handout import words
from advisor.handout.cited import References
from advisor.knowledge import Knowledge
from advisor.knowledge.places import ReferenceLevel
from advisor.words import figures, names


def level_lines(report: Report, knowledge: Knowledge, cited: References, room: int) -> list[str]:
    """The latest levels for a patient and region like this one, and what this setting gives of the same quantity."""
    found = fitting(report)
    shown = found[:room]
    lines = [_line(level, report, knowledge, cited) for level in shown]
    if len(found) > len(shown):
        lines.append(words.MORE_LEVELS.format(count=len(found) - len(shown)))
    return [*lines, words.LEVEL_HELP] if lines else []


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
    here = same_quantity(level, report)
    return f"{text} {words.LEVEL_HERE.format(estimate=figures.estimate(here, unit))}" if here else text
