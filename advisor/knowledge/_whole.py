"""data/ as one frozen value: opened once, every reference checked, then shared by all."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar

from advisor.__about__ import __version__
from advisor.case.exams import Exams
from advisor.case.model import Case, Exam, Region, Source
from advisor.guidance.editions import Edition, in_force, in_order
from advisor.guidance.statement import Finding
from advisor.knowledge import places
from advisor.knowledge._references import Named, check, check_families
from advisor.knowledge.parameters import dose_tables, exposure_tables
from advisor.knowledge.places import Place, ReferenceLevel
from advisor.knowledge.primer import Paragraph
from advisor.knowledge.strict import Files
from advisor.knowledge.tables import (
    ChartRow,
    ComparatorRow,
    ConversionRow,
    DoseRow,
    FactorRow,
    GrowthRow,
    Note,
    OutputRow,
    ReceptorRow,
    Unit,
)
from advisor.physics.background import Background
from advisor.physics.beam import BeamTables
from advisor.physics.dose_tables import DoseTables
from advisor.physics.exposure_time.tables import TechniqueTables
from advisor.shipped import shipped

DATA: Final = shipped("data")
_HASH_DIGITS: Final = 12
_REMEMBERED: Final = 4096
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Tables:
    """The published rows, as the Evidence page lists them."""

    doses: tuple[DoseRow, ...]
    conversions: tuple[ConversionRow, ...]
    factors: tuple[FactorRow, ...]
    outputs: tuple[OutputRow, ...]
    charts: tuple[ChartRow, ...]
    comparators: tuple[ComparatorRow, ...]
    receptors: tuple[ReceptorRow, ...]
    growth: tuple[GrowthRow, ...]
    notes: tuple[Note, ...]
    primer: tuple[Paragraph, ...]

    def by_file(self) -> dict[str, tuple[Any, ...]]:
        """The rows of each CSV table."""
        return {
            "doses.csv": self.doses,
            "conversions.csv": self.conversions,
            "dose_factors.csv": self.factors,
            "tube_outputs.csv": self.outputs,
            "technique_charts.csv": self.charts,
            "comparators.csv": self.comparators,
            "receptors.csv": self.receptors,
            "growth.csv": self.growth,
        }


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """Everything that data/ says, read once, shared by all."""

    fingerprint: str
    sources: Mapping[str, Source]
    editions: tuple[Edition, ...]
    exams: Exams
    by_exam: Mapping[str, Exam]
    by_region: Mapping[str, Region]
    places: Mapping[str, Place]
    units: Mapping[str, Unit]
    tables: Tables
    beam: BeamTables
    technique: TechniqueTables
    dose: DoseTables
    first_review: date

    def lineage(self, place: str) -> tuple[str, ...]:
        """The place and what it is part of, nearest first."""
        return _lineage(self, place)

    def guidance(self, place: str, on: date | None) -> tuple[Edition, ...]:
        """The editions that speak at a place on a day (all, where no day is told), in order of precedence."""
        changes = _changes_of_guidance(self, place)
        return _guidance(self, place, len(changes) if on is None else bisect_right(changes, on))

    def background(self, place: str) -> Background:
        """The natural background used for a place."""
        return _background(self, place)

    def reference_levels(self, place: str, exam: Exam) -> tuple[ReferenceLevel, ...]:
        """The reference levels for an exam at a place, latest first."""
        return _reference_levels(self, place, exam.id, exam.family)

    def overdue(self, case: Case, findings: Iterable[Finding]) -> tuple[str, ...]:
        """One sentence for each edition, place or source behind a report whose date of review has passed."""
        if case.on is None or case.on <= self.first_review:
            return ()
        spoken = [opinion.statement for finding in findings for opinion in finding.opinions]
        editions = {statement.edition for statement in spoken}
        used = {
            f"{e.title} ({e.issuer}, {e.dated.strip('()')})": e.review_by for e in self.editions if e.id in editions
        }
        here = [self.places[code] for code in self.lineage(case.place) if code in self.places]
        used |= {f"the figures for {place.name}": place.review_by for place in here}
        cited = {statement.citation.source for statement in spoken} | {self.background(case.place).citation.source}
        used |= {f"{self.sources[key].title}": self.sources[key].review_by for key in sorted(cited)}
        return tuple(f"Review of {what} was due on {due.isoformat()}." for what, due in used.items() if due < case.on)


@lru_cache(maxsize=_REMEMBERED)
def _lineage(knowledge: Knowledge, place: str) -> tuple[str, ...]:
    return places.lineage(place, knowledge.places)


@lru_cache(maxsize=_REMEMBERED)
def _changes_of_guidance(knowledge: Knowledge, place: str) -> tuple[date, ...]:
    """The days on which an edition came into force that speaks at a place."""
    here = in_force(knowledge.editions, knowledge.lineage(place), None)
    return tuple(sorted({edition.speaks_from for edition in here}))


@lru_cache(maxsize=_REMEMBERED)
def _guidance(knowledge: Knowledge, place: str, changes: int) -> tuple[Edition, ...]:
    """After so many changes of guidance at a place."""
    days = _changes_of_guidance(knowledge, place)
    latest = days[changes - 1] if changes else date.min
    return in_order(knowledge.editions, knowledge.lineage(place), latest)


@lru_cache(maxsize=_REMEMBERED)
def _background(knowledge: Knowledge, place: str) -> Background:
    return places.background_at(place, knowledge.places)


@lru_cache(maxsize=_REMEMBERED)
def _reference_levels(knowledge: Knowledge, place: str, exam: str, family: str) -> tuple[ReferenceLevel, ...]:
    return places.reference_levels_at(place, exam, family, knowledge.places)


def load_knowledge(folder: Path | str | None = None) -> Knowledge:
    """Read the published data once and freeze it.

    Parameters
    ----------
    folder : path, optional
        Another data folder; by default `data/` beside the package.

    Raises
    ------
    DataError
        Names file, line and key of the first thing that is unknown, missing or of the wrong type.
    """
    files = Files(Path(folder) if folder else DATA)
    exams = files.one(Exams, "exams.toml")
    check_families(exams)
    published = _tables(files)
    named = _everything(files, exams, published)
    check(named)
    technique = exposure_tables(files, exams, published.receptors, published.charts)
    return Knowledge(
        fingerprint=_fingerprint(files),
        sources=named.sources,
        editions=tuple(named.editions.values()),
        exams=exams,
        by_exam=named.by_exam,
        by_region={region.id: region for exam in named.by_exam.values() for region in exam.regions},
        places={place.code: place for place in named.places.values()},
        units=named.units,
        tables=published,
        beam=technique.beam,
        technique=technique,
        dose=dose_tables(files, exams, published.receptors, technique.beam),
        first_review=min(_review_days(named)),
    )


def _review_days(named: Named) -> Iterable[date]:
    yield from (place.review_by for place in named.places.values())
    yield from (edition.review_by for edition in named.editions.values())


def _everything(files: Files, exams: Exams, published: Tables) -> Named:
    """What the files of the folder name, by which each other's words are checked."""
    return Named(
        files=files,
        exams=exams,
        by_exam=exams.by_id(),
        sources=_by_id(files, Source, "sources.toml"),
        editions=files.each(Edition, {name: files.toml(name) for name in files.names("guidance/*.toml")}),
        places=files.each(Place, {name: files.toml(name) for name in files.names("places/*.toml")}),
        units=_by_id(files, Unit, "units.toml"),
        notes=published.notes,
        primer=published.primer,
        tables=published.by_file(),
    )


def _fingerprint(files: Files) -> str:
    """Version and hash of everything in the folder, so that two reports can be told to rest on the same data."""
    digest = hashlib.sha256()
    for name in files.names("**/*"):
        digest.update(name.encode() + b"\0" + files.text(name).encode() + b"\0")
    return f"{__version__}+{digest.hexdigest()[:_HASH_DIGITS]}"


def _tables(files: Files) -> Tables:
    return Tables(
        doses=files.rows(DoseRow, "doses.csv"),
        conversions=files.rows(ConversionRow, "conversions.csv"),
        factors=files.rows(FactorRow, "dose_factors.csv"),
        outputs=files.rows(OutputRow, "tube_outputs.csv"),
        charts=files.rows(ChartRow, "technique_charts.csv"),
        comparators=files.rows(ComparatorRow, "comparators.csv"),
        receptors=files.rows(ReceptorRow, "receptors.csv"),
        growth=files.rows(GrowthRow, "growth.csv"),
        notes=tuple(files.each(Note, _listed(files, "evidence_notes.toml", "note")).values()),
        primer=tuple(files.each(Paragraph, _listed(files, "primer.toml", "paragraph")).values()),
    )


def _listed(files: Files, name: str, key: str) -> dict[str, object]:
    return {f"{name}: {key}.{nth}": each for nth, each in enumerate(files.toml(name).get(key, ()))}


def _by_id(files: Files, noun: type[T], name: str) -> dict[str, T]:
    """The tables of a TOML file, whose names are the ids of the nouns."""
    tables = files.toml(name)
    nouns = files.each(noun, {f"{name}: {key}": {"id": key, **value} for key, value in tables.items()})
    return dict(zip(tables, nouns.values(), strict=True))
