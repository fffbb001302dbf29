"""Hold the dose model against the published doses of studies left out, and write the figures into ARCHITECTURE.md.

python -m tools.validate_doses
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from advisor import load_knowledge
from advisor.evidence.dose_table import foretold_table
from advisor.knowledge import Knowledge
from advisor.validation.leave_one_out import foretold

PAGE = Path(__file__).resolve().parent.parent / "ARCHITECTURE.md"
BEGIN, END = "<!-- begin: tools.validate_doses -->", "<!-- end -->"
BLOCK = re.compile(f"{re.escape(BEGIN)}\n.*?{re.escape(END)}", re.DOTALL)


def table_text(knowledge: Knowledge) -> str:
    """The figures as a table of Markdown."""
    return "\n".join(_lines(knowledge))


def _lines(knowledge: Knowledge) -> Iterator[str]:
    rows = foretold_table(foretold(knowledge), knowledge)
    yield f"| {' | '.join(rows[0])} |"
    yield f"| {' | '.join('---' for _ in rows[0])} |"
    for row in rows:
        yield f"| {' | '.join(row.values())} |"


def page_with(table: str, page: str) -> str:
    """The page with the figures in their place."""
    return BLOCK.sub(f"{BEGIN}\n{table}\n{END}", page)


if __name__ == "__main__":
    table = table_text(load_knowledge())
    PAGE.write_text(page_with(table, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(table)
