"""The types of the published JSON of a report: what report_json makes, and data/schema/report.schema.json describes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Final

from pydantic import ConfigDict, Field, WithJsonSchema, with_config
from typing_extensions import TypedDict

from advisor.advice.report import DoubtCode, RemarkCode
from advisor.case.vocabulary import Basis, ExposureBasis, Step, Strength, Topic, Verdict

_CLOSED: Final = ConfigDict(extra="forbid")


def _one_of(words: Iterable[str], said: str | None = None) -> WithJsonSchema:
    """The words that a text may be."""
    accepted: dict[str, Any] = {"enum": [str(word) for word in words]}
    return WithJsonSchema(accepted | ({"description": said} if said else {}))


_ANSWERS: Final = tuple(each for each in Verdict if each not in (Verdict.UNADDRESSED, Verdict.NOT_APPLICABLE))
Facts = Annotated[dict[str, Any], Field(description="the facts that decided; null = not told, and needed")]
Settings = dict[str, Any]
Source = Annotated[str, Field(description="key of data/sources.toml")]
TopicWord = Annotated[str, _one_of(Topic)]
StrengthWord = Annotated[str, _one_of(Strength)]
AnswerWord = Annotated[str, _one_of(_ANSWERS)]


@with_config(_CLOSED)
class NothingJson(TypedDict):
    """Where nothing can be said."""


@with_config(_CLOSED)
class RangeJson(TypedDict):
    """low <= typical <= high"""

    low: float
    typical: float
    high: float


RangeOrNothing = RangeJson | NothingJson
Three = Annotated[
    list[float],
    Field(min_length=3, max_length=3, description="low, typical, high; show one significant figure"),
]


@with_config(_CLOSED)
class OpinionJson(TypedDict):
    """One published statement with its answer on the case."""

    issuer: str
    year: int
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


@with_config(_CLOSED)
class FindingJson(TypedDict):
    """The opinions on one topic; the first decides."""

    topic: TopicWord
    disputed: bool
    opinions: list[OpinionJson]


@with_config(_CLOSED)
class RemarkJson(TypedDict):
    """What the models alone say of a setting, where no issuer asks for another one; the step's verdict counts it."""

    code: Annotated[
        str,
        _one_of(
            RemarkCode,
            "above_need: more than this receptor needs; likely_repeated: so little that the image may have to be made "
            "again",
        ),
    ]
    topic: TopicWord
    verdict: Annotated[str, _one_of([Verdict.IMPROVE])]
    says: str
    because: Facts
    instead: Annotated[Settings, Field(description="the settings to use instead")]


@with_config(_CLOSED)
class StepJson(TypedDict):
    """One of the six steps of the campaign."""

    step: Annotated[str, _one_of(Step)]
    verdict: Annotated[str, _one_of(Verdict)]
    findings: list[FindingJson]
    remarks: list[RemarkJson]


@with_config(_CLOSED)
class EstimateJson(TypedDict):
    """An effective dose as a 90 % range, ICRP 103."""

    low_uSv: float
    typical_uSv: float
    high_uSv: float
    basis: Annotated[str, _one_of(Basis)]
    evidence: list[str]


@with_config(_CLOSED)
class SavingJson(TypedDict):
    """What one change saves on the setup that those before it left."""

    topic: TopicWord
    typical_uSv: float
    percent: Annotated[float, Field(description="of the dose now; the savings add up")]


@with_config(_CLOSED)
class DoseJson(TypedDict):
    """The dose as it is set, and after the changes."""

    now: EstimateJson
    after: EstimateJson
    savings: list[SavingJson]


@with_config(_CLOSED)
class ExposureJson(TypedDict):
    """The time to set, in seconds; null where nothing can be said."""

    set_s: float | None
    low_s: float | None
    high_s: float | None
    basis: Annotated[str, _one_of(ExposureBasis)] | None
    child_share: Annotated[
        RangeOrNothing,
        Field(
            description="Share of an adult's time that a patient below 18 needs for the same intraoral image, a 90 % "
            "range; an empty object for adults and extraoral images"
        ),
    ]
    evidence: list[str]


@with_config(_CLOSED)
class LevelJson(TypedDict):
    """A published reference level that fits the exam."""

    place: str
    exam: str
    quantity: str
    value: float
    population: str
    region: str | None
    receptor: str | None
    year: int | None
    note: str
    source: Source
    where: str


@with_config(_CLOSED)
class BackgroundJson(TypedDict):
    """The natural background of the place, and the dose in days of it."""

    place: str
    msv_per_year: float
    days_now: Three
    days_after: Three


@with_config(_CLOSED)
class WarningJson(TypedDict):
    """A number that contradicts others or its exam, and is questioned."""

    code: Annotated[
        str,
        _one_of(
            DoubtCode,
            "a displayed dose-area product far from what kV, mA, time and field give, or from what was published for "
            "such images",
        ),
    ]
    field: str
    says: str
    instead: Annotated[
        Settings, Field(description="the setting as it was probably meant; empty where it cannot be guessed")
    ]


@with_config(_CLOSED)
class ReportJson(TypedDict):
    """Effective dose in uSv, ICRP 103; all numbers are estimates with a range."""

    steps: Annotated[list[StepJson], Field(min_length=len(Step), max_length=len(Step))]
    dose: DoseJson
    exposure: ExposureJson
    entrance_kerma_mGy: RangeOrNothing
    dap_mGycm2: RangeOrNothing
    reference_levels: list[LevelJson]
    background: BackgroundJson
    setup_after: Settings
    unaddressed: list[TopicWord]
    warnings: list[WarningJson]
    fingerprint: Annotated[str, Field(description="version and hash of data/")]
