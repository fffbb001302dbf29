"""Several images in one visit: each is advised on by itself, and one sum of dose is given for all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor import advise, read_case
from advisor.advice.together import Together, together
from advisor.case.model import Range
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Receptor
from advisor.exchange.report_json import report_json
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.physics.spread import total
from advisor.xray_unit.on_case import with_unit
from advisor.xray_unit.reading import unit_from_text
from tests.case_json import case_json
from tests.strategies import cases

VISIT: dict[str, Any] = {
    "on": "2026-11-28",
    "place": "US",
    "patient": {"age_years": 9},
    "visit": {"kind": "recall", "clinical_exam_done": True, "indication": "caries"},
    "exam": "bitewing",
    "setup": {"receptor": "sensor", "images": 2},
}
ALSO: list[dict[str, Any]] = [
    {"exam": "panoramic", "indication": "eruption", "setup": {"programme": "adult"}},
    {"exam": "periapical", "region": "maxilla_incisor", "setup": {"receptor": "film_d"}},
]
fast = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def summed(told: dict[str, Any], knowledge: Knowledge) -> Together:
    found = together(advise(read_case(told, knowledge), knowledge))
    assert found is not None
    return found


def alone(told: dict[str, Any], image: dict[str, Any], knowledge: Knowledge) -> Range:
    own = {key: value for key, value in image.items() if key != "indication"}
    first = {key: value for key, value in told.items() if key not in ("also", "region", "setup", "reference_setting")}
    return advise(read_case({**first, **own}, knowledge), knowledge).dose_now.effective_dose_uSv


def test_each_image_has_its_own_advice_and_all_have_one_sum(knowledge: Knowledge) -> None:
    report = advise(read_case({**VISIT, "also": ALSO}, knowledge), knowledge)
    told = report_json(report)
    doses = [each["dose"]["now"]["typical_uSv"] for each in (told, *told["also"])]

    assert [each["exam"] for each in told["also"]] == ["panoramic", "periapical"]
    assert told["together"]["now"]["typical_uSv"] == pytest.approx(sum(doses), rel=1e-5)
    assert report.also[0].setup_after.programme == "child"
    assert report.also[1].setup_after.receptor is not Receptor.FILM_D
    assert told["together"]["after"]["typical_uSv"] < told["together"]["now"]["typical_uSv"]


def test_patient_place_and_visit_are_shared_and_a_question_may_be_its_own(knowledge: Knowledge) -> None:
    first = read_case({**VISIT, "also": ALSO}, knowledge)

    assert [each.patient for each in first.also] == [first.patient] * 2
    assert [each.place for each in first.also] == ["US"] * 2
    assert [each.visit.indication for each in first.also] == ["eruption", "caries"]
    assert all(each.visit.kind is first.visit.kind for each in first.also)


def test_one_image_alone_has_no_sum(knowledge: Knowledge) -> None:
    told = report_json(advise(read_case(VISIT, knowledge), knowledge))

    assert (told["also"], told["together"]) == ([], {})


def test_ranges_of_one_family_add_up_and_those_of_several_partly_cancel() -> None:
    one, other = Range(5.0, 10.0, 20.0), Range(2.0, 4.0, 8.0)
    dependent, independent = total([[one, other]]), total([[one], [other]])

    assert (dependent.low, dependent.typical, dependent.high) == (7.0, 14.0, 28.0)
    assert (independent.low, independent.high) == (pytest.approx(14 - 29**0.5), pytest.approx(14 + 116**0.5))


@fast
@given(told=cases(), data=st.data())
def test_a_sum_is_above_each_of_its_parts_and_the_order_does_not_matter(
    knowledge: Knowledge, told: dict[str, Any], data: st.DataObject
) -> None:
    drawn = data.draw(cases())
    image = {key: drawn[key] for key in ("exam", "region", "setup", "reference_setting")}
    own = {key: told[key] for key in image}
    now = summed({**told, "also": [image]}, knowledge).now
    turned = summed({**told, **image, "also": [own]}, knowledge).now
    parts = [alone(told, own, knowledge), alone(told, image, knowledge)]

    assert now.typical == pytest.approx(sum(each.typical for each in parts))
    assert (turned.low, turned.high) == (pytest.approx(now.low), pytest.approx(now.high))
    assert sum(each.low for each in parts) <= now.low * (1 + 1e-9)
    assert max(each.high for each in parts) <= now.high <= sum(each.high for each in parts) * (1 + 1e-9)


def test_a_case_that_is_written_and_read_again_is_the_same(knowledge: Knowledge) -> None:
    first = read_case({**VISIT, "also": ALSO}, knowledge)

    assert read_case(case_json(first), knowledge) == first


@pytest.mark.parametrize(
    ("also", "words"),
    [
        ({"exam": "cbct"}, "also: must be a list of further images, each with its exam"),
        ([5], "also.1: must be a JSON object"),
        ([{}], "also.1.exam: is needed"),
        ([{"exam": "panoramic"}, {"exam": "panoramic", "setup": {"kV": 6600}}], "also.2.setup.kV: 6600 is not plausi"),
        ([{"exam": "panoramic", "setup": {"kv": 66}}], "also.1.setup.kv: is not a field of a case; did you mean kV?"),
        ([{"exam": "panoramic", "region": "posterior"}], "also.1.region: a panoramic exam has no region"),
        ([{"exam": "cbct", "also": []}], "also.1.also: is not a field"),
        ([{"exam": "cbct"}] * 21, "also: has 21 further images; tell at most 20"),
    ],
)
def test_what_is_wrong_of_a_further_image_is_named_with_its_place(knowledge: Knowledge, also: Any, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_case({**VISIT, "also": also}, knowledge)

    assert f"{refused.value}".startswith(words)


@pytest.fixture(scope="module")
def unit(knowledge: Knowledge) -> UnitProfile:
    text = b'name = "Room 1"\ntimer = "60_per_s"\n[setup]\nkV = 65\nmA = 7\ncone_cm = 20\nreceptor = "psp"\n'
    return unit_from_text(text, knowledge, "unit.toml")


def test_a_unit_tells_what_the_images_of_its_family_do_not(knowledge: Knowledge, unit: UnitProfile) -> None:
    also = [ALSO[0], {"exam": "periapical", "region": "mandible_molar", "setup": {"exposure_impulses": 12}}]
    case = read_case(with_unit({**VISIT, "also": also}, unit, knowledge), knowledge)
    panoramic, periapical = case.also

    assert (case.setup.kV, case.setup.receptor) == (65, Receptor.SENSOR)
    assert (periapical.setup.kV, periapical.setup.exposure_s) == (65, pytest.approx(0.2))
    assert (panoramic.setup.kV, panoramic.setup.programme) == (None, "adult")
    with pytest.raises(Refusal, match=r"also.1.setup.exposure_s: 12 is not plausible"):
        with_unit({**VISIT, "also": [{"exam": "periapical", "setup": {"exposure_s": 12}}]}, unit, knowledge)
