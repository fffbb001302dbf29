"""The nouns of an estimate: a factor with its range and where it is from, and the effective dose they give."""

from dataclasses import dataclass

from advisor.case.model import Range
from advisor.case.vocabulary import Basis


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
