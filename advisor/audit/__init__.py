"""Many exposures of a practice -> medians against levels, and whether the exposure falls with the child."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from advisor.audit.child_sizing import ChildSizing, child_sizing
from advisor.audit.collected import Collected
from advisor.audit.collecting import collected
from advisor.audit.exposure_table import ExposureTable
from advisor.audit.groups import CHILD_BANDS, Group, groups
from advisor.audit.image_quality import ImageQuality, image_quality
from advisor.audit.judged import Advised, Judged, advised_settings
from advisor.audit.plan import COUNTED
from advisor.audit.questions import Question, questions
from advisor.audit.standards import Standards, standards
from advisor.audit.to_do import ToDo, to_do
from advisor.case.unit import UnitProfile
from advisor.knowledge import Knowledge

__all__ = ["Audit", "Material", "audit"]


@dataclass(frozen=True, slots=True)
class Material:
    """What the audit was made of: files, rows, what was put right and refused on reading, the data's fingerprint."""

    files: int = 0
    rows: int = 0
    told_again: int = 0
    repairs: Mapping[tuple[str, str], int] = field(default_factory=dict)  # field and why
    refusals: Mapping[str, int] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Audit:
    """The result, from which report, pictures and summary are made."""

    place: str
    on: date
    material: Material
    found: Collected
    groups: tuple[Group, ...]
    sizing: tuple[ChildSizing, ...]
    quality: tuple[ImageQuality, ...]
    questions: tuple[Question, ...]
    children: Judged
    adults: Judged
    standards: Standards
    advised: Advised
    unit: UnitProfile | None = None

    @property
    def left_out(self) -> tuple[tuple[str, int], ...]:
        return tuple((reason, n) for reason, n in self.found.reasons if reason != COUNTED)

    @property
    def to_do(self) -> tuple[ToDo, ...]:
        return to_do(self.sizing, self.groups, self.quality, self.questions, self.on, self.standards)


def audit(
    table: ExposureTable,
    knowledge: Knowledge,
    *,
    place: str,
    on: date,
    material: Material | None = None,
    unit: UnitProfile | None = None,
) -> Audit:
    """Audit a table of exposures (`exposure_table.table_of`, `engine.load_large`), wherever it is held.

    Parameters
    ----------
    table : ExposureTable
        One row an exposure; asked by the plan's questions.
    place : str
        Whose reference levels stand beside the medians.
    unit : UnitProfile, optional
        The practice's unit: its known good setting anchors the advised times, its chart is then what is judged by.
    """
    told = standards()
    found = collected(table, knowledge.exams.stages, knowledge.technique.usual.adult_age_years, told.conventions)
    advised, each = advised_settings(found.settings, unit, knowledge)
    child = found.settings.of({group: group.band in CHILD_BANDS for group in found.settings.whose}) > 0
    return Audit(
        place=place,
        on=on,
        material=material or Material(),
        found=found,
        groups=groups(found, place, knowledge, told),
        sizing=child_sizing(found, each, knowledge, told),
        quality=image_quality(found.grades, told),
        questions=questions(found, knowledge, told),
        children=each.of(child),
        adults=each.of(~child),
        standards=told,
        advised=advised,
        unit=unit,
    )
