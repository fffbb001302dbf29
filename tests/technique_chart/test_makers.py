"""A maker's unit to start from, and a chart beside the maker's in steps of the timer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

import pytest

from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Family, Receptor
from advisor.knowledge import Knowledge
from advisor.technique_chart.chart import technique_chart
from advisor.technique_chart.comparison import Beside, beside_the_makers
from advisor.xray_unit.makers import makers_unit
from advisor.xray_unit.reading import read_unit
from advisor.xray_unit.writing import unit_json

PLANMECA: Final = "planmeca_intra"


def cells(unit: UnitProfile, knowledge: Knowledge) -> dict[tuple[str, float], Beside]:
    told = beside_the_makers(technique_chart(unit, knowledge), knowledge)
    return {(each.line.region.id, each.cell.column.age_years): each for each in told}


def test_every_makers_unit_is_a_unit(knowledge: Knowledge) -> None:
    """It can be kept, written as a file and read again; an intraoral one gives times, an extraoral one none."""
    for name, told in knowledge.units.items():
        unit = makers_unit(name, knowledge)
        chart = technique_chart(unit, knowledge)

        assert read_unit(unit_json(unit), knowledge) == unit
        assert unit.name == told.label
        assert all(cell.exposure.set_s for line in chart.lines for cell in line.cells), name
        assert bool(chart.lines) == (told.family == Family.INTRAORAL)


def test_a_makers_unit_stands_at_its_adult_molar(knowledge: Knowledge) -> None:
    """63 kV of several; what a chart does not print stays untold."""
    planmeca, gendex = makers_unit(PLANMECA, knowledge).setup, makers_unit("gendex_oralix_ac", knowledge).setup

    assert (planmeca.receptor, planmeca.kV, planmeca.mA, planmeca.cone_cm) == (Receptor.FILM_F, 63.0, 8.0, 20.0)
    assert (gendex.kV, gendex.mA, gendex.cone_cm) == (None, None, None)


def test_a_makers_own_unit_agrees_with_its_chart(knowledge: Knowledge) -> None:
    """Printed at other kV or not, its adult cells are its own."""
    told = cells(makers_unit(PLANMECA, knowledge), knowledge)
    adult = [each.steps for (_, age_years), each in told.items() if age_years == 18.0]

    assert len(adult) == 11
    assert set(adult) <= {-1, 0, 1}
    assert told["mandible_molar", 18.0].steps == 0


@pytest.mark.parametrize(("exposure_s", "steps"), [(0.08, 0), (0.1, 1), (0.063, -1), (0.16, 3)])
def test_steps_are_counted_on_the_timer(exposure_s: float, steps: int, knowledge: Knowledge) -> None:
    """From the printed 0.08 s of F film to the time of this practice, longer above zero."""
    known: dict[str, Any] = {"population": "adult", "region": "mandible_molar", "exposure_s": exposure_s}
    setup = {"unit": PLANMECA, "receptor": "film_f", "kV": 63, "mA": 8, "cone_cm": 20}
    unit = read_unit({"name": "Mine", "setup": setup, "known_good": [known]}, knowledge)
    molar = cells(unit, knowledge)["mandible_molar", 18.0]

    assert molar.steps == steps
    assert not molar.converted


def test_a_time_for_other_settings_is_brought_to_this_units(knowledge: Knowledge) -> None:
    """Half the mA is twice the time; a longer cone is longer; what nobody told changes nothing."""
    unit = makers_unit(PLANMECA, knowledge)
    half = cells(replace(unit, setup=replace(unit.setup, mA=4.0)), knowledge)["mandible_molar", 18.0]
    far = cells(replace(unit, setup=replace(unit.setup, cone_cm=30.0)), knowledge)["mandible_molar", 18.0]
    untold = cells(replace(unit, setup=replace(unit.setup, mA=None)), knowledge)["mandible_molar", 18.0]

    assert half.converted
    assert half.here_s.typical == pytest.approx(2 * half.published.time_s.typical)
    assert far.here_s.typical == pytest.approx((33 / 23) ** 2 * far.published.time_s.typical)
    assert not untold.converted


def test_a_unit_without_a_makers_chart_has_nothing_beside_it(knowledge: Knowledge) -> None:
    unit = read_unit({"name": "Mine", "setup": {"receptor": "sensor", "kV": 63, "mA": 8}}, knowledge)

    assert cells(unit, knowledge) == {}
