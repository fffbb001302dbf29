"""The types of the published JSON of a report: what report_json makes, and data/schema/report.schema.json describes."""

from typing import Annotated

from pydantic import Field, with_config
from typing_extensions import TypedDict

from advisor.advice.report import DoubtCode
from advisor.case.vocabulary import Basis, ExposureBasis, Step
from advisor.exchange._guidance_types import CLOSED, AdviceJson, Settings, Source, StepJson, TopicWord, one_of


@with_config(CLOSED)
class NothingJson(TypedDict):
    """Where nothing can be said."""


@with_config(CLOSED)
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


@with_config(CLOSED)
class EstimateJson(TypedDict):
    """An effective dose as a 90 % range, ICRP 103."""

    low_uSv: float
    typical_uSv: float
    high_uSv: float
    basis: Annotated[str, one_of(Basis)]
    evidence: list[str]


@with_config(CLOSED)
class SavingJson(TypedDict):
    """What one change saves on the setup that those before it left."""

    topic: TopicWord
    typical_uSv: float
    percent: Annotated[float, Field(description="of the dose now; the savings add up")]


@with_config(CLOSED)
class DoseJson(TypedDict):
    """The dose as it is set, and after the changes."""

    now: EstimateJson
    after: Annotated[
        EstimateJson, Field(description="of setup_after: with every change made, and untold settings as advised")
    ]
    savings: Annotated[
        list[SavingJson],
        Field(description="of each change, and of settling what nobody told, which takes doubt off the estimate"),
    ]


@with_config(CLOSED)
class ExposureJson(TypedDict):
    """The time to set, in seconds; null where nothing can be said."""

    set_s: float | None
    low_s: float | None
    high_s: float | None
    basis: Annotated[str, one_of(ExposureBasis)] | None
    child_share: Annotated[
        RangeOrNothing,
        Field(
            description="Share of an adult's time that a patient below 18 needs for the same intraoral image, a 90 % "
            "range; an empty object for adults and extraoral images"
        ),
    ]
    evidence: list[str]


@with_config(CLOSED)
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


@with_config(CLOSED)
class BackgroundJson(TypedDict):
    """The natural background of the place, and the dose in days of it."""

    place: str
    msv_per_year: float
    days_now: Three
    days_after: Three


@with_config(CLOSED)
class WarningJson(TypedDict):
    """A number that contradicts others or its exam, and is questioned."""

    code: Annotated[
        str,
        one_of(
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


@with_config(CLOSED)
class MicrosievertJson(TypedDict):
    """A sum of effective doses as a 90 % range."""

    low_uSv: float
    typical_uSv: float
    high_uSv: float


@with_config(CLOSED)
class TogetherJson(TypedDict):
    """All images of the visit: typical values added; ranges of one family end by end, of several as independent."""

    now: MicrosievertJson
    after: MicrosievertJson
    days_now: Three
    days_after: Three


@with_config(CLOSED)
class OneImageJson(TypedDict):
    """What is said of one exam."""

    steps: Annotated[list[StepJson], Field(min_length=len(Step), max_length=len(Step))]
    dose: DoseJson
    exposure: ExposureJson
    entrance_kerma_mGy: RangeOrNothing
    dap_mGycm2: RangeOrNothing
    reference_levels: list[LevelJson]
    background: BackgroundJson
    setup_after: Annotated[
        Settings,
        Field(
            description="the settings with every change made, and untold ones as the deciding statements ask; null = "
            "none can be named, or it would raise the estimate"
        ),
    ]
    advice: Annotated[
        list[AdviceJson],
        Field(
            description="by topic, what is asked for at this age, image (with its region), place and day, whatever "
            "else is told: rules asked about every value of closed vocabularies"
        ),
    ]
    unaddressed: list[TopicWord]
    warnings: list[WarningJson]
    fingerprint: Annotated[str, Field(description="version and hash of data/")]


@with_config(CLOSED)
class WhoseJson(TypedDict):
    """Which image of the visit."""

    exam: str
    region: str | None


@with_config(CLOSED)
class AlsoJson(OneImageJson, WhoseJson):
    """What is said of a further image of the visit."""


@with_config(CLOSED)
class ReportJson(OneImageJson):
    """Effective dose in uSv, ICRP 103; all numbers are estimates with a range."""

    also: Annotated[list[AlsoJson], Field(description="the further images of the visit, as the case tells them")]
    together: Annotated[
        TogetherJson | NothingJson, Field(description="one sum for the visit; empty where the case tells one exam only")
    ]
