"""The nouns an answer is made of: opinions, findings, estimates, savings, and the report that holds them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from advisor.model import Case, Citation, ExposureAdvice, Fact, Range, Setup, Statement
from advisor.vocabulary import Basis, Step, Strength, Topic, Verdict


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
    def contested(self) -> bool:
        """Whether the reader must choose a side: issuers disagree and no law here settles it."""
        return self.disputed and self.decides.statement.strength is not Strength.LAW


class RemarkCode(StrEnum):
    """What the models alone say of a setting, where no issuer asks for a change of it."""

    ABOVE_NEED = "above_need"  # more than this receptor needs
    LIKELY_REPEATED = "likely_repeated"  # so little that the image may have to be made again


@dataclass(frozen=True, slots=True)
class Remark:
    """What the models alone say of a setting: nobody's guidance, so no issuer stands behind it."""

    code: RemarkCode
    topic: Topic
    says: str
    because: Mapping[str, Fact]
    instead: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StepResult:
    """A step of the campaign.

    `silent`: topics that nobody speaks on here, without which the step cannot be called fine. Where every completion of
    the untold facts agrees, `verdict` is theirs, `completed` what they find, `whatever` the facts that do not matter.
    """

    step: Step
    verdict: Verdict
    findings: tuple[Finding, ...]
    remarks: tuple[Remark, ...] = ()
    silent: tuple[Topic, ...] = ()
    completed: tuple[Finding, ...] = ()
    whatever: tuple[str, ...] = ()
    asks: Callable[[], tuple[str, ...]] | None = field(default=None, compare=False, repr=False)

    @property
    def needs(self) -> tuple[str, ...]:
        """The untold facts that could change the verdict, worked out when asked for; empty where there is one."""
        return self.asks() if self.asks else ()


@dataclass(frozen=True, slots=True)
class DoseStep:
    """One factor of an estimate: its name, its value with range, and where it is from."""

    name: str
    value: Range
    unit: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DoseEstimate:
    effective_dose_uSv: Range
    basis: Basis
    steps: tuple[DoseStep, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Saving:
    topic: Topic
    typical_uSv: float
    percent: float
    change: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ReferenceLevel:
    place: str
    exam: str
    quantity: str
    value: float
    population: str
    year: int | None
    note: str
    citation: Citation
    region: str | None = None
    receptor: str | None = None


@dataclass(frozen=True, slots=True)
class Background:
    """Natural background of a place, in mSv a year, with the basis of its radon part."""

    place: str
    msv_per_year: float
    year: str
    radon_basis: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class Report:
    case: Case
    steps: tuple[StepResult, ...]
    dose_now: DoseEstimate
    dose_after: DoseEstimate
    savings: tuple[Saving, ...]
    exposure: ExposureAdvice
    setup_after: Setup
    entrance_kerma_mGy: Range | None
    dap_mGycm2: Range | None
    reference_levels: tuple[ReferenceLevel, ...]
    background: Background
    days_now: Range
    days_after: Range
    unaddressed: tuple[Topic, ...]
    overdue: tuple[str, ...]
    fingerprint: str
