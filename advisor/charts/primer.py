"""The picture of a paragraph of the primer: published doses on a logarithmic axis, other numbers on a plain one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from advisor.case.model import Range
from advisor.charts import background_words as words
from advisor.charts.lesson_answers import dose_ladder, values_strip
from advisor.charts.picture import Ink, Picture
from advisor.knowledge import Knowledge
from advisor.knowledge.primer import Paragraph, PrimerPicture

_DOSE: Final = "µSv"


def pictured(paragraph: Paragraph, paragraphs: Sequence[Paragraph]) -> Paragraph | None:
    """The paragraph whose picture stands beside this one: its own, the last before it in its topic, or the first."""
    of_topic = [each for each in paragraphs if each.topic is paragraph.topic]
    here = of_topic.index(paragraph)
    nearest = (*reversed(of_topic[: here + 1]), *of_topic[here + 1 :])
    return next((each for each in nearest if each.picture), None)


def primer_picture(drawn: PrimerPicture, knowledge: Knowledge, ink: Ink) -> Picture:
    """Its rows as their tables have them, then the numbers that the paragraph says, all as published; a KeyError names
    a row of neither table that is drawn."""
    published = dict(_doses(knowledge) if drawn.unit == _DOSE else _levels(knowledge))
    values = {**dict(published[id] for id in drawn.rows), **drawn.values}
    picture = values_strip(values, drawn.unit, ink)
    if drawn.unit == _DOSE:
        labels = {words.DRAWN.format(name=name, value=value): value for name, value in values.items()}
        points = {name: Range(value, value, value) for name, value in labels.items()}
        ladder = dose_ladder(points, ink, drawn.axis)
        picture = replace(picture, shape=ladder.shape, rows=ladder.rows)
    return replace(
        picture, name="primer", alternative=words.PICTURED.format(title=drawn.title, says=picture.alternative)
    )


def _doses(knowledge: Knowledge) -> Iterator[tuple[str, tuple[str, float]]]:
    """Published effective doses that were read, by the id of their row."""
    for row in knowledge.tables.comparators:
        if row.certainty.usable and row.effective_dose_uSv is not None:
            yield row.id, (row.name, row.effective_dose_uSv)


def _levels(knowledge: Knowledge) -> Iterator[tuple[str, tuple[str, float]]]:
    """Reference levels that were read, by the id of their row; called by whom they are for."""
    for place in knowledge.places.values():
        for level in place.reference_level:
            if level.certainty.usable:
                yield level.id, (words.POPULATION[level.population], level.value)
