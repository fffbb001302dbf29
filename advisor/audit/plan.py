"""The audit's questions, written once in Ibis: the same on DuckDB on one machine and on Spark for a chain.

One pass gives every distinct setting with how often it was used and, where the table is small enough to be exact, the
products that it gave; words stay as they stand in the log, as there are few of them to understand afterwards. Beyond
that, values within a small share of each other are counted together, so that memory follows the number of settings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    import ibis.expr.types as ir

TABLE: Final = "exposures"
TEXTS: Final = (
    "exam", "region", "unit", "receptor", "size", "quality", "reject_reason", "status", "implausible", "file",
)  # fmt: skip
NUMBERS: Final = ("age_years", "kV", "mA", "exposure_s", "dap_mGycm2", "entrance_kerma_mGy")
PRODUCT: Final = "dap_mGycm2"
KERMA: Final = "entrance_kerma_mGy"
WHO_AND_WHAT: Final = ("unit", "exam", "receptor", "size", "region", "status")
KEYS: Final = (*WHO_AND_WHAT, "implausible", "age", "kV", "mA", "time_bin")
GRADE: Final = ("exam", "receptor", "status", "month", "quality", "reject_reason")
BANDS: Final = ("primary", "transitional", "adolescent", "adult", "child")
COUNTED: Final = "counted"
NO_AGE, NO_EXAM, NO_SETTING = "no age or size", "no exam that is known", "no setting that is usable"


def unbound() -> ir.Table:
    """The table of an audit by its columns, wherever it will be held."""
    import ibis

    kinds = dict.fromkeys(TEXTS, "string") | dict.fromkeys(NUMBERS, "float64")
    return ibis.table({**kinds, "row": "int64", "on": "date", "retake": "boolean"}, name=TABLE)


def _log_bin(value: Any, bins_per_e: float) -> Any:
    return (value.ln() * bins_per_e).floor().cast("int64")


def keyed(table: ir.Table, grown_years: float, bins_per_e: float | None) -> dict[str, Any]:
    """Completed years, all as one from `grown_years` on, and the time or its bin: what else a setting is told by."""
    import ibis

    age, time = table.age_years, table.exposure_s
    years = ibis.cases((age < grown_years, age.floor()), (age.notnull(), ibis.literal(int(grown_years)))).cast("int64")
    return {"age": years, "time_bin": time if bins_per_e is None else _log_bin(time, bins_per_e)}


class Tells(NamedTuple):
    """What a table tells at all: to group by what is not told, or always the same, costs as much."""

    keys: tuple[str, ...]  # of KEYS
    timed: bool  # each row has a time
    listed: tuple[str, ...]  # quantities whose values are wanted one by one
    rows_listed: bool
    dated: bool  # the first and last day are told with the settings, as each question reads the file anew


def settings(table: ir.Table, grown_years: float, bins_per_e: float | None, tells: Tells) -> ir.Table:
    """Every distinct setting and person group, counted or not: how often, its times, each value that is listed.

    Without bins (None) each time is a key, which costs least; else their sum and bounds are told.
    """
    import ibis

    worked_out = keyed(table, grown_years, bins_per_e)
    keys = {key: worked_out[key] if key in worked_out else table[key] for key in tells.keys}
    time, figures = table.exposure_s, {"n": table.count()}
    if not tells.timed:
        figures["usable"] = ibis.coalesce(time, table[PRODUCT], table[KERMA]).count()
    if bins_per_e is not None:
        figures |= {"sum_s": time.sum(), "least_s": time.min(), "most_s": time.max()}
    if tells.dated:
        figures |= {"first": table["on"].min(), "last": table["on"].max()}
    figures |= {quantity: table[quantity].collect() for quantity in tells.listed}
    if tells.rows_listed:
        figures["rows"] = table.row.fill_null(0).collect(where=table[PRODUCT].notnull())
    return table.group_by(**keys).aggregate(**figures)


def period(table: ir.Table) -> ir.Table:
    """The first and the last day."""
    return table.aggregate(first=table["on"].min(), last=table["on"].max())


def grades(table: ir.Table, keys: tuple[str, ...]) -> ir.Table:
    """Acceptable and not, by exam, receptor and month, with the reasons: by those `keys` of `GRADE` that are told."""
    graded = table.filter(table.quality.notnull())
    month = graded["on"].year() * 12 + graded["on"].month() - 1
    return graded.group_by(**{key: month if key == "month" else graded[key] for key in keys}).aggregate(
        n=graded.count()
    )


def _grouped(table: ir.Table, quantity: str, borders: tuple[float, ...]) -> ir.Table:
    """The rows with a value, and the first age of the size group that each is in."""
    import ibis

    age = table.age_years
    below = [(age < border, least) for border, least in zip(borders, (0.0, *borders[:-1]), strict=True)]
    return table.filter(table[quantity].notnull()).mutate(
        age=ibis.cases(*below, (age.notnull(), borders[-1])).cast("int64")
    )


def value_bins(table: ir.Table, quantity: str, borders: tuple[float, ...], bins_per_e: float) -> ir.Table:
    """How the product, or the kerma, is spread in each group and region."""
    told = _grouped(table, quantity, borders)
    told = told.mutate(value_bin=_log_bin(told[quantity], bins_per_e))
    return told.group_by(*WHO_AND_WHAT, "age", "value_bin").aggregate(n=told.count(), sum_value=told[quantity].sum())


def few_values(table: ir.Table, quantity: str, borders: tuple[float, ...], fewer_than: int) -> ir.Table:
    """Each value of the groups that are small."""
    told = _grouped(table, quantity, borders)
    keys = (*WHO_AND_WHAT, "age")
    counted = told.group_by(*keys).aggregate(n=told.count())
    small = counted.filter(counted.n < fewer_than)
    alike = [told[key].identical_to(small[key]) for key in keys]
    kept = told.semi_join(small, alike)
    return kept.group_by(*keys).aggregate(values=kept[quantity].collect())


def ratio_bins(table: ir.Table, bins_per_e: float) -> ir.Table:
    """How the product per mAs is spread on each unit, for each exam and kV."""
    ratio = table[PRODUCT] / (table.mA * table.exposure_s).nullif(0)
    told = table.mutate(ratio=ratio).filter(ratio.notnull())
    told = told.mutate(ratio_bin=_log_bin(told.ratio, bins_per_e))
    return told.group_by("unit", "exam", "status", "kV", "ratio_bin").aggregate(
        n=told.count(), sum_ratio=told.ratio.sum()
    )
