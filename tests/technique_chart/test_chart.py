"""The technique chart: its shape, what must hold for every unit, its curve and its table."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.case.model import ReferenceSetting, Region, Setup
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import ChartWarning, Family, PatientSize, Programme, Receptor, TimerKind
from advisor.knowledge import Knowledge
from advisor.spreadsheet import as_csv
from advisor.technique_chart import words
from advisor.technique_chart.as_csv import COLUMNS, chart_csv
from advisor.technique_chart.chart import ChartCell, TechniqueChart, technique_chart, time_curve
from advisor.xray_unit.known_good import completed, nearest_known_good, set_on

FEW = settings(max_examples=40)  # each example is a chart of 48 cells or several
BY_NEED = (Receptor.FILM_D, Receptor.FILM_E, Receptor.FILM_F, Receptor.SENSOR)  # slow to fast; plates need F film's
TIMERS = st.sampled_from([None, *TimerKind, (0.05, 0.1, 0.2, 0.4, 0.8, 1.6), (0.02,)])
SETUPS = st.builds(
    Setup,
    receptor=st.sampled_from(Receptor),
    kV=st.floats(50.0, 90.0),
    mA=st.floats(1.0, 15.0),
    cone_cm=st.none() | st.floats(15.0, 40.0),
    filtration_mmAl=st.none() | st.floats(1.5, 4.0),
    output_mGy_per_mAs=st.none() | st.floats(0.3, 3.0),
    timer=TIMERS,
)
TOLD = st.builds(
    Setup,
    receptor=st.sampled_from(Receptor),
    kV=st.floats(50.0, 90.0),
    mA=st.floats(1.0, 15.0),
    cone_cm=st.floats(15.0, 40.0),
    filtration_mmAl=st.floats(1.5, 4.0),
    timer=TIMERS,
)
MAKERS = st.none() | st.sampled_from(("planmeca_intra", "gendex_oralix_ac"))
AGES = st.lists(st.floats(0.0, 120.0), max_size=3)


def region(name: str, knowledge: Knowledge) -> Region:
    return next(each for exam in knowledge.by_exam.values() for each in exam.regions if each.id == name)


@st.composite
def known_good(draw: st.DrawFn) -> tuple[ReferenceSetting, ...]:
    """Up to three settings on steps of the R'10 series."""
    names = ("mandible_molar", "maxilla_incisor", "posterior", "maxilla")
    one = st.builds(
        ReferenceSetting,
        exposure_s=st.sampled_from((0.02, 0.05, 0.1, 0.2, 0.4)),
        population=st.sampled_from(Programme),
        region=st.none() | st.sampled_from([Region(name, name) for name in names]),
        receptor=st.none() | st.sampled_from(Receptor),
        kV=st.none() | st.sampled_from((60.0, 70.0)),
    )
    return tuple(draw(st.lists(one, max_size=3)))


def cells(chart: TechniqueChart) -> Iterator[ChartCell]:
    return (cell for line in chart.lines for cell in line.cells)


def times(chart: TechniqueChart) -> list[float]:
    """The times as calculated, in the order of the chart."""
    return [cell.exposure.model_s for cell in cells(chart) if cell.exposure.model_s is not None]


def steps(chart: TechniqueChart) -> list[float]:
    return [cell.exposure.set_s for cell in cells(chart) if cell.exposure.set_s is not None]


def on_the_timer(good: tuple[ReferenceSetting, ...], setup: Setup, knowledge: Knowledge) -> bool:
    """Whether the known good times are steps of the timer; one that is none comes back as it was told."""
    return {known.exposure_s for known in good} <= set(knowledge.technique.timer(setup.timer).steps_s)


@pytest.fixture(scope="module")
def surgery(knowledge: Knowledge) -> UnitProfile:
    """A sensor on a maker's unit, with one known good time and one measured output."""
    setup = Setup(
        receptor=Receptor.SENSOR, kV=63.0, mA=8.0, cone_cm=20.0, unit="planmeca_intra", output_mGy_per_mAs=0.9
    )
    good = ReferenceSetting(0.125, region=region("mandible_molar", knowledge))
    return UnitProfile(name="Surgery 1", setup=setup, known_good=(good,))


# What must hold for every unit


@FEW
@given(SETUPS, MAKERS, known_good(), AGES)
def test_younger_is_never_longer(
    knowledge: Knowledge, setup: Setup, maker: str | None, good: tuple[ReferenceSetting, ...], ages: list[float]
) -> None:
    """Along every line, in time and in step, whatever the times rest on."""
    unit = UnitProfile("U", setup=replace(setup, unit=maker), known_good=good)
    chart = technique_chart(unit, knowledge, ages_years=ages)
    for line in chart.lines:
        for older, younger in pairwise(line.cells):
            assert younger.column.age_years < older.column.age_years
            assert (younger.exposure.model_s or 0.0) <= (older.exposure.model_s or 0.0) * (1.0 + 1e-9)
            if on_the_timer(good, setup, knowledge):
                assert (younger.exposure.set_s or 0.0) <= (older.exposure.set_s or 0.0)


@FEW
@given(SETUPS, MAKERS)
def test_every_cell_is_a_step_of_the_timer(knowledge: Knowledge, setup: Setup, maker: str | None) -> None:
    """The step to set and both ends of its range, whichever timer it is."""
    there = set(knowledge.technique.timer(setup.timer).steps_s)
    for cell in cells(technique_chart(UnitProfile("U", setup=replace(setup, unit=maker)), knowledge)):
        told = (cell.exposure.low_s, cell.exposure.set_s, cell.exposure.high_s)
        assert set(told) <= there
        assert sorted(told, key=lambda step: step or 0.0) == list(told)


@FEW
@given(SETUPS)
def test_a_time_off_the_timer_is_warned_of_and_no_other(knowledge: Knowledge, setup: Setup) -> None:
    """Exactly where the time as calculated lies beyond its ends."""
    ends_s = knowledge.technique.timer(setup.timer).steps_s
    for cell in cells(technique_chart(UnitProfile("U", setup=setup), knowledge)):
        time_s = cell.exposure.model_s
        assert time_s is not None
        assert (ChartWarning.BELOW_SHORTEST_STEP in cell.warnings) is (time_s < ends_s[0])
        assert (ChartWarning.ABOVE_LONGEST_STEP in cell.warnings) is (time_s > ends_s[-1])


@FEW
@given(TOLD, st.floats(1.0, 2.0))
def test_a_longer_cone_needs_a_longer_time_by_the_square(knowledge: Knowledge, setup: Setup, longer: float) -> None:
    """Of the way from source to receptor, which is a little more than the cone."""
    cone_cm = setup.cone_cm or 0.0
    gap_cm = knowledge.technique.usual.skin_to_receptor_cm
    square = ((cone_cm * longer + gap_cm) / (cone_cm + gap_cm)) ** 2
    short = technique_chart(UnitProfile("U", setup=setup), knowledge)
    long = technique_chart(UnitProfile("U", setup=replace(setup, cone_cm=cone_cm * longer)), knowledge)

    assert times(long) == pytest.approx([time_s * square for time_s in times(short)])


@FEW
@given(TOLD, st.floats(0.0, 2.0))
def test_more_filtration_is_never_shorter(knowledge: Knowledge, setup: Setup, more_mm: float) -> None:
    """On a unit whose output nobody measured: the filter takes more than the harder beam gives back."""
    filtered = replace(setup, filtration_mmAl=(setup.filtration_mmAl or 0.0) + more_mm)
    usual = technique_chart(UnitProfile("U", setup=setup), knowledge)
    more = technique_chart(UnitProfile("U", setup=filtered), knowledge)

    assert all(after >= before * (1.0 - 1e-9) for before, after in zip(times(usual), times(more), strict=True))
    assert all(after >= before for before, after in zip(steps(usual), steps(more), strict=True))


@FEW
@given(SETUPS, known_good(), st.floats(1.0, 4.0))
def test_a_lower_current_is_never_shorter(
    knowledge: Knowledge, setup: Setup, good: tuple[ReferenceSetting, ...], factor: float
) -> None:
    """Known good settings were made with a current of their own."""
    told = tuple(replace(known, mA=8.0) for known in good)
    full = technique_chart(UnitProfile("U", setup=setup, known_good=told), knowledge)
    low = replace(setup, mA=(setup.mA or 1.0) / factor)
    lower = technique_chart(UnitProfile("U", setup=low, known_good=told), knowledge)

    assert all(after >= before * (1.0 - 1e-9) for before, after in zip(times(full), times(lower), strict=True))


@FEW
@given(SETUPS, known_good())
def test_a_faster_receptor_is_never_longer(
    knowledge: Knowledge, setup: Setup, good: tuple[ReferenceSetting, ...]
) -> None:
    """Known good settings of one receptor; on the timer too, where it has the steps that they were made with."""
    told = tuple(replace(known, receptor=Receptor.FILM_E) for known in good)
    unit = UnitProfile("U", setup=setup, known_good=told)
    charts = [technique_chart(unit, knowledge, receptor=receptor) for receptor in BY_NEED]
    for slow, fast in pairwise(charts):
        assert all(after <= before * (1.0 + 1e-9) for before, after in zip(times(slow), times(fast), strict=True))
        if on_the_timer(told, setup, knowledge):
            assert all(after <= before for before, after in zip(steps(slow), steps(fast), strict=True))


# Its shape


def test_it_has_every_intraoral_region_and_four_patient_sizes(knowledge: Knowledge, surgery: UnitProfile) -> None:
    """Teeth first, then bitewings and occlusal views; from the adult to the youngest child."""
    chart = technique_chart(surgery, knowledge)

    assert [line.exam.id for line in chart.lines] == ["periapical"] * 8 + ["bitewing"] * 2 + ["occlusal"] * 2
    assert {line.region.id for line in chart.lines} == {
        each.id for exam in knowledge.by_exam.values() if exam.intraoral for each in exam.regions
    }
    assert [column.size for column in chart.columns] == list(PatientSize)
    assert [column.age_years for column in chart.columns] == [18.0, 15.0, 10.0, 6.0]


def test_a_known_good_time_comes_back_as_it_was_told(knowledge: Knowledge, surgery: UnitProfile) -> None:
    """Even where it is no step of the timer."""
    odd = replace(surgery, known_good=(replace(surgery.known_good[0], exposure_s=0.12),))
    (line,) = (line for line in technique_chart(odd, knowledge).lines if line.region.id == "mandible_molar")

    assert line.cells[0].exposure.set_s == 0.12
    assert line.cells[0].exposure.model_s == 0.12


def test_the_kerma_beside_a_cell_is_that_of_the_step_to_set(knowledge: Knowledge, surgery: UnitProfile) -> None:
    """0.9 mGy/mAs x 8 mA, give or take the tenth that a measurement may be off."""
    for cell in cells(technique_chart(surgery, knowledge)):
        assert cell.exposure.set_s is not None
        assert cell.kerma_mGy is not None
        assert cell.kerma_mGy.typical == pytest.approx(0.9 * 8.0 * cell.exposure.set_s)
        assert cell.kerma_mGy.low == pytest.approx(0.9 * cell.kerma_mGy.typical)


def test_the_makers_time_beside_a_cell_is_the_published_row(knowledge: Knowledge, surgery: UnitProfile) -> None:
    """Of this unit, region, receptor and population; a chart for plates has none."""
    there = {cell.published for cell in cells(technique_chart(surgery, knowledge))} - {None}
    plates = technique_chart(surgery, knowledge, receptor=Receptor.PSP)

    assert {row.unit for maker in there if maker for row in maker.rows} == {"planmeca_intra"}
    assert {row.receptor for maker in there if maker for row in maker.rows} == {Receptor.SENSOR}
    assert {cell.published for cell in cells(plates)} == {None}


def test_a_chart_of_several_sensors_stands_beside_as_a_range(knowledge: Knowledge) -> None:
    """Carestream prints a time for each of two kinds of sensor: from the shortest to the longest of them."""
    unit = UnitProfile("U", setup=Setup(unit="carestream_cs2100", receptor=Receptor.SENSOR, kV=60.0, mA=7.0))
    (line,) = (line for line in technique_chart(unit, knowledge).lines if line.region.id == "mandible_molar")
    maker = line.cells[0].published

    assert maker is not None
    printed = [(row.exposure_s, row.longest_s or row.exposure_s) for row in maker.rows]
    assert len(printed) > 1
    assert maker.time_s.low == min(low for low, _ in printed)
    assert maker.time_s.high == max(high for _, high in printed)
    assert (maker.kV, maker.mA) == (maker.rows[0].kV, maker.rows[0].mA)


def test_the_warning_about_a_missing_region_names_the_reference_region(knowledge: Knowledge) -> None:
    """The sentence says lower molar, so the data must mean it."""
    assert knowledge.technique.reference.region == "mandible_molar"
    assert "lower molar" in words.WARNING[ChartWarning.NO_REGION_TOLD]


def test_every_word_of_the_chart_has_its_sentence() -> None:
    assert words.WARNING.keys() == set(ChartWarning)
    assert words.SIZE.keys() == set(PatientSize)


# Known good settings


def test_the_nearest_known_good_setting_needs_the_least_conversion(knowledge: Knowledge) -> None:
    """Region before receptor before kV before population; then the first."""
    molar, incisor = region("mandible_molar", knowledge), region("maxilla_incisor", knowledge)
    base = ReferenceSetting(0.1, region=molar, receptor=Receptor.SENSOR, kV=60.0)
    settings = (
        replace(base, exposure_s=0.2, region=incisor),
        replace(base, exposure_s=0.3, receptor=Receptor.PSP),
        replace(base, exposure_s=0.4, kV=70.0),
        replace(base, exposure_s=0.5, population=Programme.CHILD),
        base,
        replace(base, exposure_s=0.6),
    )
    nearest = [nearest_known_good(settings[:count], "mandible_molar", Receptor.SENSOR, 60.0) for count in range(1, 7)]

    assert [known.exposure_s for known in nearest if known] == [0.2, 0.3, 0.4, 0.5, 0.1, 0.1]
    assert nearest_known_good((), "mandible_molar", None, None) is None


def test_what_a_setting_does_not_tell_is_as_on_the_unit(surgery: UnitProfile) -> None:
    """And what it tells stays."""
    told = completed(ReferenceSetting(0.1, kV=70.0), surgery.setup)

    assert (told.receptor, told.kV, told.mA, told.cone_cm) == (Receptor.SENSOR, 70.0, 8.0, 20.0)


def test_a_measured_output_is_brought_to_the_setting(knowledge: Knowledge, surgery: UnitProfile) -> None:
    """More at a higher kV, by the square less at a longer cone, untouched where nothing differs."""
    tables = knowledge.beam
    same = set_on(surgery.setup, ReferenceSetting(0.1), tables)
    hotter = set_on(surgery.setup, ReferenceSetting(0.1, kV=70.0), tables)
    longer = set_on(surgery.setup, ReferenceSetting(0.1, cone_cm=30.0), tables)

    assert same.output_mGy_per_mAs == pytest.approx(0.9)
    assert hotter.output_mGy_per_mAs is not None
    assert 0.9 * 1.1 < hotter.output_mGy_per_mAs < 0.9 * 1.3
    assert longer.output_mGy_per_mAs == pytest.approx(0.9 * (20 / 30) ** 2)


# Its curve


def test_a_curve_meets_the_chart_and_is_flat_at_its_ends(knowledge: Knowledge, surgery: UnitProfile) -> None:
    """From 3 to 20 years, every quarter of a year, never falling with age."""
    curve = {point.age_years: point.exposure_s for point in time_curve(surgery, "mandible_molar", knowledge)}
    (line,) = (line for line in technique_chart(surgery, knowledge).lines if line.region.id == "mandible_molar")

    assert (min(curve), max(curve), len(curve)) == (3.0, 20.0, 69)
    assert list(curve.values()) == sorted(curve.values())
    assert curve[3.0] == curve[4.0]
    assert curve[18.0] == curve[20.0] == 0.125
    assert [curve[cell.column.age_years] for cell in line.cells] == [cell.exposure.model_s for cell in line.cells]


@pytest.mark.parametrize(
    ("unit", "where"),
    [
        (UnitProfile("Nothing told"), "mandible_molar"),
        (UnitProfile("Pan", family=Family.PANORAMIC), "mandible_molar"),
        (UnitProfile("U", setup=Setup(receptor=Receptor.PSP, kV=60.0, mA=7.0)), "wisdom"),
    ],
)
def test_no_curve_without_facts(knowledge: Knowledge, unit: UnitProfile, where: str) -> None:
    assert time_curve(unit, where, knowledge) == ()


# Its table


def test_the_table_has_a_row_for_each_cell_of_both_charts(knowledge: Knowledge, surgery: UnitProfile) -> None:
    """Under one header; times and kerma as numbers."""
    charts = [technique_chart(surgery, knowledge, receptor=receptor) for receptor in (None, Receptor.PSP)]
    rows = list(csv.DictReader(io.StringIO(chart_csv(*charts))))
    first = rows[0]

    assert len(rows) == 2 * 12 * 4
    assert tuple(first) == COLUMNS
    assert {row["receptor"] for row in rows} == {"sensor", "psp"}
    assert (first["patient"], first["region"], float(first["set_s"])) == ("Adult", "maxilla_incisor", 0.1)
    assert float(first["kerma_mGy"]) == pytest.approx(0.72)
    assert (first["published_s"], first["published_rows"]) == ("0.05", "K021")


def test_the_table_says_what_is_missing(knowledge: Knowledge) -> None:
    """No number where nothing can be told, and why."""
    rows = list(csv.DictReader(io.StringIO(chart_csv(technique_chart(UnitProfile("U"), knowledge)))))

    assert {row["set_s"] for row in rows} == {""}
    assert all(row["evidence"].startswith("cannot tell: needs kV, mA, receptor") for row in rows)


def test_the_table_gives_each_warning_its_remedy(knowledge: Knowledge, surgery: UnitProfile) -> None:
    """With the unit's own current that would do."""
    slow = replace(surgery, setup=replace(surgery.setup, timer=(0.1, 0.2)), mA_choices=(2.0, 4.0, 8.0))
    rows = list(csv.DictReader(io.StringIO(chart_csv(technique_chart(slow, knowledge)))))
    (child,) = (r for r in rows if (r["region"], r["patient"]) == ("mandible_molar", "Child about 6"))

    assert child["warnings"] == "no_step; below_shortest_step"  # 0.125 s is none of 0.1 and 0.2 s
    assert child["remedies"].endswith("With 4 mA the time is on the timer.")


@pytest.mark.parametrize("name", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\tx"])
def test_no_cell_of_the_table_runs_as_a_formula(knowledge: Knowledge, surgery: UnitProfile, name: str) -> None:
    """The name of the unit is the only text that somebody else wrote."""
    text = chart_csv(technique_chart(replace(surgery, name=name), knowledge))

    assert {row["unit"] for row in csv.DictReader(io.StringIO(text))} == {f"'{name}"}


def test_a_chart_without_lines_is_a_header(knowledge: Knowledge) -> None:
    pan = technique_chart(UnitProfile("Pan", family=Family.PANORAMIC), knowledge)

    assert pan.warnings == (ChartWarning.EXTRAORAL,)
    assert chart_csv(pan) == as_csv(COLUMNS, ())
