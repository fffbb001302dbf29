"""The Evidence page as its script shows it: any row by its address, every section, no error on any of them."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from advisor.evidence import words as evidence_words
from advisor.pages.evidence import words
from tests.pages.app import page_of, text


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
    assert "seen alike in two copies or accounts" in shown
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
    assert len(page.dataframe) == 1


def test_a_row_is_chosen_from_the_list() -> None:
    page = opened()
    picker = page.selectbox(key="evidence_pick_statements")
    picker.select_index(0).run()

    assert not page.exception
    assert "statement" in page.query_params


def test_statements_are_filtered_by_date() -> None:
    page = opened()
    every = len(page.dataframe[0].value)
    page.text_input(key="evidence_filter_on").input("2010-01-01").run()

    assert 0 < len(page.dataframe[0].value) < every


@pytest.mark.parametrize("written", ["2010", "yesterday", "2010-13-01"])
def test_a_date_that_is_none_is_refused(written: str) -> None:
    page = opened()
    page.text_input(key="evidence_filter_on").input(written).run()

    assert words.DATE_REFUSED.format(label=words.ON) in text(page)
    assert not page.exception


def test_disagreements_of_a_place_are_shown_side_by_side() -> None:
    page = opened(show="conflicts")
    page.selectbox(key="evidence_conflict_place").set_value("US").run()

    assert "**Thyroid collar**" in text(page)
    assert "leave the thyroid collar off" in text(page)


def test_changes_between_two_days_that_are_swapped_are_refused() -> None:
    page = opened(show="changes")
    page.text_input(key="evidence_filter_until").input("2001-01-01").run()

    assert words.DATES_SWAPPED in text(page)
