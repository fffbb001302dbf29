"""Air kerma and dose-area product: right against measured tubes, never falling when an exposure grows."""

from __future__ import annotations

from dataclasses import replace
from math import sqrt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from advisor.case.model import Range, Setup
from advisor.case.vocabulary import Beam, Spread
from advisor.knowledge import Knowledge
from advisor.physics import beam

GROWING = {
    "kV": st.floats(40.0, 100.0),
    "mA": st.floats(0.5, 20.0),
    "exposure_s": st.floats(0.01, 5.0),
}
SETUPS = st.builds(
    Setup,
    kV=GROWING["kV"],
    mA=GROWING["mA"],
    exposure_s=GROWING["exposure_s"],
    cone_cm=st.none() | st.floats(10.0, 60.0),
    filtration_mmAl=st.none() | st.floats(0.3, 6.0),
    beam=st.sampled_from((None, Beam.ROUND, Beam.RECTANGULAR)),
)


def not_below(more: Range | None, less: Range | None) -> bool:
    """Each end of one range reaches at least that of the other."""
    assert more is not None
    assert less is not None
    slack = 1.0 + 1e-9
    return more.low * slack >= less.low and more.typical * slack >= less.typical and more.high * slack >= less.high


def test_output_is_that_of_the_measured_tube(knowledge: Knowledge) -> None:
    """Rows T012 to T023: 0.85 to 0.89 mGy/mAs at 60 kV and 20 cm."""
    output = beam.output_mGy_per_mAs(kV=60.0, cone_cm=20.0, tables=knowledge.beam)

    assert output.typical == pytest.approx(0.87)
    assert output.low < 0.65
    assert output.high > 1.03


def test_output_at_usual_voltages_agrees_with_the_surveys(knowledge: Knowledge) -> None:
    """Row T050: third quartile 1.03 +- 0.38, T051: modelled 0.75; neither states its kV."""
    output = beam.output_mGy_per_mAs(kV=65.0, cone_cm=20.0, tables=knowledge.beam)

    assert output.low < 0.75 < output.high
    assert output.typical == pytest.approx(1.03, rel=0.1)


@pytest.mark.parametrize(
    "told", [{"cone_cm": 20.0}, {"filtration_mmAl": 2.0}, {"cone_cm": 20.0, "filtration_mmAl": 2.0}]
)
def test_telling_more_narrows_the_range(knowledge: Knowledge, told: dict[str, float]) -> None:
    vague = beam.output_mGy_per_mAs(kV=60.0, tables=knowledge.beam)
    exact = beam.output_mGy_per_mAs(kV=60.0, tables=knowledge.beam, **told)

    assert exact.high / exact.low < vague.high / vague.low


def test_kerma_follows_the_inverse_square_of_the_cone(knowledge: Knowledge) -> None:
    exam, setup = knowledge.by_exam["bitewing"], Setup(kV=60.0, mA=7.0, exposure_s=0.2, cone_cm=20.0)
    near = beam.incident_air_kerma(setup, exam, knowledge.beam)
    far = beam.incident_air_kerma(replace(setup, cone_cm=40.0), exam, knowledge.beam)
    assert near is not None
    assert far is not None

    assert far.typical == pytest.approx(near.typical / 4.0)


def test_a_measured_output_replaces_the_calibrated_one(knowledge: Knowledge) -> None:
    """It stands for kV, and its range is narrow."""
    setup = Setup(mA=5.0, exposure_s=0.2, output_mGy_per_mAs=0.5)
    kerma = beam.incident_air_kerma(setup, knowledge.by_exam["periapical"], knowledge.beam)

    assert kerma == Range(0.45, 0.5, 0.55, Spread.STATED_UNCERTAINTY)
    assert beam.missing_for_kerma(setup) == ()


def test_what_is_missing_is_named_and_gives_no_kerma(knowledge: Knowledge) -> None:
    setup = Setup(mA=7.0)

    assert beam.missing_for_kerma(setup) == ("kV", "exposure_s")
    assert beam.incident_air_kerma(setup, knowledge.by_exam["bitewing"], knowledge.beam) is None
    assert beam.dose_area_product(setup, knowledge.by_exam["bitewing"], knowledge.beam) is None


def test_extraoral_exams_have_no_cone_end(knowledge: Knowledge) -> None:
    setup = Setup(kV=70.0, mA=10.0, exposure_s=14.0)
    kermas = {exam.id: beam.incident_air_kerma(setup, exam, knowledge.beam) for exam in knowledge.by_exam.values()}

    extraoral = {exam.id for exam in knowledge.by_exam.values() if not exam.intraoral}
    assert {exam for exam, kerma in kermas.items() if kerma is None} == extraoral


@pytest.mark.parametrize("exam", ["bitewing", "panoramic", "cephalometric_lateral", "cbct"])
def test_a_displayed_product_is_taken_as_it_is(knowledge: Knowledge, exam: str) -> None:
    setup = Setup(kV=60.0, mA=7.0, exposure_s=0.2, dap_mGycm2=42.0)

    assert beam.dose_area_product(setup, knowledge.by_exam[exam], knowledge.beam) == Range(42, 42, 42, Spread.NONE)


@pytest.mark.parametrize("exam", ["cephalometric_lateral", "cbct"])
def test_other_extraoral_products_are_not_guessed(knowledge: Knowledge, exam: str) -> None:
    setup = Setup(kV=80.0, mA=8.0, exposure_s=12.0)

    assert beam.dose_area_product(setup, knowledge.by_exam[exam], knowledge.beam) is None


@pytest.mark.parametrize(
    ("kV", "mA", "exposure_s", "surveyed_mGycm2"), [(66.6, 7.9, 13.8, 99.5), (65.5, 7.3, 13.7, 89.5)]
)
def test_panoramic_product_of_children_agrees_with_the_survey(
    knowledge: Knowledge, kV: float, mA: float, exposure_s: float, surveyed_mGycm2: float
) -> None:
    """Calibrated on the adult mean alone; the means at 10 and 5 years (R019, R020) are held out."""
    setup = Setup(kV=kV, mA=mA, exposure_s=exposure_s)
    product = beam.dose_area_product(setup, knowledge.by_exam["panoramic"], knowledge.beam)
    assert product is not None

    assert product.typical == pytest.approx(surveyed_mGycm2, rel=0.06)


def test_intraoral_product_agrees_with_the_korean_level(knowledge: Knowledge) -> None:
    """Row R001: means 62.6 kV, 7.9 mA, 0.5 s gave 2.11 mGy and 59.4 mGy cm2, cones and filtrations mixed."""
    setup = Setup(kV=62.6, mA=7.9, exposure_s=0.5, beam=Beam.ROUND)
    product = beam.dose_area_product(setup, knowledge.by_exam["periapical"], knowledge.beam)
    assert product is not None

    assert product.low < 59.4 < product.high


@pytest.mark.parametrize("field", GROWING)
@given(setup=SETUPS, data=st.data())
def test_more_of_a_setting_never_gives_less(
    knowledge: Knowledge, field: str, setup: Setup, data: st.DataObject
) -> None:
    """More kV at the same mAs, more mA, more seconds: for intraoral and panoramic images."""
    values = sorted((getattr(setup, field), data.draw(GROWING[field])))
    less, more = (replace(setup, **{field: value}) for value in values)
    for exam in ("bitewing", "panoramic"):
        measured = [beam.dose_area_product(each, knowledge.by_exam[exam], knowledge.beam) for each in (more, less)]
        assert not_below(*measured)
    kermas = [beam.incident_air_kerma(each, knowledge.by_exam["bitewing"], knowledge.beam) for each in (more, less)]

    assert not_below(*kermas)


@given(setup=SETUPS, cone_cm=st.floats(10.0, 60.0))
def test_a_shorter_cone_never_gives_less(knowledge: Knowledge, setup: Setup, cone_cm: float) -> None:
    assume(setup.cone_cm is not None)
    assert setup.cone_cm is not None
    short, long = (replace(setup, cone_cm=each) for each in sorted((setup.cone_cm, cone_cm)))
    kermas = [beam.incident_air_kerma(each, knowledge.by_exam["bitewing"], knowledge.beam) for each in (short, long)]

    assert not_below(*kermas)


@given(setup=SETUPS)
def test_a_bigger_beam_never_gives_less(knowledge: Knowledge, setup: Setup) -> None:
    """Rectangular, not told, round: in rising order."""
    shapes = (Beam.ROUND, None, Beam.RECTANGULAR)
    exam = knowledge.by_exam["bitewing"]
    large, any_shape, small = (
        beam.dose_area_product(replace(setup, beam=shape), exam, knowledge.beam) for shape in shapes
    )

    assert not_below(large, small)
    assert any_shape is not None
    assert small is not None
    assert any_shape.typical >= small.typical


@given(setup=SETUPS)
def test_ranges_are_in_order(knowledge: Knowledge, setup: Setup) -> None:
    exam = knowledge.by_exam["bitewing"]
    for value in (
        beam.incident_air_kerma(setup, exam, knowledge.beam),
        beam.dose_area_product(setup, exam, knowledge.beam),
    ):
        assert value is not None
        assert 0.0 < value.low <= value.typical <= value.high


def test_a_rectangular_field_is_the_middle_of_the_published_ones(knowledge: Knowledge) -> None:
    area = beam.field_area_cm2(Beam.RECTANGULAR, knowledge.beam)

    assert area.typical == pytest.approx(sqrt(area.low * area.high), rel=0.01)
