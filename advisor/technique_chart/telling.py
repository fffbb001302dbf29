"""The command `chart`: the technique chart of a unit as CSV."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Family, Receptor
from advisor.intake.plausible import check_within
from advisor.intake.refusal import Refusal, Why, unknown_word
from advisor.intake.text import number_told
from advisor.knowledge import Knowledge
from advisor.technique_chart.as_csv import chart_csv
from advisor.technique_chart.chart import technique_chart
from advisor.xray_unit.reading import MOST_ENTRIES


def chart_told(told: argparse.Namespace, knowledge: Knowledge, unit_of: Callable[[str], UnitProfile]) -> str:
    """A chart for the receptor asked for, else for the unit's own and then for its second one.

    Raises
    ------
    Refusal
        For ages that are no list of them, a receptor that there is not, a unit whose time its programme sets.
    """
    ages, receptor = _ages(told.ages, knowledge), _receptor(told.receptor)
    unit = unit_of(told.unit)
    if unit.family is not Family.INTRAORAL:
        raise Refusal("family", Why.NO_CHART, family=unit.family)
    receptors = [receptor] if receptor or unit.second_receptor is None else [None, unit.second_receptor]
    return chart_csv(*(technique_chart(unit, knowledge, ages_years=ages, receptor=each) for each in receptors))


def _ages(told: str | None, knowledge: Knowledge) -> tuple[float, ...] | None:
    if told is None:
        return None
    try:
        ages = tuple(number_told(age) for age in told.split(","))
    except ValueError:
        raise Refusal("--ages", Why.NO_AGES, told=told) from None
    if len(ages) > MOST_ENTRIES:
        raise Refusal("--ages", Why.TOO_MANY_AGES, count=len(ages), most=MOST_ENTRIES)
    for age in ages:
        check_within("--ages", age, knowledge.exams.case_limits["age_years"], " as an age in years")
    return ages


def _receptor(told: str | None) -> Receptor | None:
    if told is not None and told not in set(Receptor):
        raise unknown_word("--receptor", told, Receptor)
    return Receptor(told) if told else None
