"""The types of the published JSON of what issuers and models say: opinions, remarks, what is asked for."""

from collections.abc import Iterable
from typing import Annotated, Any, Final

from pydantic import ConfigDict, Field, WithJsonSchema, with_config
from typing_extensions import TypedDict

from advisor.advice.report import RemarkCode
from advisor.case.vocabulary import Step, Strength, Topic, Verdict

CLOSED: Final = ConfigDict(extra="forbid")


def one_of(words: Iterable[str], said: str | None = None) -> WithJsonSchema:
    """The words that a text may be."""
    accepted: dict[str, Any] = {"enum": [str(word) for word in words]}
    return WithJsonSchema(accepted | ({"description": said} if said else {}))


_ANSWERS: Final = tuple(each for each in Verdict if each not in (Verdict.UNADDRESSED, Verdict.NOT_APPLICABLE))
Facts = Annotated[dict[str, Any], Field(description="the facts that decided; null = not told, and needed")]
Settings = dict[str, Any]
Source = Annotated[str, Field(description="key of data/sources.toml")]
TopicWord = Annotated[str, one_of(Topic)]
StrengthWord = Annotated[str, one_of(Strength)]
AnswerWord = Annotated[str, one_of(_ANSWERS)]


@with_config(CLOSED)
class OpinionJson(TypedDict):
    """One published statement with its answer on the case."""

    issuer: str
    year: Annotated[int | None, Field(description="of the document; null where it is undated")]
    verdict: AnswerWord
    says: str
    strength: StrengthWord
    source: Source
    where: str
    because: Facts
    instead: Annotated[
        Settings,
        Field(
            description="the settings that would keep to the statement; empty where nothing needs to change or nothing "
            "can be set"
        ),
    ]


@with_config(CLOSED)
class FindingJson(TypedDict):
    """The opinions on one topic; the first decides."""

    topic: TopicWord
    disputed: bool
    opinions: list[OpinionJson]


@with_config(CLOSED)
class RemarkJson(TypedDict):
    """What the models alone say of a setting, where no issuer asks for another one; the step's verdict counts it."""

    code: Annotated[
        str,
        one_of(
            RemarkCode,
            "above_need: more than this receptor needs; likely_repeated: so little that the image may have to be made "
            "again",
        ),
    ]
    topic: TopicWord
    verdict: Annotated[str, one_of([Verdict.IMPROVE])]
    says: str
    because: Facts
    instead: Annotated[Settings, Field(description="the settings to use instead")]


@with_config(CLOSED)
class StepJson(TypedDict):
    """One of the six steps of the campaign."""

    step: Annotated[str, one_of(Step)]
    verdict: Annotated[str, one_of(Verdict)]
    findings: list[FindingJson]
    remarks: list[RemarkJson]
    needs: Annotated[
        list[str],
        Field(
            description="the untold facts that could change the step's verdict, under the names of a case; empty where "
            "it has one"
        ),
    ]
    whatever: Annotated[
        list[str],
        Field(description="the untold facts that cannot change the verdict: each of their values gives the same one"),
    ]


@with_config(CLOSED)
class StandJson(TypedDict):
    """What one statement asks for."""

    issuer: str
    year: Annotated[int | None, Field(description="of the document; null where it is undated")]
    statement: Annotated[str, Field(description="id of the row in data/guidance")]
    says: str
    strength: StrengthWord
    source: Source
    where: str
    when: Annotated[
        dict[str, Any],
        Field(
            description="the circumstances in which the statement speaks, beyond age, image and place; empty = always"
        ),
    ]
    verdict: Annotated[
        str,
        one_of(_ANSWERS, "of the image or setting under these circumstances, before anything else is told"),
    ]
    because: Annotated[
        dict[str, Any], Field(description="what the statement names: months of an interval, bounds, alternatives")
    ]
    values: Annotated[
        dict[str, dict[AnswerWord, list[Any]]],
        Field(description="of each fact that the answer turns on, its values by verdict: supported = accepted"),
    ]
    set: Annotated[Settings, Field(description="the setting asked for; empty where any is accepted or none can be set")]


@with_config(CLOSED)
class AdviceJson(TypedDict):
    """What is asked for on a topic."""

    topic: TopicWord
    step: Annotated[str, one_of(Step)]
    disputed: Annotated[bool, Field(description="one issuer asks for what another advises against")]
    stands: Annotated[
        list[StandJson],
        Field(
            min_length=1,
            description="statements side by side, the deciding one first; of each issuer "
            "its latest edition that speaks",
        ),
    ]
