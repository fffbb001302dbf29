"""Hold the dose model against the published doses of studies left out, and write the figures where they are told.

That is docs/models.md.

    python -m tools.validate_doses
"""

import re
from pathlib import Path

from advisor import load_knowledge
from advisor.evidence.model_sheet import predicted_table
from advisor.knowledge import Knowledge
from advisor.validation.leave_one_out import predicted

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "models.md"
BEGIN, END = "<!-- begin: tools.validate_doses -->", "<!-- end -->"
BLOCK = re.compile(f"{re.escape(BEGIN)}\n.*?{re.escape(END)}", re.DOTALL)


def table_text(knowledge: Knowledge) -> str:
    """The figures as a table of Markdown."""
    rows = predicted_table(predicted(knowledge), knowledge)
    cells = [list(rows[0]), ["---"] * len(rows[0]), *(list(row.values()) for row in rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in cells)


def page_with(table: str, page: str) -> str:
    """The page with the figures in their place."""
    return BLOCK.sub(f"{BEGIN}\n{table}\n{END}", page)


if __name__ == "__main__":
    table = table_text(load_knowledge())
    PAGE.write_text(page_with(table, PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(table)
