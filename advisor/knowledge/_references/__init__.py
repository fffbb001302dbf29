"""Whether everything that a file of data/ names is there: documents, rows, exams, places, words that a rule knows.

The types of a file are checked when it is read; here its words are held against all other files, so that a misspelt
one stops the program and never silences a statement.
"""

from collections.abc import Collection

from advisor.case.vocabulary import Strength, Topic
from advisor.guidance.editions import Edition
from advisor.knowledge._references.exams import check_exams, check_families
from advisor.knowledge._references.named import Certainties, Named, Where
from advisor.knowledge._references.rows import certainties_of, check_models, check_receptors, check_table
from advisor.knowledge._references.statements import wrong_in
from advisor.knowledge._table_words import CONE_STATE, NO_RULE, NOTE_SUBJECTS, UNIT_STATES
from advisor.knowledge.places import WORLD, Place
from advisor.knowledge.strict import DataError

__all__ = ["Named", "check", "check_families"]


def check(named: Named) -> None:
    """Hold every name in data/ against what it names.

    Raises
    ------
    DataError
        Names file, line and key of the first that is not there, and the nearest word that is.
    """
    certainties = certainties_of(named)
    check_receptors(named)
    check_exams(named)
    check_models(named.files, certainties)
    for file, edition in named.editions.items():
        _check_edition(file, edition, named)
    _check_places(named)
    for file, rows in named.tables.items():
        check_table(file, rows, named, certainties)
    _check_documents(named, certainties)


def _check_edition(file: str, edition: Edition, named: Named) -> None:
    files, others = named.files, [each.id for each in named.editions.values()]
    if file != f"guidance/{edition.id}.toml":
        raise files.wrong(file, ("id",), f"{edition.id!r:.60} is not the name of the file; write them the same")
    files.one_of(file, ("source",), edition.source, named.sources)
    codes = [place.code for place in named.places.values()]
    for nth, code in enumerate(edition.reach):
        files.one_of(file, ("reach", nth), code, codes)
    named_there = {"ends": [each.edition for each in edition.ends], "updates": [up.edition for up in edition.updates]}
    for name, ids in named_there.items():
        for nth, other in enumerate(ids):
            files.one_of(file, (name, nth, "edition"), other, others)
    for nth, statement in enumerate(edition.statement):
        files.one_of(file, ("statement", nth, "source"), statement.source, named.sources)
        for key, remedy in wrong_in(statement, named.by_exam):
            raise files.wrong(file, ("statement", nth, *key), remedy)


def _check_places(named: Named) -> None:
    for file, place in named.places.items():
        _check_place(file, place, named)
    if not any(place.code == WORLD and any(row.default for row in place.background) for place in named.places.values()):
        raise DataError(f"places/{WORLD}.toml: needs a [[background]] with default = true, for all other places")


def _check_place(file: str, place: Place, named: Named) -> None:
    files = named.files
    if file != f"places/{place.code}.toml":
        raise files.wrong(file, ("code",), f"{place.code!r:.60} is not the name of the file; write them the same")
    codes = [each.code for each in named.places.values()]
    for nth, code in enumerate(place.part_of):
        files.one_of(file, ("part_of", nth), code, codes)
    for nth, row in enumerate(place.background):
        files.one_of(file, ("background", nth, "source"), row.source, named.sources)
        if row.default and (row.msv_per_year is None or not row.certainty.usable):
            raise files.wrong(file, ("background", nth, "default"), "is on a figure that nobody read; take it off")
    if sum(row.default for row in place.background) > 1:
        raise files.wrong(file, ("background",), "has more than one default; keep it on the one that is used")
    for nth, level in enumerate(place.reference_level):
        here: Where = ("reference_level", nth)
        files.one_of(file, (*here, "source"), level.source, named.sources)
        files.one_of(file, (*here, "exam"), level.exam, named.by_exam)
        files.one_of(file, (*here, "region"), level.region, named.regions)
        if (level.exam is None) is (level.family is None):
            raise files.wrong(file, here, "needs an exam or a family, and not both")


def _check_documents(named: Named, certainties: Certainties) -> None:
    """The documents that units, notes and the primer cite, and the rows that the primer repeats."""
    files = named.files
    for unit in named.units.values():
        files.one_of("units.toml", (unit.id, "source"), unit.source, named.sources)
        for nth, step in enumerate(unit.step):
            files.one_of("units.toml", (unit.id, "step", nth, "source"), step.source, named.sources)
            for name in ("start", "end"):
                if not CONE_STATE.fullmatch(state := getattr(step, name)):
                    files.one_of("units.toml", (unit.id, "step", nth, name), state, UNIT_STATES)
    for nth, note in enumerate(named.notes):
        words: dict[str, Collection[str]] = {
            "source": named.sources,
            "about": (*Topic, *NOTE_SUBJECTS),
            "strength": (*Strength, NO_RULE),
        }
        for name, accepted in words.items():
            files.one_of("evidence_notes.toml", ("note", nth, name), getattr(note, name), accepted)
    for nth, paragraph in enumerate(named.primer):
        files.one_of("primer.toml", ("paragraph", nth, "source"), paragraph.source, named.sources)
        for at, row in enumerate(paragraph.rows):
            files.one_of("primer.toml", ("paragraph", nth, "rows", at), row, certainties)
        for at, row in enumerate(paragraph.picture.rows if paragraph.picture else ()):
            files.one_of("primer.toml", ("paragraph", nth, "picture", "rows", at), row, certainties)
