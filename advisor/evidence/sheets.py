"""What knowledge holds beside the CSV tables, as tables of text: statements, sources, places, parameters, notes."""

from collections.abc import Iterable, Mapping
from typing import Final

from advisor.case.exams import PublishedRange
from advisor.evidence import table_words as in_tables
from advisor.evidence.published import PublishedTables, Sheet, SheetColumn
from advisor.guidance.editions import Edition
from advisor.knowledge import Knowledge
from advisor.physics.dose_tables import Parameter

STATEMENTS: Final = "statements"
EDITIONS: Final = "editions"
SOURCES: Final = "sources"
PLACES: Final = "places"
BACKGROUND: Final = "background"
LEVELS: Final = "reference-levels"
NOTES: Final = "notes"
PRIMER: Final = "primer"
DOSE_MODEL: Final = "dose-model"
TECHNIQUE_MODEL: Final = "technique-model"
ASSUMED: Final = "exams"
UNITS: Final = "units"
UNIT_STEPS: Final = "unit-steps"


def sheets(knowledge: Knowledge, published: PublishedTables) -> dict[str, Sheet]:
    """Every table by its id, the published ones first."""
    made = {
        DOSE_MODEL: _parameters(knowledge.dose.parameters),
        TECHNIQUE_MODEL: _technique(published),
        ASSUMED: _assumed(knowledge),
        UNITS: _units(knowledge),
        UNIT_STEPS: _unit_steps(knowledge),
        NOTES: (_cells(note, ("id", "about", "strength", "says", *_CITED)) for note in knowledge.tables.notes),
        PRIMER: _primer(knowledge),
        STATEMENTS: (row for edition in knowledge.editions for row in _statements(edition)),
        EDITIONS: (_edition(edition) for edition in knowledge.editions),
        SOURCES: (_cells(source, _SOURCE) for source in knowledge.sources.values()),
        PLACES: ({"id": place.code, **_cells(place, _PLACE)} for place in knowledge.places.values()),
        BACKGROUND: _background(knowledge),
        LEVELS: _levels(knowledge),
    }
    tables = {sheet.id: sheet for sheet in published.tables}
    return tables | {name: _sheet(name, rows) for name, rows in made.items()}


_CITED: Final = ("source", "where", "certainty", "note")
_SOURCE: Final = ("id", "title", "issuer", "year", "url", "read_on", "review_by")
_PLACE: Final = ("name", "part_of", "notice", "read_on", "review_by")
_LEVEL: Final = (
    *("exam", "family", "quantity", "value", "low", "high", "population", "age", "region", "receptor", "year", "kind"),
    *_CITED,
)


def _sheet(name: str, rows: Iterable[Mapping[str, str]]) -> Sheet:
    written = tuple(rows)
    columns = tuple(SheetColumn(column) for column in written[0]) if written else ()
    return Sheet(name, in_tables.TABLE[name], columns, written)


def _cells(noun: object, fields: Iterable[str]) -> dict[str, str]:
    return {name: text(getattr(noun, name)) for name in fields}


def text(value: object) -> str:
    """A value as a table writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Mapping):
        return "; ".join(f"{name} = {text(each)}" for name, each in value.items())
    if isinstance(value, tuple | list):
        return ", ".join(text(each) for each in value)
    return str(value)


def _parameter(parameter: Parameter) -> dict[str, str]:
    return _cells(parameter, _PARAMETER) | {"rows": " ".join(parameter.rows)}


def _parameters(named: Mapping[str, Parameter]) -> Iterable[dict[str, str]]:
    return ({"id": name, **_parameter(each)} for name, each in named.items())


def _technique(published: PublishedTables) -> Iterable[dict[str, str]]:
    written = published.technique
    yield {"id": "timer", **_timer(published)}
    yield from _parameters({f"chart_age.{size}": age for size, age in written.chart_age.items()})
    yield from _parameters(written.parameter)


def _timer(published: PublishedTables) -> dict[str, str]:
    timer = published.technique.timer
    written = {"typical": text(timer.steps_s), "unit": "s", "rows": " ".join(timer.rows), "formula": timer.formula}
    return dict.fromkeys(_PARAMETER, "") | written


_PARAMETER: Final = (
    *("typical", "low", "high", "unit", "spread", "at_age", "adult_from_age"),
    *("rows", "formula", "certainty"),
)


def _assumed(knowledge: Knowledge) -> Iterable[dict[str, str]]:
    """What is taken for an exam: how many images, and how a region's exposure stands to the reference region's."""
    for exam in knowledge.exams.exam:
        images = exam.images or knowledge.exams.family[exam.family].images
        found: dict[str, PublishedRange | None] = {"images": images, "child_images": exam.child_images}
        found |= {region.id: region.relative_exposure for region in exam.regions}
        for name, assumed in found.items():
            if assumed is not None:
                numbers = _cells(assumed, ("typical", "low", "high", "spread"))
                derived = {"rows": " ".join(assumed.rows), "formula": assumed.formula or ""}
                yield {"id": f"{exam.id}.{name}", "exam": exam.id, "concerns": name, **numbers, **derived}


def _units(knowledge: Knowledge) -> Iterable[dict[str, str]]:
    for unit in knowledge.units.values():
        yield _cells(unit, ("id", "label", "maker", "family", "kV", "mA", "cone_cm", *_CITED))


def _unit_steps(knowledge: Knowledge) -> Iterable[dict[str, str]]:
    for unit in knowledge.units.values():
        for number, step in enumerate(unit.step, 1):
            moved = {"id": f"{unit.id}.{number}", "unit": unit.id, "from": step.start, "to": step.end}
            yield moved | _cells(step, ("steps", *_CITED))


def _statements(edition: Edition) -> Iterable[dict[str, str]]:
    for statement in edition.statements:
        cited = statement.citation
        yield {
            **_cells(statement, ("id", "topic", "issuer", "year", "strength", "says", "applies", "position")),
            **_cells(statement, ("numbers", "choices", "edition", "in_force_from", "reach")),
            **_cells(cited, ("source", "where", "certainty")),
            "note": statement.note or "",
        }


def _edition(edition: Edition) -> dict[str, str]:
    ended = "; ".join(f"{end.edition}: {text(end.topics)}" for end in edition.ends)
    updated = "; ".join(f"{update.edition}: {text(update.topics)}" for update in edition.updates)
    return {
        **_cells(edition, ("id", "issuer", "title", "year", "in_force_from", "reach")),
        **{"statements": str(len(edition.statement)), "ends": ended, "updates": updated},
        **_cells(edition, ("source", "read_on", "review_by", "note")),
    }


def _primer(knowledge: Knowledge) -> Iterable[dict[str, str]]:
    for paragraph in knowledge.tables.primer:
        written = _cells(paragraph, ("id", "topic", "year", "says", *_CITED))
        yield written | {"rows": " ".join(paragraph.rows)}


def _levels(knowledge: Knowledge) -> Iterable[dict[str, str]]:
    for place in knowledge.places.values():
        for row in place.reference_level:
            yield {"id": row.id, "place": place.code, "place_name": place.name, **_cells(row, _LEVEL)}


def _background(knowledge: Knowledge) -> Iterable[dict[str, str]]:
    fields = ("msv_per_year", "low", "high", "label", "year", "radon_basis", "default", *_CITED)
    for place in knowledge.places.values():
        for number, row in enumerate(place.background, 1):
            yield {
                "id": f"{place.code}.background.{number}",
                "place": place.code,
                "place_name": place.name,
                **_cells(row, fields),
            }
