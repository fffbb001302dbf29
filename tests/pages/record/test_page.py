"""The Record page and its two places on Check, as their script shows them: empty, loaded, corrected, erased."""

from __future__ import annotations

import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from advisor.handout.parent_words import BENEFIT
from advisor.knowledge import Knowledge
from advisor.pages.my_record import words as shared
from advisor.pages.my_record.on_check import months_said
from advisor.pages.record import words
from advisor.pages.record.entries import mark
from advisor.pages.shared.facts import key
from advisor.record import Record, read_record, record_text
from tests.pages.app import page_of, ran, text, whole_app
from tests.reading_level import level

CARD = (
    "Dental image record: Mia\n2026-08-30 bitewing posterior left; why caries; at Dr Lee; sensor; 60 kV; 7 mA; 0.1 s\n"
)
CHECK: dict[str, str] = {
    "age_years": "7",
    "exam": "bitewing",
    "region": "posterior",
    "visit_kind": "recall",
    "caries_risk": "low",
    "place": "US",
    "on": "2026-11-21",
}


def _script() -> None:
    from advisor.pages.record import page

    page.page()


def opened() -> AppTest:
    return ran(page_of(_script))


def scanned(at: AppTest, told: str = CARD) -> AppTest:
    at.text_area(key="record_scanned").set_value(told)
    return ran(at.button(key="record_scanned_add").click())


def entry_opened(at: AppTest) -> AppTest:
    """The newest entry, opened."""
    at.session_state[f"record_entry_0_{mark(mine(at).entries[-1])}"] = True
    return ran(at)


def mine(at: AppTest) -> Record:
    held: Any = at.session_state["record_mine"]
    record: Record = held.record
    return record


def test_an_empty_page_says_how_to_begin_and_what_families_may_ask() -> None:
    """No buttons to save nothing."""
    at = opened()

    assert words.EMPTY in text(at)
    assert all(said in text(at) for said in (*BENEFIT.values(), *words.QUESTION_LIST, words.COPIES_SAID))
    assert [button.label for button in at.button] == [words.SCANNED_ADD]


def test_a_card_is_scanned_in_and_the_same_one_again_adds_nothing() -> None:
    """What a phone showed is pasted; the text goes, the entry stays."""
    at = scanned(opened())

    assert "2026-08-30 · Bitewing (posterior, patient’s left) · Dr Lee" in text(at)
    assert at.text_area(key="record_scanned").value == ""
    assert "1 entry added." in text(at)
    at = scanned(at)
    assert "0 entries added. The record told of 1 entry already." in text(at)
    assert len(mine(at).entries) == 1
    assert "1 entry is in no saved file yet." in text(at)


def test_what_cannot_be_read_is_said_and_stays_to_be_mended() -> None:
    """The line is named; nothing is lost."""
    wrong = CARD.replace("60 kV", "60 volts")
    at = scanned(scanned(opened()), wrong)

    assert "text, line 2" in text(at)
    assert at.text_area(key="record_scanned").value == wrong
    assert len(mine(at).entries) == 1


def test_a_file_is_loaded_and_counts_as_saved(knowledge: Knowledge) -> None:
    """A record's own file; then the practice's picture beside it."""
    told = record_text(read_record({"entries": [{"on": "2024-05", "exam": "panoramic", "where": "Clinic"}]}, knowledge))
    at = opened()
    at = ran(at.get("file_uploader")[0].set_value(("mia.json", told.encode(), "application/json")))

    assert "2024-05 · Panoramic · Clinic" in text(at)
    assert "Not in a saved file yet" not in text(at)
    log = b"date,age,exam,kV,mA,time (s)\n2026-05-02,7,bitewing,60,7,0.1\n"
    at = ran(at.get("file_uploader")[0].set_value(("log.csv", log, "text/csv")))
    assert [each.exam for each in mine(at).entries] == ["panoramic", "bitewing"]
    assert "1 entry is in no saved file yet." in text(at)
    at = ran(at.get("file_uploader")[0].set_value(("wrong.json", b"{", "application/json")))
    assert "wrong.json" in text(at)
    assert len(mine(at).entries) == 2


@pytest.mark.parametrize("name", ["m.exe", "IM0001", "a\0.csv.b"])
def test_a_file_of_any_other_ending_is_refused_in_a_sentence(name: str) -> None:
    at = opened()
    at = ran(at.get("file_uploader")[0].set_value((name, b"MZ", "")))

    assert "is no DICOM file" in text(at)


def test_an_entry_is_added_by_hand_corrected_removed_and_brought_back() -> None:
    """A family may know no more than a year."""
    at = opened()
    at.session_state["record_by_hand"] = True
    at = ran(at)
    at.text_input(key="record_on_new").set_value("2024")
    at.selectbox(key="record_exam_new").set_value("panoramic")
    at.text_input(key="record_asked_by_new").set_value("Dr *Lee*")
    at = ran(next(each for each in at.button if each.label == words.ADD).click())
    (entry,) = mine(at).entries
    assert (f"{entry.on}", entry.exam, entry.asked_by) == ("2024", "panoramic", "Dr *Lee*")

    at = entry_opened(at)
    day = next(box for box in at.text_input if box.label == shared.FIELD["on"] and box.value == "2024")
    day.set_value("2024-13")
    at = ran(next(each for each in at.button if each.label == words.CORRECT).click())
    assert "**Day:** must be a day such as" in text(at)
    day = next(box for box in at.text_input if box.label == shared.FIELD["on"] and box.value == "2024-13")
    day.set_value("2024-03")
    settings = next(box for box in at.text_input if box.label == shared.FIELD["settings"] and box.value == "")
    settings.set_value("psp; 66 kV; 62 mGy.cm2")
    at = ran(next(each for each in at.button if each.label == words.CORRECT).click())
    (entry,) = mine(at).entries
    assert (f"{entry.on}", entry.setup.kV, entry.setup.dap_mGycm2, entry.asked_by) == ("2024-03", 66, 62, "Dr *Lee*")

    at = entry_opened(at)
    at = ran(next(each for each in at.button if each.label == words.REMOVE).click())
    assert mine(at).entries == ()
    at = ran(at.button(key="record_bring_back").click())
    assert mine(at).entries == (entry,)


def test_what_is_refused_by_hand_stays_to_be_mended() -> None:
    """Without a day it is no entry; once it is one, the form is empty for the next."""
    at = opened()
    at.session_state["record_by_hand"] = True
    at = ran(at)
    at.selectbox(key="record_exam_new").set_value("panoramic")
    at.text_input(key="record_where_new").set_value("Dr Lee")
    at = ran(next(each for each in at.button if each.label == words.ADD).click())

    assert at.error[0].value.startswith("**Day:**")
    assert at.text_input(key="record_where_new").value == "Dr Lee"

    at.text_input(key="record_on_new").set_value("2026-08")
    at = ran(next(each for each in at.button if each.label == words.ADD).click())

    assert [each.where for each in mine(at).entries] == ["Dr Lee"]
    assert not at.text_input(key="record_where_new").value
    assert at.selectbox(key="record_exam_new").value is None


def test_the_record_is_named_erased_and_brought_back() -> None:
    """Whatever the family writes; erasing can be undone until the next touch that changes it."""
    at = scanned(opened())
    at = ran(at.text_input(key="record_name").set_value("M."))
    assert mine(at).name == "M."
    at = ran(at.button(key="record_erase").click())
    assert words.EMPTY in text(at)
    at = ran(at.button(key="record_bring_back").click())
    assert mine(at).name == "M."
    assert len(mine(at).entries) == 1


def checked(record: str | None, **more: str) -> AppTest:
    at = whole_app()
    for name, value in (CHECK | more).items():
        at.query_params[name] = value
    at.session_state["check_reader"] = "clinician"
    if record:
        from advisor import load_knowledge
        from advisor.pages.my_record.store import _Held
        from advisor.record import record_from_text

        at.session_state["record_mine"] = _Held(record=record_from_text(record, load_knowledge()))
    return ran(at)


def test_check_says_that_earlier_images_exist_and_from_when_the_next_may_be_considered() -> None:
    """And one touch tells it the months, so that the verdict rests on the record."""
    at = checked(CARD)

    assert "**Earlier images exist.** Bitewing, posterior, 2026-08-30 (2 months ago), Dr Lee." in text(at)
    assert "The next may be considered from **2027-" in text(at)
    at = ran(at.button(key="record_tell_months").click())
    assert at.session_state[key("months_since_bitewings")] == 2


def test_check_is_silent_where_the_record_holds_nothing_earlier() -> None:
    """No record, or one of later images only."""
    assert "Earlier images exist" not in text(checked(None))
    assert "Earlier images exist" not in text(checked(CARD.replace("2026-08-30", "2026-12-24")))


def test_image_taken_adds_the_case_and_the_next_patient_takes_it_away() -> None:
    """Day, image and settings as told; where and by whom are asked; nothing of it stays for the next."""
    at = checked(None)
    at.session_state["check_sheet"] = at.session_state["record_taken"] = True
    at = ran(at)
    at.text_input(key="record_where").set_value("Dr Lee")
    at = ran(at.button(key="record_add").click())
    (entry,) = mine(at).entries

    assert (f"{entry.on}", entry.exam, entry.region, entry.where) == ("2026-11-21", "bitewing", "posterior", "Dr Lee")
    assert entry.estimate is not None
    assert "not saved yet: 1 entry" in text(at)
    at = ran(at.button(key="check_next_patient").click())
    assert "record_mine" not in at.session_state


def test_image_taken_adds_every_image_of_the_visit() -> None:
    at = checked(None, also="panoramic")
    at.session_state["check_sheet"] = at.session_state["record_taken"] = True
    at = ran(ran(at).button(key="record_add").click())

    assert {each.exam for each in mine(at).entries} == {"bitewing", "panoramic"}
    assert "not saved yet: 2 entries" in text(at)


@pytest.mark.parametrize(("months", "said"), [((2, 2), "2 months"), ((1, 13), "1 to 13 months"), ((1, 1), "1 month")])
def test_months_are_said_as_far_as_the_day_is_known(months: tuple[int, int], said: str) -> None:
    assert months_said(months) == said


def test_families_can_read_what_is_for_them() -> None:
    """Grade 6 or below."""
    said = " ".join((*words.QUESTION_LIST, words.COPIES_SAID, words.NEEDED))

    assert level(said).flesch_kincaid <= 6


def test_no_word_of_a_record_is_markup(knowledge: Knowledge) -> None:
    """A practice's name is shown as it is written."""
    told = {"entries": [{"on": "2024", "exam": "panoramic", "where": "<b>[x](http://192.0.2.1)</b> *Lee*"}]}
    at = opened()
    raw = json.dumps(told).encode()
    at = ran(at.get("file_uploader")[0].set_value(("mia.json", raw, "application/json")))
    box = next(box for box in at.expander if box.label.startswith("2024"))

    assert "\\[x\\]" in box.label
    assert "1 entry" in text(at)
