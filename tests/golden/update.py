"""Write the golden files anew: python -m tests.golden.update. Then read the difference before keeping it."""

from __future__ import annotations

from advisor import load_knowledge
from tests.golden.cases import GOLDEN, REPORTS, golden_cases, golden_text
from tests.golden.columns import COLUMNS, column_sums


def update() -> None:
    """One report a case, those of cases that are gone removed, and the sums of the tables' columns."""
    knowledge, cases = load_knowledge(), golden_cases()
    for slug in cases:
        (REPORTS / f"{slug}.txt").write_text(golden_text(slug, knowledge), encoding="utf-8")
    for file in REPORTS.glob("*.txt"):
        if file.stem not in cases:
            file.unlink()
    COLUMNS.write_text(column_sums(), encoding="utf-8")


if __name__ == "__main__":
    update()
    print(f"written: {REPORTS.relative_to(GOLDEN.parent)} and {COLUMNS.relative_to(GOLDEN.parent)}")  # noqa: T201
