"""The background primer as nouns: one paragraph, its topic, and the document that says so."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from advisor.case.vocabulary import Certainty


class PrimerTopic(StrEnum):
    """The parts of the primer, in the order in which they are read."""

    BACKGROUND = "background"
    RADON = "radon"
    FLIGHTS = "flights"
    POOR_YARDSTICKS = "poor_yardsticks"
    NO_THRESHOLD = "no_threshold"
    CHILDREN = "children"
    ERRATA = "errata"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class PrimerPicture:
    """What is drawn on one axis in `unit`: rows of other tables, then numbers that the paragraph says, by name.

    `axis` names it where what is drawn in µSv is not all effective dose.
    """

    title: str
    unit: str
    axis: str | None = None
    rows: tuple[str, ...] = ()
    values: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """What a document says, paraphrased. `rows` hold the same numbers in another table of data/."""

    id: str
    topic: PrimerTopic
    says: str
    source: str
    where: str
    certainty: Certainty
    year: int | None = None
    rows: tuple[str, ...] = ()
    note: str | None = None
    picture: PrimerPicture | None = None
