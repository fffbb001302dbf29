"""The Technique chart page as its script shows it: empty, a maker's chart, an own unit, its warnings and checks."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.case.vocabulary import ChartWarning
from advisor.knowledge import Knowledge
from advisor.pages.my_units import form_words
from advisor.pages.my_units.kept import Kept
from advisor.pages.technique_chart import table, words
from advisor.technique_chart import words as chart_words
from advisor.technique_chart.chart import technique_chart
from advisor.technique_chart.in_words import line_name, patient
from advisor.words import figures
from advisor.xray_unit.reading import read_unit
from advisor.xray_unit.writing import unit_toml_text
from tests.pages.app import page_of, ran, text

SURGERY: dict[str, Any] = {
    "name": "Surgery 1",
    "maker": "Planmeca",
    "setup": {"unit": "planmeca_intra", "receptor": "sensor", "kV": 63, "mA": 8, "cone_cm": 20},
    "known_good": [{"population": "adult", "region": "mandible_molar", "exposure_s": 0.125}],
    "in_use": [{"population": "child", "region": "mandible_molar", "exposure_s": 0.125}],
}
OPENED = ("technique_picture", "technique_check", "technique_change", "technique_compare", "technique_working")


def _script() -> None:
    from advisor.pages.technique_chart import page

    page.page()


def opened(*units: dict[str, Any], chosen: str | None = None, show: tuple[str, ...] = ()) -> AppTest:
    """The page in a browser that kept these units, the first of them chosen."""
    at = page_of(_script)
    name = chosen or (units[0]["name"] if units else None)
    kept = json.dumps({"version": 2, "unit": name, "units": list(units)}) if units else ""
    at.session_state["check_kept"] = {"kept": kept}
    for part in show:
        at.session_state[part] = True
    return ran(at)


def cell(at: AppTest, region: str, patient: str, table: int = 0) -> str:
    return str(at.table[table].value.loc[region, patient])


def test_an_empty_page_explains_itself_and_offers_a_start() -> None:
    """One sentence, the three facts that a chart needs, every maker's intraoral chart."""
    at = opened()

    assert words.EMPTY in text(at)
    assert "Planmeca Intra" in {button.label for button in at.button}
    assert "Planmeca Intra (maker’s chart)" in at.selectbox(key="technique_chosen").options
    assert at.pills(key="technique_unit_receptor").value is None
    assert at.number_input(key="technique_unit_known_good_0_exposure_s").label == form_words.ADULT_TIME
    assert len(at.table) == 0


def test_a_makers_chart_fills_a_whole_chart(knowledge: Knowledge) -> None:
    """With one touch; and the same unit is then chosen on the Check page."""
    at = opened()
    ran(at.button(key="technique_start_planmeca_intra").click())

    assert at.session_state["check_unit_name"] == "planmeca_intra"
    assert at.session_state["check_unit"] == "planmeca_intra"
    assert at.table[0].value.shape == (12, 4)
    assert cell(at, "Lower molar", "Adult").startswith("**0.08**")
    assert "the maker’s chart of Planmeca Intra" in text(at)


def test_a_timer_that_counts_impulses_is_told_in_impulses() -> None:
    """The number on the dial stands in the cell; the heading says of what."""
    at = opened({**SURGERY, "timer": "50_per_s"})

    assert any(each.value == "Impulses (50 a second) to set, sensor" for each in at.subheader)
    assert cell(at, "Lower molar", "Adult").startswith("**6**")


def test_a_warning_that_holds_everywhere_is_said_once() -> None:
    """Not in each of 48 cells."""
    weak = {**SURGERY["setup"], "output_mGy_per_mAs": 0.02}
    at = opened({**SURGERY, "setup": weak})

    assert chart_words.EVERYWHERE in text(at)
    assert chart_words.SHORT[ChartWarning.TOO_LITTLE] not in cell(at, "Lower molar", "Adult")


def test_an_own_unit_gets_its_own_times(knowledge: Knowledge) -> None:
    """What was kept is shown at once, folded away; every time is that of the engine."""
    at = opened(SURGERY)
    chart = technique_chart(read_unit(SURGERY, knowledge), knowledge)

    for line in chart.lines:
        for told in line.cells:
            set_s = figures.seconds(told.exposure.set_s or 0.0).removesuffix(" s")
            assert cell(at, line_name(line), patient(told.column)).startswith(f"**{set_s}**")
    assert not at.session_state["technique_form_open"]
    assert "adult, lower molar, 0.125 s, sensor" in text(at)


def test_a_warning_stands_in_its_cell_and_in_a_sentence() -> None:
    """By a sign and words, where it holds, with what to do; and nowhere else."""
    at = opened(SURGERY)

    assert "▲ child as adult" in cell(at, "Lower molar", "Child about 6")
    assert "▲" not in cell(at, "Lower molar", "Adult")
    assert "▲" not in cell(at, "Upper molar", "Child about 6")
    assert "(child about 10: lower molar; child about 6: lower molar)" in text(at)
    assert chart_words.WARNING[ChartWarning.CHILD_AS_ADULT] in text(at)


def test_no_warning_without_a_reason() -> None:
    shorter = {**SURGERY, "in_use": [{"population": "child", "region": "mandible_molar", "exposure_s": 0.063}]}

    assert len(opened(shorter).warning) == 0


def test_a_time_below_the_timer_says_which_mA_would_do() -> None:  # noqa: N802 - SI units
    """A timer that starts at 0.1 s: 2 mA brings the child back onto it."""
    coarse = {**SURGERY, "timer": [0.1, 0.125, 0.16, 0.2], "mA_choices": [2, 8], "in_use": []}
    at = opened(coarse)

    assert "▲ below the timer" in cell(at, "Lower molar", "Child about 6")
    assert chart_words.LOWER_MA.format(mA=2.0) in text(at)


def test_a_second_receptor_has_a_table_of_its_own() -> None:
    """A plate needs more than a sensor."""
    at = opened({**SURGERY, "second_receptor": "psp"})

    assert [heading.value for heading in at.subheader][:2] == ["Seconds to set, sensor", "Seconds to set, plate"]
    assert cell(at, "Lower molar", "Adult", table=1).startswith("**0.20**")


def test_ages_that_are_asked_for_have_a_table_beside() -> None:
    """So that no table is wider than a phone."""
    at = opened(SURGERY)
    ran(at.multiselect(key="technique_ages").select(4).select(12))

    assert list(at.table[0].value.columns) == ["Adult", "Adolescent", "Child about 10", "Child about 6"]
    assert list(at.table[1].value.columns) == ["12 years", "4 years"]
    assert cell(at, "Lower molar", "4 years", table=1).startswith("**0.063**")


def test_what_stands_beneath_a_time_can_be_chosen() -> None:
    """Its range, the air kerma, the maker's time, what is set today; the last two only where somebody told them."""
    at = opened(SURGERY)
    beneath = at.segmented_control(key="technique_beneath")

    assert beneath.options == ["Range", "Air kerma", "Maker’s time", "Set today"]
    assert "0.063–0.1" in cell(at, "Lower molar", "Child about 6")
    ran(beneath.set_value(table.Beneath.MAKERS))
    assert "0.04]" in cell(at, "Lower molar", "Child about 6")
    assert opened({**SURGERY, "setup": {"receptor": "sensor"}, "in_use": []}).segmented_control(
        key="technique_beneath"
    ).options == ["Range", "Air kerma"]


def test_missing_facts_are_asked_for() -> None:
    """No time is made up; the reason is the exposure advice's own."""
    at = opened({"name": "Bare", "setup": {"kV": 60}})

    assert cell(at, "Lower molar", "Adult") == words.NOTHING
    assert "cannot tell: needs mA, receptor, or one setting known to be good" in text(at)


def test_a_panoramic_unit_has_no_chart_and_says_why() -> None:
    at = opened({"name": "Pan", "family": "panoramic"})

    assert chart_words.WARNING[ChartWarning.EXTRAORAL] in text(at)
    assert len(at.table) == 0
    assert "technique_name" not in [field.key for field in at.text_input]


def test_a_file_is_taken_over(knowledge: Knowledge) -> None:
    """One unit, chosen at once, kept, with its chart."""
    at = opened(show=("technique_file",))
    file = unit_toml_text(read_unit({**SURGERY, "name": "From a file"}, knowledge))
    ran(at.file_uploader(key="technique_load").set_value(("unit.toml", file.encode(), "application/toml")))

    kept: Kept = at.session_state["check_kept_settings"]
    assert list(kept.units) == ["From a file"]
    assert cell(at, "Lower molar", "Adult").startswith("**0.125**")


def test_a_bad_file_is_refused_and_nothing_is_lost() -> None:
    """The sentence names the field; unit, chart and everything kept stay."""
    at = opened(SURGERY, show=("technique_file",))
    before = at.table[0].value
    bad = b'name = "X"\n[setup]\nkV = 60000\n'
    ran(at.file_uploader(key="technique_load").set_value(("unit.toml", bad, "application/toml")))

    kept: Kept = at.session_state["check_kept_settings"]
    assert "**setup.kV:** 60000 is not plausible" in text(at)
    assert list(kept.units) == ["Surgery 1"]
    assert at.table[0].value.equals(before)


def test_the_form_is_answered_at_once_and_kept_when_asked() -> None:
    """Another kV changes the chart without a button; Keep gives it to the browser."""
    at = opened(SURGERY)
    before = cell(at, "Lower molar", "Child about 6"), cell(at, "Upper molar", "Adult")
    ran(at.number_input(key="technique_unit_mA").set_value(4.0))

    assert (cell(at, "Lower molar", "Child about 6"), cell(at, "Upper molar", "Adult")) != before
    at.session_state["technique_keeping"] = True
    ran(at)
    ran(at.button(key="technique_keep").click())
    kept: Kept = at.session_state["check_kept_settings"]
    assert kept.units["Surgery 1"].setup.mA == 4.0
    assert at.session_state["check_mA"] == 4.0


def test_a_form_that_cannot_be_a_unit_says_so() -> None:
    """The field and what to write instead; what was told stays in the form."""
    at = opened(SURGERY)
    ran(at.number_input(key="technique_unit_kV").set_value(900.0))

    assert "**setup.kV:** 900" in text(at)
    assert len(at.table) == 0
    assert at.number_input(key="technique_unit_kV").value == 900.0


def test_an_own_unit_is_described_from_nothing() -> None:
    """Receptor and one time make a chart, with nothing unfolded; it is kept under the name that is then asked for."""
    at = opened()
    ran(at.pills(key="technique_unit_receptor").set_value("sensor"))
    ran(at.number_input(key="technique_unit_known_good_0_exposure_s").set_value(0.125))

    assert cell(at, "Lower molar", "Adult").startswith("**0.125**")
    assert words.NOT_KEPT in text(at)
    assert "technique_name" not in [field.key for field in at.text_input]

    at.session_state["technique_keeping"] = True
    ran(at)
    ran(at.text_input(key="technique_name").set_value("Room 2"))
    ran(at.button(key="technique_keep").click())
    kept: Kept = at.session_state["check_kept_settings"]
    assert list(kept.units) == ["Room 2"]
    assert words.NOT_KEPT not in text(at)


def test_a_child_may_have_a_kV_of_its_own() -> None:  # noqa: N802 - SI units
    """In the second row; it changes the children's times and no adult's."""
    at = opened(SURGERY)
    before = [cell(at, "Upper molar", patient) for patient in ("Adult", "Child about 6")]
    ran(at.number_input(key="technique_unit_child_kV").set_value(60.0))
    after = [cell(at, "Upper molar", patient) for patient in ("Adult", "Child about 6")]

    assert (before[0] == after[0], before[1] == after[1]) == (True, False)


def test_a_childs_time_is_called_so() -> None:
    """The time in front is the first one known to be good, whoever it is of."""
    child = [{"population": "child", "region": "mandible_molar", "exposure_s": 0.08}]
    at = opened({**SURGERY, "known_good": child})

    assert at.number_input(key="technique_unit_known_good_0_exposure_s").label == form_words.CHILD_TIME


def test_where_a_makers_chart_is_known_it_is_beside_this_one_at_once() -> None:
    """Above fields and tables, without a touch, for each receptor; nothing is said where none is known."""
    unknown = {**SURGERY, "setup": {"receptor": "sensor", "kV": 63, "mA": 8, "cone_cm": 20}}

    assert "0 of 33 cells within one step of the timer; median difference in steps: 4 longer." in text(opened(SURGERY))
    both = text(opened({**SURGERY, "second_receptor": "film_f"}))
    assert "Beside the maker’s chart, sensor:" in both
    assert "Beside the maker’s chart, F film:" in both
    assert "Beside the maker’s chart" not in text(opened(unknown))


def test_everything_opens_together() -> None:
    """Picture, check at the receptor, change of receptor, maker's chart, working: each with links to its rows."""
    shown = text(opened({**SURGERY, "second_receptor": "film_f"}, show=OPENED))

    assert "within the published range of this receptor" in shown
    assert "[T054](evidence?row=T054)" in shown
    assert "the new receptor needs" in shown
    assert "**F film**: anchored on your adult mandible molar setting 0.125 s; receptor need" in shown
    assert (
        "**Air kerma**: the usual output of dental tubes, as yours is not entered; [T012](evidence?row=T012)" in shown
    )
    assert "**All regions**: anchored on your adult mandible molar setting 0.125 s" in shown


def test_the_trap_of_the_old_time_is_told() -> None:
    """From D film to a sensor: the old time saves nothing, and a survey shows that it happens."""
    film = {**SURGERY, "setup": {"receptor": "film_d", "kV": 63, "mA": 8, "cone_cm": 20}, "second_receptor": "sensor"}
    at = opened(film, show=("technique_change",))

    assert chart_words.OLD_TIME in text(at)
    assert "In a survey of practices" in text(at)
    assert at.table[-1].value["dose"].str.startswith("−").all()


def test_every_table_shows_what_a_timer_of_impulses_can_be_set_to() -> None:
    """Also after a change of receptor and beside the maker's seconds."""
    at = opened({**SURGERY, "timer": "60_per_s", "second_receptor": "psp"}, show=OPENED)
    change = next(table.value for table in at.table if words.SET in table.value.columns)
    beside = next(table.value for table in at.table if words.OURS in table.value.columns)

    assert change[words.NOW].str.fullmatch(r"\d+").all()
    assert change[words.SET].str.fullmatch(r"\*\*\d+\*\* \(\d+(–\d+)?\)").all()
    assert beside[words.OURS].str.contains("impulses, 0").all()


@pytest.mark.parametrize(
    ("exposure_s", "said"),
    [(0.005, "too little for this receptor"), (2.0, "too much for this receptor"), (0.125, "within the published")],
)
def test_too_little_and_too_much_are_said(exposure_s: float, said: str) -> None:
    known = [{"population": "adult", "region": "mandible_molar", "exposure_s": exposure_s}]
    at = opened({**SURGERY, "known_good": known, "in_use": []}, show=("technique_check",))

    assert said in text(at)


def test_above_the_limit_for_any_receptor_is_said() -> None:
    """Two seconds of a sensor's time."""
    known = [{"population": "adult", "region": "mandible_molar", "exposure_s": 2.0}]

    assert "above the limit of German criteria" in text(opened({**SURGERY, "known_good": known}, show=OPENED))
