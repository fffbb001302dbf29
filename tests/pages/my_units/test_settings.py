"""The practice's own units: kept in the browser, chosen, edited, saved as a file, loaded, and used for the advice."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from advisor.case.unit import UnitProfile
from advisor.case.vocabulary import Programme, Receptor, TimerKind
from advisor.evidence.telling import inert
from advisor.intake.refusal import Refusal
from advisor.knowledge import Knowledge
from advisor.pages.my_units.kept import Kept, read, units_of_file, written
from advisor.pages.shared.browser import told_by
from advisor.xray_unit.reading import read_unit
from advisor.xray_unit.writing import unit_json_text, unit_toml_text
from tests.pages.app import page_of, text, whole_app
from tests.xray_unit.test_reading import FULL

FIRST: dict[str, Any] = {
    "version": 1,
    "place": "GB",
    "unit": "Surgery 1",
    "units": {
        "Surgery 1": {
            "family": "intraoral",
            "setup": {"receptor": "sensor", "beam": "rectangular", "kV": 65, "mA": 7, "cone_cm": 20},
            "reference": {"exposure_s": 0.125, "region": "mandible_molar"},
        }
    },
}
SECOND: dict[str, Any] = {"version": 2, "place": "GB", "unit": "Surgery 1", "units": [FULL]}
Open = Callable[..., AppTest]


@pytest.fixture
def surgery(knowledge: Knowledge) -> UnitProfile:
    return read_unit(FULL, knowledge)


@pytest.fixture
def opened(root: Path) -> Open:
    """The Check page in a browser that kept something, with age and image told."""

    def with_kept(kept: dict[str, Any] | None = None, exam: str = "periapical") -> AppTest:
        at = whole_app()
        at.run()
        at.session_state["check_kept"] = {"kept": json.dumps(kept) if kept else ""}
        at.session_state["check_age_years"] = 9.0
        at.session_state["check_exam"] = exam
        at.run()
        assert not at.exception
        return at

    return with_kept


def kept_now(at: AppTest) -> Kept:
    kept: Kept = at.session_state["check_kept_settings"]
    return kept


def written_back(at: AppTest, slot: str = "check_kept") -> str | None:
    """What the page gives the browser to keep; None: nothing."""
    (told,) = [each.proto for each in at.get("bidi_component") if f"-{slot}" in each.proto.id]
    write: str | None = json.loads(told.json)["write"]
    return write


def with_open_form(at: AppTest) -> AppTest:
    at.session_state["check_units"] = True
    at.session_state["check_unit_about"] = True
    at.run()
    assert not at.exception
    return at


# What is written


def test_settings_are_written_and_read_alike(knowledge: Knowledge, surgery: UnitProfile) -> None:
    """Place, reader and units; two units, one chosen."""
    both = {"Surgery 1": surgery, "Surgery 2": replace(surgery, name="Surgery 2")}
    mine = Kept("GB", "student", "Surgery 1", both)

    assert read(written(mine), knowledge) == mine
    assert read("", knowledge) == Kept()
    assert written(Kept()) == ""


def test_units_are_kept_in_the_grammar_of_a_unit_file(surgery: UnitProfile) -> None:
    """So that a kept unit can be copied out of a saved file and given to the command line."""
    told = json.loads(written(Kept(units={"Surgery 1": surgery})))

    assert told["units"] == [json.loads(unit_json_text(surgery))]


def test_what_the_first_version_kept_is_still_read(knowledge: Knowledge) -> None:
    """Its one adult time becomes a known good setting, at the settings that were kept with it."""
    unit = read(json.dumps(FIRST), knowledge).units["Surgery 1"]
    (good,) = unit.known_good

    assert (good.exposure_s, good.population, good.region and good.region.id) == (0.125, "adult", "mandible_molar")
    assert (good.receptor, good.kV, good.mA, good.cone_cm) == (Receptor.SENSOR, 65.0, 7.0, 20.0)
    assert json.loads(written(read(json.dumps(FIRST), knowledge)))["version"] == 2


def test_a_file_holds_all_units_or_one(knowledge: Knowledge, surgery: UnitProfile) -> None:
    """Saved here, written by hand as TOML, or as JSON."""
    everything = written(Kept("GB", units={"Surgery 1": surgery})).encode()

    for file in (everything, unit_toml_text(surgery).encode(), unit_json_text(surgery).encode()):
        assert units_of_file(file, knowledge) == (surgery,)


def first(**told: Any) -> str:
    return json.dumps({"version": 1, **told})


def second(*units: Any) -> str:
    return json.dumps({"version": 2, "units": units})


BROKEN = {
    "not JSON": ("{", "file: is not JSON"),
    "another version": ('{"version": 3}', "version: must be 2"),
    "a list": ("[1]", "version: must be 2"),
    "a stranger": (first(patient="x"), "file: has 'patient', which is not a setting"),
    "an unknown place": (first(place="XX"), "place: 'XX' is not known"),
    "a unit that is none": (first(units={"a": 1}), "must be a JSON object with name"),
    "an unknown family": (first(units={"a": {"family": "mri", "setup": {}}}), "a: family: 'mri' is not known"),
    "a stranger in a unit": (
        first(units={"a": {"family": "intraoral", "setup": {"age_years": 7}}}),
        "a: setup.age_years: is not a field of a unit",
    ),
    "a wild voltage": (
        first(units={"a": {"family": "intraoral", "setup": {"kV": 60000}}}),
        "a: setup.kV: 60000 is not plausible",
    ),
    "a reference that is none": (
        first(units={"a": {"family": "intraoral", "reference": 7}}),
        "a: known_good: must be a list of settings",
    ),
    "a nameless unit": (first(units={" ": {"family": "intraoral"}}), "name: needs 1 to 40 characters"),
    "a unit chosen that is not there": (first(unit="a"), "unit: 'a' is not known"),
    "too many units": (
        first(units={str(i): {"family": "cbct"} for i in range(91)}),
        "units: must be units, at most 90",
    ),
    "no units": (json.dumps({"version": 2, "units": "a"}), "units: must be units"),
    "a unit without a name": (second({"family": "cbct"}), "unit 1: name: is needed"),
    "one name twice": (second({"name": "a"}, {"name": "a"}), "units: has 'a' twice"),
    "too large": (" " * 500_001, "file: is larger than 500000 bytes"),
    "deeply nested": ("[" * 40_000, "file: is not JSON"),
    "a number of thousands of digits": (f'{{"version": {"9" * 5_000}}}', "file: is not JSON"),
}


@pytest.mark.parametrize(("text", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_settings_that_are_none_are_refused_whole(text: str, said: str, knowledge: Knowledge) -> None:
    """From a file or from the browser alike, in one sentence."""
    with pytest.raises(Refusal) as refused:
        read(text, knowledge)

    assert said in str(refused.value)


# What the page makes of it


@pytest.mark.parametrize("kept", [FIRST, SECOND], ids=["version 1", "version 2"])
def test_what_the_browser_kept_is_filled_in(opened: Open, kept: dict[str, Any]) -> None:
    """The practice's unit, place and reader; its own adult time decides the timer."""
    at = opened(kept)

    assert at.session_state["check_receptor"] == "sensor"
    assert at.session_state["check_place"] == "GB"
    assert "own setting" in text(at)


def test_the_advice_is_set_on_the_units_own_timer(opened: Open) -> None:
    """0.1 and 0.2 s are all that this timer has."""
    at = opened({**SECOND, "units": [{**FULL, "timer": [0.02, 2.0]}]})

    assert "0.02 s" in text(at)


def test_the_setting_that_fits_the_region_best_is_used(opened: Open) -> None:
    """Of two known good settings the one of the region asked for, whichever is told first."""
    good = [{"region": "mandible_molar", "exposure_s": 0.125}, {"region": "maxilla_incisor", "exposure_s": 0.4}]
    at = opened({**SECOND, "units": [{**FULL, "known_good": good, "timer": [0.1, 0.2, 0.4]}]})
    at.session_state["check_age_years"] = 40.0
    at.session_state["check_region_periapical"] = "maxilla_incisor"
    at.run()

    assert "0.40 s" in text(at)


@pytest.mark.parametrize(("kV", "own"), [("63", True), ("60", False)])
def test_a_reload_keeps_the_unit_whose_tube_stands_on_the_page(root: Path, kV: str, own: bool) -> None:
    """The address holds the case only; one that was sent from another unit is left as it is."""
    at = whole_app()
    case = {"age_years": "9", "exam": "periapical", "receptor": "film_e", "kV": kV, "mA": "8", "cone_cm": "20"}
    for name, value in case.items():
        at.query_params[name] = value
    at.run()
    at.session_state["check_kept"] = {"kept": json.dumps(SECOND)}
    at.run()

    assert not at.exception
    assert (at.session_state["check_receptor"], at.session_state["check_beam"]) == ("film_e", None)
    assert ("own setting" in text(at)) is own


def test_a_link_leaves_the_reader_as_it_was_kept(root: Path) -> None:
    """The case and its place come by the link; for whom the answer is worded is the visitor's own."""
    at = whole_app()
    for name, value in {"age_years": "9", "exam": "panoramic", "place": "US"}.items():
        at.query_params[name] = value
    at.run()
    at.session_state["check_kept"] = {"kept": json.dumps({"version": 2, "place": "GB", "reader": "student"})}
    at.run()

    assert (at.session_state["check_reader"], at.session_state["check_place"]) == ("student", "US")
    assert not at.exception


@pytest.mark.parametrize("place", ["US-NY", "WORLD", None])
def test_a_link_changes_nothing_that_is_kept(root: Path, knowledge: Knowledge, place: str | None) -> None:
    """Neither place nor unit, and with them the law; where it tells no place, the browser's own holds."""
    kept = {**SECOND, "reader": "student"}
    at = whole_app()
    case = {"age_years": "9", "exam": "periapical", "kV": "60", "place": place}
    for name, value in case.items():
        if value:
            at.query_params[name] = value
    at.run()
    at.session_state["check_kept"] = {"kept": json.dumps(kept)}
    at.run()
    at.session_state["check_kV"] = 65.0
    at.run()

    assert not at.exception
    assert at.session_state["check_place"] == (place or "GB")
    assert read(written_back(at) or "", knowledge) == read(json.dumps(kept), knowledge)


def test_a_choice_of_ones_own_is_kept_after_a_link(root: Path, knowledge: Knowledge) -> None:
    """The reader is chosen, and the link's place is not kept with it."""
    at = whole_app()
    for name, value in {"age_years": "9", "exam": "periapical", "place": "US-NY"}.items():
        at.query_params[name] = value
    at.run()
    at.session_state["check_kept"] = {"kept": json.dumps(SECOND)}
    at.run()
    at.segmented_control(key="check_reader").set_value("student").run()
    kept = read(written_back(at) or "", knowledge)

    assert (kept.reader, kept.place, kept.unit) == ("student", "GB", "Surgery 1")


def test_a_unit_of_another_window_joins_those_of_this(opened: Open, knowledge: Knowledge) -> None:
    """And one that was forgotten there is forgotten here; what is written next holds both windows' units."""
    second, third = {"name": "Room B", "setup": {"kV": 60}}, {"name": "Room C", "setup": {"kV": 70}}
    at = with_open_form(opened({**SECOND, "units": [FULL, second]}))
    at.text_input(key="check_unit_new").set_value("Room D")
    at.button(key="check_unit_keep").click()
    at.run()
    at.session_state["check_kept"] = {"kept": json.dumps({**SECOND, "units": [FULL, third]}), "turn": 1}
    at.run()

    assert not at.exception
    assert set(kept_now(at).units) == {"Surgery 1", "Room C", "Room D"}
    assert set(read(written_back(at) or "", knowledge).units) == {"Surgery 1", "Room C", "Room D"}


def test_a_chosen_unit_that_another_window_forgot_is_chosen_no_more(opened: Open) -> None:
    at = opened(SECOND)
    at.session_state["check_kept"] = {"kept": json.dumps({"version": 2}), "turn": 1}
    at.run()

    assert not at.exception
    assert at.session_state["check_unit_name"] is None


JUNK = (5, 0.5, True, [], ["a"], {}, {"kept": None}, {"kept": 5}, {"kept": ["a"]}, {"kept": {"version": 2}}, "text",
        {"kept": "", "turn": "x"}, {"kept": "", "turn": [1]}, {"kept": True, "turn": {}})  # fmt: skip


@pytest.mark.parametrize("slot", ["check_kept", "learn_kept"])
@pytest.mark.parametrize("junk", JUNK, ids=repr)
def test_whatever_the_browser_sends_gives_a_text_or_nothing(slot: str, junk: Any) -> None:
    told = told_by(junk)

    assert told is None or (isinstance(told.text, str) and isinstance(told.turn, int))


@pytest.mark.parametrize("junk", [{"kept": 5}, {"kept": ["a"], "turn": []}, {"kept": {"version": 2}}], ids=repr)
def test_junk_in_the_browsers_memory_gives_a_sentence(root: Path, junk: Any) -> None:
    """And a way to start afresh; the page stands."""
    at = whole_app().run()
    at.session_state["check_kept"] = junk
    at.run()

    assert not at.exception
    assert "could not be read" in text(at)
    assert at.button(key="check_start_afresh")


_JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
_FIELDS = st.sampled_from(["name", "family", "setup", "known_good", "in_use", "timer", "kV", "reference", "region"])
_UNITS = st.lists(st.dictionaries(_FIELDS, _JUNK, max_size=4) | _JUNK, max_size=2) | st.dictionaries(
    st.text(max_size=4), st.dictionaries(_FIELDS, _JUNK, max_size=4) | _JUNK, max_size=2
)
_STORES = st.fixed_dictionaries(
    {"version": st.sampled_from([1, 2]) | _JUNK},
    optional={"units": _UNITS, "unit": _JUNK, "place": _JUNK, "reader": _JUNK},
)


@given(told=_STORES | _JUNK)
def test_kept_junk_is_refused_in_a_sentence(knowledge: Knowledge, told: Any) -> None:
    """Whatever is nested wherever: it is read, or refused with field and remedy."""
    with suppress(Refusal):
        read(json.dumps(told), knowledge)


def test_an_intraoral_unit_says_nothing_about_a_panoramic_image(opened: Open) -> None:
    at = opened(SECOND, exam="panoramic")

    assert not at.error
    assert "own setting" not in text(at)


def test_a_unit_that_cannot_be_read_says_so_and_stays_untouched(opened: Open) -> None:
    at = opened({"version": 2, "units": [{"name": "a", "setup": {"kV": 60000}}]})

    assert "could not be read (a: setup.kV: 60000 is not plausible" in text(at)
    assert written_back(at) is None
    at.button(key="check_start_afresh").click()
    at.run()

    assert "Started afresh" in text(at)
    assert written_back(at) == ""


# The form


def test_the_form_shows_the_unit_that_is_chosen(opened: Open) -> None:
    at = with_open_form(opened(SECOND))

    assert at.session_state["check_unit_form_timer"] == TimerKind.IMPULSES_50
    assert at.session_state["check_unit_form_output_measured_on"] == "2025-03-14"
    assert at.number_input(key="check_unit_form_known_good_0_exposure_s").value == 0.125
    assert "at Sensor, 63 kV, 8 mA, 20 cm cone" in text(at)


def test_keeping_again_changes_only_what_was_changed(opened: Open, surgery: UnitProfile) -> None:
    """What neither page nor popover asks is kept as well."""
    at = with_open_form(opened(SECOND))
    at.session_state["check_unit_form_timer"] = TimerKind.CONTINUOUS
    at.run()
    at.button(key="check_unit_keep").click()
    at.run()
    after = kept_now(at).units["Surgery 1"]

    assert after == replace(surgery, setup=replace(surgery.setup, timer=TimerKind.CONTINUOUS))
    assert "Kept as Surgery 1." in text(at)


def test_an_output_changed_in_either_place_is_kept(opened: Open) -> None:
    """In the form, or among the questions of the page."""
    at = with_open_form(opened(SECOND))
    at.number_input(key="check_unit_form_output_mGy_per_mAs").set_value(0.8)
    at.button(key="check_unit_keep").click()
    at.run()
    assert kept_now(at).units["Surgery 1"].setup.output_mGy_per_mAs == 0.8

    at.session_state["check_output_mGy_per_mAs"] = 0.7
    at.button(key="check_unit_keep").click()
    at.run()
    assert kept_now(at).units["Surgery 1"].setup.output_mGy_per_mAs == 0.7


def test_a_second_known_good_setting_is_added_and_removed(opened: Open) -> None:
    at = with_open_form(opened(SECOND))
    at.button(key="check_unit_form_known_good_add").click()
    at.run()
    at.number_input(key="check_unit_form_known_good_1_exposure_s").set_value(0.063)
    at.segmented_control(key="check_unit_form_known_good_1_population").set_value(Programme.CHILD)
    at.run()
    at.button(key="check_unit_keep").click()
    at.run()
    assert [good.exposure_s for good in kept_now(at).units["Surgery 1"].known_good] == [0.125, 0.063]
    assert kept_now(at).units["Surgery 1"].known_good[1].population is Programme.CHILD

    at.button(key="check_unit_form_known_good_0_remove").click()
    at.run()
    at.button(key="check_unit_keep").click()
    at.run()
    assert [good.exposure_s for good in kept_now(at).units["Surgery 1"].known_good] == [0.063]


def test_a_first_unit_is_described_from_nothing(opened: Open) -> None:
    """An empty row stands ready; own steps are asked for once they are chosen."""
    at = with_open_form(opened())
    at.number_input(key="check_unit_form_known_good_0_exposure_s").set_value(0.2)
    at.session_state["check_unit_form_timer"] = "own"
    at.run()
    at.text_input(key="check_unit_form_steps").set_value("0,08 0.1; 0.2, 0.4")
    at.text_input(key="check_unit_new").set_value("Surgery 2")
    at.session_state["check_kV"] = 65.0
    at.run()
    at.button(key="check_unit_keep").click()
    at.run()
    unit = kept_now(at).units["Surgery 2"]

    assert unit.setup.timer == (0.08, 0.1, 0.2, 0.4)
    assert (unit.known_good[0].exposure_s, unit.known_good[0].kV) == (0.2, 65.0)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("check_unit_form_output_measured_on", "14.3.2025", "output_measured_on:** must be a date such as"),
        ("check_unit_form_steps", "short", "steps:** must be numbers, such as 0.08 0.1 0.125"),
        ("check_unit_new", " ", "name:** needs 1 to 40 characters"),
    ],
)
def test_what_is_no_unit_is_refused_with_field_and_remedy(opened: Open, field: str, value: str, said: str) -> None:
    """And what was kept stays as it was."""
    at = with_open_form(opened({**SECOND, "units": [{**FULL, "timer": [0.1, 0.2]}]}))
    before = kept_now(at)
    at.text_input(key=field).set_value(value)
    at.run()
    at.button(key="check_unit_keep").click()
    at.run()

    assert said in text(at)
    assert kept_now(at) == before


def test_another_unit_leaves_nothing_of_the_first(opened: Open) -> None:
    """No setting, no row, no date."""
    other = {"name": "Surgery 2", "setup": {"receptor": "psp", "kV": 60}}
    at = with_open_form(opened({**SECOND, "units": [FULL, other]}))
    at.selectbox(key="check_unit_name").set_value("Surgery 2")
    at.run()
    with_open_form(at)

    assert at.session_state["check_receptor"] == "psp"
    assert at.session_state["check_mA"] is None
    assert at.session_state["check_unit_form_output_measured_on"] is None
    assert at.number_input(key="check_unit_form_known_good_0_exposure_s").value is None
    assert "own setting" not in text(at)


def test_one_unit_too_many_is_not_kept(opened: Open) -> None:
    """And says what to do."""
    at = with_open_form(opened({"version": 2, "units": [{"name": f"Surgery {number}"} for number in range(30)]}))
    at.text_input(key="check_unit_new").set_value("Surgery 30")
    at.run()
    at.button(key="check_unit_keep").click()
    at.run()

    assert "30 units at most; forget one first." in text(at)
    assert len(kept_now(at).units) == 30


@pytest.mark.parametrize(
    "name", ["[a](http://b.example)", "![a](b.png)", "**b**", ":material/home:", "$x$", "<u>b</u>"]
)
def test_a_name_of_a_unit_is_no_markup(opened: Open, name: str) -> None:
    """It may come from somebody else's file."""
    at = with_open_form(opened(SECOND))
    at.text_input(key="check_unit_new").set_value(name)
    at.run()
    at.button(key="check_unit_keep").click()
    at.run()
    buttons = [block.proto.popover.label for block in at.main if getattr(block, "type", "") == "popover"]

    assert at.session_state["check_unit_name"] == name
    assert inert(name) in buttons
    assert f"Kept as {inert(name)}." in [caption.value for caption in at.caption]


def test_a_unit_is_forgotten_and_everything_reset(opened: Open) -> None:
    at = with_open_form(opened(SECOND))
    at.button(key="check_unit_forget").click()
    at.run()
    assert kept_now(at).units == {}

    with_open_form(at)
    at.button(key="check_units_reset").click()
    at.run()
    assert kept_now(at) == Kept()


def the_whole_form() -> None:
    """A page that is nothing but the form."""
    import json

    import streamlit as st

    from advisor import load_knowledge
    from advisor.pages.my_units import form as unit_form
    from advisor.xray_unit.reading import read_unit
    from tests.xray_unit.test_reading import FULL

    knowledge, form = load_knowledge(), unit_form.Form("form")
    if "begun" not in st.session_state:
        st.session_state["begun"] = True
        unit_form.fill(form, read_unit(json.loads(st.session_state.get("unit") or json.dumps(FULL)), knowledge))
    unit_form.first(form, knowledge)
    unit_form.second(form)
    unit_form.rest(form, knowledge)
    st.session_state["told"] = unit_form.gathered(form)


def test_the_whole_form_holds_the_whole_unit(knowledge: Knowledge, surgery: UnitProfile) -> None:
    """What is filled in comes out again; what is changed changes, nothing else."""
    at = page_of(the_whole_form).run()
    assert not at.exception
    assert read_unit({"name": "Surgery 1", **at.session_state["told"]}, knowledge) == surgery

    at.text_input(key="form_mA_choices").set_value("2; 8 10")
    at.number_input(key="form_known_good_0_kV").set_value(60.0)
    at.button(key="form_in_use_0_remove").click()
    at.run()
    changed = read_unit({"name": "Surgery 1", **at.session_state["told"]}, knowledge)

    assert changed == replace(
        surgery, mA_choices=(2.0, 8.0, 10.0), known_good=(replace(surgery.known_good[0], kV=60.0),), in_use=()
    )


def test_the_date_of_a_measurement_is_a_date(surgery: UnitProfile) -> None:
    assert surgery.output_measured_on == date(2025, 3, 14)
