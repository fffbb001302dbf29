"""The exams: each family has all that its exams fall back on, and no exam or region is told twice."""

from typing import Final

from advisor.case.exams import Exams, RegionRow
from advisor.case.settings import BY_NAME
from advisor.case.spelling import not_known
from advisor.case.vocabulary import Family
from advisor.knowledge._references.named import Named, Where
from advisor.knowledge.strict import DataError

_EXAMS: Final = "exams.toml"


def check_families(exams: Exams) -> None:
    """Refuse a family without what its exams fall back on, without limits that others have, or without an exam.

    Raises
    ------
    DataError
        Names what is missing in data/exams.toml.
    """
    limited = dict.fromkeys(name for limits in exams.limits.values() for name in limits)
    settings = list(BY_NAME)
    for family in Family:
        if family not in exams.family or family not in exams.limits:
            raise DataError(f"{_EXAMS}: needs [family.{family}] and [limits.{family}]")
        for name in limited:
            if name not in settings:
                raise DataError(f"{_EXAMS}: limits, {name}: {not_known(name, settings)}")
            if name not in exams.limits[family]:
                raise DataError(f"{_EXAMS}: limits.{family} needs {name}, as other families have it")
        if all(exam.family is not family for exam in exams.exam):
            raise DataError(f"{_EXAMS}: has no exam of the family {family}; write at least one [[exam]]")


def check_exams(named: Named) -> None:
    files, exams = named.files, named.exams
    intraoral = exams.family[Family.INTRAORAL]
    if intraoral.default_region is None:
        raise files.wrong(_EXAMS, ("family", "intraoral"), "needs default_region: what is meant where nobody told one")
    for family, row in exams.family.items():
        files.one_of(_EXAMS, ("family", family, "default_region"), row.default_region, named.regions)
    ids, seen = [exam.id for exam in exams.exam], dict[str, RegionRow]()
    for nth, exam in enumerate(exams.exam):
        here: Where = ("exam", nth)
        if ids.index(exam.id) != nth:
            raise files.wrong(_EXAMS, (*here, "id"), f"{exam.id!r:.60} stands twice; give each exam an id of its own")
        if not exam.label.strip():
            raise files.wrong(_EXAMS, (*here, "label"), "is empty; write what the exam is called")
        files.one_of(_EXAMS, (*here, "default_region"), exam.default_region, named.regions)
        for at, region in enumerate(exam.regions):
            if seen.setdefault(region.id, region) != region:
                remedy = f"{region.id!r:.60} is told twice and differs; give it an id of its own"
                raise files.wrong(_EXAMS, (*here, "regions", at, "id"), remedy)
