"""The technique chart as a table for spreadsheets, a row a region and patient size; and the command `chart`."""

import argparse
from collections.abc import Callable
from typing import Final

from advisor.case.model import ExposureAdvice, Range
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Family, Receptor
from advisor.intake.plausible import check_within
from advisor.intake.refusal import Refusal, Why, unknown_word
from advisor.intake.text import number_told
from advisor.knowledge import Knowledge
from advisor.physics.exposure_time.timer import Timer
from advisor.spreadsheet import as_csv
from advisor.technique_chart.chart import ChartCell, ChartLine, TechniqueChart, technique_chart
from advisor.technique_chart.in_words import patient, remedies
from advisor.technique_chart.makers import MakersTime
from advisor.xray_unit.reading import MOST_ENTRIES

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
    warnings = (*chart.warnings, *cell.warnings)
    return {
        "unit": chart.unit.name,
        "receptor": chart.receptor or "",
        "exam": line.exam.id,
        "region": line.region.id,
        "patient": patient(cell.column),
        "age_years": _number(cell.column.age_years),
        **_advised(cell.exposure, chart.timer),
        "kV": _number(cell.kV),
        "mA": _number(chart.unit.setup.mA),
        **_range("kerma", cell.kerma_mGy),
        **_range("receptor_kerma", cell.at_receptor.kerma_mGy),
        "receptor_dose": cell.at_receptor.verdict,
        **_published(cell.published),
        "present_s": _number(cell.present.exposure_s if cell.present else None),
        "warnings": _BETWEEN.join(warnings),
        "remedies": " ".join(remedies(cell, warnings)),
        "evidence": _BETWEEN.join(cell.exposure.evidence),
    }


def _advised(exposure: ExposureAdvice, timer: Timer) -> dict[str, str]:
    return {
        "set_s": _number(exposure.set_s),
        "low_s": _number(exposure.low_s),
        "high_s": _number(exposure.high_s),
        "set_impulses": _number(timer.impulses(exposure.set_s) if exposure.set_s is not None else None),
        "before_rounding_s": _rounded(exposure.model_s),
        "basis": exposure.basis or "",
    }


def _published(makers: MakersTime | None) -> dict[str, str]:
    """What the maker prints for it."""
    return {
        "published_s": _number(makers.time_s.low if makers else None),
        "published_longest_s": _number(makers.time_s.high if makers else None),
        "published_kV": _number(makers.kV if makers else None),
        "published_mA": _number(makers.mA if makers else None),
        "published_rows": _BETWEEN.join(each.id for each in makers.rows) if makers else "",
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


def chart_command(asked: argparse.Namespace, knowledge: Knowledge, unit_of: Callable[[str], UnitProfile]) -> str:
    """A chart for the receptor asked for, else for the unit's own and then for its second one.

    Raises
    ------
    Refusal
        For ages that are no list of them, a receptor that there is not, a unit whose time its programme sets.
    """
    ages, receptor = _ages(asked.ages, knowledge), _receptor(asked.receptor)
    unit = unit_of(asked.unit)
    if unit.family is not Family.INTRAORAL:
        raise Refusal("family", Why.NO_CHART, family=unit.family)
    receptors = [receptor] if receptor or unit.second_receptor is None else [None, unit.second_receptor]
    return chart_csv(*(technique_chart(unit, knowledge, ages_years=ages, receptor=each) for each in receptors))


def _ages(written: str | None, knowledge: Knowledge) -> tuple[float, ...] | None:
    if written is None:
        return None
    try:
        ages = tuple(number_told(age) for age in written.split(","))
    except ValueError:
        raise Refusal("--ages", Why.NO_AGES, told=written) from None
    if len(ages) > MOST_ENTRIES:
        raise Refusal("--ages", Why.TOO_MANY_AGES, count=len(ages), most=MOST_ENTRIES)
    for age in ages:
        check_within("--ages", age, knowledge.exams.case_limits["age_years"], " as an age in years")
    return ages


def _receptor(word: str | None) -> Receptor | None:
    if word is not None and word not in set(Receptor):
        raise unknown_word("--receptor", word, Receptor)
    return Receptor(word) if word else None
