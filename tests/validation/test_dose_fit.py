"""The fitted parameters of the dose model: the file is what the fit gives, and the fit is what it says."""

from __future__ import annotations

from dataclasses import replace
from math import exp, log

import pytest

from advisor.knowledge import Knowledge
from advisor.validation.dose_fit import fitted
from advisor.validation.pooling import pooled, student
from tools.fit_dose_model import FILE, fit_text


def test_the_file_is_what_the_fit_gives(knowledge: Knowledge) -> None:
    assert FILE.read_text(encoding="utf-8") == fit_text(fitted(knowledge))


def test_a_source_that_stands_apart_is_not_fitted_to(knowledge: Knowledge) -> None:
    apart = {name for name, source in knowledge.sources.items() if source.apart}
    rows = {row.id: row.source for row in knowledge.tables.doses}
    used = {rows[row] for parameter in fitted(knowledge).values() for row in parameter.rows if row in rows}

    assert apart
    assert not used & apart


def test_what_one_study_measured_does_not_reach_the_fit_without_it(knowledge: Knowledge) -> None:
    """Ten times its doses change nothing once it is left out."""
    name = "lee_2013"
    doses = tuple(
        replace(row, value=row.value * 10.0) if row.source == name and row.value else row
        for row in knowledge.tables.doses
    )
    changed = replace(knowledge, tables=replace(knowledge.tables, doses=doses))

    assert fitted(changed, name) == fitted(knowledge, name)
    assert fitted(changed) != fitted(knowledge)


def test_two_studies_of_equal_spread_are_pooled_by_hand() -> None:
    """Two studies of two values each: MSB 4, MSW 1, so 1.5 between studies and 1 within."""
    within = 0.5**0.5
    found = pooled([("a", 1.0 - within), ("a", 1.0 + within), ("b", 3.0 - within), ("b", 3.0 + within)])

    assert found.centre == pytest.approx(2.0)
    assert found.sd**2 == pytest.approx(2.5)
    assert found.sd_of_centre**2 == pytest.approx(1.0)
    assert found.freedom == pytest.approx(2.5**2 / (2.0**2 / 1.0 + 0.5**2 / 2.0))


def test_values_that_differ_no_more_between_studies_are_one_sample() -> None:
    found = pooled([("a", 0.0), ("a", 2.0), ("b", 0.0), ("b", 2.0)])

    assert found.sd**2 == pytest.approx(4.0 / 3.0)
    assert found.freedom == 3.0


@pytest.mark.parametrize(("freedom", "printed"), [(3.0, 2.353), (5.0, 2.015), (10.0, 1.812), (30.0, 1.697)])
def test_students_t_is_that_of_the_tables(freedom: float, printed: float) -> None:
    assert student(freedom) == pytest.approx(printed, rel=0.01)


def test_a_range_is_as_far_above_as_below(knowledge: Knowledge) -> None:
    """A fitted level is a median: its range is symmetric in logarithms, but for rounding to three figures."""
    for name in ("cbct_level", "cbct_typical", "panoramic_typical", "intraoral_dose_per_usual_dap.full_mouth"):
        parameter = knowledge.dose.parameters[name]
        up, down = log(parameter.high / parameter.typical), log(parameter.typical / parameter.low)
        assert exp(abs(up - down)) == pytest.approx(1.0, abs=0.01), name
