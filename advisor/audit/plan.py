"""The audit's questions, written once in Ibis: the same on DuckDB on one machine and on Spark for a chain.

Each asks for counts and sums only. Values within half a per cent share a count, whose mean stands for them; so memory
depends on how many settings there are, not on how many exposures, and where a count holds one value it is exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from advisor.audit.standards import Conventions
from advisor.case.exams import Stages

if TYPE_CHECKING:
    import ibis.expr.types as ir

KEYS: Final = ("unit", "exam", "receptor", "band")
BANDS: Final = ("primary", "transitional", "adolescent", "adult", "child")
COUNTED: Final = "counted"
NO_AGE, NO_EXAM, NO_SETTING = "no age or size", "no exam that is known", "no setting that is usable"


def prepared(table: ir.Table, stages: Stages, grown_years: float) -> ir.Table:
    """The rows with their size group, and why one is not counted; beyond `grown_years` ages are one."""
    import ibis

    age, told = table.age_years, table["size"]
    band = ibis.cases(
        (age < stages.primary_until, "primary"),
        (age < stages.transitional_until, "transitional"),
        (age < stages.adolescent_until, "adolescent"),
        (age.notnull(), "adult"),
        else_=told,
    )
    reason = ibis.cases(
        (table.status.notnull(), table.status),
        (table.exam.isnull(), NO_EXAM),
        (age.isnull() & told.isnull(), NO_AGE),
        (table.exposure_s.isnull() & table.dap_mGycm2.isnull() & table.entrance_kerma_mGy.isnull(), NO_SETTING),
        else_=COUNTED,
    )
    return table.mutate(
        band=band,
        reason=reason,
        receptor=table.receptor.fill_null(""),
        region=table.region.fill_null(""),
        age_full=ibis.least(age.floor(), grown_years).cast("int64"),
    )


def reasons(rows: ir.Table) -> ir.Table:
    """How many rows are counted, and how many are not for which reason; the period."""
    return rows.group_by("reason").aggregate(n=rows.count(), first=rows["on"].min(), last=rows["on"].max())


def implausible(rows: ir.Table) -> ir.Table:
    """How many values were left out as no dental unit gives them, by field."""
    wrong = rows.filter(rows.implausible.notnull())
    return wrong.group_by("implausible", "unit").aggregate(n=wrong.count())


def _counted(rows: ir.Table) -> ir.Table:
    return rows.filter(rows.reason == COUNTED)


def _bin(value: Any, conventions: Conventions) -> Any:
    return (value.ln() * conventions.bins_per_e).floor().cast("int64")


def settings(rows: ir.Table, conventions: Conventions) -> ir.Table:
    """Every distinct setting of the counted exposures with its time, how often and with what product per mAs."""
    told = _counted(rows)
    told = told.filter(told.exposure_s.notnull())
    told = told.mutate(time_bin=_bin(told.exposure_s, conventions))
    mAs = told.mA * told.exposure_s
    return told.group_by(*KEYS, "region", "age_full", "kV", "mA", "time_bin").aggregate(
        n=told.count(),
        sum_s=told.exposure_s.sum(),
        least_s=told.exposure_s.min(),
        most_s=told.exposure_s.max(),
        with_product=told.dap_mGycm2.count(),
        sum_product_per_mAs=(told.dap_mGycm2 / mAs.nullif(0)).sum(),
    )


def doses(rows: ir.Table, quantity: str, conventions: Conventions) -> ir.Table:
    """How the product, or the kerma, is spread in each group and region."""
    told = _counted(rows)
    told = told.filter(told[quantity].notnull())
    told = told.mutate(value_bin=_bin(told[quantity], conventions))
    return told.group_by(*KEYS, "region", "value_bin").aggregate(
        n=told.count(), sum_value=told[quantity].sum(), least=told[quantity].min(), most=told[quantity].max()
    )


def grades(rows: ir.Table) -> ir.Table:
    """Acceptable and not, by exam, receptor and month, with the reasons."""
    graded = rows.filter(rows.quality.notnull() & (rows.reason != "phantom") & rows.exam.notnull())
    graded = graded.mutate(month=graded["on"].truncate("M"))
    return graded.group_by("exam", "receptor", "month", "quality", "reject_reason").aggregate(n=graded.count())


def off_line(rows: ir.Table, conventions: Conventions) -> ir.Table:
    """Product per mAs against bins of itself: how each unit's settings and products go together."""
    told = _counted(rows)
    told = told.filter(told.dap_mGycm2.notnull() & told.exposure_s.notnull() & told.mA.notnull())
    per_mAs = told.dap_mGycm2 / (told.mA * told.exposure_s).nullif(0)
    told = told.mutate(per_mAs=per_mAs, ratio_bin=_bin(per_mAs, conventions))
    return told.group_by("unit", "exam", "kV", "ratio_bin").aggregate(
        n=told.count(), sum_ratio=told.per_mAs.sum(), example=told.row.min()
    )
