"""A unit file, TOML or JSON, becomes a checked profile, or one sentence that names the field and the remedy."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor import advise, read_case
from advisor.case.model import ReferenceSetting, Setup
from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Beam, Family, Programme, Receptor, TimerKind
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.xray_unit.on_case import with_unit
from advisor.xray_unit.reading import UNIT_TEXT, read_unit, unit_from_text
from advisor.xray_unit.writing import unit_json, unit_json_text, unit_toml_text
from tools.write_schema import schema_file, schema_text, unit_schema

FULL: dict[str, Any] = {
    "name": "Surgery 1",
    "maker": "Planmeca",
    "model": "Intra",
    "family": "intraoral",
    "setup": {
        "unit": "planmeca_intra",
        "receptor": "sensor",
        "beam": "rectangular",
        "collar": True,
        "kV": 63,
        "mA": 8,
        "cone_cm": 20,
        "filtration_mmAl": 2.5,
        "output_mGy_per_mAs": 0.9,
    },
    "kV_choices": [60, 63, 66, 70],
    "mA_choices": [2, 8],
    "timer": "50_per_s",
    "output_measured_on": "2025-03-14",
    "known_good": [{"population": "adult", "region": "mandible_molar", "exposure_s": 0.125}],
    "in_use": [{"population": "child", "region": "mandible_molar", "exposure_s": 0.125}],
    "second_receptor": "psp",
}
CBCT: dict[str, Any] = {"name": "Upstairs", "family": "cbct", "setup": {"kV": 90, "programme": "child"}}
TOML = """
name = "Surgery 1"
timer = [0.08, 0.1, 0.125]
output_measured_on = 2025-03-14

[setup]
receptor = "sensor"
kV = 63
output_mGy_per_mAs = 0.9

[[known_good]]
region = "mandible_molar"
exposure_s = 0.125

[[known_good]]
region = "maxilla_incisor"
exposure_s = 0.1
kV = 60
"""
REFUSED = [  # the path that is changed, what it is changed to, the field that is named, words of the remedy
    ("nme", "x", "nme", "is not a field of a unit; did you mean name?"),
    ("kv_choices", [60], "kv_choices", "did you mean kV_choices?"),
    ("known_god", [], "known_god", "did you mean known_good?"),
    ("setup.KV", 60, "setup.KV", "did you mean kV?"),
    ("known_good.0.exposure", 1, "known_good.1.exposure", "did you mean exposure_s?"),
    ("name", None, "name", "is needed; a unit tells at least name"),
    ("name", "  ", "name", "needs 1 to 40 characters"),
    ("name", "x" * 41, "name", "needs 1 to 40 characters"),
    ("name", 3, "name", "must be text"),
    ("maker", "", "maker", "needs 1 to 40 characters"),
    ("model", ["Intra"], "model", "must be text"),
    ("family", "intra-oral", "family", "accepted: 'intraoral', 'panoramic', 'cephalometric' or 'cbct'"),
    ("setup", 7, "setup", "must be a JSON object"),
    ("setup.kV", "63", "setup.kV", "must be a number"),
    ("setup.kV", 63000, "setup.kV", "if volts were meant, write 63"),
    ("setup.kV", 65, "setup.kV", "65 is not among kV_choices (60, 63, 66, 70)"),
    ("setup.mA", 7, "setup.mA", "7 is not among mA_choices (2, 8)"),
    ("setup.unit", "kodak", "setup.unit", "accepted: planmeca_intra"),
    ("setup.beam", "full", "setup.beam", "use round or rectangular"),
    ("setup.receptor", "ccd", "setup.receptor", "'psp' or 'sensor'"),
    ("kV_choices", 60, "kV_choices", "must be a list of numbers in kV, such as [60, 63, 66, 70]"),
    ("kV_choices", ["60"], "kV_choices", "must be a list of numbers in kV"),
    ("kV_choices", [63, 66000], "kV_choices", "66000 is not plausible for a unit; accepted is 30 to 100 kV"),
    ("mA_choices", [8, 8000], "mA_choices", "if microamperes were meant, write 8"),
    ("mA_choices", [8] * 51, "mA_choices", "has more than 50 entries"),
    ("timer", "r20", "timer", "must be r10, 50_per_s, 60_per_s, continuous, or a list of its steps in seconds"),
    ("timer", "60 per s", "timer", "(did you mean 60_per_s?)"),
    ("timer", 0.1, "timer", "or a list of its steps"),
    ("timer", [80, 100], "timer", "if milliseconds were meant, write 0.08"),
    ("timer", [0.1, 0.08], "timer", "has 0.08 after 0.1; write each step once, the shortest first"),
    ("timer", [], "timer", "has 0 steps; a timer has 1 to 200"),
    ("setup.timer", "continuous", "setup.timer", "differs from timer; tell the timer once"),
    ("output_measured_on", "14.3.2025", "output_measured_on", "must be a date such as"),
    ("setup.output_mGy_per_mAs", None, "output_measured_on", "tell setup.output_mGy_per_mAs as well"),
    ("setup.output_mGy_per_mAs", 50, "setup.output_mGy_per_mAs", "if uGy per mAs were meant, write 0.05"),
    ("known_good", {"exposure_s": 0.1}, "known_good", "must be a list of settings, each with exposure_s"),
    ("known_good", [0.1], "known_good.1", "must be a JSON object"),
    ("known_good", [{"exposure_s": 0.1}, {}], "known_good.2.exposure_s", "or leave known_good out"),
    ("known_good", [{"exposure_s": 0.1}] * 51, "known_good", "has more than 50 entries"),
    ("known_good.0.exposure_s", 125, "known_good.1.exposure_s", "if milliseconds were meant, write 0.125"),
    ("known_good.0.region", "nowhere", "known_good.1.region", "accepted: anterior"),
    ("in_use.0.population", "kid", "in_use.1.population", "'child' or 'adult'"),
    ("second_receptor", "plate", "second_receptor", "'film_d'"),
]


def changed(path: str, value: Any) -> dict[str, Any]:
    """A copy of the full unit with one field set, or a new one added."""
    told = deepcopy(FULL)
    *within, name = path.split(".")
    here: Any = told
    for part in within:
        here = here[int(part)] if part.isdigit() else here.setdefault(part, {})
    here[name] = value
    return told


def refusal(told: Any, knowledge: Knowledge) -> Refusal:
    with pytest.raises(Refusal) as refused:
        read_unit(told, knowledge)
    return refused.value


# What is read


def test_the_full_unit_of_the_contract_is_read(knowledge: Knowledge) -> None:
    unit = read_unit(FULL, knowledge)

    assert (unit.name, unit.maker, unit.model, unit.family) == ("Surgery 1", "Planmeca", "Intra", Family.INTRAORAL)
    assert (unit.setup.receptor, unit.setup.beam, unit.setup.kV) == (Receptor.SENSOR, Beam.RECTANGULAR, 63.0)
    assert unit.setup.timer is TimerKind.IMPULSES_50
    assert (unit.kV_choices, unit.mA_choices) == ((60.0, 63.0, 66.0, 70.0), (2.0, 8.0))
    assert unit.output_measured_on == date(2025, 3, 14)
    assert unit.second_receptor is Receptor.PSP


def test_a_setting_that_is_known_good_is_so_at_the_units_own_settings(knowledge: Knowledge) -> None:
    """Where it does not tell others: what is changed on the unit later does not change what was good before."""
    good, used = *read_unit(FULL, knowledge).known_good, *read_unit(FULL, knowledge).in_use

    assert (good.receptor, good.kV, good.mA, good.cone_cm) == (Receptor.SENSOR, 63.0, 8.0, 20.0)
    assert good.region is not None
    assert (good.region.id, good.population) == ("mandible_molar", Programme.ADULT)
    assert used.population is Programme.CHILD


def test_toml_and_json_are_the_same_grammar(knowledge: Knowledge) -> None:
    unit = unit_from_text(TOML, knowledge)

    assert unit.setup.timer == (0.08, 0.1, 0.125)
    assert [(good.exposure_s, good.kV) for good in unit.known_good] == [(0.125, 63.0), (0.1, 60.0)]
    assert unit_from_text(unit_json_text(unit), knowledge) == unit


def test_a_name_is_enough(knowledge: Knowledge) -> None:
    """Null is as absent, for every other field."""
    nulls = {**dict.fromkeys(FULL), "name": "a"}

    assert read_unit({"name": "a"}, knowledge) == read_unit(nulls, knowledge) == UnitProfile("a")
    assert read_unit({"name": "a", "known_good": [{"exposure_s": 0.1, "kV": None}]}, knowledge).known_good == (
        ReferenceSetting(0.1),
    )


def test_the_timer_may_stand_in_the_setup(knowledge: Knowledge) -> None:
    told = {"name": "a", "setup": {"timer": "continuous"}}

    assert read_unit(told, knowledge).setup.timer is TimerKind.CONTINUOUS
    assert unit_json(read_unit(told, knowledge))["timer"] == "continuous"


def test_the_unit_of_the_readme_is_read(root: Path, knowledge: Knowledge) -> None:
    """It can be copied as it stands."""
    shown = (root / "data" / "README.md").read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    unit = unit_from_text(shown, knowledge)

    assert (unit.name, unit.setup.unit, unit.second_receptor) == ("Surgery 1", "planmeca_intra", Receptor.PSP)


# What is refused


@pytest.mark.parametrize(("path", "value", "field", "remedy"), REFUSED, ids=[f"{r[0]}={r[1]!s:.12}" for r in REFUSED])
def test_a_bad_unit_gives_one_sentence_with_field_and_remedy(
    path: str, value: Any, field: str, remedy: str, knowledge: Knowledge
) -> None:
    error = refusal(changed(path, value), knowledge)

    assert error.field == field
    assert remedy in error.remedy
    assert "\n" not in str(error)
    assert len(str(error)) < 600


@pytest.mark.parametrize("name", ["known_good", "in_use", "second_receptor"])
def test_an_extraoral_unit_has_no_intraoral_settings(name: str, knowledge: Knowledge) -> None:
    assert str(refusal({**CBCT, name: FULL[name]}, knowledge)) == (
        f"{name}: belongs to an intraoral unit; leave it out of a cbct unit"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"\xff\xfe\x00", "unit: is not UTF-8 text; save a unit as UTF-8 TOML or JSON"),
        (" " * (UNIT_TEXT.most_bytes + 1), "unit: is larger than 50000 bytes; a unit is a small TOML or JSON file"),
        ('{"name": "a",\n "timer": }', "unit: is not JSON (line 2, column 11); data/README.md shows a unit file"),
        ('{"name": ' * 5_000, "unit: is not JSON; data/README.md shows a unit file"),
        ('{"name": "a"} x', "unit: is not JSON (line 1, column 15)"),
        ('name = "a"\nkV 63', "unit: is not TOML (Expected '=' after a key in a key/value pair (at line 2, column 4))"),
        ("surgery one", "unit: is not TOML (Expected '='"),
        ('name = "a"\nname = "b"', "unit: is not TOML (Cannot overwrite a value (at end of document))"),
        ("[setup]\nkV = 63", "name: is needed"),
        ('name = "a"\n[setup]\nkV = "63"', "setup.kV: must be a number (not text, not true or false)"),
        ('name = "a"\n[setup]\nkV = nan', "setup.kV: must be a finite number"),
        ('name = "a"\noutput_measured_on = 2025-03-14T10:00:00', "output_measured_on: must be a date"),
        ("[]", "unit: is not TOML ("),
        ("a" + ".a" * 20_000 + " = 1", "unit: is nested too deeply"),
        ("[" + "'a' . " * 5_000 + "b]", "unit: is nested too deeply"),
        ("", "name: is needed"),
        (b"\xef\xbb\xbf", "name: is needed"),
    ],
)
def test_what_is_no_unit_file_is_refused_with_its_line(text: str | bytes, said: str, knowledge: Knowledge) -> None:
    with pytest.raises(Refusal) as refused:
        unit_from_text(text, knowledge)

    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_name_keeps_nothing_that_no_reader_sees(knowledge: Knowledge) -> None:
    """No colour of a terminal, no turn of the writing direction; it is printed, and written into files."""
    unit = unit_from_text(r'name = "Surgery\u0000 \u001B[31m1\u202E\n"', knowledge)

    assert unit.name == "Surgery [31m1"
    with pytest.raises(Refusal, match="name: needs 1 to 40 characters"):
        unit_from_text(r'name = "\u200b\u202E"', knowledge)


# There and back

numbers = st.floats(0.001, 5.0)
texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(
    lambda text: any(letter.isprintable() and letter != " " for letter in text)
)
settings = st.fixed_dictionaries(
    {"exposure_s": numbers},
    optional={
        "population": st.sampled_from([each.value for each in Programme]),
        "region": st.sampled_from(["mandible_molar", "posterior", "maxilla"]),
        "receptor": st.sampled_from([each.value for each in Receptor]),
        "kV": st.floats(50.0, 70.0),
    },
)
units = st.fixed_dictionaries(
    {"name": texts},
    optional={
        "maker": texts,
        "model": texts,
        "setup": st.fixed_dictionaries(
            {"output_mGy_per_mAs": numbers.map(lambda number: 0.02 + number)},
            optional={"collar": st.booleans(), "cone_cm": st.floats(15.0, 40.0), "images": st.integers(1, 20)},
        ),
        "kV_choices": st.lists(st.floats(50.0, 70.0), max_size=5),
        "timer": st.sampled_from([each.value for each in TimerKind])
        | st.lists(numbers, min_size=1, max_size=8, unique=True).map(sorted),
        "known_good": st.lists(settings, max_size=3),
        "in_use": st.lists(settings, max_size=3),
        "second_receptor": st.sampled_from([each.value for each in Receptor]),
    },
)


@given(told=units)
def test_a_unit_comes_back_from_both_kinds_of_file(knowledge: Knowledge, told: dict[str, Any]) -> None:
    """Whatever its name is made of, to the last figure."""
    unit = read_unit(told, knowledge)

    assert unit_from_text(unit_toml_text(unit), knowledge) == unit
    assert unit_from_text(unit_json_text(unit).encode(), knowledge) == unit


def test_the_full_unit_and_an_extraoral_one_come_back(knowledge: Knowledge) -> None:
    for told in (FULL, CBCT, {"name": "a"}):
        unit = read_unit(told, knowledge)

        assert (
            unit_from_text(unit_toml_text(unit), knowledge) == unit_from_text(unit_json_text(unit), knowledge) == unit
        )


def test_a_file_is_written_as_one_would_write_it(knowledge: Knowledge) -> None:
    """Whole numbers without a point, a date as a date, each setting as a table."""
    written = unit_toml_text(read_unit(FULL, knowledge))

    assert 'name = "Surgery 1"\n' in written
    assert "kV_choices = [60, 63, 66, 70]\n" in written
    assert "output_measured_on = 2025-03-14\n" in written
    assert '\n[setup]\nreceptor = "sensor"\n' in written
    assert '\n[[known_good]]\nexposure_s = 0.125\npopulation = "adult"\nregion = "mandible_molar"\n' in written


# The published schema


def test_the_published_schema_is_what_the_reader_accepts() -> None:
    """If the reader was changed: python -m tools.write_schema."""
    assert schema_file("unit").read_text(encoding="utf-8") == schema_text(unit_schema())


@given(told=units)
def test_every_unit_that_is_read_fits_the_schema(knowledge: Knowledge, told: dict[str, Any]) -> None:
    schema = json.loads(schema_file("unit").read_text(encoding="utf-8"))
    read_unit(told, knowledge)

    jsonschema.Draft202012Validator(schema).validate(told)
    jsonschema.Draft202012Validator(schema).validate(unit_json(read_unit(told, knowledge)))


def test_the_schema_describes_every_field() -> None:
    schema = unit_schema()
    fields = [item for each in (schema, *schema["$defs"].values()) for item in each.get("properties", {}).items()]

    assert [name for name, field in fields if "description" not in field] == []


# A case on the unit

SMALLEST: dict[str, Any] = {"patient": {"age_years": 40}, "exam": "periapical"}


def test_what_the_case_does_not_tell_comes_from_the_unit(knowledge: Knowledge) -> None:
    unit = read_unit(FULL, knowledge)
    told = {**SMALLEST, "setup": {"receptor": "psp", "kV": None}}
    case = read_case(with_unit(told, unit, knowledge), knowledge)

    assert case.setup == replace(unit.setup, receptor=Receptor.PSP)
    assert case.reference_setting == unit.known_good[0]


def test_a_case_that_tells_its_own_setting_keeps_it(knowledge: Knowledge) -> None:
    told = {**SMALLEST, "reference_setting": {"exposure_s": 0.2}}
    case = read_case(with_unit(told, read_unit(FULL, knowledge), knowledge), knowledge)

    assert case.reference_setting is not None
    assert (case.reference_setting.exposure_s, case.reference_setting.kV) == (0.2, 63.0)


def test_the_known_good_setting_of_the_region_is_taken(knowledge: Knowledge) -> None:
    """Then that of the receptor, then that of the kV; the usual region where none is told."""
    good = [
        {"region": "maxilla_incisor", "exposure_s": 0.1},
        {"region": "mandible_molar", "exposure_s": 0.3, "receptor": "psp"},
        {"region": "mandible_molar", "exposure_s": 0.2},
    ]
    unit = read_unit({**FULL, "known_good": good}, knowledge)
    taken = {
        region: with_unit({**SMALLEST, "region": region}, unit, knowledge)["reference_setting"]["exposure_s"]
        for region in (None, "mandible_molar", "maxilla_incisor")
    }

    assert taken == {None: 0.2, "mandible_molar": 0.2, "maxilla_incisor": 0.1}


def test_the_measured_output_follows_the_cases_kV_and_cone(knowledge: Knowledge) -> None:  # noqa: N802 - kV
    """By the square of the distance, and by the spectra: more at a higher kV."""
    unit = read_unit(FULL, knowledge)
    far, high, same = (
        with_unit({**SMALLEST, "setup": setup}, unit, knowledge)["setup"]["output_mGy_per_mAs"]
        for setup in ({"cone_cm": 30}, {"kV": 70}, {"kV": 63})
    )

    assert far == pytest.approx(0.9 * (20 / 30) ** 2)
    assert 0.9 < high < 0.9 * (70 / 63) ** 3
    assert same == 0.9


def test_a_cone_that_the_unit_does_not_tell_is_the_cases(knowledge: Knowledge) -> None:
    """What was measured then holds at that cone: no distance is made up, as for the unit's known good settings."""
    told = {**FULL, "setup": {**FULL["setup"], "cone_cm": None}}
    setup = with_unit({**SMALLEST, "setup": {"cone_cm": 30}}, read_unit(told, knowledge), knowledge)["setup"]

    assert setup["output_mGy_per_mAs"] == 0.9


def test_the_time_advised_is_a_step_of_the_units_timer(knowledge: Knowledge) -> None:
    unit = read_unit({**FULL, "timer": [0.03, 0.07, 0.3]}, knowledge)
    case = read_case(with_unit({**SMALLEST, "patient": {"age_years": 8}}, unit, knowledge), knowledge)

    assert advise(case, knowledge).exposure.set_s == 0.07


def test_another_family_needs_another_unit(knowledge: Knowledge) -> None:
    told = {**SMALLEST, "exam": "panoramic"}

    with pytest.raises(Refusal, match="exam: panoramic is not made with 'Surgery 1', which is intraoral"):
        with_unit(told, read_unit(FULL, knowledge), knowledge)


def test_a_field_told_in_centimetres_or_by_its_size_is_one_fact(knowledge: Knowledge) -> None:
    """The unit's centimetres do not overrule the size that the case tells."""
    unit = replace(read_unit(CBCT, knowledge), setup=Setup(field_cm=(5.0, 5.0)))
    told = with_unit({**SMALLEST, "exam": "cbct", "setup": {"fov": "large"}}, unit, knowledge)

    assert read_case(told, knowledge).setup.fov == "large"


def test_the_case_must_be_right_by_itself(knowledge: Knowledge) -> None:
    with pytest.raises(Refusal, match="setup: must be a JSON object"):
        with_unit({**SMALLEST, "setup": []}, read_unit(FULL, knowledge), knowledge)
