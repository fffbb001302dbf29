"""What the lessons share: competencies, how the examination is drawn and marked, words that are kept out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from advisor.case.spelling import not_known
from advisor.case.vocabulary import Certainty
from advisor.knowledge import DATA
from advisor.knowledge.strict import Files
from advisor.lessons.vocabulary import Quantity

FILE: Final = "competencies.toml"


@dataclass(frozen=True, slots=True)
class Competency:
    """What a student should be able to do, and the learning outcome of a school or a law that asks for it."""

    label: str
    says: str
    source: str
    where: str
    certainty: Certainty
    id: str = ""


@dataclass(frozen=True, slots=True)
class ExamSettings:
    """How many items the examination draws, and the share that passes [per cent]; `reason` says whose choice it is."""

    items: int
    pass_percent: float
    reason: str


@dataclass(frozen=True, slots=True)
class Marking:
    """How a number is marked, as ratios: right within one factor, worth nothing beyond another.

    Neighbours of an order are further apart than a third; a change smaller than the fourth is no change. A median of
    fewer images than the fifth is not compared with a reference level. `times` (more or less) and `rungs` (in the unit
    of their quantity) are what a lesson offers to touch: the same for every question, so that none gives itself away.
    """

    within_factor: float
    nothing_beyond_factor: float
    neighbours_apart_factor: float
    same_within_factor: float
    median_of_at_least: int
    reason: str
    times: tuple[float, ...]
    rungs: Mapping[Quantity, tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Words:
    """What a lesson never lets a parent be told, and what no vignette says of a patient."""

    parent_never: tuple[str, ...]
    vignette_never: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Course:
    exam: ExamSettings
    marking: Marking
    words: Words
    competency: Mapping[str, Competency]


def load_course(folder: Path | None = None) -> Course:
    """Read `data/competencies.toml`.

    Raises
    ------
    DataError
        Names file, line and key.
    """
    files = Files(folder or DATA)
    course, sources = files.one(Course, FILE), files.toml("sources.toml")
    for key, each in course.competency.items():
        if each.source not in sources:
            raise files.wrong(FILE, ("competency", key, "source"), not_known(each.source, sources))
    for of in Quantity:
        if not course.marking.rungs.get(of):
            raise files.wrong(FILE, ("marking", "rungs"), f"needs {of}, with the numbers that a lesson offers to touch")
    return replace(course, competency={key: replace(each, id=key) for key, each in course.competency.items()})
