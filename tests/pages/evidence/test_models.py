"""How good the models are, on the Evidence page: a sentence a measure, every value, what is missed first."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest
from streamlit.testing.v1 import AppTest

from advisor import pages
from advisor.case.vocabulary import Measure
from advisor.evidence import model_words as words
from advisor.evidence import table_words as in_tables
from advisor.evidence.model_sheet import comparison, predicted_table
from advisor.knowledge import Knowledge
from advisor.pages.evidence import models
from advisor.spreadsheet import as_csv
from advisor.validation import model_check
from advisor.validation.leave_one_out import DoseGroup, Told, predicted
from advisor.words import names
from tests.pages.app import text
from tests.pages.evidence.test_page import as_table, opened


@pytest.fixture
def page() -> AppTest:
    return as_table(opened(show="models"))


def test_on_a_phone_each_figure_is_a_card() -> None:
    """Every value with what was printed and what the model gives; every line of the doses predicted."""
    shown = opened(show="models")

    assert not shown.dataframe
    assert f"{in_tables.label('within_one_step')}: no · {in_tables.label('printed_s')}: " in text(shown)
    assert all(
        f"**{row[words.WHAT]}**" in text(shown)
        for row in predicted_table(predicted(pages.knowledge()), pages.knowledge())
    )


def test_a_picture_shows_each_printed_time_beside_the_models_and_names_the_misses(knowledge: Knowledge) -> None:
    told = [each for each in model_check.check(knowledge)[Measure.REGION] if each.held is not None]
    missed = Counter(names.exam_by_id(each.exam or "") for each in told if not each.held)
    shown = opened(show="models")

    assert f"{len(told) - missed.total()} of {len(told)} printed times" in text(shown)
    assert all(f"{name} ({count})" in text(shown) for name, count in missed.items())
    assert len(shown.get("vega_lite_chart")) == 2


def test_every_measure_has_its_sentence_with_its_share(page: AppTest, knowledge: Knowledge) -> None:
    shown = text(page)
    for measure, compared in model_check.check(knowledge).items():
        told = [each for each in compared if each.held is not None]
        line = next(line for line in shown.splitlines() if line.startswith(f"- **{words.MEASURE[measure]}:**"))

        assert f"{sum(each.held is True for each in told)} of {len(told)} (" in line


def test_every_chart_has_its_share(page: AppTest, knowledge: Knowledge) -> None:
    shown = text(page)
    for each in model_check.check(knowledge)[Measure.REGION]:
        assert f"- {knowledge.units[each.document].label}: " in shown


def test_the_misses_come_first(page: AppTest) -> None:
    held = list(page.dataframe[0].value.iloc[:, 0])

    assert "no" in held
    assert held == sorted(held, key=["no", "yes", "not compared"].index)


@pytest.mark.parametrize("measure", Measure)
def test_every_comparison_opens_with_every_value(page: AppTest, measure: Measure, knowledge: Knowledge) -> None:
    page.selectbox(key="evidence_measure").set_value(measure).run()

    assert not page.exception
    assert len(page.dataframe[0].value) == len(model_check.check(knowledge)[measure])


def test_it_is_worked_out_once_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    opened(show="models")
    monkeypatch.setattr(models, "check", lambda knowledge: pytest.fail("worked out again"))
    again = opened(show="models")
    again.selectbox(key="evidence_measure").set_value(Measure.DOSE).run()

    assert not again.exception


@pytest.mark.parametrize("measure", Measure)
def test_the_table_to_take_away_names_its_rows(measure: Measure, knowledge: Knowledge) -> None:
    """Each line leads to published rows by their ids, and none of its printed values is empty."""
    compared = model_check.check(knowledge)[measure]
    sheet = comparison(measure, compared, knowledge)
    lines = list(csv.DictReader(io.StringIO(as_csv([column.name for column in sheet.columns], sheet.rows))))
    published = {row for each in compared for row in each.rows}

    assert len(lines) == len(compared)
    for line in lines:
        assert set(line["rows"].split()) <= published
        assert next(value for name, value in line.items() if name.startswith("printed"))


def test_doses_are_predicted_without_their_study_and_every_figure_is_a_table(
    page: AppTest, knowledge: Knowledge
) -> None:
    shown = page.dataframe[1].value

    assert list(shown.columns) == list(predicted_table(predicted(knowledge), knowledge)[0])
    assert words.DOSES_INTRO in text(page)


def test_each_kind_of_predicted_dose_has_its_picture_and_names_what_it_missed(page: AppTest) -> None:
    pick = page.selectbox(key="evidence_predicted")
    for kind in pick.options:
        page.selectbox(key="evidence_predicted").set_value(kind_of(kind)).run()
        assert not page.exception
        assert any(kind in each.value and "lie in the range predicted" in each.value for each in page.caption)


def kind_of(label: str) -> tuple[DoseGroup, Told]:
    return next(
        (exam, told)
        for exam in DoseGroup
        for told in Told
        if words.NAME.format(exam=words.EXAM[exam], told=words.TOLD[told]) == label
    )
