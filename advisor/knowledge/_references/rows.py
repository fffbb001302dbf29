"""The published rows: each with an id of its own, of things that there are; no model rests on one that nobody read."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any, Final

from advisor.case.spelling import not_known
from advisor.case.vocabulary import Certainty, Receptor
from advisor.knowledge._references.named import Certainties, Named, Where
from advisor.knowledge._table_words import SURVEY, TABLE_EXAMS, TABLE_REGIONS
from advisor.knowledge.strict import DataError, Files, wrong_cell

_MODELS: Final = ("dose_model.toml", "dose_fit.toml", "technique.toml", "exams.toml")
_TWICE: Final = ["dose_factors.csv", "evidence_notes.toml"]  # an effect as a number, and in words among the notes


def _rows(named: Named) -> Iterator[tuple[str, Where, str, Certainty]]:
    """Everything with an id of its own: file, place in it, id, certainty."""
    for file, rows in named.tables.items():
        yield from ((file, (nth,), row.id, row.certainty) for nth, row in enumerate(rows))
    for file, edition in named.editions.items():
        yield from ((file, ("statement", n, "id"), each.id, each.certainty) for n, each in enumerate(edition.statement))
    for file, place in named.places.items():
        levels = enumerate(place.reference_level)
        yield from ((file, ("reference_level", n, "id"), each.id, each.certainty) for n, each in levels)
    notes = enumerate(named.notes)
    yield from (("evidence_notes.toml", ("note", n, "id"), note.id, note.certainty) for n, note in notes)


def certainties_of(named: Named) -> dict[str, Certainty]:
    """How well each row was seen, by its id; no id stands twice."""
    found: dict[str, tuple[str, Certainty]] = {}
    for file, where, row, certainty in _rows(named):
        if row in found and sorted((file, found[row][0])) != _TWICE:
            remedy = f"{row!r:.60} stands twice, also in {found[row][0]}; give each row an id of its own"
            raise (
                named.files.wrong(file, where, remedy)
                if len(where) > 1
                else wrong_cell(file, int(where[0]), "id", remedy)
            )
        found.setdefault(row, (file, certainty))
    units = {unit.id: unit.certainty for unit in named.units.values()}
    return units | {row: certainty for row, (_, certainty) in found.items()}


def check_table(file: str, rows: tuple[Any, ...], named: Named, certainties: Certainties) -> None:
    accepted: dict[str, Collection[str]] = {
        "source": named.sources,
        "exam": (*named.by_exam, *TABLE_EXAMS),
        "region": (*named.regions, *TABLE_REGIONS),
        "unit": (*named.units, SURVEY),
    }
    columns = [name for name in accepted if rows and hasattr(rows[0], name)]
    if file == "growth.csv":  # where the unit is one of measurement
        columns.remove("unit")
    for nth, row in enumerate(rows):
        for name in columns:
            word = getattr(row, name)
            if word is not None and word not in accepted[name]:
                raise wrong_cell(file, nth, name, not_known(word, accepted[name]))
        for parent in (getattr(row, "derived_from", None) or "").split():
            if parent not in certainties:
                raise wrong_cell(file, nth, "derived_from", not_known(parent, certainties))


def check_receptors(named: Named) -> None:
    """Each receptor needs exactly one row: without it nothing can be said of an image made with it."""
    times = Counter(row.receptor for row in named.tables["receptors.csv"])
    for receptor in Receptor:
        if times[receptor] != 1:
            raise DataError(f"receptors.csv: has {times[receptor]} rows for {receptor}; write one for each receptor")


def check_models(files: Files, certainties: Certainties) -> None:
    """Refuse a number of the models that rests on a row that is not there, or that nobody has read."""
    for file in _MODELS:
        for where, row in _rows_below(files.toml(file), ()):
            files.one_of(file, where, row, certainties)
            if not certainties[row].usable:
                raise files.wrong(file, where, f"{row} is {certainties[row]}; only rows that were read may be used")


def _rows_below(value: Any, where: Where) -> Iterator[tuple[Where, str]]:
    """The ids under every key `rows`, with where they stand."""
    if isinstance(value, dict):
        for nth, row in enumerate(value.get("rows", ())):
            yield (*where, "rows", nth), row
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield from _rows_below(each, (*where, key))
