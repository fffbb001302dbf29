"""The answers of the plan as nouns: distinct settings, doses, grades, and what was not counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from advisor.audit import plan
from advisor.audit.standards import Conventions
from advisor.case.exams import Stages

if TYPE_CHECKING:
    import ibis.expr.types as ir


@dataclass(frozen=True, slots=True)
class SettingUsed:
    """One setting for one age, region and receptor on one unit: how often, and what product it gave."""

    unit: str
    exam: str
    receptor: str
    band: str
    region: str
    age_years: int | None
    kV: float | None
    mA: float | None
    exposure_s: float
    n: int
    with_product: int
    product_per_mAs: float | None
    time_bin: int  # of the plan: by it a row finds its verdict again


@dataclass(frozen=True, slots=True)
class DoseSeen:
    """Products or kermas that share half a per cent, in one group and region."""

    unit: str
    exam: str
    receptor: str
    band: str
    region: str
    value: float
    n: int


@dataclass(frozen=True, slots=True)
class Grade:
    exam: str
    receptor: str
    month: date | None
    quality: str
    reason: str | None
    n: int


@dataclass(frozen=True, slots=True)
class OffLine:
    """Product per mAs on a unit at a kV: a value that so many exposures share."""

    unit: str
    exam: str
    kV: float | None
    per_mAs: float
    n: int
    example: int | None


@dataclass(frozen=True, slots=True)
class Collected:
    """Everything that an audit is worked out from; no exposure by itself is in it."""

    reasons: tuple[tuple[str, int], ...]
    first: date | None
    last: date | None
    implausible: tuple[tuple[str, str, int], ...]  # field, unit, how many
    settings: tuple[SettingUsed, ...]
    products: tuple[DoseSeen, ...]
    kermas: tuple[DoseSeen, ...]
    grades: tuple[Grade, ...]
    off_line: tuple[OffLine, ...]

    @property
    def counted(self) -> int:
        return dict(self.reasons).get(plan.COUNTED, 0)


def collected(table: ir.Table, stages: Stages, grown_years: float, conventions: Conventions) -> Collected:
    """Ask the plan's questions of a table (of DuckDB, of Spark: whatever Ibis holds it in)."""
    rows = plan.prepared(table, stages, grown_years)
    told = list(_rows(plan.reasons(rows)))
    days = [each[nth] for each in told for nth in (2, 3) if each[nth] is not None]
    return Collected(
        reasons=tuple(sorted((each[0], each[1]) for each in told)),
        first=min(days, default=None),
        last=max(days, default=None),
        implausible=tuple((each[0], each[1], each[2]) for each in _rows(plan.implausible(rows))),
        settings=tuple(_setting(each) for each in _rows(plan.settings(rows, conventions))),
        products=_doses(plan.doses(rows, "dap_mGycm2", conventions)),
        kermas=_doses(plan.doses(rows, "entrance_kerma_mGy", conventions)),
        grades=tuple(Grade(*each) for each in _rows(plan.grades(rows))),
        off_line=tuple(
            OffLine(unit, exam, kV, total / n, n, example)
            for unit, exam, kV, _, n, total, example in _rows(plan.off_line(rows, conventions))
        ),
    )


def _rows(expression: ir.Table) -> Iterator[tuple[Any, ...]]:
    result = expression.to_pyarrow()
    return zip(*(column.to_pylist() for column in result.columns), strict=True)


def _setting(row: tuple[Any, ...]) -> SettingUsed:
    unit, exam, receptor, band, region, age, kV, mA, time_bin, n, total, least, most, with_product, sum_ratio = row
    return SettingUsed(
        unit=unit,
        exam=exam,
        receptor=receptor,
        band=band,
        region=region,
        age_years=age,
        kV=kV,
        mA=mA,
        exposure_s=least if least == most else total / n,
        n=n,
        with_product=with_product,
        product_per_mAs=sum_ratio / with_product if with_product and sum_ratio else None,
        time_bin=time_bin,
    )


def _doses(expression: ir.Table) -> tuple[DoseSeen, ...]:
    return tuple(
        DoseSeen(unit, exam, receptor, band, region, least if least == most else total / n, n)
        for unit, exam, receptor, band, region, _, n, total, least, most in _rows(expression)
    )
