"""The X-ray unit of a practice: what it is, what it can be set to, what is known of it. Holds no number."""

from dataclasses import dataclass, field
from datetime import date

from advisor.case.model import ReferenceSetting, Setup
from advisor.case.vocabulary import Family, Receptor


@dataclass(frozen=True, slots=True)
class UnitProfile:
    """One unit as a practice describes it; `setup` holds its usual settings and its timer."""

    name: str
    family: Family = Family.INTRAORAL
    setup: Setup = field(default_factory=Setup)
    maker: str | None = None
    model: str | None = None
    kV_choices: tuple[float, ...] = ()
    mA_choices: tuple[float, ...] = ()
    output_measured_on: date | None = None
    known_good: tuple[ReferenceSetting, ...] = ()  # settings that image well on this unit
    in_use: tuple[ReferenceSetting, ...] = ()  # settings that the practice uses today
    second_receptor: Receptor | None = None
    child_kV: float | None = None  # where the practice sets another for children
