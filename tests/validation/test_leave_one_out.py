"""Doses predicted without their study: the figures are what they say, and stand where they are shown."""

from __future__ import annotations

from math import log

import pytest

from advisor.case.model import Range
from advisor.evidence.model_sheet import predicted_table
from advisor.knowledge import Knowledge
from advisor.validation.leave_one_out import DoseGroup, Prediction, Summary, Told, predicted, summaries
from tools.validate_doses import BLOCK, PAGE, page_with, table_text


@pytest.fixture(scope="module")
def found(knowledge: Knowledge) -> tuple[Prediction, ...]:
    return predicted(knowledge)


@pytest.fixture(scope="module")
def fitted_to(found: tuple[Prediction, ...]) -> dict[tuple[DoseGroup, Told], Summary]:
    """Without studies that stand apart."""
    return {(each.exam, each.told): each for each in summaries(each for each in found if not each.apart)}


def test_an_exam_is_held_against_the_model_of_its_family(found: tuple[Prediction, ...]) -> None:
    """Bitewings by a panoramic unit, though no fit sees them: D243 and D244 of adults, D245 and D246 of a child."""
    groups = {each.row: each.exam for each in found if each.row in ("D243", "D244", "D245", "D246")}

    adult, child = DoseGroup.PANORAMIC, DoseGroup.PANORAMIC_CHILD
    assert groups == {"D243": adult, "D244": adult, "D245": child, "D246": child}


def test_the_page_shows_the_figures_of_today(knowledge: Knowledge) -> None:
    """`python -m tools.validate_doses` writes them."""
    page = PAGE.read_text(encoding="utf-8")

    assert BLOCK.search(page)
    assert page_with(table_text(knowledge), page) == page


def test_a_miss_costs_twenty_times_its_distance() -> None:
    inside = one(printed=2.0)
    below = one(printed=0.5)

    assert inside.held
    assert inside.score == pytest.approx(log(4.0))
    assert not below.held
    assert below.score == pytest.approx(log(4.0) + 20.0 * log(2.0))


def one(printed: float) -> Prediction:
    model = Range(1.0, 2.0, 4.0)
    return Prediction(DoseGroup.CBCT, Told.NOTHING, "a", "D1", printed, model, apart=False)


def test_a_study_is_predicted_from_the_others_alone(knowledge: Knowledge, found: tuple[Prediction, ...]) -> None:
    """The model it is held against is not the one that all studies were fitted with."""
    fit = knowledge.dose.parameters["panoramic_typical"]
    level, fitted = fit.typical, [each for each in found if each.row in fit.rows]
    adults = [each for each in fitted if each.exam is DoseGroup.PANORAMIC and each.told is Told.NOTHING]

    assert len({each.model.typical for each in adults}) == len({each.source for each in adults})
    assert all(0.7 * level < each.model.typical < 1.3 * level for each in adults)


def test_studies_that_stand_apart_are_predicted_too(knowledge: Knowledge, found: tuple[Prediction, ...]) -> None:
    apart = {each.source for each in found if each.apart}

    assert apart == {name for name, source in knowledge.sources.items() if source.apart}
    assert any("(apart)" in cell for row in predicted_table(found, knowledge) for cell in row.values())


@pytest.mark.parametrize(
    ("kind", "least", "widest", "score"),
    [
        ((DoseGroup.CBCT, Told.FIELD), 0.85, 18.0, 4.0),
        ((DoseGroup.PANORAMIC, Told.NOTHING), 0.85, 7.0, 2.4),
        ((DoseGroup.CBCT, Told.PRODUCT), 0.75, 6.5, 3.0),
        ((DoseGroup.SINGLE, Told.SETTINGS), 0.75, 15.0, 4.1),  # one study lies 3.6 to 5.3 times above the others
        ((DoseGroup.FULL_MOUTH, Told.SETTINGS), 0.75, 15.0, 3.2),
    ],
)
def test_the_model_stays_as_good_as_it_is(
    fitted_to: dict[tuple[DoseGroup, Told], Summary],
    kind: tuple[DoseGroup, Told],
    least: float,
    widest: float,
    score: float,
) -> None:
    """Coverage, median width and interval score as measured; a change that makes them worse has to say so here."""
    summary = fitted_to[kind]

    assert summary.coverage >= least
    assert summary.width <= widest
    assert summary.score <= score
