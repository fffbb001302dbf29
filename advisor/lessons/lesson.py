"""The nouns of the student's half: a lesson and its questions. What is right about a case, the engine says."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Annotated, Any, Final, Literal, get_args

from pydantic import Field

from advisor.case.vocabulary import Step, Topic, Verdict
from advisor.lessons.vocabulary import AgeGroup, LessonKind, LessonPicture, LessonStep, Level, Quantity

CaseWords = Mapping[str, Any]  # a case, or a part of one, as the contract writes it


@dataclass(frozen=True, slots=True)
class FurtherReading:
    """A document behind a lesson: a key of data/sources.toml and the place in it."""

    id: str
    where: str


@dataclass(frozen=True, slots=True)
class Option:
    """Something to pick, with the reason that is shown afterwards; `right` = to be picked."""

    says: str
    right: bool
    because: str


@dataclass(frozen=True, slots=True)
class CaseChange:
    """What becomes different in the lesson's case; None = as it is."""

    setup: CaseWords | None = None
    visit: CaseWords | None = None
    patient: CaseWords | None = None
    exam: str | None = None
    region: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsOption(CaseChange):
    """A change to pick."""

    says: str


@dataclass(frozen=True, slots=True)
class OrderItem:
    says: str
    case: CaseWords


@dataclass(frozen=True, slots=True)
class Reply:
    """One thing to say to a parent; `next` is the id of the turn that follows, None = the talk ends."""

    says: str
    right: bool
    because: str
    next: str | None = None
    meets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    id: str
    parent: str
    options: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class VerdictQuestion:
    ask: str
    step: Step
    answer: Literal["verdict"] = "verdict"


@dataclass(frozen=True, slots=True)
class StepsQuestion:
    """Which of the six steps ask for a change."""

    ask: str
    answer: Literal["steps"] = "steps"


@dataclass(frozen=True, slots=True)
class SettingsQuestion:
    ask: str
    options: tuple[SettingsOption, ...]
    answer: Literal["settings"] = "settings"


@dataclass(frozen=True, slots=True)
class NumberQuestion:
    ask: str
    of: Quantity
    answer: Literal["number"] = "number"


@dataclass(frozen=True, slots=True)
class FactorQuestion:
    """The direction and the factor after / before of a change."""

    ask: str
    of: Quantity
    after: CaseChange
    answer: Literal["factor"] = "factor"


@dataclass(frozen=True, slots=True)
class OrderQuestion:
    """Smallest typical effective dose first."""

    ask: str
    items: tuple[OrderItem, ...]
    answer: Literal["order"] = "order"


@dataclass(frozen=True, slots=True)
class IssuersQuestion:
    """Which issuers give this verdict on a topic."""

    ask: str
    topic: Topic
    verdict: Verdict
    answer: Literal["issuers"] = "issuers"


@dataclass(frozen=True, slots=True)
class OpinionQuestion:
    """The verdict of one issuer on a topic."""

    ask: str
    topic: Topic
    issuer: str
    answer: Literal["opinion"] = "opinion"


@dataclass(frozen=True, slots=True)
class FieldQuestion:
    """Which field of the case cannot be as it is told."""

    ask: str
    fields: tuple[str, ...]
    answer: Literal["field"] = "field"


@dataclass(frozen=True, slots=True)
class LevelQuestion:
    """A practice's median beside a reference level of data/places; None = nobody said how many images."""

    ask: str
    reference_level: str
    value: float
    images_measured: int | None = None
    quantity: str | None = None  # that of `value`, where it is not the level's own
    answer: Literal["level"] = "level"


@dataclass(frozen=True, slots=True)
class ChoiceQuestion:
    ask: str
    options: tuple[Option, ...]
    several: bool = False
    answer: Literal["choice"] = "choice"


@dataclass(frozen=True, slots=True)
class BadSentencesQuestion:
    """The sentences of a script in order; `right` marks a bad one, which is to be picked."""

    ask: str
    options: tuple[Option, ...]
    answer: Literal["find_bad"] = "find_bad"


@dataclass(frozen=True, slots=True)
class DialogueQuestion:
    """A talk that starts with the first turn; `checklist` says at the end what was met."""

    ask: str
    turns: tuple[Turn, ...]
    checklist: tuple[str, ...]
    answer: Literal["dialogue"] = "dialogue"


Question = (
    VerdictQuestion
    | StepsQuestion
    | SettingsQuestion
    | NumberQuestion
    | FactorQuestion
    | OrderQuestion
    | IssuersQuestion
    | OpinionQuestion
    | FieldQuestion
    | LevelQuestion
    | ChoiceQuestion
    | BadSentencesQuestion
    | DialogueQuestion
)
ANSWERS: Final[Mapping[str, type[Any]]] = {  # by the word that a file writes
    f"{next(each.default for each in fields(noun) if each.name == 'answer')}": noun for noun in get_args(Question)
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """Numbers of the vignette, by what they are of, that are drawn where a lesson has no case: all in one unit."""

    unit: str
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """One file of data/lessons; `case` is as its file tells it, `on` left out = the day that it is asked."""

    id: str
    title: str
    kind: LessonKind
    step: LessonStep
    age_group: AgeGroup
    competencies: tuple[str, ...]
    level: Level
    difficulty: int
    vignette: str
    takeaway: str
    sources: tuple[FurtherReading, ...]
    questions: tuple[Annotated[Question, Field(discriminator="answer")], ...]
    exam: str | None = None
    picture: LessonPicture | None = None
    case: CaseWords | None = None
    drawn: Drawn | None = None
    was: tuple[str, ...] = ()  # ids that it had before: what was kept of them is kept
