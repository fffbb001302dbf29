"""What physics demands of every dose, whatever the parameters are fitted to."""

from __future__ import annotations

from math import log
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from advisor import read_case
from advisor.case.exams import usual_images
from advisor.case.model import Case, Range
from advisor.knowledge import Knowledge
from advisor.physics import dose
from advisor.physics.saving import saved_percent, unit_ratio
from tests.advice.test_properties import not_less, ordered
from tests.strategies import EXAMS, INTRAORAL, cases, setups

fast = settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
brief = settings(fast, max_examples=80)
TUBE = {"kV": 65, "mA": 7, "exposure_s": 0.2}
TELLABLE = ("receptor", "beam", "collar", "cone_cm", "programme", "images", "fov")
LEEWAY = 1e-6
ages = st.floats(1.0, 90.0)
areas = st.floats(4.0, 600.0)


def case(knowledge: Knowledge, age: float, exam: str, **setup: Any) -> Case:
    return read_case({"patient": {"age_years": age}, "exam": exam, "setup": setup}, knowledge)


def effective(knowledge: Knowledge, age: float, exam: str, **setup: Any) -> Range:
    return dose.effective_dose(case(knowledge, age, exam, **setup), knowledge.dose)


def square(area_cm2: float) -> list[float]:
    return [area_cm2**0.5] * 2


@fast
@given(age=ages, exam=st.sampled_from(INTRAORAL), factor=st.floats(0.5, 2.0))
def test_current_and_time_are_exchanged_exactly(knowledge: Knowledge, age: float, exam: str, factor: float) -> None:
    one = effective(knowledge, age, exam, kV=65, mA=6.0, exposure_s=0.2)
    other = effective(knowledge, age, exam, kV=65, mA=6.0 * factor, exposure_s=0.2 / factor)

    assert other.typical == pytest.approx(one.typical)
    assert (other.low, other.high) == (pytest.approx(one.low), pytest.approx(one.high))


@fast
@given(age=ages, near_cm=st.floats(15.0, 40.0), far_cm=st.floats(15.0, 40.0))
def test_the_beam_thins_out_with_the_square_of_the_distance(
    knowledge: Knowledge, age: float, near_cm: float, far_cm: float
) -> None:
    near, far = (effective(knowledge, age, "bitewing", **TUBE, cone_cm=cm).typical for cm in (near_cm, far_cm))

    assert far / near == pytest.approx((near_cm / far_cm) ** 2)


@fast
@given(age=ages, small=areas, large=areas, programme=st.sampled_from([None, "child", "adult"]))
def test_a_larger_field_never_gives_less(
    knowledge: Knowledge, age: float, small: float, large: float, programme: str | None
) -> None:
    doses = [
        effective(knowledge, age, "cbct", field_cm=square(area), programme=programme) for area in sorted((small, large))
    ]
    assert not_less(*doses)


@fast
@given(age=ages, area=areas, dap=st.none() | st.floats(10.0, 3000.0))
def test_the_dose_of_a_scan_has_no_steps(knowledge: Knowledge, age: float, area: float, dap: float | None) -> None:
    """A field a tenth of a per cent larger changes nothing by more than that."""
    one, other = (
        effective(knowledge, age, "cbct", field_cm=square(each), dap_mGycm2=dap) for each in (area, 1.001 * area)
    )
    for end in ("low", "typical", "high"):
        assert getattr(other, end) == pytest.approx(getattr(one, end), rel=2e-3)


@fast
@given(
    exam=st.sampled_from((*INTRAORAL, "panoramic")),
    kV=st.floats(45.0, 85.0),
    mA=st.floats(1.0, 12.0),
    name=st.sampled_from(["kV", "mA", "exposure_s"]),
)
def test_the_dose_of_tube_settings_has_no_steps(
    knowledge: Knowledge, exam: str, kV: float, mA: float, name: str
) -> None:
    """A setting a tenth of a per cent higher never gives less, and no more than it can."""
    tube = {"kV": kV, "mA": mA, "exposure_s": 14.0 if exam == "panoramic" else 0.2}
    one, other = (effective(knowledge, 35, exam, **each) for each in (tube, {**tube, name: 1.001 * tube[name]}))

    assert not_less(one, other)
    for end in ("low", "typical", "high"):
        assert getattr(other, end) == pytest.approx(getattr(one, end), rel=5e-3)


@fast
@given(exam=st.sampled_from(EXAMS), ages=st.tuples(st.floats(1.0, 90.0), st.floats(1.0, 90.0)), dap=st.floats(5, 500))
def test_the_same_product_is_more_dose_the_younger_the_patient(
    knowledge: Knowledge, exam: str, ages: tuple[float, float], dap: float
) -> None:
    setup = {"dap_mGycm2": dap, "images": 1}
    younger, older = (effective(knowledge, age, exam, **setup) for age in sorted(ages))

    assert not_less(older, younger)


@pytest.mark.parametrize("exam", EXAMS)
def test_a_child_of_five_gets_more_than_one_of_ten_and_that_more_than_an_adult(knowledge: Knowledge, exam: str) -> None:
    five, ten, grown = (effective(knowledge, age, exam, dap_mGycm2=50.0, images=1).typical for age in (5, 10, 30))

    assert five > 1.1 * ten
    assert ten > 1.1 * grown


@fast
@given(age=ages, exam=st.sampled_from(INTRAORAL), kV=st.floats(50.0, 85.0), more=st.floats(0.0, 10.0))
def test_a_higher_voltage_gives_more_per_mas_and_more_per_product(
    knowledge: Knowledge, age: float, exam: str, kV: float, more: float
) -> None:
    """At the same mAs, with all ends of the range; and at the same product, as the beam reaches deeper."""
    low, high = ({**TUBE, "kV": each} for each in (kV, kV + more))
    assert not_less(effective(knowledge, age, exam, **low), effective(knowledge, age, exam, **high))
    shown = [effective(knowledge, age, exam, dap_mGycm2=20.0, kV=each).typical for each in (kV, kV + more)]
    assert shown[0] <= shown[1]


@fast
@given(told=cases())
def test_telling_what_is_usual_never_widens_the_range(knowledge: Knowledge, told: dict[str, Any]) -> None:
    """Each fact of a case, told and not told: the range is no wider, and its middle lies in the range before.

    Only of facts that are as usual: an unusual one (a full mouth of one image) moves the dose, and has to. Tube
    settings and products are another kind, below. A collar that is worn has a range of its own, as wide as that of one
    that nobody told of but with its middle lower: beside a range that is wider below than above, the sum of the two
    sides may then grow by a fraction of a per mille, and all of it lies lower.
    """
    setup = {name: told["setup"].get(name) for name in TELLABLE}
    assume(setup["images"] is None or as_usual(told, setup["images"], knowledge))
    for name in TELLABLE:
        if setup[name] is None:
            continue
        less, more = (known_dose(told, each, knowledge) for each in ({**setup, name: None}, setup))
        if name == "collar" and setup[name]:
            assert ends_lower(more, less)
            continue
        assert width(more) <= width(less) * (1 + LEEWAY), name
        assert less.low * (1 - LEEWAY) <= more.typical <= less.high * (1 + LEEWAY), name


def ends_lower(more: Range, less: Range) -> bool:
    per_mille = 1e-3
    return more.high <= less.high * (1 + LEEWAY) and width(more) <= width(less) * (1 + per_mille)


def as_usual(told: dict[str, Any], images: int, knowledge: Knowledge) -> bool:
    usual = usual_images(read_case(told, knowledge))
    return usual.low <= images <= usual.high


def known_dose(told: dict[str, Any], setup: dict[str, Any], knowledge: Knowledge) -> Range:
    read = read_case({**told, "setup": setup, "reference_setting": None}, knowledge)
    return dose.effective_dose(read, knowledge.dose)


def width(value: Range) -> float:
    return log(value.high / value.low)


@fast
@given(told=cases(INTRAORAL), share=st.floats(0.0, 1.0))
def test_a_product_as_usual_keeps_to_the_range_before(knowledge: Knowledge, told: dict[str, Any], share: float) -> None:
    """A product within a factor of two of the usual one; one that is far off is contradicted elsewhere."""
    setup = {name: told["setup"].get(name) for name in ("receptor", "beam", "collar", "images")}
    kerma = 2.7 * knowledge.dose.receptor_needs[read(told, setup, knowledge).setup.receptor].value.typical
    area = knowledge.beam.field_cm2[read(told, setup, knowledge).setup.beam].typical
    usual = kerma * area * (0.8 if told["patient"]["age_years"] < 18 else 1.0)
    dap = usual * 2.0 ** (2.0 * share - 1.0)
    less, more = (known_dose(told, each, knowledge) for each in (setup, {**setup, "dap_mGycm2": dap}))

    assert less.low <= more.typical <= less.high


@brief
@given(told=cases(), shown=st.floats(2.3, 2000.0), share=st.floats(0.0, 1.0))
def test_a_product_narrows_the_range_and_twice_or_half_of_the_expected_keeps_to_it(
    knowledge: Knowledge, told: dict[str, Any], shown: float, share: float
) -> None:
    """Of every exam, whatever else was told: no product widens the range, a display is better than what is usual.

    One further from what the facts lead to (a sensor's product with D film) may lie outside the range before, as one
    measurement in ten does and a wrong display must: docs/models.md.
    """
    setup = {**told["setup"], "dap_mGycm2": None}
    less, any_product, of_one = (
        known_dose(told, {**setup, "dap_mGycm2": dap}, knowledge) for dap in (None, shown, 1.0)
    )
    expected = less.typical / of_one.typical
    more = known_dose(told, {**setup, "dap_mGycm2": expected * 2.0 ** (2.0 * share - 1.0)}, knowledge)

    assert width(any_product) <= width(less) * (1 + LEEWAY)
    assert less.low <= more.typical <= less.high


@brief
@given(told=cases(("full_mouth", "bitewing", "periapical")), images=st.integers(1, 30))
def test_any_number_of_images_narrows_the_range_and_counts_in_proportion(
    knowledge: Knowledge, told: dict[str, Any], images: int
) -> None:
    """A full mouth of four is outside the range of one of 14 to 21, and by nothing but its number."""
    less, more, one = (known_dose(told, {**told["setup"], "images": each}, knowledge) for each in (None, images, 1))

    assert width(more) <= width(less) * (1 + LEEWAY)
    assert more.typical == pytest.approx(images * one.typical)
    if as_usual(told, images, knowledge):
        assert less.low <= more.typical <= less.high


def read(told: dict[str, Any], setup: dict[str, Any], knowledge: Knowledge) -> Case:
    return read_case({**told, "setup": setup, "reference_setting": None}, knowledge)


@fast
@given(told=cases(), data=st.data())
def test_a_change_on_one_unit_and_back_is_no_change(
    knowledge: Knowledge, told: dict[str, Any], data: st.DataObject
) -> None:
    """The ratio back is one over the ratio there, and a setting against itself saves nothing."""
    drawn = (told["setup"], data.draw(setups(told["exam"])))
    kept = [{name: each.get(name) for name in ("beam", "collar", "programme", "fov")} for each in drawn]
    one, two = (read(told, setup, knowledge) for setup in kept)
    there, back = unit_ratio(one, two, knowledge.dose), unit_ratio(two, one, knowledge.dose)

    assert ordered(there)
    assert there.typical * back.typical == pytest.approx(1.0)
    assert saved_percent(one, one, knowledge.dose) == Range(0.0, 0.0, 0.0)


@pytest.mark.parametrize("exam", INTRAORAL)
def test_a_rectangular_beam_saves_about_half_and_published_ratios_lie_in_it(knowledge: Knowledge, exam: str) -> None:
    round_, rectangular = (case(knowledge, 30, exam, receptor="film_f", beam=each) for each in ("round", "rectangular"))
    saved = saved_percent(round_, rectangular, knowledge.dose)

    assert (round(saved.low), round(saved.typical, -1), round(saved.high)) == (1, 50, 80)


def test_a_smaller_field_saves_more_on_one_unit_than_another_unit_of_that_field(knowledge: Knowledge) -> None:
    large, small = (case(knowledge, 30, "cbct", field_cm=[each, each]) for each in (15, 8))
    saved = saved_percent(large, small, knowledge.dose)

    assert saved.typical == pytest.approx(100.0 * (1.0 - (64.0 / 225.0) ** 0.7))
    assert 35 < saved.low < saved.typical < saved.high < 75


def test_a_scan_on_one_unit_goes_with_its_mas(knowledge: Knowledge) -> None:
    one, two = (case(knowledge, 30, "cbct", fov="small", kV=90, mA=mA, exposure_s=10) for mA in (4, 2))

    assert saved_percent(one, two, knowledge.dose).typical == pytest.approx(50.0)


def test_the_kerma_of_a_displayed_product_is_not_counted_twice(knowledge: Knowledge) -> None:
    """Nothing but the coefficient's spread is left once the product is shown."""
    told = case(knowledge, 30, "bitewing", dap_mGycm2=20.0, images=1, collar=False)
    found = dose.effective_dose(told, knowledge.dose)
    coefficient = knowledge.dose.parameters["intraoral_dose_per_dap.single"]

    assert found.high / found.low == pytest.approx(coefficient.high / coefficient.low)


@pytest.mark.parametrize("exam", EXAMS)
def test_nobody_grows_up_in_a_day(knowledge: Knowledge, exam: str) -> None:
    """A birthday is no reason for another dose: what a child may get less of fades out until it is grown."""
    day_before, day_after = (
        known_dose({"place": "WORLD", "patient": {"age_years": age}, "exam": exam}, {}, knowledge).typical
        for age in (17.99, 18.0)
    )

    assert day_before == pytest.approx(day_after, rel=0.01)
