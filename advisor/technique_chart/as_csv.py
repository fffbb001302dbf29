"""The technique chart as a table that spreadsheets may open: one row a region and patient size."""

from __future__ import annotations

from typing import Final

from advisor.case.model import Range
from advisor.spreadsheet import as_csv
from advisor.technique_chart.chart import ChartCell, ChartLine, TechniqueChart
from advisor.technique_chart.in_words import patient, remedies

COLUMNS: Final = (
    *("unit", "receptor", "exam", "region", "patient", "age_years"),
    *("set_s", "low_s", "high_s", "set_impulses", "before_rounding_s", "basis", "kV", "mA"),
    *("kerma_mGy", "kerma_low_mGy", "kerma_high_mGy"),
    *("receptor_kerma_mGy", "receptor_kerma_low_mGy", "receptor_kerma_high_mGy", "receptor_dose"),
    *("published_s", "published_longest_s", "published_kV", "published_mA", "published_rows", "present_s"),
    *("warnings", "remedies", "evidence"),
)
_FIGURES: Final = 3
_BETWEEN: Final = "; "


def chart_csv(*charts: TechniqueChart) -> str:
    """One or more charts under one header; an empty cell is unknown, and no cell runs as a formula."""
    return as_csv(COLUMNS, (row(chart, line, cell) for chart in charts for line in chart.lines for cell in line.cells))


def row(chart: TechniqueChart, line: ChartLine, cell: ChartCell) -> dict[str, str]:
    """One cell of a chart by column."""
    exposure, setup, published = cell.exposure, chart.unit.setup, cell.published
    told = (*chart.warnings, *cell.warnings)
    return {
        "unit": chart.unit.name,
        "receptor": chart.receptor or "",
        "exam": line.exam.id,
        "region": line.region.id,
        "patient": patient(cell.column),
        "age_years": _number(cell.column.age_years),
        "set_s": _number(exposure.set_s),
        "low_s": _number(exposure.low_s),
        "high_s": _number(exposure.high_s),
        "set_impulses": _number(chart.timer.impulses(exposure.set_s) if exposure.set_s is not None else None),
        "before_rounding_s": _rounded(exposure.model_s),
        "basis": exposure.basis or "",
        "kV": _number(cell.kV),
        "mA": _number(setup.mA),
        **_range("kerma", cell.kerma_mGy),
        **_range("receptor_kerma", cell.at_receptor.kerma_mGy),
        "receptor_dose": cell.at_receptor.verdict,
        "published_s": _number(published.time_s.low if published else None),
        "published_longest_s": _number(published.time_s.high if published else None),
        "published_kV": _number(published.kV if published else None),
        "published_mA": _number(published.mA if published else None),
        "published_rows": _BETWEEN.join(each.id for each in published.rows) if published else "",
        "present_s": _number(cell.present.exposure_s if cell.present else None),
        "warnings": _BETWEEN.join(told),
        "remedies": " ".join(remedies(cell, told)),
        "evidence": _BETWEEN.join(exposure.evidence),
    }


def _range(name: str, value: Range | None) -> dict[str, str]:
    low, typical, high = (value.low, value.typical, value.high) if value else (None, None, None)
    return {
        f"{name}_mGy": _rounded(typical),
        f"{name}_low_mGy": _rounded(low),
        f"{name}_high_mGy": _rounded(high),
    }


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _rounded(value: float | None) -> str:
    return "" if value is None else f"{value:.{_FIGURES}g}"
