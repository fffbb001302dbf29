"""The Evidence page as its script shows it: any row by its address, every section, no error on any of them."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from advisor.case.vocabulary import Step
from advisor.evidence import words as evidence_words
from advisor.evidence.search import Group
from advisor.pages.evidence import words
from advisor.pages.evidence.address import TABLES
from tests.pages.app import page_of, ran, text


def _script() -> None:
    from advisor.pages.evidence import page as evidence

    evidence.page()


def opened(**address: str) -> AppTest:
    """The page at an address."""
    page = page_of(_script)
    for name, value in address.items():
        page.query_params[name] = value
    page.run()

    assert not page.exception

    return page


@pytest.mark.parametrize("section", words.SECTIONS)
def test_every_section_opens(section: str) -> None:
    assert opened(show=section).session_state["evidence_section"] == section


def test_a_statement_is_told_with_its_full_source() -> None:
    shown = text(opened(statement="IG-5"))

    assert "IG-5 · Image Gently 2014" in shown
    assert "Always use a thyroid shield" in shown
    assert "read twice" in shown
    assert "campaign message, point 5" in shown
    assert "Read on** 2026-11-21" in shown
    assert "Open it at" in shown


@pytest.mark.parametrize(
    ("address", "heading", "section"),
    [
        ({"source": "ludlow_2008"}, "ludlow_2008", "sources"),
        ({"row": "D002"}, "D002 · Bitewing, effective dose 5\u00a0µSv", "numbers"),
        ({"row": "collar_panoramic"}, "collar_panoramic", "numbers"),
        ({"row": "R030"}, "R030 · United Kingdom", "numbers"),
        ({"row": "IG-5"}, "IG-5 · Image Gently 2014", "statements"),
        ({"place": "US"}, "United States", "places"),
    ],
)
def test_an_address_opens_its_row(address: dict[str, str], heading: str, section: str) -> None:
    page = opened(**address)

    assert heading in text(page)
    assert page.session_state["evidence_section"] == section


@pytest.mark.parametrize("kind", words.KIND)
def test_an_unknown_id_is_named_and_the_list_shown(kind: str) -> None:
    page = opened(**{kind: "XX-99"})

    assert words.UNKNOWN_ID.format(kind=kind, id="XX-99") in text(page)


def test_an_address_that_is_no_id_is_not_repeated() -> None:
    """A forged link puts no words of its own on the screen."""
    page = opened(statement="[free dose](https://evil.example)")

    assert words.UNKNOWN_BAD in text(page)
    assert "evil" not in text(page)


def test_a_source_without_a_page_of_its_own_says_so() -> None:
    assert evidence_words.NO_LINK in text(opened(source="aaomr_2013"))


def test_what_is_not_used_says_so() -> None:
    assert "Not used in advice" in text(opened(row="R049"))


def test_a_derived_number_leads_to_the_rows_it_came_from() -> None:
    """One touch from a ratio to a dose behind it; the address follows."""
    page = opened(row="F002")
    next(button for button in page.button if button.label == "D003").click().run()

    assert page.query_params["row"] in ("D003", ["D003"])
    assert "D003 · Full mouth" in text(page)


def test_back_leads_to_the_list() -> None:
    page = opened(statement="IG-5")
    page.button(key="evidence_back").click().run()

    assert "statement" not in page.query_params
    assert page.button(key="evidence_card_statements_0")


def as_table(page: AppTest) -> AppTest:
    """The list as a grid."""
    return ran(page.toggle(key="evidence_as_table").set_value(True))


@pytest.mark.parametrize("section", TABLES)
def test_every_list_is_cards_until_a_table_is_asked_for(section: str) -> None:
    """A grid needs a thousand pixels; a card shows the sentence first, and the id last."""
    page = opened(show=section)

    assert not page.dataframe
    assert sum(str(button.key).startswith("evidence_card_") for button in page.button) > 1

    for grid in as_table(page).dataframe:
        assert list(grid.value.columns)[-1] == "Id" or "Id" not in grid.value.columns


def test_a_document_without_a_date_says_so() -> None:
    """On its card and above it; an empty year left the stars of bold letters on the screen."""
    home = opened()
    found = ran(home.text_input(key="evidence_search").set_value("panoramic"))

    assert "**IAEA (undated)** · " in text(found)
    assert "IAEA (undated)" in text(opened(statement="IAEA-J3"))


def test_more_cards_come_when_asked_for() -> None:
    page = opened(show="statements")
    before = [button.label for button in page.button if str(button.key).startswith("evidence_card_")]
    ran(page.button(key="evidence_more_statements_button").click())
    after = [button.label for button in page.button if str(button.key).startswith("evidence_card_")]

    assert after[: len(before)] == before
    assert len(after) > len(before)


def test_a_row_is_chosen_from_the_list() -> None:
    page = as_table(opened(show="statements"))
    picker = page.selectbox(key="evidence_pick_statements")
    picker.select_index(0).run()

    assert not page.exception
    assert "statement" in page.query_params


def test_statements_are_filtered_by_date() -> None:
    page = as_table(opened(show="statements"))
    every = len(page.dataframe[0].value)
    page.text_input(key="evidence_filter_on").input("2010-01-01").run()

    assert 0 < len(page.dataframe[0].value) < every


@pytest.mark.parametrize("written", ["2010", "yesterday", "2010-13-01"])
def test_a_date_that_is_none_is_refused(written: str) -> None:
    page = opened(show="statements")
    page.text_input(key="evidence_filter_on").input(written).run()

    assert words.DATE_REFUSED.format(label=words.ON) in text(page)
    assert not page.exception


def test_disagreements_of_a_place_are_shown_side_by_side() -> None:
    page = opened(show="conflicts")
    page.selectbox(key="evidence_reader_place").set_value("US").run()

    assert "**Thyroid collar**" in text(page)
    assert "*Collar off* ADA 2024" in text(page)
    assert "*E film will do* Image Gently 2014" in text(page)


def test_changes_between_two_days_that_are_swapped_are_refused() -> None:
    page = opened(show="changes")
    page.text_input(key="evidence_filter_until").input("2001-01-01").run()

    assert words.DATES_SWAPPED in text(page)


def test_the_first_screen_answers_questions() -> None:
    """Who disagrees at the reader's place, what changed, how good the numbers are; no table and no id before that."""
    page = opened()

    assert [each.value for each in page.title] == [words.TITLE]
    assert [each.value for each in page.header] == [
        words.DISAGREE, words.CHANGED, words.GOOD, words.BY_STEP, words.EVERYTHING,
    ]  # fmt: skip
    assert "**Thyroid collar:** *Collar on* Image Gently 2014" in text(page)
    assert "136 of 150 cells" in text(page)
    assert page.get("vega_lite_chart")
    assert not page.dataframe
    assert "undated" not in text(page)


def test_a_place_without_dispute_says_where_there_is_most() -> None:
    page = opened()
    page.selectbox(key="evidence_reader_place").set_value("WORLD").run()

    assert "Nobody who speaks in World" in text(page)
    assert "United States" in text(page)


def test_words_find_what_issuers_say_before_any_document() -> None:
    """By topic and by place; a card leads to its row."""
    page = opened()
    page.text_input(key="evidence_search").input("collar in New York").run()

    assert "**New York State 2006**" in text(page)
    assert words.GROUP[Group.STATEMENTS].format(count=1) in [each.value for each in page.header]

    next(each for each in page.button if str(each.key).startswith("evidence_card_")).click().run()

    assert "statement" in page.query_params


def test_words_that_nothing_holds_say_so() -> None:
    page = opened()
    page.text_input(key="evidence_search").input("unicorn").run()

    assert words.NOTHING_FOUND in text(page)


def test_how_words_were_taken_is_said() -> None:
    page = opened()
    ran(page.text_input(key="evidence_search").input("zebra thyriod"))

    assert words.TAKEN_FOR.format(typed="thyriod", word="thyroid") in text(page)
    assert words.LEFT_OUT.format(words="zebra") in text(page)


def test_a_step_shows_what_holds_at_the_place_and_the_rest_when_asked_for() -> None:
    page = opened(show="steps")
    ran(page.selectbox(key="evidence_reader_place").set_value("GB"))
    ran(page.button_group(key="evidence_step").set_value(Step.SHIELD))

    assert "New York" not in text(page)

    ran(page.toggle(key="evidence_step_elsewhere").set_value(True))
    while more := [each for each in page.button if str(each.key).startswith("evidence_more")]:
        ran(more[0].click())

    assert "New York" in text(page)
    assert "· ended" in text(page)


def test_each_step_has_its_statements_as_cards() -> None:
    page = opened()
    page.button(key="evidence_step_shield").click().run()

    assert page.query_params["show"] in ("steps", ["steps"])
    assert "Thyroid collar" in text(page)
    assert "read twice" in text(page)
    assert not page.dataframe


@pytest.mark.parametrize(
    ("written", "leads"),
    [
        ("learn?lesson=longer_cone", "learn?lesson=longer_cone"),
        ("/?age_years=7&exam=bitewing&beam=round", "/?age_years=7&beam=round&exam=bitewing"),
        ("https://evil.example/?age_years=7&exam=bitewing", None),
        ("//evil.example/?age_years=7&exam=bitewing", None),
        ("/?age_years=7&exam=bitewing&name=Ada", None),
        ("/?age_years=7&exam=bitewing&beam=full", None),
        ("/?age_years=7&exam=bitewing&kV=600", None),
        ("/?age_years=7&exam=bitewing&place=Nowhere", None),
        ("learn?lesson=[x](y)", None),
    ],
)
def test_a_row_leads_back_to_the_case_it_was_looked_up_from(written: str, leads: str | None) -> None:
    """And to nothing else: a forged link leads nowhere."""
    page = opened(statement="IG-5", case=written)

    assert page.session_state["evidence_back_to"] == leads
    assert (words.WAY_BACK.partition("{")[0] in text(page)) is (leads is not None)
    assert "evil" not in text(page)


def test_the_place_is_the_readers() -> None:
    """That of the case a row was looked up from, or the one that the browser keeps; what is chosen here holds."""
    of_case = opened(show="conflicts", case="/?age_years=7&exam=bitewing&place=GB")
    kept = page_of(_script)
    kept.session_state["check_kept"] = {"kept": json.dumps({"version": 2, "place": "KR"})}
    kept.run()

    assert of_case.selectbox(key="evidence_reader_place").value == "GB"
    assert kept.selectbox(key="evidence_reader_place").value == "KR"

    kept.selectbox(key="evidence_reader_place").set_value("US").run()

    assert kept.selectbox(key="evidence_reader_place").value == "US"


def test_an_issuer_is_named_before_the_page_that_reports_it() -> None:
    """On the statement's own page and where sides are set beside each other."""
    for address in ({"statement": "A26-3"}, {"statement": "REC-5"}):
        shown = text(opened(**address))
        reporter = "drgstoothpix" if address["statement"] == "A26-3" else "Dental Tribune"

        assert 0 <= shown.index("ADA") < shown.index(reporter)
