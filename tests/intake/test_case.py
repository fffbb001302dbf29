"""What comes from outside becomes a checked case, or one sentence that names the field and the remedy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor import advise, read_case
from advisor.case.model import Setup, Visit
from advisor.case.vocabulary import Beam, CariesRisk, Dentition, FieldOfView, Indication, Programme, Receptor, TimerKind
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from tests.golden.cases import golden_cases
from tests.strategies import cases
from tests.test_cases import WORKED_CASES, case_facts
from tools.write_schema import case_schema, schema_file, schema_text

SMALLEST: dict[str, Any] = {"patient": {"age_years": 7}, "exam": "bitewing"}
FULL: dict[str, Any] = {
    "on": "2026-11-21",
    "place": "US",
    "patient": {"age_years": 7, "caries_risk": "low", "pregnant": None, "dentition": "transitional"},
    "visit": {
        "kind": "recall",
        "clinical_exam_done": True,
        "earlier_images_checked": True,
        "months_since_bitewings": 8,
        "contacts_visible": False,
        "signs_of_disease": False,
        "indication": None,
    },
    "exam": "bitewing",
    "region": "posterior",
    "setup": {
        "receptor": "film_d",
        "beam": "round",
        "collar": False,
        "kV": 60,
        "mA": 7,
        "exposure_s": 0.25,
        "cone_cm": 20,
        "images": 2,
        "dap_mGycm2": None,
        "field_cm": None,
        "output_mGy_per_mAs": None,
    },
    "reference_setting": {"population": "adult", "region": "mandible_molar", "exposure_s": 0.125},
}
HUGE = 10**400
REFUSED = [  # the path that is changed, what it is changed to, the field that is named, words of the remedy
    ("exm", "bitewing", "exm", "not a field of a case; did you mean exam?"),
    ("patient.age", 7, "patient.age", "did you mean age_years?"),
    ("setup.KV", 60, "setup.KV", "did you mean kV?"),
    ("setup.recepter", "psp", "setup.recepter", "did you mean receptor?"),
    ("visit.months_since_bitewing", 8, "visit.months_since_bitewing", "did you mean months_since_bitewings?"),
    ("reference_setting.exposure", 8, "reference_setting.exposure", "did you mean exposure_s?"),
    ("setup.zzzzzz", 1, "setup.zzzzzz", "is not a field of a case"),
    ("two\nlines", 1, r"'two\nlines'", "is not a field of a case"),
    ("x" * 5000, 1, "x" * 40, "is not a field of a case"),
    ("patient", None, "patient", "is needed; a case tells at least patient.age_years and exam"),
    ("patient.age_years", None, "patient.age_years", "is needed"),
    ("exam", None, "exam", "is needed"),
    ("reference_setting.exposure_s", None, "reference_setting.exposure_s", "or leave reference_setting out"),
    ("patient", 7, "patient", "must be a JSON object, not 7"),
    ("setup", [], "setup", "must be a JSON object, not []"),
    ("visit", "recall", "visit", "must be a JSON object"),
    ("patient.age_years", "7", "patient.age_years", 'must be a number (not text, not true or false), not "7"'),
    ("patient.age_years", True, "patient.age_years", "must be a number"),
    ("patient.age_years", [7], "patient.age_years", "must be a number"),
    ("setup.kV", False, "setup.kV", "must be a number"),
    ("setup.exposure_s", "0,25", "setup.exposure_s", "must be a number"),
    ("setup.kV", float("nan"), "setup.kV", "must be a finite number"),
    ("setup.kV", float("inf"), "setup.kV", "must be a finite number"),
    ("patient.age_years", float("-inf"), "patient.age_years", "must be a finite number"),
    ("setup.kV", HUGE, "setup.kV", "must be a finite number"),
    ("setup.images", HUGE, "setup.images", "accepted is 1 to 40 images"),
    ("setup.images", -HUGE, "setup.images", "accepted is 1 to 40 images"),
    ("setup.images", 1.5, "setup.images", "must be a whole number"),
    ("setup.images", 0, "setup.images", "accepted is 1 to 40 images"),
    ("setup.collar", 1, "setup.collar", "must be true, false or null"),
    ("setup.collar", "yes", "setup.collar", "must be true, false or null"),
    ("exam", 3, "exam", "must be text"),
    ("exam", "xray", "exam", "accepted: bitewing, periapical, occlusal, full_mouth, panoramic"),
    ("region", "maxilla", "region", "accepted: anterior, posterior"),
    ("region", 3, "region", "must be text"),
    ("setup.receptor", "film f", "setup.receptor", "did you mean film_f?"),
    ("setup.receptor", "ccd", "setup.receptor", "'psp' or 'sensor'"),
    ("patient.caries_risk", "medium", "patient.caries_risk", "'low', 'moderate', 'high' or 'increased'"),
    ("patient.dentition", "mixed", "patient.dentition", "'transitional'"),
    ("visit.kind", "checkup", "visit.kind", "'recall'"),
    ("visit.indication", 3, "visit.indication", "accepted: 'caries'"),
    ("setup.fov", "huge", "setup.fov", "'small', 'medium' or 'large'"),
    ("setup.unit", "kodak", "setup.unit", "accepted: planmeca_intra"),
    ("setup.beam", "full", "setup.beam", "use round or rectangular"),
    ("reference_setting.population", "kid", "reference_setting.population", "'child' or 'adult'"),
    ("reference_setting.region", "nowhere", "reference_setting.region", "mandible_molar"),
    ("reference_setting.exposure_s", 125, "reference_setting.exposure_s", "if milliseconds were meant, write 0.125"),
    ("place", "UK", "place", "UK is written GB"),
    ("place", "usa", "place", "write a country or state as in ISO 3166: US, US-NY, GB"),
    ("place", "", "place", "is not a place"),
    ("place", 1, "place", "must be text"),
    ("on", "21.11.2026", "on", "must be a date such as 2026-11-21"),
    ("on", "2026-02-30", "on", "must be a date"),
    ("on", "2026-11-21T10:00:00", "on", "must be a date"),
    ("on", 20261121, "on", "must be a date"),
    ("patient.age_years", 130, "patient.age_years", "if months were meant, write 10.83"),
    ("patient.age_years", -1, "patient.age_years", "accepted is 0 to 120 years"),
    ("patient.age_years", 2019, "patient.age_years", "accepted is 0 to 120 years"),
    ("setup.exposure_s", 250, "setup.exposure_s", "if milliseconds were meant, write 0.25"),
    ("setup.exposure_s", 0, "setup.exposure_s", "accepted is 0.001 to 5 s"),
    ("setup.exposure_s", -0.1, "setup.exposure_s", "accepted is 0.001 to 5 s"),
    ("setup.kV", 60000, "setup.kV", "if volts were meant, write 60"),
    ("setup.kV", 6, "setup.kV", "accepted is 30 to 100 kV"),
    ("setup.mA", 7000, "setup.mA", "if microamperes were meant, write 7"),
    ("setup.cone_cm", 200, "setup.cone_cm", "if millimetres were meant, write 20"),
    ("setup.field_cm", [80, 80], "setup.field_cm", "if millimetres were meant, write 8"),
    ("setup.field_cm", [5], "setup.field_cm", "must be a list of two numbers"),
    ("setup.field_cm", [5, 5, 5], "setup.field_cm", "must be a list of two numbers"),
    ("setup.field_cm", ["5", 5], "setup.field_cm", "must be a list of two numbers"),
    ("setup.field_cm", 5, "setup.field_cm", "must be a list of two numbers"),
    ("setup.timer", "r1", "setup.timer", "must be r10, 50_per_s, 60_per_s, continuous, or a list"),
    ("setup.timer", "R10", "setup.timer", "(did you mean r10?)"),
    ("setup.timer", 0.1, "setup.timer", "or a list of its steps in seconds such as [0.08, 0.1, 0.125]"),
    ("setup.timer", ["0.1"], "setup.timer", "or a list of its steps"),
    ("setup.timer", [0.1, None], "setup.timer", "or a list of its steps"),
    ("setup.timer", [], "setup.timer", "has 0 steps; a timer has 1 to 200"),
    ("setup.timer", [0.1] * 201, "setup.timer", "has 201 steps; a timer has 1 to 200"),
    ("setup.timer", [0.1, 0.1], "setup.timer", "write each step once, the shortest first"),
    ("setup.timer", [0.2, 0.1], "setup.timer", "has 0.1 after 0.2"),
    ("setup.timer", [80, 100], "setup.timer", "if milliseconds were meant, write 0.08"),
    ("visit.timer", "r10", "visit.timer", "is not a field of a case"),
    ("setup.dap_mGycm2", -1, "setup.dap_mGycm2", "accepted is 0.01 to 2000 mGy cm2"),
    ("setup.output_mGy_per_mAs", 50, "setup.output_mGy_per_mAs", "if uGy per mAs were meant, write 0.05"),
    ("visit.months_since_bitewings", -3, "visit.months_since_bitewings", "accepted is 0 to 600 months"),
]


def changed(path: str, value: Any, case: dict[str, Any] = FULL) -> dict[str, Any]:
    """A copy of a case with one field set, or a new one added."""
    told = deepcopy(case)
    *within, name = path.split(".")
    here = told
    for part in within:
        here = here.setdefault(part, {})
    here[name] = value
    return told


def refusal(told: Any, knowledge: Knowledge) -> Refusal:
    with pytest.raises(Refusal) as refused:
        read_case(told, knowledge)
    return refused.value


@pytest.mark.parametrize(("path", "value", "field", "remedy"), REFUSED, ids=[f"{r[0]}={r[1]!s:.12}" for r in REFUSED])
def test_a_bad_input_gives_one_sentence_with_field_and_remedy(
    path: str, value: Any, field: str, remedy: str, knowledge: Knowledge
) -> None:
    error = refusal(changed(path, value), knowledge)

    assert error.field == field
    assert remedy in error.remedy
    assert str(error) == f"{field}: {error.remedy}"
    assert "\n" not in str(error)
    assert len(str(error)) < 600


@pytest.mark.parametrize("told", [None, [], [SMALLEST], "bitewing", 3, True])
def test_a_case_is_a_json_object(told: Any, knowledge: Knowledge) -> None:
    assert str(refusal(told, knowledge)) == "case: must be a JSON object with patient and exam"


def test_a_beam_belongs_to_its_family(knowledge: Knowledge) -> None:
    """A panoramic unit has neither a round nor a rectangular beam."""
    panoramic = {"patient": {"age_years": 7}, "exam": "panoramic", "setup": {"beam": "round"}}

    assert "use full or restricted" in str(refusal(panoramic, knowledge))


def test_a_panoramic_image_has_no_region(knowledge: Knowledge) -> None:
    panoramic = {"patient": {"age_years": 7}, "exam": "panoramic", "region": "posterior"}

    assert str(refusal(panoramic, knowledge)) == "region: a panoramic exam has no region; leave it out"


def test_settings_that_no_unit_gives_together_are_refused(knowledge: Knowledge) -> None:
    """Each may be plausible by itself."""
    told = changed("setup", {"kV": 70, "mA": 15, "exposure_s": 4})

    assert "is the time in seconds?" in str(refusal(told, knowledge))


def test_too_deep_nesting_and_what_is_no_text_are_refused(knowledge: Knowledge) -> None:
    """By the same one sentence, not by a fault of the program."""
    deep: dict[str, Any] = {}
    here = deep
    for _ in range(20_000):
        here["setup"] = {}
        here = here["setup"]
    circle: list[Any] = []
    circle.append(circle)

    assert "nested too deeply" in str(refusal({**SMALLEST, "setup": deep}, knowledge))
    assert "nested too deeply" in str(refusal({**SMALLEST, "setup": {"kV": circle}}, knowledge))
    assert "valid Unicode text" in str(refusal({**SMALLEST, "place": "\ud800"}, knowledge))
    assert "must be a number" in str(refusal({**SMALLEST, "setup": {"kV": object()}}, knowledge))
    assert "is not a field of a case" in str(refusal({**SMALLEST, 1: 2}, knowledge))


def test_null_everywhere_means_not_told(knowledge: Knowledge) -> None:
    """As if the keys were absent."""
    told = dict.fromkeys(FULL) | SMALLEST
    nulls = {"setup": dict.fromkeys(FULL["setup"]), "visit": dict.fromkeys(FULL["visit"])}

    assert read_case(told, knowledge) == read_case({**SMALLEST, **nulls}, knowledge) == read_case(SMALLEST, knowledge)
    assert read_case(SMALLEST, knowledge).setup == Setup()
    assert read_case(SMALLEST, knowledge).visit == Visit()


@pytest.mark.parametrize(
    ("told", "timer"),
    [
        ("r10", TimerKind.R10),
        ("60_per_s", TimerKind.IMPULSES_60),
        ([0.1, 0.2], (0.1, 0.2)),
        ([1], (1.0,)),
        (None, None),
    ],
)
def test_a_timer_is_a_kind_or_a_list_of_steps(told: Any, timer: Any, knowledge: Knowledge) -> None:
    assert read_case(changed("setup.timer", told), knowledge).setup.timer == timer


def test_a_misspelt_field_is_named_before_the_one_that_is_missing(knowledge: Knowledge) -> None:
    """The first explains the second."""
    told = {"patient": {"age": 7}, "exam": "bitewing"}

    assert str(refusal(told, knowledge)) == "patient.age: is not a field of a case; did you mean age_years?"


def test_the_full_case_of_the_contract_is_read(knowledge: Knowledge) -> None:
    case = read_case(FULL, knowledge)

    assert case.on == date(2026, 11, 21)
    assert case.exam is knowledge.by_exam["bitewing"]
    assert case.region is not None
    assert case.region.id == "posterior"
    assert case.patient.child
    assert case.setup.receptor is Receptor.FILM_D
    assert case.setup.beam is Beam.ROUND
    assert case.reference_setting is not None
    assert case.reference_setting.population is Programme.ADULT


@pytest.mark.parametrize(
    ("age_years", "dentition", "child"),
    [
        (0, "primary", True),
        (5.99, "primary", True),
        (6, "transitional", True),
        (11.99, "transitional", True),
        (12, "adolescent", True),
        (17.99, "adolescent", True),
        (18, "adult_dentate", False),
        (120, "adult_dentate", False),
    ],
)
def test_the_stage_is_assumed_from_age_where_nobody_told_it(
    age_years: float, dentition: str, child: bool, knowledge: Knowledge
) -> None:
    patient = read_case({"patient": {"age_years": age_years}, "exam": "bitewing"}, knowledge).patient

    assert patient.dentition == dentition
    assert patient.child is child


@pytest.mark.parametrize(
    ("words", "indication"),
    [
        ("impacted_canine", Indication.IMPACTED_CANINE),
        ("Impacted canine", Indication.IMPACTED_CANINE),
        (" third-molar ", Indication.THIRD_MOLAR),
        ("a lump below the tongue", Indication.OTHER),
        ("", Indication.OTHER),
        ("x" * 100_000, Indication.OTHER),
    ],
)
def test_an_indication_in_words_of_its_own_counts_as_told(
    words: str, indication: Indication, knowledge: Knowledge
) -> None:
    """And the words go no further."""
    case = read_case({**SMALLEST, "visit": {"indication": words}}, knowledge)

    assert case.visit.indication is indication


@pytest.mark.parametrize(
    ("field_cm", "fov"),
    [([5, 5], "small"), ([9.9, 10], "small"), ([10, 10], "medium"), ([15, 15], "medium"), ([16, 15], "large")],
)
def test_a_field_in_centimetres_tells_its_size(field_cm: list[float], fov: str, knowledge: Knowledge) -> None:
    told = {"patient": {"age_years": 7}, "exam": "cbct", "setup": {"field_cm": field_cm, "fov": "large"}}

    assert read_case(told, knowledge).setup.fov is FieldOfView(fov)


@pytest.mark.parametrize("place", ["US", "US-NY", "GB", "KR", "BR", "ZZ", "US-ZZ", "GB-ENG", "WORLD", "EUROPE"])
def test_a_place_need_not_have_a_file(place: str, knowledge: Knowledge) -> None:
    """It then gets what holds in the country or the world."""
    assert read_case({**SMALLEST, "place": place}, knowledge).place == place


# Anything at all

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=True, allow_infinity=True)
    | st.text(max_size=20)
    | st.sampled_from(["", "US", "bitewing", "film_d", "round", "2026-11-21", HUGE, -HUGE, 1e308, 5e-324])
)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
anything = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


def paths(value: Any, above: str = "") -> Iterator[str]:
    for name, each in value.items():
        path = f"{above}{name}"
        yield path
        if isinstance(each, dict):
            yield from paths(each, f"{path}.")


def read_or_refused(told: Any, knowledge: Knowledge) -> None:
    """Either a report or one line; nothing else may happen."""
    try:
        case = read_case(told, knowledge)
    except Refusal as error:
        assert "\n" not in str(error)  # noqa: PT017 - both ends are right
    else:
        assert advise(case, knowledge).steps


@anything
@given(told=values)
def test_no_json_value_crashes_the_reader(told: Any, knowledge: Knowledge) -> None:
    read_or_refused(told, knowledge)


@anything
@given(path=st.sampled_from(sorted(paths(FULL))), value=values)
def test_no_wrong_value_in_a_field_crashes_the_reader(path: str, value: Any, knowledge: Knowledge) -> None:
    read_or_refused(changed(path, value), knowledge)


@anything
@given(told=cases(), path=st.sampled_from(sorted(paths(FULL))), value=values, name=st.text(max_size=8))
def test_no_wrong_field_in_a_case_crashes_the_reader(
    told: dict[str, Any], path: str, value: Any, name: str, knowledge: Knowledge
) -> None:
    read_or_refused({**told, name: value, path.partition(".")[0]: value}, knowledge)


@anything
@given(text=st.text(max_size=40) | st.binary(max_size=40))
def test_text_and_bytes_are_no_case(text: str | bytes, knowledge: Knowledge) -> None:
    read_or_refused(text, knowledge)


# The published schema


@cache
def schema() -> dict[str, Any]:
    published: dict[str, Any] = json.loads(schema_file("case").read_text(encoding="utf-8"))
    return published


def test_the_published_schema_is_what_the_reader_accepts() -> None:
    """If the reader was changed: python -m tools.write_schema."""
    assert schema_file("case").read_text(encoding="utf-8") == schema_text(case_schema())


def test_the_schema_describes_every_field() -> None:
    tables = [schema(), *schema()["$defs"].values()]
    fields = [(name, field) for each in tables for name, field in each.get("properties", {}).items()]

    assert [
        name for name, field in fields if "description" not in field and name not in ("patient", "visit", "setup")
    ] == []


def test_every_worked_case_fits_the_schema() -> None:
    validator = jsonschema.Draft202012Validator(schema())
    golden = [{name: value for name, value in case.items() if name != "name"} for case in golden_cases().values()]
    for told in (SMALLEST, FULL, *golden, *map(case_facts, WORKED_CASES.values())):
        validator.validate(told)


@anything
@given(told=cases())
def test_every_case_that_is_read_fits_the_schema(told: dict[str, Any], knowledge: Knowledge) -> None:
    read_case(told, knowledge)

    assert jsonschema.Draft202012Validator(schema()).is_valid(told)


@pytest.mark.parametrize("enum", [Beam, CariesRisk, Dentition, FieldOfView, Indication, Programme, Receptor, TimerKind])
def test_the_schema_holds_the_words_of_every_vocabulary(enum: Any) -> None:
    assert schema()["$defs"][enum.__name__]["enum"] == [each.value for each in enum]
