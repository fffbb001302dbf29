"""Whole reports of typical cases, word for word: a change of data or rules shows whose advice moves, and how."""

from __future__ import annotations

import pytest

from advisor.knowledge import Knowledge
from tests.golden.cases import REPORTS, golden_cases, golden_text
from tests.golden.columns import COLUMNS, column_sums


@pytest.mark.parametrize("slug", golden_cases())
def test_the_report_is_the_one_that_was_read_and_kept(slug: str, knowledge: Knowledge) -> None:
    """If the difference is meant: python -m tests.golden.update, then say under "Changed advice" whose advice moved."""
    kept = (REPORTS / f"{slug}.txt").read_text(encoding="utf-8")

    assert golden_text(slug, knowledge).splitlines() == kept.splitlines()


def test_every_kept_report_has_its_case() -> None:
    """A case that was taken away takes its report along."""
    assert {file.stem for file in REPORTS.glob("*.txt")} == set(golden_cases())


def test_no_cell_of_a_transcribed_table_changed_unnoticed() -> None:
    """If a cell was corrected or a row added: python -m tests.golden.update, and the difference names the column."""
    assert column_sums().splitlines() == COLUMNS.read_text(encoding="utf-8").splitlines()
