"""The nouns of guidance: a published statement, what keeping to it means for a case, and all opinions on a topic."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from advisor.case.model import Citation, Fact
from advisor.case.vocabulary import Strength, Topic, Verdict
from advisor.language import _


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """One published sentence, paraphrased, with what it applies to; judged on its own."""

    id: str
    topic: Topic
    position: str
    says: str
    strength: Strength
    citation: Citation
    edition: str
    issuer: str
    year: int | None  # None = the document is undated
    in_force_from: date  # of an undated document the day it was read: it cannot speak of cases before
    reach: tuple[str, ...]
    applies: Mapping[str, Fact] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    note: str | None = None
    study: bool = False  # a single paper: informs beside the issuers, never decides, disputes nothing

    @property
    def dated(self) -> str:
        """The year, or that there is none."""
        return dated(self.year)

    @property
    def age_days(self) -> int:
        """What later statements have more of; an undated one is older than every dated one."""
        return -1 if self.year is None else self.in_force_from.toordinal()


def dated(year: int | None) -> str:
    """The year of a document, or that it has none: never the year in which somebody read it."""
    return _("(undated)") if year is None else str(year)


@dataclass(frozen=True, slots=True)
class Answer:
    """What keeping to a statement means for a case; `instead` holds the settings to change so as to keep to it."""

    verdict: Verdict
    because: Mapping[str, Fact]
    instead: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    statement: Statement
    answer: Answer


@dataclass(frozen=True, slots=True)
class Finding:
    """The opinions on one topic side by side; `decides` is the one the step's card speaks with."""

    topic: Topic
    opinions: tuple[Opinion, ...]
    decides: Opinion
    disputed: bool

    @property
    def verdict(self) -> Verdict:
        return self.decides.answer.verdict

    @property
    def contested(self) -> bool:
        """Whether the reader must choose a side: issuers disagree and no law here settles it."""
        return self.disputed and not self.by_law

    @property
    def by_law(self) -> bool:
        """Whether law at the place decides."""
        return self.decides.statement.strength is Strength.LAW
