"""What an audit is held against: sample sizes, targets of image quality, conventions (data/audit.toml)."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from advisor.case.vocabulary import Certainty
from advisor.knowledge import DATA
from advisor.knowledge.strict import Files

_FILE: Final = "audit.toml"


@dataclass(frozen=True, slots=True)
class Sample:
    least: int
    source: str
    where: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class QualityTarget:
    digital_percent: float
    film_percent: float
    images: int
    months: int
    source: str
    where: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Median:
    source: str
    where: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Conventions:
    confidence_z: float
    same_setting_percent: float
    usual_least: int
    rare_percent: float
    rare_ratio: float
    rare_least: int
    off_line: float
    other_unit: float
    due_days: int
    hidden_below: int
    exact_rows: int
    exact_below: int
    bins_per_e: float
    dose_bins_per_e: float
    trend_percent: float


@dataclass(frozen=True, slots=True)
class Standards:
    """data/audit.toml as it is written."""

    sample: Sample
    quality: QualityTarget
    median: Median
    conventions: Conventions


@lru_cache(maxsize=4)
def standards(folder: Path = DATA) -> Standards:
    files = Files(folder)
    read = files.one(Standards, _FILE)
    for table in ("sample", "quality", "median"):
        files.one_of(_FILE, (table, "source"), getattr(read, table).source, files.toml("sources.toml"))
    return read
