"""The nouns of an answer: a step, a saving, and the report that holds them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from advisor.case.model import Case, ExposureAdvice, Fact, Range, Setup
from advisor.case.vocabulary import Step, Topic, Verdict
from advisor.guidance.stands import Advice
from advisor.guidance.statement import Finding
from advisor.knowledge.places import ReferenceLevel
from advisor.physics.background import Background, background_days
from advisor.physics.estimate import DoseEstimate


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


class DoubtCode(StrEnum):
    """Why a number that was told is questioned."""

    UNLIKE_SETTINGS = "unlike_settings"  # a display far from what kV, mA, time and field give
    UNLIKE_EXAM = "unlike_exam"  # a display far from what was published for such an image


@dataclass(frozen=True, slots=True)
class Doubt:
    """A number that contradicts the others or its exam; `instead`: what was probably meant, where that is clear."""

    code: DoubtCode
    field: str
    says: str
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
        """The untold facts that could change the verdict, worked out when first asked for; empty where there is one."""
        return self.asks() if self.asks else ()


@dataclass(frozen=True, slots=True)
class Saving:
    topic: Topic
    typical_uSv: float
    percent: float
    change: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class AsAdvised:
    """The setup with every change made and every untold setting as the deciding statements ask, and its dose."""

    setup: Setup
    dose: DoseEstimate
    days: Range
    savings: tuple[Saving, ...]  # of the changes, and of settling what nobody told; they lead to `dose`


@dataclass(frozen=True, slots=True)
class Report:
    case: Case
    steps: tuple[StepResult, ...]
    dose_now: DoseEstimate
    dose_after: DoseEstimate
    savings: tuple[Saving, ...]
    exposure: ExposureAdvice
    entrance_kerma_mGy: Range | None
    dap_mGycm2: Range | None
    reference_levels: tuple[ReferenceLevel, ...]
    background: Background
    unaddressed: tuple[Topic, ...]
    warnings: tuple[Doubt, ...]
    overdue: tuple[str, ...]
    fingerprint: str
    asks: Callable[[], tuple[Advice, ...]] = field(repr=False, compare=False)
    settles: Callable[[], AsAdvised] = field(repr=False, compare=False)
    also: tuple[Report, ...] = ()  # of the further images of the visit

    def finding(self, topic: Topic) -> Finding | None:
        """What issuers say on a topic; None where nobody does."""
        return next((each for step in self.steps for each in step.findings if each.topic is topic), None)

    @property
    def advice(self) -> tuple[Advice, ...]:
        """What is asked for on each topic at this age, image and place, whatever is told; looked up when first read."""
        return self.asks()

    @property
    def as_advised(self) -> AsAdvised:
        """Worked out when first read."""
        return self.settles()

    @property
    def days_now(self) -> Range:
        """Days of natural background at the place with the same effective dose, as it is set."""
        return background_days(self.dose_now.effective_dose_uSv, self.background)

    @property
    def setup_after(self) -> Setup:
        return self.settles().setup
