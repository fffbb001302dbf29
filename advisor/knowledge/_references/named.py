"""Everything in data/ that something else there may name, and the refusal of a name that is none of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from advisor.case.exams import Exams
from advisor.case.model import Exam, Source
from advisor.case.vocabulary import Certainty
from advisor.guidance.editions import Edition
from advisor.knowledge.places import Place
from advisor.knowledge.primer import Paragraph
from advisor.knowledge.strict import Files
from advisor.knowledge.tables import Note, Unit

Where = tuple[str | int, ...]  # a key in a TOML file; entries of a list are counted from 0
Certainties = Mapping[str, Certainty]  # by the id of a row


@dataclass(frozen=True, slots=True)
class Named:
    """Everything in data/ that something else there may name."""

    files: Files
    exams: Exams
    by_exam: Mapping[str, Exam]
    sources: Mapping[str, Source]
    editions: Mapping[str, Edition]  # by file
    places: Mapping[str, Place]  # by file
    units: Mapping[str, Unit]
    notes: tuple[Note, ...]
    primer: tuple[Paragraph, ...]
    tables: Mapping[str, tuple[Any, ...]]  # the rows of each CSV table, by file

    @property
    def regions(self) -> dict[str, None]:
        return {region.id: None for exam in self.exams.exam for region in exam.regions}
