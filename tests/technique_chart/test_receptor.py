"""What reaches the receptor against what it makes usable images of, and what a change of receptor gives."""

from __future__ import annotations

from dataclasses import replace
from math import exp, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.case.model import Range, ReferenceSetting, Region, Setup
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Family, Programme, Receptor, ReceptorVerdict
from advisor.knowledge import Knowledge
from advisor.technique_chart import words
from advisor.technique_chart.receptor_change import receptor_change
from advisor.technique_chart.receptor_dose import ReceptorDose, dose_of_setting, receptor_dose

MEASURED = Setup(
    receptor=Receptor.FILM_F, kV=60.0, mA=8.0, exposure_s=0.1, cone_cm=20.0, filtration_mmAl=2.0, output_mGy_per_mAs=0.9
)
SETUPS = st.builds(
    Setup,
    receptor=st.sampled_from(Receptor),
    kV=st.floats(50.0, 90.0),
    mA=st.floats(1.0, 15.0),
    exposure_s=st.floats(0.005, 3.0),
    cone_cm=st.none() | st.floats(15.0, 40.0),
    filtration_mmAl=st.none() | st.floats(1.5, 4.0),
    output_mGy_per_mAs=st.none() | st.floats(0.3, 3.0),
)


def dose(knowledge: Knowledge, setup: Setup, where: str = "mandible_molar", age_years: float = 30.0) -> ReceptorDose:
    exam = knowledge.by_exam["periapical"]
    return receptor_dose(setup, exam, where, age_years=age_years, tables=knowledge.technique)


def kerma(of: ReceptorDose) -> Range:
    assert of.kerma_mGy is not None
    return of.kerma_mGy


def row(knowledge: Knowledge, name: str) -> Range:
    (found,) = (each.range for each in knowledge.tables.outputs if each.id == name)
    assert found is not None
    return found


def left_at_receptor(knowledge: Knowledge, kV: float) -> float:
    """Of the kerma at the end of the reference cone: what the model's tissue and the way leave."""
    spectra, parameters = knowledge.beam.spectra, knowledge.technique.parameters
    depth_mm, filtration = parameters["tissue_depth"].typical, parameters["filtration"].typical
    cone_cm, gap_cm = parameters["reference_cone"].typical, parameters["skin_to_receptor"].typical
    behind = exp(spectra.log_kerma(kV, filtration, depth_mm) - spectra.log_kerma(kV, filtration))
    return behind * (cone_cm / (cone_cm + gap_cm)) ** 2


# The usable ranges


@pytest.mark.parametrize(
    ("receptor", "at_60", "at_70"),
    [(Receptor.FILM_F, "T052", "T053"), (Receptor.SENSOR, "T054", "T055"), (Receptor.PSP, "T056", "T057")],
)
def test_usable_ranges_follow_from_the_published_doses(
    knowledge: Knowledge, receptor: Receptor, at_60: str, at_70: str
) -> None:
    """Each entrance dose through the model's tissue; the widest range of both voltages."""
    brought = [row(knowledge, at_60).scaled(left_at_receptor(knowledge, 60.0))]
    brought.append(row(knowledge, at_70).scaled(left_at_receptor(knowledge, 70.0)))
    usable = knowledge.technique.parameters[f"usable_{receptor}"]

    assert usable.low == pytest.approx(min(each.low for each in brought), rel=0.02)
    assert usable.high == pytest.approx(max(each.high for each in brought), rel=0.02)
    assert usable.typical == pytest.approx(sqrt(usable.low * usable.high), rel=0.02)


@pytest.mark.parametrize(("receptor", "group"), [(Receptor.FILM_E, "T006"), (Receptor.FILM_D, "T004")])
def test_slower_films_are_derived_from_f_film_and_their_speed_group(
    knowledge: Knowledge, receptor: Receptor, group: str
) -> None:
    need = knowledge.technique.receptor_need
    usable, of_f = (knowledge.technique.parameters[f"usable_{each}"] for each in (receptor, Receptor.FILM_F))

    assert usable.low == pytest.approx(of_f.low * need[receptor] / need[Receptor.FILM_F], rel=0.02)
    assert usable.high == pytest.approx(row(knowledge, group).high, rel=0.01)
    assert usable.typical == pytest.approx(sqrt(usable.low * usable.high), rel=0.02)


def test_the_film_speed_of_f_film_lies_within_its_usable_range(knowledge: Knowledge) -> None:
    """T008, that tissue depth was fitted to only in its middle."""
    usable, group = knowledge.technique.parameters["usable_film_f"], row(knowledge, "T008")

    assert usable.low < group.low < group.high < usable.high


# The verdicts


@pytest.mark.parametrize(
    ("exposure_s", "measured", "verdict"),
    [
        (0.02, 0.9, ReceptorVerdict.TOO_LITTLE),
        (0.1, 0.9, ReceptorVerdict.USABLE),
        (0.2, 0.9, ReceptorVerdict.USABLE),
        (0.5, 0.9, ReceptorVerdict.TOO_MUCH),
        (0.05, None, ReceptorVerdict.PERHAPS_TOO_LITTLE),
        (0.1, None, ReceptorVerdict.USABLE),
        (0.25, None, ReceptorVerdict.PERHAPS_TOO_MUCH),
        (1.0, None, ReceptorVerdict.TOO_MUCH),
    ],
)
def test_too_little_and_too_much_are_both_said(
    knowledge: Knowledge, exposure_s: float, measured: float | None, verdict: ReceptorVerdict
) -> None:
    """F film at 60 kV and 8 mA: 0.44 to 1.56 mGy at the cone end were usable. Without a measurement only perhaps."""
    setup = replace(MEASURED, exposure_s=exposure_s, output_mGy_per_mAs=measured)

    assert dose(knowledge, setup).verdict is verdict


def test_the_estimate_is_what_the_tissue_leaves(knowledge: Knowledge) -> None:
    """0.72 mGy at the cone end; the measured tenth is all its range, as nothing differs from the reference."""
    found = kerma(dose(knowledge, MEASURED))

    assert found.typical == pytest.approx(0.72 * left_at_receptor(knowledge, 60.0))
    assert found.high == pytest.approx(1.1 * found.typical)


@pytest.mark.parametrize(
    ("setup", "missing"),
    [
        (Setup(), {"receptor", "kV", "mA", "exposure_s"}),
        (replace(MEASURED, kV=None), {"kV"}),
        (replace(MEASURED, mA=None), {"mA"}),
        (replace(MEASURED, exposure_s=None), {"exposure_s"}),
    ],
)
def test_what_is_missing_is_named(knowledge: Knowledge, setup: Setup, missing: set[str]) -> None:
    found = dose(knowledge, setup)

    assert found.verdict is ReceptorVerdict.CANNOT_TELL
    assert set(found.missing) == missing
    assert found.kerma_mGy is None
    assert found.above_limit is None


def test_an_unknown_receptor_still_gets_its_kerma(knowledge: Knowledge) -> None:
    """Only what it needs is not known."""
    found = dose(knowledge, replace(MEASURED, receptor=None))

    assert found.verdict is ReceptorVerdict.CANNOT_TELL
    assert found.missing == ("receptor",)
    assert kerma(found).typical > 0.0


def test_an_extraoral_exam_has_no_cone_end(knowledge: Knowledge) -> None:
    exam = knowledge.by_exam["panoramic"]
    found = receptor_dose(MEASURED, exam, "mandible_molar", age_years=30.0, tables=knowledge.technique)

    assert found.verdict is ReceptorVerdict.CANNOT_TELL
    assert found.kerma_mGy is None


@pytest.mark.parametrize(("exposure_s", "above"), [(0.1, False), (0.19, False), (0.5, True)])
def test_the_limit_for_any_receptor(knowledge: Knowledge, exposure_s: float, above: bool) -> None:
    """German criteria: 0.2 mGy (T058). Said only where the whole estimate lies above."""
    found = dose(knowledge, replace(MEASURED, exposure_s=exposure_s))

    assert found.above_limit is above
    assert (found.limit_mGy, found.limit_rows) == (0.2, "T058")


def test_every_verdict_cites_the_rows_of_its_range(knowledge: Knowledge) -> None:
    ids = {each.id for each in knowledge.tables.outputs} | {each.id for each in knowledge.tables.receptors}
    for receptor in Receptor:
        rows = dose(knowledge, replace(MEASURED, receptor=receptor)).rows.split(", ")
        assert set(rows) <= ids
        assert len(set(rows)) == len(rows)
    assert words.RECEPTOR_VERDICT.keys() == set(ReceptorVerdict)


@given(SETUPS, st.floats(1.0, 3.0), st.floats(3.0, 17.0))
def test_more_exposure_or_less_tissue_never_gives_the_receptor_less(
    knowledge: Knowledge, setup: Setup, more: float, age_years: float
) -> None:
    longer = replace(setup, exposure_s=(setup.exposure_s or 0.0) * more)
    adult, child = dose(knowledge, setup), dose(knowledge, setup, age_years=age_years)

    assert kerma(dose(knowledge, longer)).typical == pytest.approx(kerma(adult).typical * more)
    assert kerma(child).typical >= kerma(adult).typical
    assert kerma(adult).low <= kerma(adult).typical <= kerma(adult).high


def test_a_known_good_setting_is_judged_as_it_was_made(knowledge: Knowledge) -> None:
    """With its own receptor, kV and patient; without a region as the reference region's."""
    exam, tables = knowledge.by_exam["periapical"], knowledge.technique
    unit = replace(MEASURED, exposure_s=None, receptor=Receptor.SENSOR)
    known = ReferenceSetting(0.1, receptor=Receptor.FILM_F)
    child = replace(known, population=Programme.CHILD, region=Region("maxilla_molar", ""))

    assert dose_of_setting(known, unit, exam, tables) == dose(knowledge, MEASURED)
    assert dose_of_setting(child, unit, exam, tables) == dose(knowledge, MEASURED, "maxilla_molar", 8.0)


# A change of receptor


@pytest.fixture(scope="module")
def surgery(knowledge: Knowledge) -> UnitProfile:
    """D film at 0.5 s for an adult's lower molar."""
    exam = knowledge.by_exam["periapical"]
    molar = next(region for region in exam.regions if region.id == "mandible_molar")
    known = ReferenceSetting(0.5, region=molar)
    return UnitProfile("U", setup=replace(MEASURED, receptor=Receptor.FILM_D, exposure_s=None), known_good=(known,))


def test_from_d_film_to_a_sensor(knowledge: Knowledge, surgery: UnitProfile) -> None:
    """A quarter of the time on the timer; three quarters of the dose, if the time is set."""
    change = receptor_change(surgery, Receptor.SENSOR, knowledge, before=Receptor.FILM_D)
    (molar,) = (each for each in change.regions if each.region.id == "mandible_molar")

    assert (molar.before_s, molar.set_s, molar.saved_percent) == (0.5, 0.125, 75.0)
    assert (change.saved_percent.low, change.saved_percent.typical) == (pytest.approx(60.0), pytest.approx(75.0))
    assert len(change.regions) == 12
    assert change.missing == ()


def test_the_old_time_saves_nothing_and_shows_only_where_the_receptor_drowns(knowledge: Knowledge) -> None:
    """From F film: the sensor takes the old time without complaint, which is the trap."""
    known = ReferenceSetting(0.1)
    unit = UnitProfile("U", setup=MEASURED, known_good=(known,))
    change = receptor_change(unit, Receptor.SENSOR, knowledge, before=Receptor.FILM_F)

    assert {each.old_time_kept.verdict for each in change.regions} == {ReceptorVerdict.USABLE}
    assert all(each.set_s < each.before_s for each in change.regions)


def test_practices_saved_less_than_the_receptor_allows(knowledge: Knowledge, surgery: UnitProfile) -> None:
    """Spain 1996 to 2003: 2.7 mGy with D film, 2.2 with F film, 1.1 with digital systems."""
    to_f, to_sensor = (
        receptor_change(surgery, after, knowledge, before=Receptor.FILM_D)
        for after in (Receptor.FILM_F, Receptor.SENSOR)
    )

    assert [each.id for each in to_f.surveyed] == ["T101", "T102"]
    assert to_f.surveyed_percent == pytest.approx(18.5, abs=0.1)
    assert to_sensor.surveyed_percent == pytest.approx(59.3, abs=0.1)
    assert all((c.surveyed_percent or 100.0) < c.saved_percent.low for c in (to_f, to_sensor))


def test_a_slower_receptor_costs_and_no_survey_is_made_up(knowledge: Knowledge, surgery: UnitProfile) -> None:
    """From a sensor to plates: below zero, and nobody surveyed plates."""
    change = receptor_change(surgery, Receptor.PSP, knowledge, before=Receptor.SENSOR)

    assert change.saved_percent.typical == pytest.approx(100.0 * (1.0 - 0.41 / 0.25))
    assert change.surveyed == ()
    assert change.surveyed_percent is None


def test_a_change_for_a_child_compares_the_childs_times(knowledge: Knowledge, surgery: UnitProfile) -> None:
    change = receptor_change(surgery, Receptor.SENSOR, knowledge, before=Receptor.FILM_D, age_years=6.0)
    (molar,) = (each for each in change.regions if each.region.id == "mandible_molar")

    assert (change.age_years, molar.before_s, molar.set_s) == (6.0, 0.32, 0.08)


def test_what_a_change_saves_holds_without_times(knowledge: Knowledge) -> None:
    """A unit of which nothing is known, and one that has no times to set."""
    unknown = receptor_change(UnitProfile("U"), Receptor.SENSOR, knowledge, before=Receptor.FILM_D)
    pan = UnitProfile("Pan", family=Family.PANORAMIC)

    assert unknown.regions == ()
    assert unknown.missing == ("cannot tell: needs kV, mA, or one setting known to be good",)
    assert unknown.saved_percent.typical == pytest.approx(75.0)
    assert receptor_change(pan, Receptor.SENSOR, knowledge, before=Receptor.FILM_D).regions == ()
