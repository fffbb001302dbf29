"""An audit as others read it: JSON by a published schema. Small cells are merged, no row of the log is in it."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from advisor.audit.child_sizing import Falls
from advisor.audit.groups import Beside
from advisor.audit.image_quality import AgainstTarget
from advisor.audit.questions import Question
from advisor.audit.statistics import Share, Slope, Spread
from advisor.audit.to_do import ToDo
from advisor.intake.refusal import Refusal, Why
from advisor.intake.text import Text, json_told

SUMMARY_TEXT: Final = Text("a summary", 5_000_000, "give the summary.json of an audit")


@dataclass(frozen=True, slots=True)
class Count:
    what: str
    n: int


@dataclass(frozen=True, slots=True)
class RepairCount:
    field: str
    why: str
    n: int


@dataclass(frozen=True, slots=True)
class LevelOut:
    place: str
    value: float
    quantity: str
    population: str
    year: int | None
    source: str
    where: str
    region: str | None = None


@dataclass(frozen=True, slots=True)
class GroupOut:
    """One quantity of one unit x exam x receptor x size; exposure_s in s, dap_mGycm2, entrance_kerma_mGy."""

    unit: str
    exam: str
    receptor: str
    band: str
    quantity: str
    spread: Spread
    beside: Beside
    level: LevelOut | None


@dataclass(frozen=True, slots=True)
class BandOut:
    """A size group; without figures where it is too small to leave the practice."""

    band: str
    n: int | None
    median: float | None
    percent_of_adult: float | None


@dataclass(frozen=True, slots=True)
class SizingOut:
    unit: str
    exam: str
    receptor: str
    quantity: str
    answer: Falls
    bands: tuple[BandOut, ...]
    slope: Slope | None
    with_adult_setting: Share | None


@dataclass(frozen=True, slots=True)
class QualityOut:
    exam: str
    film: bool
    acceptable: Share
    target_percent: float
    against: AgainstTarget
    enough_images: bool
    reasons: tuple[Count, ...]
    months: tuple[tuple[date, int, int], ...]


@dataclass(frozen=True, slots=True)
class JudgedOut:
    """Exposures against the advised time, and the share of mAs that the advised step (the longest) would have saved."""

    longer: int
    as_advised: int
    shorter: int
    cannot_tell: int
    saved_percent: float | None
    least_saved_percent: float | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A median then and now."""

    unit: str
    exam: str
    receptor: str
    band: str
    quantity: str
    before: float
    now: float
    percent: float


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that the report says, in figures."""

    fingerprint: str
    made_on: date
    place: str
    practice: str | None
    made_by: str | None
    first: date | None
    last: date | None
    files: int
    exposures: int
    counted: int
    told_again: int
    data_fingerprint: str
    falls: Falls
    columns: tuple[str, ...]
    left_out: tuple[Count, ...]
    refused: tuple[Count, ...]
    repaired: tuple[RepairCount, ...]
    groups: tuple[GroupOut, ...]
    hidden_groups: int
    hidden_exposures: int
    child_sizing: tuple[SizingOut, ...]
    image_quality: tuple[QualityOut, ...]
    questions: tuple[Question, ...]
    children: JudgedOut
    adults: JudgedOut
    to_do: tuple[ToDo, ...]
    moved: tuple[Moved, ...]
    compared_with: date | None


_ADAPTER: Final[TypeAdapter[Summary]] = TypeAdapter(Summary)


def summary_json(told: Summary) -> dict[str, Any]:
    """As data/schema/audit.schema.json describes it; figures to four places."""
    plain: dict[str, Any] = _short(_ADAPTER.dump_python(told, mode="json"))
    return plain


def _short(value: Any) -> Any:
    """Of what a JSON file holds, as it is no other kind."""
    if type(value) is dict:
        return {name: each if type(each) in _AS_IT_IS else _short(each) for name, each in value.items()}
    if type(value) is list:
        return [each if type(each) in _AS_IT_IS else _short(each) for each in value]
    return float(f"{value:.4g}")


_AS_IT_IS: Final = frozenset({str, int, bool, type(None)})


def summary_from_text(text: str | bytes, name: str = "last") -> Summary:
    """The summary of an earlier audit; Refusal where it is none."""
    plain = SUMMARY_TEXT.plain(text, name)
    json_told(plain, name, SUMMARY_TEXT.remedy)
    try:
        return _ADAPTER.validate_json(plain)
    except (ValidationError, RecursionError, ValueError):
        raise Refusal(name, Why.NOT_A_SUMMARY) from None


def summary_schema() -> dict[str, Any]:
    return _ADAPTER.json_schema(mode="serialization")
