"""The Check page as a person uses it, without a browser: what is asked, what is answered, what is taken back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.case.teeth import Notation
from advisor.knowledge import Knowledge
from advisor.pages.check import mouth, start_words, words
from advisor.pages.shared import case, redraw
from advisor.pages.shared.facts import key
from advisor.words import labels
from tests.pages.app import text, whole_app

FILM: Mapping[str, str] = {
    "age_years": "7",
    "exam": "bitewing",
    "receptor": "film_d",
    "beam": "round",
    "collar": "false",
    "kV": "60",
    "mA": "7",
    "exposure_s": "0.25",
    "place": "US",
}
EXAMS = ("bitewing", "periapical", "occlusal", "full_mouth", "panoramic", "cephalometric_lateral", "cbct")
ALL_STEPS = ("select", "receptor", "cbct", "collimate", "shield", "child_size", "child_size_tube")
TUBE = ("child_size", "child_size_tube")
SHORT = 200  # characters: a notice that leaves room on a phone
Open = Callable[..., AppTest]


@pytest.fixture
def opened(root: Path) -> Open:
    """The page, opened by a link that holds a case."""

    def by_link(reader: str = "clinician", steps: Iterable[str] = (), **facts: str) -> AppTest:
        at = whole_app()
        for step in steps:
            for part in ("step", "more"):
                at.session_state[f"check_{part}_{step}"] = True
        for name, value in facts.items():
            at.query_params[name] = value
        at.session_state["check_reader"] = reader
        at.run()
        assert not at.exception
        return at

    return by_link


def settings(at: AppTest) -> dict[str, Any]:
    return {name: at.session_state[f"check_{name}"] for name in ("receptor", "beam", "collar", "exposure_s")}


def test_an_empty_page_asks_for_age_and_image_only(opened: Open) -> None:
    """And says what it is for, with the six steps and examples to touch."""
    at = opened()

    assert [box.label for box in at.number_input] == ["Age (years)"]
    assert [each.value for each in at.title] == [start_words.TITLE]
    assert all(f"{number}. " in text(at) for number in range(1, 7))

    at.button(key="check_example_2").click().run()
    assert at.title[0].value.startswith("CBCT, 12 years")


def test_age_and_image_alone_are_answered(opened: Open) -> None:
    """Unknown is an answer everywhere: the dose has a wide range, the steps say what to do."""
    at = opened()
    at.number_input(key="check_age_years").set_value(7.0)
    at.session_state["check_exam"] = "periapical"
    at.run()

    assert not at.exception
    assert "needs:" not in text(at)
    assert "Use the rectangular collimator." in text(at)
    assert "µSv" in text(at)


def test_one_touch_tells_what_is_usually_done_first(opened: Open) -> None:
    """At a check-up also that there is no sign of disease; what was answered otherwise stays."""
    at = opened(**FILM, visit_kind="recall", earlier_images_checked="false")
    assert words.AS_USUAL_HEALTHY not in [button.label for button in at.button]

    at = opened(**FILM, visit_kind="trauma")
    assert words.AS_USUAL in [button.label for button in at.button]

    for exam, name, fact in (("bitewing", "indication", "caries"), ("periapical", "signs_of_disease", False)):
        at = opened(**{**FILM, "exam": exam}, visit_kind="recall")
        usual = at.button(key="check_as_usual")
        at.session_state["check_clinical_exam_done"] = False
        usual.click().run()

        told = {done: at.session_state[f"check_{done}"] for done in ("clinical_exam_done", "earlier_images_checked")}
        assert told == {"clinical_exam_done": False, "earlier_images_checked": True}
        assert at.session_state[f"check_{name}"] == fact
        assert not at.exception


@pytest.mark.parametrize(
    ("place", "risk", "levels"),
    [
        ("US", "low", ["low", "increased"]),
        ("GB", "low", ["low", "moderate", "high"]),
        ("US", "high", ["low", "increased", "high"]),
    ],
)
def test_caries_risk_has_the_levels_of_the_place(opened: Open, place: str, risk: str, levels: list[str]) -> None:
    """And the one that was told elsewhere, so that nothing told is lost."""
    at = opened(steps=["select"], **{**FILM, "place": place, "caries_risk": risk})

    assert at.button_group(key="check_caries_risk").options == levels
    assert at.session_state["check_caries_risk"] == risk


def test_what_was_told_of_a_pregnancy_is_in_the_answer(opened: Open) -> None:
    told = {"age_years": "30", "exam": "periapical", "receptor": "sensor", "place": "US"}

    assert "Pregnant: " in text(opened(**told, pregnant="true"))
    assert "Pregnant: " not in text(opened(**told, pregnant="false"))


def test_nothing_is_said_of_a_pregnancy_where_no_issuer_speaks(opened: Open) -> None:
    """Germany: nobody that was read."""
    told = {"age_years": "30", "exam": "periapical", "receptor": "sensor", "place": "DE"}

    assert "Pregnant: " not in text(opened(**told, pregnant="true"))


def test_a_law_names_who_disagrees_with_it(opened: Open) -> None:
    """New York asks for a collar; ADA does not."""
    at = opened(**{**FILM, "place": "US-NY"})
    (shield,) = (box.label for box in at.expander if "5 Shield" in box.label)

    assert "law here" in shield
    assert "ADA 2024" in shield


def test_a_time_too_short_is_marked_to_be_checked(opened: Open) -> None:
    """And no faster receptor shortens it further."""
    at = opened(age_years="4", exam="periapical", receptor="film_d", kV="60", mA="7", exposure_s="0.02", beam="round")
    lines = "\n".join(box.label for box in at.expander)

    assert "[check] 0.02 s, shorter than the advised" in lines
    assert "D film → F film :" in lines


def test_a_day_before_all_guidance_says_so(opened: Open) -> None:
    at = opened(**FILM, on="1950-01-01")

    assert words.NO_GUIDANCE.format(on="1950-01-01") in [each.value for each in at.warning]


def test_the_film_case_says_what_to_change_and_what_it_saves(opened: Open) -> None:
    """7 years, bitewing, D film, round beam, no collar, 60 kV 7 mA 0.25 s."""
    at = opened(**FILM)

    assert at.title[0].value == "Change to F film and set 0.10\N{NO-BREAK SPACE}s; use the rectangular collimator."
    assert re.search(r"Leaves about a fifth of the dose \(\d+–\d+\W%\)\.", text(at))
    assert "F film, 0.10 s · Rectangular" in text(at).splitlines()  # the foot names what to change
    assert "On: IG 14, FDA 12, NCRP 19 · Off: ADA 24, AAOMR 23" in text(at)


def test_bitewings_that_are_not_due_are_told_to_wait(opened: Open) -> None:
    """First word first; what to change if one is made all the same comes after."""
    facts = {"visit_kind": "recall", "months_since_bitewings": "8", "caries_risk": "low", "contacts_visible": "false"}
    at = opened(**FILM, **facts)

    assert at.title[0].value == "Wait: bitewings 8 months ago, ADA/FDA 2012 advises from 12 months."
    assert "F film" not in text(at)
    at.button(key="check_image_anyway").click().run()
    assert "D film → F film, 0.10 s" in text(at)


@pytest.mark.parametrize("exam", EXAMS)
@pytest.mark.parametrize("reader", ["clinician", "student", "parent"])
def test_every_exam_is_answered_for_every_reader(opened: Open, exam: str, reader: str) -> None:
    """With a dose, its range and time of background."""
    at = opened(reader, age_years="9", exam=exam, place="GB")

    assert not at.error
    assert re.search(r"about [\d.]+ (µSv|mSv) \(", text(at))
    assert at.get("vega_lite_chart")


@pytest.mark.parametrize("reader", ["clinician", "parent"])
def test_every_place_is_answered_for_every_reader(opened: Open, reader: str, knowledge: Knowledge) -> None:
    """Round the world with one image after the other: a dose against some background everywhere, a refusal nowhere."""
    at = opened(reader, exam=EXAMS[0], age_years="9")
    unanswered = []
    for place, exam in zip(knowledge.places, cycle(EXAMS)):
        at.session_state["check_place"] = place
        at.session_state["check_exam"] = exam
        at.session_state["check_reader"] = reader
        at.run()
        if at.exception or at.error or "µSv" not in text(at):
            unanswered.append((place, exam))

    assert unanswered == []


@pytest.mark.parametrize("exam", EXAMS)
def test_only_questions_of_the_exam_are_asked(opened: Open, exam: str, knowledge: Knowledge) -> None:
    """No cone for a panoramic unit, no field of view for a bitewing."""
    at = opened(steps=ALL_STEPS, age_years="9", exam=exam)
    family = knowledge.by_exam[exam].family
    shown = {
        each.key.removeprefix("check_").removesuffix("_extraoral").removesuffix(f"_{exam}").removesuffix(f"_{family}")
        for each in (*at.number_input, *at.button_group, *at.selectbox)
        if each.key and each.key.startswith("check_")
    }
    own = {"age_years", "reader", "place", "unit_name"}

    assert shown - own <= case.asked(knowledge.by_exam[exam])


def test_nothing_told_about_another_image_speaks(opened: Open) -> None:
    """A round beam of the bitewing is not the beam of the panoramic, and is still there on the way back."""
    at = opened(**FILM)
    at.session_state["check_exam"] = "panoramic"
    at.run()
    assert not at.error
    at.session_state["check_exam"] = "bitewing"
    at.run()

    assert settings(at)["beam"] == "round"
    assert at.title[0].value.startswith("Change to F film")


def test_a_choice_can_be_taken_back(opened: Open) -> None:
    """Not told is a state like any other."""
    at = opened(**FILM)
    at.session_state["check_receptor"] = None
    at.run()

    assert not at.exception
    assert "**2 Receptor** Sensor, plate, F or E film." in text(at)


def test_a_wild_value_is_refused_with_field_and_remedy_and_nothing_is_lost(opened: Open) -> None:
    """250 s is taken for milliseconds; no stale answer stays on the screen."""
    at = opened(steps=TUBE, **FILM)
    at.number_input(key="check_exposure_s").set_value(250.0).run()

    assert len(at.error) == 1
    assert "Time (s)" in at.error[0].value
    assert "if milliseconds were meant, write 0.25" in at.error[0].value
    assert not at.expander
    assert settings(at)["receptor"] == "film_d"

    at.number_input(key="check_exposure_s").set_value(0.25)
    at.run()

    assert not at.error
    assert at.title[0].value.startswith("Change to F film")


@pytest.mark.parametrize(
    ("name", "value"),
    [("age_years", -3.0), ("age_years", 2019.0), ("kV", 6e4), ("mA", 0.0), ("images", 1.5), ("cone_cm", 200.0)],
)
def test_what_cannot_be_true_never_crashes(opened: Open, name: str, value: float, knowledge: Knowledge) -> None:
    """It is a sentence that names the field."""
    at = opened(steps=TUBE, **FILM)
    at.number_input(key=key(name, knowledge.by_exam["bitewing"])).set_value(value).run()

    assert not at.exception
    assert labels.QUESTION[name] in at.error[0].value


@pytest.mark.parametrize("written_on", ["yesterday", "2026-13-45", "21.11.2026"])
def test_a_date_that_is_none_is_refused(opened: Open, written_on: str) -> None:
    """As everything else, by the one reader."""
    at = opened(**FILM)
    at.text_input(key="check_on").set_value(written_on).run()

    assert not at.exception
    assert labels.QUESTION["on"] in at.error[0].value


def test_an_older_day_is_judged_by_the_guidance_of_that_day_and_says_so(opened: Open) -> None:
    """In 2015 nobody disagreed about the collar here."""
    at = opened(**FILM, on="2015-06-01")

    assert "in force on 2015-06-01" in text(at)
    assert "issuers disagree" not in text(at)


def test_a_day_after_the_review_date_warns(opened: Open) -> None:
    """The sources were to be looked at again by then."""
    assert opened(**FILM, on="2031-01-01").warning


def test_a_change_is_tried_and_taken_back_with_one_touch(opened: Open) -> None:
    """As set and as tried stand side by side; one touch leads back to what is set."""
    at = opened(**FILM)
    before = settings(at)
    at.button(key="check_try_beam_shape_IG-4a").click().run()

    assert settings(at)["beam"] == "rectangular"
    assert at.title[0].value == "Change to F film and set 0.10\N{NO-BREAK SPACE}s."
    assert re.search(r"As set: \*\*about .*As tried: \*\*about .*As advised: \*\*about ", text(at))

    at.button(key="check_try_receptor_IG-2").click().run()
    at.button(key="check_back").click().run()

    assert settings(at) == before
    assert at.title[0].value.startswith("Change to F film and set 0.10\N{NO-BREAK SPACE}s; use")


def test_all_undisputed_changes_are_tried_at_once(opened: Open) -> None:
    """The new receptor brings its own time; the disputed collar is the reader's to choose; then all rests."""
    at = opened(**FILM)
    at.button(key="check_try_all").click().run()

    changed = settings(at)
    assert (changed["receptor"], changed["beam"], changed["collar"]) == ("film_f", "rectangular", False)
    assert changed["exposure_s"] < 0.25
    assert "As tried: about" in text(at)
    assert at.title[0].value == "Set as advised: 0.10\N{NO-BREAK SPACE}s."


def test_either_side_of_a_dispute_can_be_taken(opened: Open) -> None:
    """Collar on, as Image Gently says; off again, as ADA says: by the chips that tell what is set."""
    at = opened(**FILM)
    at.button_group(key="check_collar").select(True).run()
    assert settings(at)["collar"] is True
    assert "your choice" in text(at)
    at.button_group(key="check_collar").select(False).run()

    assert settings(at)["collar"] is False
    assert "your choice" in text(at)


def test_one_adult_time_makes_a_childs_sharp(opened: Open) -> None:
    """It is for what is set when it is told: another receptor that is tried does not change what it was for."""
    at = opened(age_years="7", exam="bitewing", place="US", receptor="film_d")
    at.number_input(key="check_adult_s_bitewing").set_value(0.4).run()
    assert "Set 0.25 s (0.25–0.32 s)." in text(at)

    at.button(key="check_try_receptor_IG-2").click().run()
    assert "Set 0.10 s" in text(at)
    assert at.session_state["check_adult_receptor_bitewing"] == "film_d"


def test_a_step_opens_to_who_says_so_and_where(opened: Open) -> None:
    """Issuer, year, strength, statement, reason, source."""
    at = opened(**FILM)
    at.session_state["check_step_shield"] = True
    at.run()
    shown = text(at)

    assert shown.index("**Image Gently 2014** (recommended)") < shown.index(words.DIFFER)
    assert shown.index(words.DIFFER) < shown.index("**ADA 2024** (advised against)")
    assert [box.label for box in at.expander if box.label.startswith("Who else")] == ["Who else (2)"]
    assert "read twice" in shown
    assert "collar helps where the beam comes near it" in shown


def test_what_cannot_apply_is_not_listed(opened: Open) -> None:
    """A pregnancy at seven; where it is told it is."""
    assert "**Pregnancy.**" not in text(opened(steps=["select"], **FILM))
    woman = {**FILM, "age_years": "29", "exam": "periapical", "pregnant": "true"}
    assert "**Pregnancy.**" in text(opened(steps=["select"], **woman))


def test_another_age_asks_whether_it_is_the_same_patient(opened: Open) -> None:
    """Only once something of the patient was told; another patient takes over the age, and nothing else of the last."""
    at = opened(**FILM)
    at.number_input(key="check_age_years").set_value(8.0).run()
    assert words.SAME_PATIENT not in text(at)

    at = opened(**FILM, caries_risk="low")
    at.number_input(key="check_age_years").set_value(8.0).run()
    assert words.SAME_PATIENT in text(at)
    at.button(key="check_same_patient_no").click().run()

    assert words.SAME_PATIENT not in text(at)
    assert at.session_state["check_age_years"] == 8
    assert at.session_state["check_caries_risk"] is None
    assert settings(at)["receptor"] == "film_d"


def test_reference_levels_stand_beside_the_setting(opened: Open) -> None:
    """Korea's levels for adults, each with what this setting gives; a level is no limit."""
    at = opened(age_years="40", exam="panoramic", place="KR", kV="74", mA="10", exposure_s="13.6")
    at.session_state["check_levels"] = True
    at.run()

    assert not at.exception
    assert "354 mGy" in text(at)
    assert "This setting: about" in text(at)
    assert "no limit" in text(at)


@pytest.mark.parametrize(
    ("age_years", "exam", "parts", "first"),
    [
        (30.0, "periapical", 14, ("maxilla_molar", "18–16", "Upper molar, teeth 18–16", 3)),
        (9.0, "periapical", 14, ("maxilla_molar", "17–16", "Upper molar, teeth 17–16", 2)),
        (4.0, "periapical", 10, ("maxilla_molar", "55–54", "Upper molar, teeth 55–54", 2)),
        (30.0, "bitewing", 6, ("posterior", "18–14", "Posterior, teeth 18–14", 5)),
    ],
)
def test_a_region_is_touched_on_a_chart_of_the_teeth(
    age_years: float, exam: str, parts: int, first: tuple[str, str, str, int], knowledge: Knowledge
) -> None:
    """Every part of it is a button with its teeth drawn: those of the patient's age."""
    stage = knowledge.exams.stages.dentition(age_years)
    cells = [cell for row in mouth.parts(stage, knowledge.by_exam[exam], Notation.FDI) for cell in row]

    assert len(cells) == parts
    assert {cell.value for cell in cells} == {region.id for region in knowledge.by_exam[exam].regions} - (
        {"maxilla_premolar", "mandible_premolar"} if age_years < 6 else set()
    )
    assert (*cells[0][:3], len(cells[0].outlines)) == first


def test_a_tooth_sets_the_region(opened: Open) -> None:
    """FDI where FDI is usual, Universal in the United States."""
    at = opened(steps=TUBE, age_years="9", exam="periapical", place="GB")
    at.text_input(key="check_tooth_periapical").set_value("85").run()

    assert at.session_state["check_region_periapical"] == "mandible_molar"
    assert "Lower right primary second molar" in text(at)

    at.session_state["check_place"] = "US"
    at.text_input(key="check_tooth_periapical").set_value("8").run()

    assert at.session_state["check_region_periapical"] == "maxilla_incisor"


def test_advice_is_the_same_for_every_reader(opened: Open) -> None:
    """Parents hear of every step that the clinician hears of."""
    clinician = opened("clinician", **FILM)
    parent = opened("parent", **FILM)
    student = opened("student", **FILM)

    assert clinician.title[0].value == student.title[0].value
    assert "A smaller beam would lower the dose." in text(parent)
    assert "Not all experts say the same about neck collars." in text(parent)
    assert "How worked out" not in text(parent)


def test_a_step_asks_for_nothing_that_the_image_has_no_question_for(opened: Open) -> None:
    """A full-mouth series has no region to tell."""
    asked = next(
        label
        for box in opened(age_years="7", exam="full_mouth", place="GB").expander
        if "Shield" in (label := box.label)
    )

    assert "thyroid collar" in asked
    assert labels.QUESTION["region"] not in asked


def test_little_told_is_not_called_nothing_to_change(opened: Open) -> None:
    """At the foot of a phone, where the headline is out of sight."""
    at = opened(age_years="14", exam="cbct", place="GB")

    assert "Nothing to change" not in text(at)
    assert "Smallest field · child programme" in text(at)


def test_the_time_says_which_region_it_is_for_where_none_is_told(opened: Open) -> None:
    film = {**FILM, "exam": "periapical"}

    assert words.REGION_UNTOLD.format(region="lower molar") in text(opened(steps=TUBE, **film))
    assert "Taken as" not in text(opened(steps=TUBE, **film, region="maxilla_molar"))


def test_a_time_above_the_advised_is_not_called_advised(opened: Open) -> None:
    """A rule that asks for less than a second is kept; what the receptor needs is exceeded, and one touch mends it."""
    adult = {"age_years": "40", "exam": "periapical", "region": "mandible_molar", "receptor": "sensor", "place": "CA"}
    at = opened(**adult, beam="round", kV="65", mA="7", cone_cm="20", exposure_s="0.25")

    assert "0.25 s is above what this receptor needs; set 0.063 s (advised 0.032–0.16 s)" in text(at)
    assert at.button(key="check_try_exposure_time_above_need").label == "Try 0.063 s"


def test_a_display_that_contradicts_is_questioned_and_what_was_meant_taken_with_one_touch(opened: Open) -> None:
    """0.81 as the file of a panoramic unit holds it: in dGy cm2."""
    at = opened(age_years="35", exam="panoramic", place="GB", dap_mGycm2="0.81")

    assert any("0.81 looks like dGy cm2: 81 mGy cm2?" in each.value for each in at.warning)
    at.button(key="check_meant_dap_mGycm2").click().run()
    assert at.session_state["check_dap_mGycm2_panoramic"] == 81
    assert not at.warning


def test_a_student_sees_the_working(opened: Open) -> None:
    """Each factor with its range, its rows and the formula."""
    at = opened("student", **FILM)

    assert "Effective dose = " in text(at)
    assert re.search(r"^- \*\*.+\*\*: [\d.]+ \(", text(at), re.MULTILINE)


def test_parents_read_no_technical_number_but_one(opened: Open) -> None:
    """No kilovolts, no risk, one bar."""
    at = opened("parent", **FILM)

    assert len(at.get("vega_lite_chart")) == 1
    assert not re.search(r"\bkV\b|\bmA\b|mGy|cancer", text(at))


def test_a_case_is_in_no_address_but_in_the_link_that_is_asked_for(opened: Open, knowledge: Knowledge) -> None:
    """Which brings it back, whole; while one works the browser's history learns nothing about the patient."""
    at = opened()
    told = {"age_years": 7.0, "exam": "bitewing", "kV": 60.0, "beam": "round"}
    for name, value in told.items():
        at.session_state[f"check_{name}"] = value
    at.run()
    again = opened(**case.to_query(told, knowledge.by_exam["bitewing"]))

    assert dict(at.query_params) == {}
    assert {name: again.session_state[f"check_{name}"] for name in told} == told


@pytest.mark.parametrize(
    "change",
    [
        *({"receptor": "film_z"}, {"kv": "60"}, {"exposure_s": "250"}, {"exam": "mri"}, {"beam": "full"}),
        *({"dap": "abc"}, {"dap": "1e400"}, {"adult_kV": "x"}, {"adult_mA": "true"}),  # of which nothing is judged yet
        *({"cone_cm": "x"}, {"place": "ZZ"}, {"place": "US-ZZ"}, {"indication": "a name"}, {"on": "0000"}),
    ],
)
def test_a_broken_link_fills_in_nothing_and_says_why(opened: Open, change: dict[str, str]) -> None:
    """All of it is taken, or nothing."""
    at = opened(**{**FILM, **change})

    assert not at.exception
    assert "could not be read" in at.warning[0].value
    assert len(at.warning[0].value) < SHORT
    assert at.session_state["check_age_years"] is None


def test_a_link_with_another_word_is_told_in_the_words_of_the_page(opened: Open) -> None:
    """None of the twenty that the program knows."""
    at = opened(**{**FILM, "indication": "pain"})

    assert at.warning[0].value == words.LINK_REFUSED.format(
        field=labels.QUESTION["indication"], remedy=words.NO_SUCH_ANSWER
    )


@pytest.mark.parametrize(
    "change",
    [
        *({"field_diameter_cm": each} for each in ("abc", "nan", "inf", "true", "1e300")),
        {"fov": "foo", "field_diameter_cm": "5", "field_height_cm": "5"},
        {"exam": "panoramic", "receptor": "film_d"},
    ],
)
def test_a_link_tells_nothing_that_no_question_shows(opened: Open, change: dict[str, str]) -> None:
    """Also half a field of view, and words that another answer would hide."""
    at = opened(**{"age_years": "7", "exam": "cbct", **change})

    assert "could not be read" in at.warning[0].value


@pytest.mark.parametrize("exam", ["panoramic", "cbct", "cephalometric_lateral"])
def test_a_displayed_dose_stays_with_settings_that_a_change_does_not_touch(opened: Open, exam: str) -> None:
    """The child programme brings its own; all of them, or none, once a display is told."""
    told = {"programme": "adult", "dap_mGycm2": "90", "kV": "70", "mA": "8", "exposure_s": "10"}
    at = opened(age_years="7", exam=exam, **told)

    assert at.title[0].value == "Use the child programme."
    assert re.search(r"(Saves|Leaves) about .*–", text(at))  # a range: nobody has seen the other programme's display

    at.button(key="check_try_all").click().run()
    (so_far,) = (line for line in text(at).splitlines() if line.startswith("As tried: about") and "less" in line)

    assert not at.exception
    assert "–" in so_far


def test_a_broken_link_writes_no_link_on_the_page(opened: Open) -> None:
    at = opened(**{**FILM, "place": "[a](//b.example)"})

    assert "'\\[a\\]\\(//b.example\\)' is not a place" in at.warning[0].value


def test_every_question_outside_the_answer_says_what_is_to_be_drawn(opened: Open) -> None:
    """A question without a word of its own would leave that to whichever other is touched in the same moment."""
    for exam in EXAMS:
        at = opened(**{**FILM, "exam": exam} if exam in EXAMS[:2] else {"age_years": "7", "exam": exam})
        at.session_state["check_units"] = True
        at.run()
        held = at.session_state._state._state._new_widget_state.widget_metadata.items()
        outside = [(name, each) for name, each in held if each.fragment_id is None and "units_file" not in name]
        silent = [name for name, each in outside if not (each.callback or each.callbacks)]

        assert not at.exception
        assert [name.rpartition("-")[2] for name in silent] == []


@pytest.mark.parametrize(("before_kV", "then_kV", "refused"), [(60.0, 7000.0, True), (7000.0, 60.0, False)])
def test_an_answer_becomes_a_refusal_and_back_in_its_place(
    opened: Open, before_kV: float, then_kV: float, refused: bool
) -> None:
    """Whatever the answer was, the place where it draws at the foot stands there from the first run."""
    at = opened(steps=TUBE, **FILM)
    at.session_state["check_kV"] = before_kV
    at.run()
    at.number_input(key="check_kV").set_value(then_kV).run()

    assert not at.exception
    assert bool(at.error) is refused


def test_an_answer_that_was_never_drawn_whole_is_not_drawn_alone(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the next touch has ended the run before it came to the answer."""
    at = opened(steps=TUBE, **FILM)
    monkeypatch.setattr(redraw, "done", lambda *_: None)
    at.run()
    at.number_input(key="check_kV").set_value(70.0).run()

    assert not at.exception
    assert at.number_input(key="check_age_years")  # the whole page


def test_a_phone_folds_each_question_behind_its_line(opened: Open) -> None:
    """So that all six steps are on its first screen; a line that is opened asks first."""
    at = opened(**FILM)
    assert "check_receptor" in {each.key for each in at.button_group}

    at.session_state["check_screen"] = {"narrow": True}
    at.run()
    assert "check_receptor" not in {each.key for each in at.button_group}

    at.session_state["check_step_receptor"] = True
    at.run()
    assert not at.exception
    assert at.button_group(key="check_receptor").value == "film_d"


def test_further_images_of_the_visit_have_a_line_each_and_one_sum(opened: Open) -> None:
    """Chosen behind the first step; each with what is set for its kind; a link holds them; the next has none."""
    at = opened(steps=["select"], **FILM)
    assert "This visit together" not in text(at)
    at.button_group(key="check_also_bitewing").set_value(["panoramic", "occlusal"]).run()
    shown = text(at)

    assert not at.exception
    assert re.search(r"Occlusal \*\*about .*Change to F film", shown)
    assert re.search(r"Panoramic \*\*about .*restricted beam", shown)
    assert re.search(r"This visit together \*\*about [\d.]+ µSv \(", shown)
    at.button(key="check_next_patient").click().run()
    assert not at.session_state["check_also_bitewing"]
    assert "This visit together" not in text(at)


def test_a_link_holds_the_further_images(opened: Open, knowledge: Knowledge) -> None:
    """Each image has its own; what a link names twice, or cannot name, is no image."""
    at = opened(**FILM, also="panoramic,cbct")
    assert "This visit together" in text(at)
    bitewing = knowledge.by_exam["bitewing"]
    told = {"age_years": 7.0, "exam": "bitewing", "also": ["panoramic", "cbct"]}
    assert case.from_query(case.to_query(told, bitewing), knowledge.by_exam)["also"] == ["panoramic", "cbct"]
    at.session_state["check_exam"] = "panoramic"
    at.run()
    assert "This visit together" not in text(at)

    refused = opened(**FILM, also="bitewing")
    assert labels.QUESTION["also"] in refused.warning[0].value
    assert words.NO_SUCH_ANSWER in refused.warning[0].value


def test_a_further_image_that_cannot_be_is_taken_off_where_it_is_refused(opened: Open, knowledge: Knowledge) -> None:
    """What is wrong with it was told of another image."""
    at = opened(**FILM, also="panoramic")
    at.session_state[key("kV", knowledge.by_exam["panoramic"])] = 6000.0
    at.run()

    assert labels.QUESTION["also"] in at.error[0].value
    at.button_group(key="check_also_bitewing").set_value([]).run()
    assert not at.error
    assert at.title[0].value.startswith("Change to F film")


@pytest.mark.parametrize(
    ("facts", "part"),
    [
        (FILM, "about a fifth"),
        ({"age_years": "7", "exam": "bitewing", "beam": "round", "place": "US"}, "about half"),
        ({"age_years": "30", "exam": "periapical", "receptor": "film_d", "place": "US"}, "about a quarter"),
        ({"age_years": "9", "exam": "panoramic", "programme": "adult", "place": "GB"}, "about two thirds"),
        ({"age_years": "12", "exam": "cbct", "fov": "large", "programme": "adult", "place": "GB"}, "about two thirds"),
        ({"age_years": "12", "exam": "cbct", "place": "US"}, "about two fifths"),  # nothing told: the strip alone
    ],
)
def test_headline_and_strip_tell_one_ratio(opened: Open, facts: dict[str, str], part: str) -> None:
    """In the same words: of the saving that is worked out on one unit."""
    at = opened(**facts)
    (strip,) = at.get("vega_lite_chart")

    assert (f"Leaves {part} of the dose (" in text(at)) is (facts.keys() > {"age_years", "exam", "place"})
    assert f"; {part} of the dose. To compare: " in strip.proto.alt
